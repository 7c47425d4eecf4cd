"""The longest path of a whole programme through a tile of scenarios, and its slopes back, block by block.

Items stand in the engine's order: first the core (what some other project waits for), then the projects. The rows
of the core are kept for the tile; a block of projects uses the rows after them, forward and at once backward, while
they are in the cache of the processor, and hands them on to the next block.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.engine import rows
from corridor.engine.compiled import compiled, inlined
from corridor.engine.draws import u4
from corridor.engine.work import FIXED, LOGNORMAL


class Arrays(NamedTuple):
    """A programme as the kernels read it; n items, m edges, days in ticks (rows.TICKS to the day)."""

    blocks: NDArray[np.int64]  # (blocks + 1,) first item of each block; block 0 is the core
    edges_from: NDArray[np.int64]  # (n + 1,) first edge of each item
    before: NDArray[np.int32]  # (m,) the item that an edge waits for
    lag: NDArray[np.int32]  # (m,) ticks
    release: NDArray[np.int32]  # (n,)
    due: NDArray[np.int32]  # (n,) FAR where there is none
    since: NDArray[np.int32]  # (n,) tick from which lateness costs
    weights: NDArray[np.int32]  # (2, n) units lost for each tick late: workers, exports
    matters: NDArray[np.uint8]  # (n,) whether any weight hangs on the item
    kind: NDArray[np.uint8]  # (n,) FIXED, LOGNORMAL or TABLE
    days: NDArray[np.int32]  # (n,) FIXED: ticks; TABLE: row of tables
    centre: NDArray[np.float32]  # (n,) LOGNORMAL: log2 of the median in ticks
    sigma: NDArray[np.float32]  # (n,) LOGNORMAL: of log2
    never: NDArray[np.float32]  # (n,) TABLE: normal score above which the item is never kept
    tables: NDArray[np.float32]  # (tables, 66) ticks at SCORES, and when never kept
    factor: NDArray[np.int32]  # (n, 2) rows of factor scores; the last row is all zero
    load: NDArray[np.float32]  # (n, 3) share of the own score and of the two factors
    sooner: NDArray[np.int32]  # (n,) ticks by which the own work ends sooner
    calendar: NDArray[np.int32]  # (n,) row of rolls, -1 for none
    rolls: NDArray[np.int32]  # (calendars, days) for days off the next working day in ticks, else 0
    horizon: np.int32  # tick after which no loss grows


class Question(NamedTuple):
    """What the slopes are asked for: how much an item could spare, and until when a finish counts."""

    due: NDArray[np.int32]  # (n,) nobody spares more than the ticks past it
    most: np.int32  # nobody spares more ticks than that
    until: np.int32  # a finish from there on has no slope


class Rows(NamedTuple):
    """The room that one thread works in: a row for each item of the core and of one block, (rows, tile)."""

    finish: NDArray[np.int32]
    spare: NDArray[np.int32]
    bound: NDArray[np.uint16]
    grad: NDArray[np.int32]  # (2, rows, tile)
    start: NDArray[np.int32]  # (tile,)
    work: NDArray[np.int32]  # (tile,)
    scores: NDArray[np.float32]  # (tile,)
    twice: NDArray[np.float32]  # (tile,)
    factors: NDArray[np.float32]  # (factors + 1, tile)


class Sums(NamedTuple):
    """What is added up over scenarios; integers, so that the order of adding does not matter."""

    counts: NDArray[np.int32]  # (n, marks + 1) finishes by each mark; the last: some loss hangs on the item
    slopes: NDArray[np.int64]  # (n, 4) units lost for each tick: workers, exports; units x days spared: the same
    loss: NDArray[np.int64]  # (2, scenarios) units x ticks


@inlined
def own_work(
    items: Any, i: Any, words: Any, scenario: Any, bits: Any, work: Any, scores: Any, twice: Any, factors: Any
) -> None:
    """Draw the ticks of one item's own work in every scenario of the tile into `work`."""
    if items.kind[i] == FIXED:
        rows.fill(work, items.days[i])
        return
    if bits:
        rows.own_scores(scores, twice, scenario, words[i], bits)
    else:
        rows.lone_scores(scores, scenario, words[i], bits)
    # Slices of one row each: a slice of all rows would not be contiguous.
    size = work.shape[0]
    one, two = factors[items.factor[i, 0], :size], factors[items.factor[i, 1], :size]
    own, load, other = items.load[i, 0], items.load[i, 1], items.load[i, 2]
    if items.kind[i] == LOGNORMAL:
        sigma = items.sigma[i]
        rows.lognormal_work(work, scores, items.centre[i], sigma * own, one, sigma * load, two, sigma * other)
        return
    if load != 0 or other != 0:
        rows.together(scores, own, one, load, two, other)
    rows.table_work(work, scores, items.tables[items.days[i]], items.never[i])


