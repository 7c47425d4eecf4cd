"""One item sooner, and only what stands downstream of it computed again, with the same random numbers."""

from typing import Any

import numpy as np

from corridor.engine import rows
from corridor.engine.compiled import compiled
from corridor.engine.draws import i4


@compiled
def cone_of(items: Any, first: Any, reached: Any) -> Any:
    """The item `first` and all that waits for it and matters, in order; reached : (n,) uint8, marked in place."""
    reached[first] = 1
    n = items.release.shape[0]
    found = 1
    for i in range(first + 1, n):
        for edge in range(items.edges_from[i], items.edges_from[i + 1]):
            if reached[items.before[edge]] and items.matters[i]:
                reached[i] = 1
        found += reached[i]
    cone = np.empty(found, np.int64)
    place = 0
    for i in range(first, n):
        if reached[i]:
            cone[place] = i
            place += 1
    return cone


@compiled
def sooner(
    items: Any, room: Any, instead: Any, cone: Any, reached: Any, due: Any, most: Any, size: Any, saved: Any
) -> None:
    """Finish the first item of a cone sooner and add up what that saves the others.

    room : all items finished in a tile of that size; its `spare` holds their own work
    instead : (rows, tile) finishes, written where they move; reached : (rows,) uint8, 1 there;
    saved : (cone,) ticks of lateness, added to
    """
    start, work, bound = room.start[:size], room.work[:size], room.bound[0, :size]
    for place in range(cone.shape[0]):
        i = cone[place]
        if place:
            reached[i] = 0
            for edge in range(items.edges_from[i], items.edges_from[i + 1]):
                reached[i] |= reached[items.before[edge]]
            # What moves nothing by a tick in this tile moves nothing after it.
            if not reached[i]:
                continue
        rows.fill(start, items.release[i])
        for edge in range(items.edges_from[i], items.edges_from[i + 1]):
            p = items.before[edge]
            earlier = instead[p, :size] if reached[p] else room.finish[p, :size]
            rows.wait(start, bound, earlier, items.lag[edge], np.uint16(1))
        own, finish = room.spare[i, :size], instead[i, :size]
        if place == 0:
            rows.cut(work, own, start, due, most)
            own = work
        rows.end(finish, room.grad[0, 0, :size], start, own, i4(0), i4(0), i4(0))
        if items.calendar[i] >= 0:
            rows.roll(finish, items.rolls[items.calendar[i]])
        reached[i] = rows.moved(room.finish[i, :size], finish)
        saved[place] += rows.gain(room.finish[i, :size], finish, items.since[i], items.horizon)
