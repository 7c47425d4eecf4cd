"""What holds back the most: the items whose earlier finish saves most, exactly, without simulating every one.

Loss is convex in the length of each work, so the slope times the days spared is never less than what they save.
Items are computed again in the order of that bound until no other can reach the first ones. Working days break
convexity by at most one stretch of days off for each such item on the way; the bound allows for it.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.engine.again import downstream, sooner_each
from corridor.engine.draws import u4
from corridor.engine.network import Network
from corridor.engine.order import rows_from, upstream
from corridor.engine.rows import FAR, TICKS
from corridor.engine.runs import BadQuestion, Draws, all_chunks, room_for
from corridor.engine.sweep import Question

LONG_AGO = -(2**29)
AT_ONCE = 8


class Held(NamedTuple):
    """One item: its place in the caller's order, and the expected loss that it would save, exactly and at most."""

    item: int
    saves: float
    at_most: float


@dataclass(frozen=True)
class Asked:
    """How much sooner each item is to finish, in the engine's order: (n,) due ticks, and ticks at most."""

    due: NDArray[np.int32]
    most: np.int32


def held_back(
    network: Network,
    *,
    kind: int,
    top: int = 10,
    sooner: float | None = 30.0,
    scenarios: int = 1024,
    seed: int = 0,
    threads: int = 1,
) -> list[Held]:
    """The items that would save most of one kind of loss, greatest first, if each alone finished sooner.

    sooner : days of its own work that an item is spared, at most all of it; None: as many as it is past its due day

    >>> from corridor.engine.network import build
    >>> from corridor.engine.work import fixed
    >>> works = [fixed(30), fixed(90), fixed(200)]
    >>> edges = [("land", "works", 0), ("gas", "works", 0)]
    >>> plan = build(["land", "gas", "works"], works, edges, due=[30, 60, 200], workers=[0, 0, 10])
    >>> [(held.item, held.saves) for held in held_back(plan, kind=0, scenarios=64)]
    [(1, 300.0), (2, 300.0)]
    """
    if top < 1 or not (sooner is None or 0 < sooner <= 36525):
        raise BadQuestion(f"the first {top} items, {sooner} days sooner")
    draws = Draws(seed, scenarios)
    n = len(network.keys)
    asked = Asked(network.arrays.due, np.int32(FAR))
    if sooner is not None:
        asked = Asked(np.full(n, LONG_AGO, np.int32), np.int32(round(sooner * TICKS)))
    bounds = most_saved(network, draws, asked, kind, threads)
    order = np.argsort(-bounds, kind="stable")
    order = order[bounds[order] > 0]
    exact: list[tuple[int, int]] = []
    some = order[:top]
    while len(some):
        exact.extend(zip(some.tolist(), saved_by(network, draws, asked, kind, some), strict=True))
        enough = sorted(saved for _item, saved in exact)[-top:][0]
        left = order[len(exact) :][:AT_ONCE]
        some = left[bounds[left] > enough]
    # Equal savings stand in the caller's order.
    exact.sort(key=lambda each: (-each[1], network.place[each[0]]))
    unit = network.units[kind] * TICKS * scenarios
    return [
        Held(int(network.place[i]), saved / unit, float(bounds[i]) / unit) for i, saved in exact[:top] if saved > 0
    ]


def most_saved(network: Network, draws: Draws, asked: Asked, kind: int, threads: int) -> NDArray[np.float64]:
    """What each item can save at most in all scenarios, (n,) units x ticks."""
    items = network.arrays
    off = days_off_after(network)
    endless = np.iinfo(np.int32).max
    until = min(endless, int(items.horizon) + int(asked.most) + int(off.max(initial=0)) * TICKS)
    question = Question(asked.due, asked.most, np.int32(until if asked.most < FAR else endless))
    no_marks = np.empty((len(network.keys), 0), np.int32)
    sums = all_chunks(network, draws, no_marks, question=question, threads=threads)
    slope, saved = sums.slopes[:, kind].astype(float), sums.slopes[:, 2 + kind].astype(float)
    # Each scenario's product was cut to whole days of a unit.
    bound = (saved + sums.counts[:, -1]) * TICKS + slope * off * TICKS
    return np.where(network.done | (slope == 0), 0.0, bound)


