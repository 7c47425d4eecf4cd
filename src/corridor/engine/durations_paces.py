"""The chance to be kept on each next day, learned month by month: where age, a plan or a halt change the pace.

The lognormal model of `durations` has one clock for each item. This one cuts the life of each item into steps and
learns the pace of every step, in items kept a day (piecewise-exponential survival: Holford, Biometrics 36, 1980;
Laird and Olivier, JASA 76, 1981):

    ln pace = ln(ln 2 / reference median) + level + sum of group effects + effect of the quarter of a year
              + curve of the days elapsed + curve of the days past the promised date, both also by kind

Each family of effects is normal around 0 with a variance learned from it, as in `durations_fit`. Quarters to come
are drawn from the same law as those that were: a halt of half a year neither lasts for ever nor is forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from corridor.engine.durations import SHORTEST, Floats, History, Items, Level, Reference, Whole
from corridor.engine.durations_forecast import GRID, LONGEST, SCORES, Forecast, tabled

STEP = 30.0  # days
QUARTER = 90.0
QUARTERS = 20  # so many have effects of their own; what is older is as usual
# Bends of the curves, in reference medians.
AGES: Floats = np.array([1 / 12, 0.25, 0.5, 1.0, 2.0, 4.0])
PAST_DUE: Floats = np.array([-2.0, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 2.0])
# Standard deviations of ln pace: of the level, and of effects before any is seen, worth so many effects.
LEVEL_SD = 1.0
EFFECT_SD = 0.5
WORTH = 4.0
FASTEST = 30.0  # of ln pace: a step that climbs too far is a number still
CLIMBS = 40
ENOUGH = 1e-2
NODES = 5


@dataclass(frozen=True)
class Paces:
    """What a history taught of the pace; shapes as in `durations_fit.Learned`."""

    levels: tuple[Level, ...]
    references: tuple[Reference, ...]
    unknowns: Floats
    sd: Floats
    covariance: Floats

    @property
    def quarter_sd(self) -> float:
        """How far quarters of a year lie apart, as sd of ln pace."""
        return float(self.sd[-1])


@dataclass(frozen=True)
class Steps:
    """Steps in the lives of items: which unknowns each adds up, and what the reference class says of it."""

    columns: Whole
    values: Floats
    offset: Floats

    def log_pace(self, unknowns: Floats) -> Floats:
        """Return (steps,) ln of the items kept a day."""
        found = self.offset + (unknowns[self.columns] * self.values).sum(axis=1)
        return np.minimum(found, FASTEST)


def families(levels: Sequence[Level]) -> Whole:
    """Return (unknowns,) the family of each: level, groups of each level, the four curves, quarters."""
    kinds = levels[0].groups
    sizes = [1, *(level.groups for level in levels), len(AGES), len(PAST_DUE)]
    sizes += [kinds * len(AGES), kinds * len(PAST_DUE), QUARTERS]
    return np.repeat(np.arange(len(sizes)), sizes)


def between(place: Floats, bends: Floats) -> tuple[Whole, Floats]:
    """Return the bend at or before each place, and how far on it is to the next, from 0 to 1.

    >>> [each.tolist() for each in between(np.array([0.5, 9.0]), np.array([0.0, 1.0, 2.0]))]
    [[0, 1], [0.5, 1.0]]
    """
    inside = np.clip(place, bends[0], bends[-1])
    left = np.clip(np.searchsorted(bends, inside, side="right") - 1, 0, len(bends) - 2)
    return left, (inside - bends[left]) / (bends[left + 1] - bends[left])


def steps_of(
    of: Items, which: Whole, age: Floats, quarter: Whole, levels: Sequence[Level], references: Sequence[Reference]
) -> Steps:
    """Return the design of some steps.

    which : (steps,) the item; age : (steps,) its days elapsed; quarter : (steps,) how many ago, -1 for no effect
    """
    if (of.groups >= np.array([level.groups for level in levels], np.int64)).any():
        raise ValueError("a group is beyond those of its level")
    number = len(levels)
    sizes = np.bincount(families(levels), minlength=number + 6)
    starts: Whole = np.cumsum(sizes) - sizes
    usual = np.log([each.median_days for each in references])[of.reference[which]]
    group = of.groups[which]
    known: Floats = (group >= 0).astype(np.float64)
    terms: list[tuple[Whole, Floats]] = [(np.zeros(len(which), np.int64), np.ones(len(which)))]
    terms += [(starts[1 + place] + group[:, place], known[:, place]) for place in range(number)]
    for curve, (bends, left, weights) in enumerate(_curves(of.planned_days[which], age, usual)):
        own = group[:, 0] * len(bends)
        for more, weight in enumerate(weights):
            terms.append((starts[number + 1 + curve] + left + more, weight))
            terms.append((starts[number + 3 + curve] + own + left + more, weight * known[:, 0]))
    terms.append((starts[number + 5] + quarter, (quarter >= 0).astype(np.float64)))
    columns = [np.where(value != 0, column, 0) for column, value in terms]
    return Steps(np.stack(columns, 1), np.stack([value for _, value in terms], 1), np.log(np.log(2.0)) - usual)


def _curves(
    planned_days: Floats, age: Floats, usual: Floats
) -> tuple[tuple[Floats, Whole, tuple[Floats, Floats]], ...]:
    """The curves of age and of days past due: bends, the bend at or before, weights of it and of the next."""
    stated = np.isfinite(planned_days)
    late = np.where(stated, age - np.where(stated, planned_days, 0.0), 0.0) / np.exp(usual)
    old, aged = between(np.log(np.maximum(age, 1.0)) - usual, np.log(AGES))
    due, passed = between(late, PAST_DUE)
    return (AGES, old, (1.0 - aged, aged)), (PAST_DUE, due, (stated * (1.0 - passed), stated * passed))


def lived(past: History, ended_ago: Floats) -> tuple[Whole, Floats, Floats, Floats, Whole]:
    """What was seen, in steps: item, days elapsed in the middle, days seen, whether kept at its end, quarter."""
    number = np.maximum(np.ceil(past.days / STEP).astype(np.int64), 1)
    which = np.repeat(np.arange(len(past)), number)
    first = np.cumsum(number) - number
    began = (np.arange(len(which)) - first[which]) * STEP
    seen = np.maximum(np.minimum(past.days[which] - began, STEP), 0.0)
    kept = np.zeros(len(which))
    kept[(first + number - 1)[~past.is_open]] = 1.0
    seen = np.where(kept > 0, np.maximum(seen, SHORTEST), seen)
    middle = began + seen / 2
    quarter = ((ended_ago[which] + past.days[which] - middle) // QUARTER).astype(np.int64)
    return which, middle, seen, kept, np.where((quarter >= 0) & (quarter < QUARTERS), quarter, -1)


def learn_paces(
    past: History, ended_ago: Floats, levels: Sequence[Level], references: Sequence[Reference]
) -> Paces:
    """Learn paces from past and open items.

    ended_ago : (items,) days between the day that an item was kept and the as-of day; 0 for open items

    Licences took 100 and 144 days and one is open after 60; a study says 200.

    >>> from corridor.engine.durations import history, items
    >>> past = history([100, 144, 60], [False, False, True], items([[0], [0], [0]]))
    >>> known = learn_paces(past, np.array([30.0, 0.0, 0.0]), [Level("kind", 1)], [Reference(200, 0.5, "a study")])
    >>> known.unknowns.shape == known.sd.shape
    True
    """
    levels, references = tuple(levels), tuple(references)
    which, middle, seen, kept, quarter = lived(past, ended_ago)
    drawn = steps_of(past.items, which, middle, quarter, levels, references)
    family = families(levels)
    sd = np.where(family == 0, LEVEL_SD, EFFECT_SD)
    unknowns, old = np.zeros(len(family)), -np.inf
    for _ in range(CLIMBS):
        before = sd
        unknowns, covariance, height = _climbed(drawn, seen, kept, unknowns, sd)
        sd = _spread(family, unknowns, covariance)
        if np.abs(sd - before).max() < ENOUGH and abs(height - old) < ENOUGH:
            break
        old = height
    return Paces(levels, references, unknowns, sd, covariance)


def _climbed(drawn: Steps, seen: Floats, kept: Floats, start: Floats, sd: Floats) -> tuple[Floats, Floats, float]:
    """One Newton step up to the likeliest unknowns; them, their covariance, the height."""
    precision = sd**-2.0

    def height_of(unknowns: Floats) -> float:
        log_pace = drawn.log_pace(unknowns)
        return float((kept * log_pace - seen * np.exp(log_pace)).sum() - 0.5 * (precision * unknowns**2).sum())

    expected = seen * np.exp(drawn.log_pace(start))
    slope, bend = _gathered(drawn, kept - expected, expected, len(start))
    bend[np.diag_indices_from(bend)] += precision
    covariance = np.asarray(np.linalg.inv(bend), np.float64)
    step, share, height = covariance @ (slope - precision * start), 1.0, height_of(start)
    while (tried := height_of(start + share * step)) < height and share > ENOUGH:
        share /= 2
    return (start + share * step, covariance, tried) if tried > height else (start, covariance, height)


def _gathered(drawn: Steps, slopes: Floats, curvature: Floats, unknowns: int) -> tuple[Floats, Floats]:
    slope, bend = np.zeros(unknowns), np.zeros(unknowns * unknowns)
    for one in range(drawn.columns.shape[1]):
        mine = drawn.values[:, one]
        slope += np.bincount(drawn.columns[:, one], mine * slopes, unknowns)
        for other in range(one, drawn.columns.shape[1]):
            weight = mine * drawn.values[:, other] * curvature / (2.0 if one == other else 1.0)
            place = drawn.columns[:, one] * unknowns + drawn.columns[:, other]
            bend += np.bincount(place, weight, unknowns * unknowns)
    square = bend.reshape(unknowns, unknowns)
    return slope, square + square.T


def _spread(family: Whole, unknowns: Floats, covariance: Floats) -> Floats:
    """The sd of each family, from what its members turned out to be."""
    square = np.bincount(family, unknowns**2 + np.diag(covariance)) + WORTH * EFFECT_SD**2
    found = np.sqrt(square / (np.bincount(family) + WORTH))[family]
    return np.where(family == 0, LEVEL_SD, found)


def forecast_paces(
    known: Paces, of: Items, elapsed: Floats, *, scores: Floats = SCORES, longest: float = LONGEST
) -> Forecast:
    """Forecast open items; arguments and answer as in `durations_forecast.forecast`."""
    number = int(np.ceil(longest / STEP))
    which = np.repeat(np.arange(len(of)), number)
    age = np.repeat(elapsed, number) + (np.tile(np.arange(number), len(of)) + 0.5) * STEP
    drawn = steps_of(of, which, age, np.full(len(which), -1), known.levels, known.references)
    hazard = STEP * np.exp(drawn.log_pace(known.unknowns)).reshape(len(of), number)
    place, weight = hermegauss(NODES)
    weight = weight / weight.sum()
    apart = _apart(drawn, known.covariance)[::number]
    open_still = np.zeros((len(of), number + 1))
    for node, share in zip(place, weight, strict=True):
        open_still += share * _open_still(hazard * np.exp(apart * node)[:, None], known.quarter_sd, place, weight)
    edges = np.arange(number + 1) * STEP
    ahead = np.concatenate([[0.0], np.geomspace(0.5, longest, GRID)])
    lost = -np.log(np.maximum(open_still, 1e-300))
    chance = -np.expm1(-np.array([np.interp(ahead, edges, row) for row in lost]).reshape(len(of), len(ahead)))
    return Forecast(scores, tabled(chance, ahead, scores), 1.0 - chance[:, -1], longest)


def _apart(drawn: Steps, covariance: Floats) -> Floats:
    """How uncertain the ln pace of each step is."""
    found = np.zeros(len(drawn.offset))
    for one in range(drawn.columns.shape[1]):
        for other in range(drawn.columns.shape[1]):
            shared = covariance[drawn.columns[:, one], drawn.columns[:, other]]
            found += shared * drawn.values[:, one] * drawn.values[:, other]
    return np.sqrt(np.maximum(found, 0.0))


def _open_still(hazard: Floats, quarter_sd: float, place: Floats, weight: Floats) -> Floats:
    """(items, steps + 1) the chance to be open at each edge, over quarters each with a pace of its own."""
    each = int(QUARTER / STEP)
    found = np.ones((len(hazard), hazard.shape[1] + 1))
    paces = np.exp(quarter_sd * place)
    for begins in range(0, hazard.shape[1], each):
        upto = np.cumsum(hazard[:, begins : begins + each], axis=1)
        within = np.exp(-upto[:, :, None] * paces) @ weight
        found[:, begins + 1 : begins + 1 + upto.shape[1]] = found[:, begins : begins + 1] * within
    return found
