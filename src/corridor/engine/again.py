"""One item sooner, and only what stands downstream of it computed again, with the same random numbers."""

from typing import Any

import numpy as np

from corridor.engine import rows
from corridor.engine.compiled import compiled
from corridor.engine.draws import u4
from corridor.engine.sweep import common, forward


@compiled
def downstream(items: Any, reached: Any) -> None:
    """Spread `reached` from each item to all that waits for it and matters, in place; reached : (n,) uint8."""
    for i in range(reached.shape[0]):
        for edge in range(items.edges_from[i], items.edges_from[i + 1]):
            if reached[items.before[edge]] and items.matters[i]:
                reached[i] = 1


@compiled
def sooner(
    items: Any,
    room: Any,
    instead: Any,
    reached: Any,
    first: Any,
    last: Any,
    one: Any,
    due: Any,
    most: Any,
    size: Any,
    kind: Any,
    saved: Any,
) -> None:
    """Of the items first..last, finish one sooner, and again what that moves; add up what they save.

    room : those items and the core, finished in a tile of that size; its `spare` holds their own work
    instead : (rows, tile) finishes, written where they move; reached : (rows,) uint8, 1 there
    saved : (n,) ticks of lateness, added to where some loss of that kind hangs on the item
    """
    core = items.blocks[1]
    start, work = room.start[:size], room.work[:size]
    for i in range(first, last):
        row = i if i < core else i - first + core
        begins, ends = items.edges_from[i], items.edges_from[i + 1]
        moves = np.uint8(i == one)
        for edge in range(begins, ends):
            p = items.before[edge]
            moves |= reached[p if p < core else p - first + core]
        reached[row] = moves
        # What moves nothing by a tick in this tile moves nothing after it.
        if not moves:
            continue
        if begins == ends:
            rows.fill(start, items.release[i])
        for edge in range(begins, ends):
            p = items.before[edge]
            p = p if p < core else p - first + core
            earlier = instead[p, :size] if reached[p] else room.finish[p, :size]
            if edge == begins:
                rows.first(start, items.release[i], earlier, items.lag[edge])
            else:
                rows.after(start, earlier, items.lag[edge])
        own, finish, before = room.spare[row, :size], instead[row, :size], room.finish[row, :size]
        if i == one:
            rows.cut(work, own, start, due, most)
            own = work
        rows.stop(finish, start, own)
        if items.calendar[i] >= 0:
            rows.roll(finish, items.rolls[items.calendar[i]])
        reached[row] = rows.moved(before, finish)
        if reached[row] and items.weights[kind, i]:
            saved[i] += rows.gain(before, finish, items.since[i], items.horizon)


@compiled
def sooner_each(
    items: Any,
    question: Any,
    room: Any,
    instead: Any,
    reached: Any,
    words: Any,
    draws: Any,
    some: Any,
    due: Any,
    most: Any,
    first: Any,
    last: Any,
    bits: Any,
    kind: Any,
    saved: Any,
) -> None:
    """What each of some items saves when it alone is sooner, in the scenarios first..last of one block of draws.

    question : so that `spare` holds the own work; instead : (some, rows, tile); reached : (some, rows) uint8
    some : (some,) items; due : (some,) ticks before which none finishes sooner; saved : (some, n) ticks, added to
    """
    tile = room.start.shape[0]
    for scenario in range(first, last, tile):
        size = min(tile, last - scenario)
        common(draws, room, u4(scenario), bits, size)
        for step in range(items.blocks.shape[0] - 1):
            low, high = items.blocks[step], items.blocks[step + 1]
            forward(items, question, room, low, high, words, u4(scenario), bits, size)
            for which in range(some.shape[0]):
                sooner(
                    items,
                    room,
                    instead[which],
                    reached[which],
                    low,
                    high,
                    some[which],
                    due[which],
                    most,
                    size,
                    kind,
                    saved[which],
                )
