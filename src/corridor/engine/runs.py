"""Scenarios of a network: how they are drawn, in what room, and how runs of them add up."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corridor.engine.compiled import COMPILED
from corridor.engine.draws import GROUP, u4, words
from corridor.engine.network import Network
from corridor.engine.rows import FAR
from corridor.engine.sweep import Question, Rows, Sums, common, forward, sweep

# Sums of slopes stay below 2^63 up to so many scenarios.
MOST_SCENARIOS = 2**17
# Rows of a tile should fit in the cache of the processor; a shared core that is large gets shorter ones.
TILE = 512 if COMPILED else 4096
ROOM_BYTES = 200 * 2**20
ROW_BYTES = 18


class BadQuestion(ValueError):  # noqa: N818
    """A question that cannot be answered: too few or too many scenarios, or the like."""


@dataclass(frozen=True)
class Draws:
    """How scenarios are drawn: by which seed, how many, and in equal blocks of how many (2^bits).

    plain : independent draws, to measure what the others gain
    """

    seed: int
    scenarios: int
    plain: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.scenarios <= MOST_SCENARIOS or self.scenarios % GROUP:
            raise BadQuestion(f"{self.scenarios} scenarios: a multiple of {GROUP} up to {MOST_SCENARIOS} is wanted")

    @property
    def bits(self) -> int:
        """A block of draws has two to so many: half the largest power of two that divides the scenarios."""
        return 0 if self.plain else min((self.scenarios & -self.scenarios).bit_length() - 2, 16)

    def blocks(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Cut a run of scenarios where blocks end: the block, its first and its last scenario in the run.

        >>> list(Draws(7, 192).blocks(64, 192))
        [(1, 64, 128), (2, 128, 192)]
        """
        if first % GROUP or last % GROUP:
            raise BadQuestion(f"scenarios {first} to {last}: a run begins and ends at a multiple of {GROUP}")
        size = self.scenarios if self.plain else 2 << self.bits
        for block in range(first // size, (last - 1) // size + 1):
            yield block, max(first, block * size), min(last, (block + 1) * size)

    def of_items(self, network: Network, block: int) -> NDArray[np.uint32]:
        """The words by which items draw in a block, (n, 3)."""
        return words(network.keys, self.seed, block)

    def of_factors(self, network: Network, block: int) -> NDArray[np.uint32]:
        """The words by which factors draw in a block, (factors, 3)."""
        return words(network.factor_keys, self.seed, block)


def room_for(network: Network, tile: int | None = None, block_rows: int = 0) -> Rows:
    """A room for one thread; block_rows : rows for the items after the core, if more than the largest block."""
    blocks = network.arrays.blocks
    core = int(blocks[1])
    rows = core + max(block_rows, int(np.diff(blocks)[1:].max(initial=1)))
    if tile is None:
        tile = max(GROUP, min(TILE, 1 << (max(1, ROOM_BYTES // (rows * ROW_BYTES)).bit_length() - 1)))
    return Rows(
        finish=np.empty((rows, tile), np.int32),
        spare=np.empty((rows, tile), np.int32),
        bound=np.empty((rows, tile), np.uint16),
        grad=np.zeros((2, rows, tile), np.int32),
        start=np.empty(tile, np.int32),
        work=np.empty(tile, np.int32),
        scores=np.empty(tile, np.float32),
        twice=np.empty(tile, np.float32),
        factors=np.empty((len(network.factor_keys) + 1, tile), np.float32),
    )


def on_time(network: Network) -> Question:
    """What would be spared if an item finished on its due day."""
    return Question(network.arrays.due, np.int32(FAR), network.arrays.horizon)


def sums_for(network: Network, scenarios: int, marks: int) -> Sums:
    """Sums of nothing yet."""
    n = len(network.keys)
    return Sums(np.zeros((n, marks + 1), np.int32), np.zeros((n, 4), np.int64), np.zeros((2, scenarios), np.int64))


def added(one: Sums, other: Sums) -> Sums:
    """The sums of two runs; exact, in any order."""
    return Sums(one.counts + other.counts, one.slopes + other.slopes, one.loss + other.loss)


def chunk(
    network: Network,
    draws: Draws,
    marks: NDArray[np.int32],
    first: int,
    last: int,
    *,
    question: Question | None = None,
    tile: int | None = None,
) -> Sums:
    """The sums of the scenarios first..last; those of all runs add up to those of the whole, bit by bit.

    marks : (n, marks) ticks in the engine's order to count finishes by
    """
    sums = sums_for(network, draws.scenarios, marks.shape[1])
    room = room_for(network, tile)
    asked = question or on_time(network)
    for block, low, high in draws.blocks(first, last):
        by_item, by_factor = draws.of_items(network, block), draws.of_factors(network, block)
        sweep(network.arrays, asked, room, by_item, by_factor, marks, sums, low, high, u4(draws.bits))
    return sums


def cuts(draws: Draws, parts: int) -> list[tuple[int, int]]:
    """All scenarios in at most so many runs of nearly the same length.

    >>> cuts(Draws(7, 256), 3)
    [(0, 64), (64, 128), (128, 256)]
    """
    borders = [draws.scenarios // GROUP * each // parts * GROUP for each in range(parts + 1)]
    return [(low, high) for low, high in pairwise(borders) if high > low]


def all_chunks(
    network: Network,
    draws: Draws,
    marks: NDArray[np.int32],
    *,
    question: Question | None = None,
    threads: int = 1,
    tile: int | None = None,
) -> Sums:
    """The sums of all scenarios, by so many threads."""
    runs = cuts(draws, threads)

    def one(run: tuple[int, int]) -> Sums:
        return chunk(network, draws, marks, *run, question=question, tile=tile)

    if len(runs) == 1:
        return one(runs[0])
    with ThreadPoolExecutor(len(runs)) as pool:
        parts = list(pool.map(one, runs))
    total = parts[0]
    for part in parts[1:]:
        total.counts[:] += part.counts
        total.slopes[:] += part.slopes
        total.loss[:] += part.loss
    return total


def finishes(
    network: Network, draws: Draws, last: int, rows_at_once: int = 256
) -> Iterator[tuple[int, int, NDArray[np.int32]]]:
    """Finishes in the first scenarios, some items at a time: low, high, (high - low, last) ticks.

    The array is used again for the next items.
    """
    items = network.arrays
    room = room_for(network, last, rows_at_once)
    asked = on_time(network)
    _block, _low, high_scenario = next(draws.blocks(0, last))
    if high_scenario < last:
        raise BadQuestion(f"{last} scenarios are more than one block of draws")
    by_item, bits = draws.of_items(network, 0), u4(draws.bits)
    common(draws.of_factors(network, 0), room, u4(0), bits, last)
    core = int(items.blocks[1])
    forward(items, asked, room, 0, core, by_item, u4(0), bits, last)
    yield 0, core, room.finish[:core]
    for low, high in several(items.blocks[1:].tolist(), len(room.finish) - core):
        forward(items, asked, room, low, high, by_item, u4(0), bits, last)
        yield low, high, room.finish[core : core + high - low]


def several(borders: list[int], most: int) -> Iterator[tuple[int, int]]:
    """Blocks put together as long as they have no more than `most` items.

    >>> list(several([0, 2, 4, 9], 5))
    [(0, 4), (4, 9)]
    """
    low = borders[0]
    for border, following in zip(borders[1:], [*borders[2:], None], strict=True):
        if following is None or following - low > most:
            yield low, border
            low = border
