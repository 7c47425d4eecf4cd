"""Putting right what the previous window showed to be too early, too late, too wide or too narrow.

Forecasts made one window earlier are held against what has happened since. If their PITs, as normal scores, are
normal with another mean and spread than 0 and 1, the table is read at the place where those scores stand (Dawid,
JRSS A 147, 1984; Gneiting, Balabdaoui and Raftery, JRSS B 69, 2007). Open items count as censored.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from corridor.engine.durations import Flags, Floats
from corridor.engine.durations_forecast import Forecast
from corridor.engine.durations_normal import below, hazard, log_above, normal_score

STEPS = 50
SHIFT_SD = 0.5  # what is believed of shift and ln stretch before any forecast was scored: none, give or take this
STRETCH_SD = 0.3


class Recalibration(NamedTuple):
    """Read the table at shift + stretch * score; learned from so many ended and open forecasts."""

    shift: float = 0.0
    stretch: float = 1.0
    ended: int = 0
    still_open: int = 0


def recalibration(scores: Floats, is_open: Flags) -> Recalibration:
    """Learn shift and stretch from the normal scores of past PITs.

    scores : (items,) normal score of the PIT of what happened, or of the PIT reached where the item is still open
    is_open : (items,)
    Most likely values of a censored normal law, held near 0 and 1 by a prior; Newton steps, halved until up.

    >>> recalibration(np.array([]), np.array([], bool))
    Recalibration(shift=0.0, stretch=1.0, ended=0, still_open=0)
    """
    found, step = np.zeros(2), 1.0
    for _ in range(STEPS):
        slope, bend = _slopes(scores, is_open, found)
        move = np.linalg.solve(bend, slope)
        step, height = 1.0, _height(scores, is_open, found)
        while _height(scores, is_open, found + step * move) < height and step > 1e-6:
            step /= 2
        found = found + step * move
        if np.abs(step * move).max() < 1e-9:
            break
    return Recalibration(float(found[0]), float(np.exp(found[1])), int((~is_open).sum()), int(is_open.sum()))


def _height(scores: Floats, is_open: Flags, at: Floats) -> float:
    z = (scores - at[0]) * np.exp(-at[1])
    fit = np.where(is_open, log_above(z), -0.5 * z * z - at[1])
    return float(fit.sum() - 0.5 * (at[0] / SHIFT_SD) ** 2 - 0.5 * (at[1] / STRETCH_SD) ** 2)


def _slopes(scores: Floats, is_open: Flags, at: Floats) -> tuple[Floats, Floats]:
    """Slopes of the height and its (expected) curvature, both with the prior."""
    shrunk = np.exp(-at[1])
    z = (scores - at[0]) * shrunk
    rate = hazard(z)
    bend = rate * (rate - z)
    first = np.where(is_open, rate, z) * shrunk
    second = np.where(is_open, rate * z, z * z - 1.0)
    slope = np.array([first.sum() - at[0] / SHIFT_SD**2, second.sum() - at[1] / STRETCH_SD**2])
    own = np.where(is_open, bend, 1.0) * shrunk * shrunk
    cross = np.where(is_open, (bend * z + rate) * shrunk, 0.0)
    other = np.where(is_open, np.maximum(z * (bend * z + rate), 0.0), 2.0)
    curve = np.array(
        [
            [own.sum() + SHIFT_SD**-2, cross.sum()],
            [cross.sum(), other.sum() + STRETCH_SD**-2],
        ]
    )
    if np.linalg.det(curve) <= 0:
        curve[0, 1] = curve[1, 0] = 0.0
    return slope, curve


def recalibrated(made: Forecast, by: Recalibration) -> Forecast:
    """Return a forecast whose table is read at shift + stretch * score."""
    place = by.shift + by.stretch * made.scores
    days = np.array([np.interp(place, made.scores, row) for row in made.days]).reshape(made.days.shape)
    last = (normal_score(1.0 - made.never) - by.shift) / by.stretch
    return replace(made, days=days, never=below(-last))
