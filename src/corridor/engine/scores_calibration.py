"""Whether probabilities mean what they say: of what was said to come with 80 %, eight in ten came."""

from math import lgamma
from typing import NamedTuple

import numpy as np

from corridor.engine.durations_normal import normal_score
from corridor.engine.scores import Flags, Floats


class Band(NamedTuple):
    """How often a band held, and between what that would lie by chance alone were it right."""

    share: float
    number: int
    low: float
    high: float


class Bin(NamedTuple):
    """Forecasts of about one probability: what was said on average, what happened, how many."""

    said: float
    happened: float
    number: int


def binomial_band(number: int, chance: float, within: float = 0.95) -> tuple[float, float]:
    """Return the shares between which hits lie with a probability of at least `within`, if each has this chance.

    Of 100 forecasts with 80 %, between 72 and 88 are to come true.

    >>> [round(share, 2) for share in binomial_band(100, 0.8)]
    [0.72, 0.88]
    """
    if number == 0:
        return 0.0, 1.0
    hits = np.arange(number + 1)
    ways = np.array([lgamma(number + 1) - lgamma(hit + 1) - lgamma(number - hit + 1) for hit in hits])
    most = np.cumsum(np.exp(ways + hits * np.log(chance) + (number - hits) * np.log1p(-chance)))
    tail = (1 - within) / 2
    low, high = int(np.searchsorted(most, tail)), int(np.searchsorted(most, 1 - tail))
    return low / number, min(high, number) / number


def coverage(held: Flags, chance: float) -> Band:
    """Return how often a band held, beside the binomial band around what was said.

    >>> coverage(np.array([True, True, True, False, True]), 0.8)
    Band(share=0.8, number=5, low=0.4, high=1.0)
    """
    low, high = binomial_band(len(held), chance)
    return Band(float(held.mean()) if len(held) else float(chance), len(held), low, high)


def spread_pit(before: Floats, upto: Floats, draw: Floats) -> Floats:
    """Return (items,) the randomised PIT for whole days: uniform between 0 and 1 if the forecasts are right.

    before, upto : (items,) probability to be kept by the day before, and by the day that it was kept
    draw : (items,) numbers between 0 and 1, of the caller's own seed
    Probability integral transform; for counts: Czado, Gneiting and Held, Biometrics 65 (2009).

    >>> spread_pit(np.array([0.4]), np.array([0.5]), np.array([0.5])).tolist()
    [0.45]
    """
    found: Floats = before + draw * (upto - before)
    return found


def kaplan_meier(values: Floats, is_open: Flags) -> tuple[Floats, Floats]:
    """Return the values at which something ended, rising, and the share that ended by then.

    values : (items,) a length or a PIT; where open, only known to be larger
    Kaplan and Meier, JASA 53 (1958). Of items that ended or were left at one value, the ended count first.

    Of three licences one came after 10 days, one is open since 20, one came after 30.

    >>> at, share = kaplan_meier(np.array([10.0, 20.0, 30.0]), np.array([False, True, False]))
    >>> at.tolist(), share.round(3).tolist()
    ([10.0, 30.0], [0.333, 1.0])
    """
    ends = np.unique(values[~is_open])
    under = np.sort(values)
    at_risk = len(values) - np.searchsorted(under, ends, side="left")
    ended = np.sort(values[~is_open])
    deaths = np.searchsorted(ended, ends, side="right") - np.searchsorted(ended, ends, side="left")
    still = np.cumprod(1.0 - deaths / np.maximum(at_risk, 1))
    return ends, np.asarray(1.0 - still, np.float64)


def share_below(values: Floats, is_open: Flags, level: float) -> float:
    """Return the share of PITs up to a level, open ones handled by Kaplan-Meier: .8 at .8 if forecasts are right.

    >>> share_below(np.array([0.1, 0.5, 0.9, 0.95]), np.array([False, False, False, True]), 0.8)
    0.5
    """
    at, share = kaplan_meier(values, is_open)
    reached = share[at <= level]
    return float(reached[-1]) if len(reached) else 0.0


def reliability(chance: Floats, happened: Flags, bins: int = 10) -> list[Bin]:
    """Return the reliability diagram: forecasts in equal steps of probability, empty steps left out.

    DeGroot and Fienberg, The Statistician 32 (1983).

    >>> reliability(np.array([0.1, 0.1, 0.9, 0.9]), np.array([False, False, True, False]), bins=2)
    [Bin(said=0.1, happened=0.0, number=2), Bin(said=0.9, happened=0.5, number=2)]
    """
    step = np.minimum((chance * bins).astype(np.int64), bins - 1)
    found = []
    for each in np.unique(step):
        here = step == each
        found.append(Bin(float(chance[here].mean()), float(happened[here].mean()), int(here.sum())))
    return found


def calibration_error(bins: list[Bin]) -> float:
    """Return the expected calibration error: how far what was said is from what happened, weighed by how often.

    Naeini, Cooper and Hauskrecht, AAAI (2015).

    >>> calibration_error([Bin(0.1, 0.0, 2), Bin(0.9, 0.5, 2)])
    0.25
    """
    number = sum(each.number for each in bins)
    if number == 0:
        return 0.0
    return sum(each.number * abs(each.said - each.happened) for each in bins) / number


def normal_scores_of(pit: Floats) -> Floats:
    """Return PITs as normal scores, within 6, for the recalibration.

    >>> normal_scores_of(np.array([0.5, 1.0])).tolist()
    [0.0, 6.0]
    """
    return np.clip(normal_score(pit), -6.0, 6.0)
