"""Why this date: what a forecast was learned from, in shares that add up, and which past items.

The most likely values are, near the top, weighted means of what was seen: moving one observed length by a little
moves the typical length of the item asked about by that little times a weight (the hat matrix; Hoaglin and Welsch,
American Statistician 32, 1978). What the weights leave of 1 is held by the reference class.
"""

from typing import NamedTuple

import numpy as np

from corridor.engine.durations import Floats, Items, Reference, Whole, log_days
from corridor.engine.durations_fit import Learned, blocks, design, typical
from corridor.engine.durations_likelihood import LOCATION, SPREAD, STALLED, log_open, log_stalled, slopes_of


class GroupLesson(NamedTuple):
    """What one group taught: items kept and open; times longer than usual; share in the typical length."""

    level: str
    group: int
    kept: int
    still_open: int
    times_longer: float
    share: float


class Explanation(NamedTuple):
    """Why this date.

    typical_days : half of such items, if they move, take longer
    spread : sd of ln days
    stalled : probability that the item is one of those that do not move, given how long it is open
    groups : for each level where the item's group is known
    past_items, shares : the past items with the greatest shares, greatest first, by their place in the history
    reference, reference_share : the published class, and its share
    """

    typical_days: float
    spread: float
    stalled: float
    groups: tuple[GroupLesson, ...]
    past_items: tuple[int, ...]
    shares: tuple[float, ...]
    reference: Reference
    reference_share: float


def shares(known: Learned, of: Items) -> Floats:
    """Return (past items,) the share of each past item in the typical length of one item."""
    laid = blocks(known.levels, known.priors)
    asked = design(of, known.levels, known.references, laid)
    past = known.history
    drawn = design(past.items, known.levels, known.references, laid)
    here = np.zeros(len(known.unknowns))
    terms = asked.belief == LOCATION
    np.add.at(here, asked.columns[0, terms], asked.values[0, terms])
    pull = known.covariance @ here
    reach = pull[drawn.columns] * drawn.values
    _, curvature = slopes_of(log_days(past.days), past.is_open, drawn.beliefs(known.unknowns))
    found = np.zeros(len(past))
    for belief in (LOCATION, SPREAD, STALLED):
        found += curvature[:, LOCATION, belief] * reach[:, drawn.belief == belief].sum(axis=1)
    return found


def explain(known: Learned, of: Items, elapsed: float = 0.0, top: int = 5) -> Explanation:
    """Explain the forecast of one item.

    of : one item; elapsed : days that it is open
    top : how many past items to name

    Two licences were kept after 100 and 120 days; the next is judged by both alike, and by the published class.

    >>> from corridor.engine.durations import Level, history, items
    >>> from corridor.engine.durations_fit import learn
    >>> past = history([100, 120], [False, False], items([[0], [0]]))
    >>> known = learn(past, [Level("kind", 1)], [Reference(200, 0.5, "a study")])
    >>> why = explain(known, items([[0]]))
    >>> why.groups[0].kept, round(sum(why.shares) + why.reference_share, 6)
    (2, 1.0)
    """
    if len(of) != 1:
        raise ValueError("one item is explained at a time")
    weight = shares(known, of)
    belief = typical(known, of)
    most = np.argsort(-weight, kind="stable")[:top]
    still = log_open(log_days(np.array([elapsed])), belief)
    stalled = float(np.exp(log_stalled(belief[:, STALLED])[0] - still)[0])
    return Explanation(
        float(np.exp(belief[0, LOCATION])),
        float(np.exp(belief[0, SPREAD])),
        min(stalled, 1.0),
        _groups(known, of.groups[0], weight),
        tuple(int(each) for each in most),
        tuple(float(each) for each in weight[most]),
        known.references[int(of.reference[0])],
        float(1.0 - weight.sum()),
    )


def _groups(known: Learned, of: Whole, weight: Floats) -> tuple[GroupLesson, ...]:
    """What the item's group of each level taught."""
    starts = blocks(known.levels, known.priors).starts[LOCATION][1:]
    past, found = known.history, []
    for level, (named, start) in enumerate(zip(known.levels, starts, strict=True)):
        group = int(of[level])
        if group < 0:
            continue
        here = past.items.groups[:, level] == group
        still = int((here & past.is_open).sum())
        longer = float(np.exp(known.unknowns[start + group]))
        found.append(
            GroupLesson(named.name, group, int(here.sum()) - still, still, longer, float(weight[here].sum()))
        )
    return tuple(found)
