"""What cannot be computed, said with the names of the items."""

from collections.abc import Hashable, Mapping, Sequence
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from corridor.engine.rows import TICKS
from corridor.engine.work import FIXED, LOGNORMAL, SCORES, TABLE, Work

# A hundred years either way; nobody promises further.
FURTHEST = 36525.0
WIDEST_SIGMA = 5.0
MOST_WAITED_FOR = 65535


class BadNetwork(ValueError):  # noqa: N818
    """A programme that cannot be computed: why, in a word for programs, and which items.

    >>> str(BadNetwork("cycle", ["land", "gas", "land"], "wait for one another"))
    'land, gas, land: wait for one another'
    """

    def __init__(self, reason: str, items: Sequence[str], sentence: str) -> None:
        shown = [*items[:12], "..."] if len(items) > 12 else items
        super().__init__(f"{', '.join(str(each) for each in shown)}: {sentence}" if items else sentence)
        self.reason = reason
        self.items = tuple(items)


def numbered(names: Sequence[str]) -> dict[str, int]:
    """The place of each name; raises where there is none, or one twice."""
    if not len(names):
        raise BadNetwork("empty", [], "there is no item to compute")
    number = {name: place for place, name in enumerate(names)}
    if len(number) < len(names):
        raise BadNetwork(
            "same-name", [n for i, n in enumerate(names) if number[n] != i], "more than one item has this name"
        )
    return number


def edges_known(
    edges: Sequence[tuple[str, str, float]], number: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Edges as numbers: before, after, lag in days."""
    for before, after, lag in edges:
        strange = [name for name in (before, after) if name not in number]
        if strange:
            raise BadNetwork("unknown-item", strange, "an edge names this, and there is no such item")
        if not (isfinite(lag) and abs(lag) <= FURTHEST):
            raise BadNetwork("absurd-lag", [before, after], f"a lag of {lag} days")
    ends = np.array([(number[before], number[after]) for before, after, _lag in edges], np.int64).reshape(-1, 2)
    waits = np.bincount(ends[:, 1], minlength=len(number))
    if waits.max() > MOST_WAITED_FOR:
        names = list(number)
        raise BadNetwork("too-many", [names[int(waits.argmax())]], f"waits for more than {MOST_WAITED_FOR} items")
    return ends[:, 0], ends[:, 1], np.array([edge[2] for edge in edges], np.float64)


def days_known(
    names: Sequence[str], days: Sequence[float] | None, usual: float, what: str, *, endless: bool = False
) -> NDArray[np.float64]:
    """Days of all items, the usual where none are given; endless: infinity is a day too."""
    if days is None:
        return np.full(len(names), usual)
    array = np.asarray(days, np.float64)
    one_each(names, len(array), what)
    fine = (np.abs(array) <= FURTHEST) | (endless & np.isposinf(array))
    if not fine.all():
        raise BadNetwork(
            f"absurd-{what}",
            [names[i] for i in np.flatnonzero(~fine).tolist()],
            f"{what} is no day, or absurdly far",
        )
    return array


def one_each(names: Sequence[str], given: int, what: str) -> None:
    """Raise where there is not one value for each item."""
    if given != len(names):
        raise BadNetwork("not-one-each", [], f"{what}: {given} values for {len(names)} items")


def horizon_known(horizon: float) -> float:
    """The day after which no loss grows; raises where it is none."""
    if not 0 < horizon <= FURTHEST:
        raise BadNetwork("absurd-horizon", [], f"a horizon of {horizon} days")
    return horizon


def weights_known(names: Sequence[str], weights: Sequence[float] | None) -> NDArray[np.float64]:
    """Weights of all items; none is nothing lost."""
    array = np.zeros(len(names)) if weights is None else np.asarray(weights, np.float64)
    one_each(names, len(array), "weights")
    fine = (array >= 0) & (array <= 1e12)
    if not fine.all():
        raise BadNetwork(
            "absurd-weight", [names[i] for i in np.flatnonzero(~fine).tolist()], "a weight is negative, or absurd"
        )
    return array


def work_known(names: Sequence[str], work: Sequence[Work]) -> None:
    """Raise where the work of an item is no distribution."""
    one_each(names, len(work), "work")
    bad = [name for name, each in zip(names, work, strict=True) if not is_work(each)]
    if bad:
        raise BadNetwork("absurd-work", bad, "the work is no distribution of days up to a hundred years")


def is_work(work: Work) -> bool:
    """Whether that is a distribution of days.

    >>> is_work(Work(TABLE, 0.0, at_scores=(3.0, 1.0)))
    False
    """
    if work.kind not in (FIXED, LOGNORMAL, TABLE):
        return False
    if work.kind == TABLE:
        days = np.array(work.at_scores)
        rising = len(days) == len(SCORES) and bool(np.all(np.diff(days) >= 0) and days[0] >= 0)
        return rising and 0 <= work.never <= 1
    longest = work.centre if not work.kind else np.exp(min(work.centre, 99.0))
    return isfinite(work.centre) and 0 <= work.sigma <= WIDEST_SIGMA and 1e-4 * work.kind <= longest <= FURTHEST


def factors_known(
    names: Sequence[str],
    factors: Sequence[Sequence[Hashable]],
    loadings: Sequence[Sequence[float]],
    labels: Sequence[Hashable],
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The rows of each item's factors, (n, 2), and the shares of own and factor scores, (n, 3)."""
    rows = np.full((len(names), 2), len(labels), np.int32)
    load = np.zeros((len(names), 3), np.float32)
    load[:, 0] = 1
    number = {label: row for row, label in enumerate(labels)}
    if factors:
        one_each(names, len(factors), "factors")
        one_each(names, len(loadings), "loadings")
    for i, (of_item, weights) in enumerate(zip(factors, loadings, strict=True)):
        left = 1 - sum(weight * weight for weight in weights)
        if len(of_item) > 2 or len(of_item) != len(weights) or not left >= 0:
            raise BadNetwork(
                "absurd-loading", [names[i]], "up to two factors, a loading each, squares at most 1 together"
            )
        load[i, 0] = sqrt(left)
        for slot, (label, weight) in enumerate(zip(of_item, weights, strict=True)):
            rows[i, slot], load[i, slot + 1] = number[label], weight
    return rows, load


def rolls_known(
    names: Sequence[str], calendars: Sequence[int] | None, working_days: Sequence[Sequence[bool]]
) -> NDArray[np.int32]:
    """For each calendar and day: the next working day in ticks, 0 where the day is one; (calendars, days)."""
    if calendars is not None:
        one_each(names, len(calendars), "calendars")
        bad = [name for name, each in zip(names, calendars, strict=True) if not -1 <= each < len(working_days)]
        if bad:
            raise BadNetwork("unknown-calendar", bad, "there is no such calendar")
    longest = max((len(days) for days in working_days), default=0)
    rolls = np.zeros((len(working_days), longest + 1), np.int32)
    for row, days in enumerate(working_days):
        following = 0
        # Day 0 and what is past stay as they are.
        for day in range(len(days) - 1, 0, -1):
            following = day if days[day] else following
            rolls[row, day] = 0 if days[day] else following * TICKS
    return rolls