def days_off_after(network: Network) -> NDArray[np.int64]:
    """The days off that an item's finish can jump over on its way to any loss, (n,); 0 without calendars."""
    items = network.arrays
    n = len(items.release)
    longest = 0
    for row in items.rolls:
        off = np.flatnonzero(row)
        longest = max(longest, int((row[off] // TICKS - off).max(initial=0)))
    jumps = np.zeros(n, np.int64)
    if not longest:
        return jumps
    for i in range(n - 1, -1, -1):
        jumps[i] += longest * int(items.calendar[i] >= 0)
        for p in items.before[items.edges_from[i] : items.edges_from[i + 1]]:
            jumps[p] = max(jumps[p], jumps[i])
    return jumps


def part(network: Network, wanted: NDArray[np.uint8]) -> tuple[Network, NDArray[np.int64]]:
    """The network of those items alone, in the same blocks, and the place of each in the whole.

    wanted : (n,) with every item also all that it waits for
    """
    items = network.arrays
    kept = np.flatnonzero(wanted)
    number = np.cumsum(wanted, dtype=np.int64) - 1
    after = np.repeat(np.arange(len(wanted)), np.diff(items.edges_from))
    edge = wanted[after] == 1
    borders = np.searchsorted(kept, items.blocks)
    blocks = np.concatenate([borders[:1], np.unique(borders[1:])])
    by_item = ("release", "due", "since", "matters", "kind", "days", "centre", "sigma", "never", "factor", "load")
    arrays = items._replace(
        blocks=blocks,
        edges_from=rows_from(len(kept), number[after[edge]]),
        before=number[items.before[edge]].astype(np.int32),
        lag=items.lag[edge],
        weights=np.ascontiguousarray(items.weights[:, kept]),
        **{name: getattr(items, name)[kept] for name in (*by_item, "sooner", "calendar")},
    )
    done = network.done[kept]
    smaller = Network(
        network.names, network.place[kept], network.keys[kept], network.factor_keys, done, network.units, arrays
    )
    return smaller, kept


def saved_by(network: Network, draws: Draws, asked: Asked, kind: int, some: NDArray[np.int64]) -> list[int]:
    """What each of some items saves in all scenarios, in units x ticks: exactly."""
    items = network.arrays
    wanted = np.zeros(len(network.keys), np.uint8)
    wanted[some] = 1
    downstream(items, wanted)
    after = np.repeat(np.arange(len(wanted)), np.diff(items.edges_from))
    onward = np.argsort(items.before, kind="stable")
    upstream(np.arange(len(wanted)), after[onward], rows_from(len(wanted), items.before.astype(np.int64)), wanted)
    smaller, kept = part(network, wanted)
    room = room_for(smaller)
    instead = np.empty((len(some), *room.finish.shape), np.int32)
    reached = np.zeros(instead.shape[:2], np.uint8)
    saved = np.zeros((len(some), len(kept)), np.int64)
    all_of_it = Question(np.full(len(kept), LONG_AGO, np.int32), np.int32(FAR), smaller.arrays.horizon)
    for block, first, last in draws.blocks(0, draws.scenarios):
        words, factors, bits = draws.of_items(smaller, block), draws.of_factors(smaller, block), u4(draws.bits)
        sooner_each(
            smaller.arrays,
            all_of_it,
            room,
            instead,
            reached,
            words,
            factors,
            np.searchsorted(kept, some),
            asked.due[some],
            asked.most,
            first,
            last,
            bits,
            kind,
            saved,
        )
    # Weights add up to less than 2^30, so that halves of the sums do not overflow; Python's integers cannot.
    weights = smaller.arrays.weights[kind].astype(np.int64)
    high, low = (saved >> 24) @ weights, (saved & (2**24 - 1)) @ weights
    return [(int(one) << 24) + int(other) for one, other in zip(high, low, strict=True)]
