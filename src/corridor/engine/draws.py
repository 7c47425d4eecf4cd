"""Random numbers that depend on nothing but a key, a scenario and a seed.

Each formula serves numpy and the compiler. Scenarios come in groups of 64: the second half of a group has the
scores of the first with the other sign, turned by a place of chance of its own for each key, which halves the work
and keeps items apart. A draw is the size of a score, 23 bits of chance, and its sign. Within a block of draws the
first bits run through a permutation of their own for each key, so a block meets each equal slice of a distribution
exactly once (Latin hypercube: McKay, Beckman and Conover 1979); the rest is a hash (the finaliser of MurmurHash3,
Appleby 2011).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.engine.compiled import bits_of_float, compiled, down, float_of_bits, up

f4, i4, u4 = np.float32, np.int32, np.uint32
DRAW_BITS = 23
SIGN = 0x80000000
# Scenarios of a group, and those of them whose scores are drawn.
GROUP = 64
PAIRS = 32
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def mixed(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread each number over all 64 bits (SplitMix64: Steele, Lea and Flood 2014).

    >>> [hex(each) for each in mixed(np.array([0, 1], np.uint64))]
    ['0x0', '0x5692161d100b05e5']
    """
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


def words(keys: NDArray[np.uint64], seed: int, block: int) -> NDArray[np.uint32]:
    """Three words for each key, by which it draws in one block of scenarios.

    keys : (n,) stable keys
    returns : (n, 3); the second and third are odd

    >>> words(np.array([5], np.uint64), seed=7, block=0).shape
    (1, 3)
    """
    turn = mixed(np.array([seed & 0xFFFFFFFFFFFFFFFF], np.uint64) + GOLDEN)
    turn = mixed(turn ^ mixed(np.array([block + 1], np.uint64) * GOLDEN))
    first = mixed(keys ^ turn)
    second = mixed(first + GOLDEN)
    return np.stack([first >> np.uint64(32), first | np.uint64(1), second | np.uint64(1)], axis=1).astype(u4)


@compiled
def draw(number: Any, first: Any, second: Any, third: Any, slice_bits: Any) -> Any:
    """A size, 23 bits, and a sign above it (bit 31), by the three words of a key; all of it unsigned 32-bit.

    number : of the draw; slice_bits : a block of draws has two to so many
    """
    mask = u4(up(u4(1), slice_bits) - u4(1))
    half = u4(down(slice_bits, u4(1)) + u4(1))
    slice_ = u4(u4((number ^ first) * second) & mask)
    slice_ = u4(slice_ ^ down(slice_, half))
    slice_ = u4(u4(slice_ * third) & mask)
    slice_ = u4(slice_ ^ down(slice_, half))
    within = u4(u4(number * u4(0x9E3779B9)) ^ third)
    within = u4(within ^ down(within, u4(16)))
    within = u4(u4(within ^ first) * u4(0x85EBCA6B))
    within = u4(within ^ down(within, u4(13)))
    within = u4(within * u4(0xC2B2AE35))
    size = u4(up(slice_, u4(u4(DRAW_BITS) - slice_bits)) | down(within, u4(u4(9) + slice_bits)))
    return u4(size | u4(up(within, u4(23)) & u4(SIGN)))


@compiled
def turn(group: Any, first: Any, third: Any) -> Any:
    """By how many places the second half of a group is turned, 0 to 31."""
    return u4(u4(u4(u4(group + group) + u4(1)) * third) ^ first) >> u4(27)


@compiled
def normal_score(bits: Any) -> Any:
    """The standard normal score of a draw, float32, within 3e-5.

    With x = (size + 1/2) / 2^23 it is x g(s), s^2 = -log2(1 - x^2); g is one rational function without branches
    (fitted here; the idea of that variable is Giles 2010), which a vector of draws needs.
    """
    x = f4(f4(i4(u4(u4(u4(bits & u4(0x7FFFFF)) << u4(1)) + u4(1)))) * f4(2.0**-24))
    inside = f4((f4(1) - x) * (f4(1) + x))
    raw = bits_of_float(inside)
    exponent = i4(i4(raw - i4(0x3F2AAAAB)) >> i4(23))
    m = f4(float_of_bits(i4(raw - i4(exponent << i4(23)))) - f4(1))
    p = f4(0.24686282873153687)
    p = p * m + f4(-0.27999618649482727)
    p = p * m + f4(0.28558191657066345)
    p = p * m + f4(-0.3583890199661255)
    p = p * m + f4(0.4809655249118805)
    p = p * m + f4(-0.7213798761367798)
    p = p * m + f4(1.4426947832107544)
    s = np.sqrt(abs(f4(f4(exponent) + p * m)))
    p = f4(0.0285322368144989)
    p = p * s + f4(-0.08068443834781647)
    p = p * s + f4(0.3587826192378998)
    p = p * s + f4(-0.4862797260284424)
    p = p * s + f4(1.2533354759216309)
    q = f4(0.0010215104557573795)
    q = q * s + f4(0.003274159971624613)
    q = q * s + f4(0.10543930530548096)
    q = q * s + f4(-0.387920618057251)
    q = q * s + f4(1)
    return float_of_bits(i4(bits_of_float(f4(x * p / q)) | i4(u4(bits & u4(SIGN)))))


@compiled
def power_of_two(x: Any) -> Any:
    """2^x for -100 < x < 100, float32, within 2e-7 of itself."""
    shifted = f4(x + f4(12582912.0))
    whole = f4(shifted - f4(12582912.0))
    r = f4(x - whole)
    p = f4(0.0013266970636323094)
    p = p * r + f4(0.009675459936261177)
    p = p * r + f4(0.05550742521882057)
    p = p * r + f4(0.24022121727466583)
    p = p * r + f4(0.6931469440460205)
    p = p * r + f4(1.0000001192092896)
    return float_of_bits(i4(bits_of_float(f4(p)) + i4(i4(whole) << i4(23))))
