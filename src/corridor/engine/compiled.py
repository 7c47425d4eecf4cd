"""Whether kernels are compiled: numba where it is installed, else the same work in numpy."""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

try:
    import numba
    from llvmlite import ir
    from numba.extending import intrinsic
except ImportError:
    numba = None

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
# NUMBA_DISABLE_JIT=1 leaves out the compiler; tests compare the two so.
COMPILED = numba is not None and not numba.config.DISABLE_JIT
# numba looks at the file of a kernel, not at those of the kernels it calls; what is kept stands under them all.
SOURCES = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
KEPT = f"kernels-{blake2b(SOURCES, digest_size=6).hexdigest()}"


def compiled(function: Kernel) -> Kernel:
    """The function as machine code that lets other threads run, kept on disk between runs; unchanged without numba.

    No fast-math: every operation is rounded as IEEE 754 says, so that numpy and every machine give the same bits.
    The function makes no arrays, so nothing is counted that could be let go (it costs a sixth of the time).
    """
    return _compiled(function, _nrt=False)


def compiled_maker(function: Kernel) -> Kernel:
    """The same for a function that makes arrays."""
    return _compiled(function)


def inlined(function: Kernel) -> Kernel:
    """The same, put into its callers: in a loop over items it costs time to hand arrays on."""
    return _compiled(function, _nrt=False, inline="always")


def _compiled(function: Kernel, **options: Any) -> Kernel:
    if not COMPILED:
        return function
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(Path(before or Path(__file__).parent / "__pycache__") / KEPT)
    options |= {"nogil": True, "error_model": "numpy"}
    try:
        kernel: Kernel = numba.njit(function, cache=True, **options)
    except RuntimeError:
        # No folder to keep it in: neither here nor in a home.
        kernel = numba.njit(function, **options)
    finally:
        numba.config.CACHE_DIR = before
    return kernel


if COMPILED:

    @intrinsic
    def float_of_bits(_context, bits):  # type: ignore[no-untyped-def]
        """The float32 that those 32 bits are."""
        return numba.float32(numba.int32), lambda _c, builder, _s, given: builder.bitcast(given[0], ir.FloatType())

    @intrinsic
    def bits_of_float(_context, number):  # type: ignore[no-untyped-def]
        """The 32 bits of a float32."""
        return numba.int32(numba.float32), lambda _c, builder, _s, given: builder.bitcast(given[0], ir.IntType(32))

    @intrinsic
    def up(_context, bits, places):  # type: ignore[no-untyped-def]
        """Those 32 bits shifted to the left, by fewer than 32 places."""
        word = numba.uint32
        return word(word, word), lambda _c, builder, _s, given: builder.shl(given[0], given[1])

    @intrinsic
    def down(_context, bits, places):  # type: ignore[no-untyped-def]
        """Those 32 bits shifted to the right, by fewer than 32 places."""
        word = numba.uint32
        return word(word, word), lambda _c, builder, _s, given: builder.lshr(given[0], given[1])

else:

    def up(bits: Any, places: Any) -> Any:
        """Those 32 bits shifted to the left, by fewer than 32 places."""
        return bits << places

    def down(bits: Any, places: Any) -> Any:
        """Those 32 bits shifted to the right, by fewer than 32 places."""
        return bits >> places

    def float_of_bits(bits: Any) -> Any:
        """The float32 that those 32 bits are."""
        return bits.view("f4")

    def bits_of_float(number: Any) -> Any:
        """The 32 bits of a float32."""
        return number.view("i4")
