"""What durations are learned from: past and open items, their groups, published reference classes, stated beliefs.

The model, in one place. Days T from made to kept are lognormal among the items that move, and a part of the items
does not move at all (a mixture cure model: Boag, J. R. Stat. Soc. B 11, 1949; Farewell, Biometrics 38, 1982):

    ln T = ln(reference median) + shift + slope * ln(planned / reference median) + sum of group effects + sigma * z
    ln sigma = ln(reference spread) + shift + effect of the first level
    logit(part that is stalled) = level + sum of group effects

Group effects are normal around 0 with a variance learned for each level, so a group with little history stays
near its kind, and a kind with little history near its reference class (partial pooling: Efron and Morris, JASA
70, 1975). Open items say only that T is longer than the days seen so far (right-censoring).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

SHORTEST = (
    0.5  # days; made and kept on one day, as records have it, is half a day and not minus infinity in logarithms
)


class Reference(NamedTuple):
    """A published class of like cases: half took longer than the median; spread is the sd of ln days."""

    median_days: float
    spread: float
    source: str


class Level(NamedTuple):
    """A way to group items: kind of work, debtor, zone, programme. The first level is the kind."""

    name: str
    groups: int


class Priors(NamedTuple):
    """What is believed before any history; every one may be edited in a scenario.

    The *_sd are standard deviations on the logarithmic (or logit) scale; the *_effect are typical sizes of group
    effects, worth `groups_worth` groups of evidence when their variance is learned.
    """

    shift_sd: float = 0.7
    slope: float = 0.5
    slope_sd: float = 0.5
    spread_sd: float = 0.4
    stalled: float = 0.1
    stalled_sd: float = 1.0
    location_effect: float = 0.3
    spread_effect: float = 0.15
    stalled_effect: float = 0.5
    groups_worth: float = 2.0


@dataclass(frozen=True)
class Items:
    """What is known of items whatever became of them.

    groups : (items, levels) which group of each level, from 0; -1 where none is known
    reference : (items,) which published class
    planned_days : (items,) from made to the promised date; NaN where none is stated
    """

    groups: Whole
    reference: Whole
    planned_days: Floats

    def __len__(self) -> int:
        return len(self.groups)

    def part(self, which: Flags | Whole) -> "Items":
        """Return the items chosen."""
        return Items(self.groups[which], self.reference[which], self.planned_days[which])


@dataclass(frozen=True)
class History:
    """Items with what became of them.

    days : (items,) days from made to kept, or until the as-of day where the item is open
    is_open : (items,) not kept by the as-of day
    """

    items: Items
    days: Floats
    is_open: Flags

    def __len__(self) -> int:
        return len(self.days)

    def part(self, which: Flags | Whole) -> "History":
        """Return the items chosen."""
        return History(self.items.part(which), self.days[which], self.is_open[which])


def items(groups: ArrayLike, *, reference: ArrayLike | None = None, planned_days: ArrayLike | None = None) -> Items:
    """Return items in arrays: one reference class and no stated dates unless given.

    Two licences owed by the same ministry (debtor 0), one of them promised within 90 days.

    >>> two = items([[0, 0], [1, 0]], planned_days=[90, np.nan])
    >>> len(two), two.reference.tolist()
    (2, [0, 0])
    """
    which = np.asarray(groups, np.int64)
    if which.ndim != 2:
        raise ValueError("groups need one row an item and one column a level")
    number = len(which)
    known = np.zeros(number, np.int64) if reference is None else np.asarray(reference, np.int64)
    planned = np.full(number, np.nan) if planned_days is None else np.asarray(planned_days, np.float64)
    if known.shape != (number,) or planned.shape != (number,):
        raise ValueError("reference and planned_days need one value an item")
    return Items(which, known, planned)


def history(days: ArrayLike, is_open: ArrayLike, of: Items) -> History:
    """Return a history in arrays; refuses days that are negative or not a number.

    >>> history([120, 45], [False, True], items([[0], [0]])).is_open.tolist()
    [False, True]
    """
    seen, still = np.asarray(days, np.float64).reshape(-1), np.asarray(is_open, np.bool_).reshape(-1)
    if not len(seen) == len(still) == len(of):
        raise ValueError("days, is_open and items differ in length")
    if not (np.isfinite(seen) & (seen >= 0)).all():
        raise ValueError("days must be 0 or more")
    return History(of, seen, still)


def log_days(days: Floats) -> Floats:
    """Return ln days, with at least half a day.

    >>> log_days(np.array([0.0, 1.0])).round(3).tolist()
    [-0.693, 0.0]
    """
    found: Floats = np.log(np.maximum(days, SHORTEST))
    return found


def anchors(of: Items, references: Sequence[Reference]) -> tuple[Floats, Floats, Floats]:
    """Return ln reference median, ln reference spread, and ln(planned / reference median) (0 where none is stated).

    >>> anchors(items([[0]], planned_days=[180]), [Reference(90, 0.5, "a study")])[2].round(3).tolist()
    [0.693]
    """
    median = np.log([each.median_days for each in references])[of.reference]
    spread = np.log([each.spread for each in references])[of.reference]
    stated = np.isfinite(of.planned_days)
    planned = np.where(stated, np.nan_to_num(of.planned_days, nan=1.0), 1.0)
    return median, spread, np.where(stated, np.log(np.maximum(planned, 1.0)) - median, 0.0)
