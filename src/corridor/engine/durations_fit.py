"""Learning from a history: effects of groups, with their variances, by Newton steps on the penalised likelihood.

The variances of the effects are learned by EM with the Laplace approximation (Breslow and Clayton, JASA 88, 1993):
the mean square of a level's effects and of what is uncertain in them. No random numbers; the same history gives
the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corridor.engine.durations import (
    Flags,
    Floats,
    History,
    Items,
    Level,
    Priors,
    Reference,
    Whole,
    anchors,
    log_days,
)
from corridor.engine.durations_likelihood import LOCATION, fit_of, slopes_of

STEPS = 200
ENOUGH = 1e-3
SHORTEST_STEP = 1e-6
# The widest that effects of one level may be, per belief. Without it a group with a single kept item can draw its
# spread towards 0, where the likelihood has no top.
WIDEST = (1.5, 0.4, 3.0)


@dataclass(frozen=True)
class Design:
    """Which of the unknowns each item's three beliefs add up.

    columns, values : (items, terms) an unknown and what it is multiplied by
    belief : (terms,) the belief that the term belongs to
    offset : (items, 3) what the reference class says
    """

    columns: Whole
    values: Floats
    belief: Whole
    offset: Floats

    def beliefs(self, unknowns: Floats) -> Floats:
        """Return (items, 3) location, ln sigma and logit of the stalled part."""
        terms = unknowns[self.columns] * self.values
        return self.offset + np.stack([terms[:, self.belief == each].sum(axis=1) for each in range(3)], axis=1)


@dataclass(frozen=True)
class Learned:
    """What a history taught.

    unknowns, sd_before : (unknowns,) estimates, and standard deviations of their priors as learned
    covariance : (unknowns, unknowns) what is left uncertain
    family : (unknowns,) which variance an unknown shares; -1 where it has its own
    """

    levels: tuple[Level, ...]
    references: tuple[Reference, ...]
    priors: Priors
    unknowns: Floats
    sd_before: Floats
    covariance: Floats
    family: Whole
    history: History


@dataclass(frozen=True)
class Blocks:
    """Where each group of unknowns stands: per belief the first column of each level that it uses."""

    starts: tuple[tuple[int, ...], ...]
    family: Whole
    mean: Floats
    sd: Floats
    widest: Floats


def blocks(levels: Sequence[Level], priors: Priors) -> Blocks:
    """Lay the unknowns out, belief by belief: those that stand alone, then the effects of each level's groups."""
    effect = (priors.location_effect, priors.spread_effect, priors.stalled_effect)
    used = (levels, levels[:1], levels)
    lone = ([(0.0, priors.shift_sd), (priors.slope, priors.slope_sd)], [(0.0, priors.spread_sd)])
    logit = float(np.log(priors.stalled / (1 - priors.stalled)))
    fixed = (*lone, [(logit, priors.stalled_sd)])
    starts: list[tuple[int, ...]] = []
    family: list[int] = []
    mean: list[float] = []
    sd: list[float] = []
    widest: list[float] = []
    number = 0
    for belief in range(3):
        first = [len(mean)]
        mean += [each for each, _ in fixed[belief]]
        sd += [each for _, each in fixed[belief]]
        family += [-1] * len(fixed[belief])
        widest += [np.inf] * len(fixed[belief])
        for level in used[belief]:
            first.append(len(mean))
            mean += [0.0] * level.groups
            sd += [effect[belief]] * level.groups
            family += [number] * level.groups
            widest += [WIDEST[belief]] * level.groups
            number += 1
        starts.append(tuple(first))
    return Blocks(tuple(starts), np.array(family, np.int64), np.array(mean), np.array(sd), np.array(widest))


def design(of: Items, levels: Sequence[Level], references: Sequence[Reference], laid: Blocks) -> Design:
    """Return the design of some items; a group of -1 counts for nothing."""
    if (of.groups >= np.array([level.groups for level in levels], np.int64)).any():
        raise ValueError("a group is beyond those of its level")
    median, spread, slope = anchors(of, references)
    one = np.ones(len(of))
    columns, values, belief = [], [], []
    for each, starts in enumerate(laid.starts):
        lone = [one, slope] if each == LOCATION else [one]
        for place, value in enumerate(lone):
            columns.append(np.full(len(of), starts[0] + place))
            values.append(value)
        for level, start in enumerate(starts[1:]):
            group = of.groups[:, level]
            columns.append(np.where(group >= 0, start + group, 0))
            values.append((group >= 0).astype(np.float64))
        belief += [each] * (len(lone) + len(starts) - 1)
    offset = np.stack([median, spread, np.zeros(len(of))], axis=1)
    return Design(np.stack(columns, 1), np.stack(values, 1), np.array(belief), offset)


def gathered(drawn: Design, slopes: Floats, curvature: Floats, unknowns: int) -> tuple[Floats, Floats]:
    """Add up the items' slopes and curvature over the unknowns."""
    terms = drawn.columns.shape[1]
    slope, bend = np.zeros(unknowns), np.zeros(unknowns * unknowns)
    for one in range(terms):
        mine = drawn.values[:, one]
        slope += np.bincount(drawn.columns[:, one], mine * slopes[:, drawn.belief[one]], unknowns)
        for other in range(one, terms):
            weight = mine * drawn.values[:, other] * curvature[:, drawn.belief[one], drawn.belief[other]]
            if one == other:
                weight = weight / 2
            place = drawn.columns[:, one] * unknowns + drawn.columns[:, other]
            bend += np.bincount(place, weight, unknowns * unknowns)
    square = bend.reshape(unknowns, unknowns)
    return slope, square + square.T