@compiled
def forward(
    items: Any, question: Any, room: Any, first: Any, last: Any, words: Any, scenario: Any, bits: Any, size: Any
) -> None:
    """Finish the items first..last, in that order; the core must stand finished in its rows.

    scenario : number of the tile's first scenario (uint32); size : scenarios in the tile, whole groups
    bits : a block of draws has two to so many, 0 for draws that do not mirror each other
    """
    core = items.blocks[1]
    start, work, scores = room.start[:size], room.work[:size], room.scores[:size]
    for i in range(first, last):
        row = i if i < core else i - first + core
        bound, finish = room.bound[row, :size], room.finish[row, :size]
        begins, ends = items.edges_from[i], items.edges_from[i + 1]
        if begins == ends:
            rows.fill(start, items.release[i])
            rows.fill(bound, np.uint16(0))
        for edge in range(begins, ends):
            p = items.before[edge]
            earlier = p if p < core else p - first + core
            if edge == begins:
                rows.begin(start, bound, items.release[i], room.finish[earlier, :size], items.lag[edge])
            else:
                code = np.uint16(edge - begins + 1)
                rows.wait(start, bound, room.finish[earlier, :size], items.lag[edge], code)
        own_work(items, i, words, scenario, bits, work, scores, room.twice, room.factors)
        due, most = question.due[i], question.most
        rows.end(finish, room.spare[row, :size], start, work, items.sooner[i], due, most)
        if items.calendar[i] >= 0:
            rows.roll(finish, items.rolls[items.calendar[i]])


@compiled
def lose_all(
    items: Any, question: Any, room: Any, first: Any, last: Any, loss: Any, scenario: Any, size: Any
) -> None:
    """Count the losses of the items first..last and set their slopes; loss : (2, scenarios)."""
    core = items.blocks[1]
    for i in range(first, last):
        if not items.matters[i]:
            continue
        row = i if i < core else i - first + core
        for kind in range(2):
            grad, weight = room.grad[kind, row, :size], items.weights[kind, i]
            if weight == 0:
                rows.fill(grad, np.int32(0))
            else:
                finish = room.finish[row, :size]
                rows.lose(
                    grad,
                    loss[kind, scenario : scenario + size],
                    finish,
                    items.since[i],
                    items.horizon,
                    question.until,
                    weight,
                )


@compiled
def backward(items: Any, room: Any, first: Any, last: Any, sums: Any, size: Any) -> None:
    """Hand the slopes of the items first..last to those they wait for, last item first, and add them up."""
    core = items.blocks[1]
    for back in range(last - first):
        i = last - 1 - back
        if not items.matters[i]:
            continue
        row = i if i < core else i - first + core
        bound = room.bound[row, :size]
        grad, other = room.grad[0, row, :size], room.grad[1, row, :size]
        rows.weigh(sums.slopes[i], sums.counts[i, -1:], grad, other, room.spare[row, :size])
        for edge in range(items.edges_from[i], items.edges_from[i + 1]):
            p = items.before[edge]
            earlier = p if p < core else p - first + core
            code = np.uint16(edge - items.edges_from[i] + 1)
            to, other_to = room.grad[0, earlier, :size], room.grad[1, earlier, :size]
            if p < core <= i:
                rows.pass_far(to, other_to, grad, other, bound, code)
            else:
                rows.pass_back(to, other_to, grad, other, bound, code)


@compiled
def common(draws: Any, room: Any, scenario: Any, bits: Any, size: Any) -> None:
    """Draw the factors of a tile; draws : (factors, 3) their words."""
    room.factors[:, :size] = np.float32(0)
    for f in range(draws.shape[0]):
        out = room.factors[f, :size]
        if bits:
            rows.own_scores(out, room.twice, scenario, draws[f], bits)
        else:
            rows.lone_scores(out, scenario, draws[f], bits)


@compiled
def sweep(
    items: Any,
    question: Any,
    room: Any,
    words: Any,
    draws: Any,
    marks: Any,
    sums: Any,
    first: Any,
    last: Any,
    bits: Any,
) -> None:
    """Add the scenarios first..last, all of one block of draws, to the sums.

    words : (n, 3) and draws : (factors, 3) of that block; marks : (n, marks) ticks to count finishes by
    """
    tile = room.start.shape[0]
    for scenario in range(first, last, tile):
        size = min(tile, last - scenario)
        common(draws, room, u4(scenario), bits, size)
        for step in range(items.blocks.shape[0] - 1):
            low, high = items.blocks[step], items.blocks[step + 1]
            forward(items, question, room, low, high, words, u4(scenario), bits, size)
            lose_all(items, question, room, low, high, sums.loss, scenario, size)
            tally_all(items, room, low, high, marks, sums.counts, size)
            if step:
                backward(items, room, low, high, sums, size)
        backward(items, room, 0, items.blocks[1], sums, size)


@compiled
def tally_all(items: Any, room: Any, first: Any, last: Any, marks: Any, counts: Any, size: Any) -> None:
    """Count the finishes of the items first..last by their marks."""
    core = items.blocks[1]
    for i in range(first, last):
        row = i if i < core else i - first + core
        rows.tally(counts[i, :-1], room.finish[row, :size], marks[i])
