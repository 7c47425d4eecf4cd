"""How good forecasts of days were, once it is known what happened. Lower is better, and only honesty wins.

All scores here are proper: nobody does better by saying something else than what they believe (Gneiting and
Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA 102, 2007).
"""

import numpy as np
from numpy.typing import NDArray

from corridor.engine.durations_normal import below

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def crps_of_samples(samples: Floats, outcome: Floats) -> Floats:
    """Return (items,) the continuous ranked probability score of drawn days, in days.

    samples : (items, draws) days
    outcome : (items,) days that it took
    Mean distance to the outcome, less half the mean distance between draws (Gneiting and Raftery 2007, eq. 21);
    for a single draw it is the error in days.

    A licence was forecast within 60, 90 or 120 days and came after 100.

    >>> crps_of_samples(np.array([[60.0, 90.0, 120.0]]), np.array([100.0])).round(2).tolist()
    [10.0]
    """
    ordered = np.sort(samples, axis=1)
    draws = ordered.shape[1]
    weight = 2.0 * np.arange(draws) - draws + 1.0
    apart = (ordered * weight).sum(axis=1) / draws**2
    found: Floats = np.abs(ordered - outcome[:, None]).mean(axis=1) - apart
    return found


def crps_of_quantiles(table: Floats, scores: Floats, outcome: Floats, points: int = 400) -> Floats:
    """Return (items,) the CRPS of a table of days at normal scores, in days.

    table : (items, columns) days; scores : (columns,) normal scores, rising
    outcome : (items,) days that it took
    Twice the mean quantile loss over all probabilities (Laio and Tamea, Hydrol. Earth Syst. Sci. 11, 2007), read at
    `points` of them.

    Sure of 90 days, it took 100: ten days of error.

    >>> crps_of_quantiles(np.array([[90.0, 90.0]]), np.array([-4.0, 4.0]), np.array([100.0])).round(6).tolist()
    [10.0]
    """
    places = np.linspace(scores[0], scores[-1], points + 1)
    edge = below(places)
    edge[0], edge[-1] = 0.0, 1.0
    weight, middle = np.diff(edge), (edge[1:] + edge[:-1]) / 2
    score = (places[1:] + places[:-1]) / 2
    found = np.empty(len(table))
    for each, row in enumerate(table):
        days = np.interp(score, scores, row)
        loss = (outcome[each] - days) * (middle - (outcome[each] < days))
        found[each] = 2.0 * (loss * weight).sum()
    return found


def brier(chance: Floats, happened: Flags) -> Floats:
    """Return the squared error of each probability (Brier, Monthly Weather Review 78, 1950).

    Said 80 % that the road is open by June, and it was.

    >>> brier(np.array([0.8]), np.array([True])).round(2).tolist()
    [0.04]
    """
    off: Floats = np.subtract(chance, happened, dtype=np.float64)
    return off * off


def middles(horizon: int) -> Floats:
    """Return the middle of each day up to the horizon, where `threshold_weighted_crps` wants its chances.

    >>> middles(3).tolist()
    [0.5, 1.5, 2.5]
    """
    return np.arange(horizon, dtype=np.float64) + 0.5


def threshold_weighted_crps(chance: Floats, outcome: Floats) -> Floats:
    """Return (items,) the CRPS over days 0 to the horizon, in days.

    chance : (items, horizon) probability to be kept within .5, 1.5, ... days (`middles`)
    outcome : (items,) days that it took; infinity where it was still open at the horizon
    The Brier score of "kept by day x", added up over the days (Gneiting and Ranjan, J. Business and Economic
    Statistics 29, 2011). What happens after the horizon counts for nothing, so open items can be scored.

    Half sure from the first day on; still open after four days: a quarter of a day lost on each.

    >>> threshold_weighted_crps(np.full((1, 4), 0.5), np.array([np.inf])).tolist()
    [1.0]
    """
    days = middles(chance.shape[1])
    found: Floats = brier(chance, outcome[:, None] <= days).sum(axis=1)
    return found