def climb(
    drawn: Design, log_time: Floats, is_open: Flags, start: Floats, mean: Floats, sd: Floats, loose: Floats
) -> tuple[Floats, Floats, float]:
    """Take one step up to the most likely unknowns under their priors; return them, their covariance, the height.

    loose : (items,) variance of each item's location. Without it many small groups follow their items so closely
    that the spread shrinks to nothing.
    """
    precision = sd**-2.0

    def height_of(unknowns: Floats) -> float:
        fit = fit_of(log_time, is_open, drawn.beliefs(unknowns), loose)
        return float(fit.sum() - 0.5 * (precision * (unknowns - mean) ** 2).sum())

    height = height_of(start)
    slopes, curvature = slopes_of(log_time, is_open, drawn.beliefs(start), loose)
    slope, bend = gathered(drawn, slopes, curvature, len(start))
    bend[np.diag_indices_from(bend)] += precision
    covariance = np.asarray(np.linalg.inv(bend), np.float64)
    step, share = covariance @ (slope - precision * (start - mean)), 1.0
    tried = height_of(start + step)
    while not tried >= height and share > SHORTEST_STEP:
        share /= 2
        tried = height_of(start + share * step)
    if not tried > height:
        return start, covariance, height
    return start + share * step, covariance, tried


def spreads(laid: Blocks, unknowns: Floats, covariance: Floats, priors: Priors) -> Floats:
    """Return the sd of each unknown's prior: for each level and belief, from what its effects turned out to be."""
    grouped = laid.family >= 0
    # Numbered anew: a level without groups has no effects, so its number is missing among the families.
    _, first, family = np.unique(laid.family[grouped], return_index=True, return_inverse=True)
    square = (unknowns**2 + np.diag(covariance))[grouped]
    worth = priors.groups_worth
    before = laid.sd[grouped][first]
    variance = (np.bincount(family, square, len(first)) + worth * before**2) / (
        np.bincount(family, minlength=len(first)) + worth
    )
    found = laid.sd.copy()
    found[grouped] = np.sqrt(variance)[family]
    return np.minimum(found, laid.widest)


def typical(known: Learned, of: Items) -> Floats:
    """Return (items, 3) what is believed of items: location and ln sigma of ln days, logit of the stalled part."""
    return _drawn(known, of).beliefs(known.unknowns)


def beliefs_about(known: Learned, of: Items) -> tuple[Floats, Floats]:
    """Return what is believed of items, (items, 3), and how uncertain it is, (items, 3, 3) covariances."""
    drawn = _drawn(known, of)
    return drawn.beliefs(known.unknowns), uncertain(drawn, known.covariance)


def uncertain(drawn: Design, covariance: Floats) -> Floats:
    """Return (items, 3, 3) the covariance of the three beliefs about each item."""
    found = np.zeros((len(drawn.columns), 3, 3))
    for one, mine in enumerate(drawn.belief):
        for other, yours in enumerate(drawn.belief):
            shared = covariance[drawn.columns[:, one], drawn.columns[:, other]]
            found[:, mine, yours] += shared * drawn.values[:, one] * drawn.values[:, other]
    return found


def _drawn(known: Learned, of: Items) -> Design:
    return design(of, known.levels, known.references, blocks(known.levels, known.priors))


def learn(
    history: History, levels: Sequence[Level], references: Sequence[Reference], priors: Priors | None = None
) -> Learned:
    """Learn durations from past and open items.

    history : items with days seen and whether they are still open; may be empty
    levels : kind of work first; as many as `history.items.groups` has columns
    references : published classes; `history.items.reference` points into them

    Licences took 100 and 144 days and one is open after 60; a study says 200. The next: somewhere between.

    >>> from corridor.engine.durations import history, items
    >>> past = history([100, 144, 60], [False, False, True], items([[0], [0], [0]]))
    >>> known = learn(past, [Level("kind", 1)], [Reference(200, 0.5, "a study")])
    >>> bool(100 < np.exp(typical(known, past.items)[0, 0]) < 200)
    True
    """
    priors = priors or Priors()
    levels, references = tuple(levels), tuple(references)
    if history.items.groups.shape[1] != len(levels):
        raise ValueError("groups need one column a level")
    laid = blocks(levels, priors)
    drawn = design(history.items, levels, references, laid)
    log_time, unknowns, sd = log_days(history.days), laid.mean.copy(), laid.sd.copy()
    height, loose = -np.inf, np.zeros(len(history))
    for _ in range(STEPS):
        before, old = sd, height
        unknowns, covariance, height = climb(drawn, log_time, history.is_open, unknowns, laid.mean, sd, loose)
        sd = spreads(laid, unknowns, covariance, priors)
        loose = uncertain(drawn, covariance)[:, LOCATION, LOCATION]
        if np.abs(sd - before).max() < ENOUGH and abs(height - old) < ENOUGH:
            break
    return Learned(levels, references, priors, unknowns, sd, covariance, laid.family, history)
