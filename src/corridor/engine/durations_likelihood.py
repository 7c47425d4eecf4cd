"""How well a belief about each item fits what was seen of it, with slopes and curvature."""

import numpy as np
from numpy.typing import NDArray

from corridor.engine.durations_normal import hazard, log_above

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# The three beliefs about an item, in this order everywhere.
LOCATION, SPREAD, STALLED = range(3)


def log_stalled(logit: Floats) -> tuple[Floats, Floats]:
    """Return ln of the part that is stalled, and ln of the part that moves.

    >>> [round(float(part[0]), 3) for part in log_stalled(np.array([0.0]))]
    [-0.693, -0.693]
    """
    return -np.logaddexp(0.0, -logit), -np.logaddexp(0.0, logit)


def log_open(log_time: Floats, beliefs: Floats) -> Floats:
    """Return ln of the probability that an item is still open at a time.

    log_time : (...) ln days
    beliefs : (..., 3) location and ln sigma of ln days, logit of the part that is stalled

    Half of the licences take longer than 100 days and a tenth never comes, so 55 in 100 are open then.

    >>> belief = np.array([[np.log(100), np.log(0.5), np.log(0.1 / 0.9)]])
    >>> np.exp(log_open(np.log([100.0]), belief)).round(3).tolist()
    [0.55]
    """
    z = (log_time - beliefs[..., LOCATION]) * np.exp(-beliefs[..., SPREAD])
    stalled, moves = log_stalled(beliefs[..., STALLED])
    found: Floats = np.logaddexp(stalled, moves + log_above(z))
    return found


def fit_of(log_time: Floats, is_open: Flags, beliefs: Floats, loose: Floats | float = 0.0) -> Floats:
    """Return (items,) the log-likelihood, in ln days, of what was seen; shapes as in `slopes_of`."""
    shrunk = np.exp(-beliefs[:, SPREAD])
    z = (log_time - beliefs[:, LOCATION]) * shrunk
    square = z * z + loose * shrunk * shrunk
    kept = log_stalled(beliefs[:, STALLED])[1] - 0.5 * square - beliefs[:, SPREAD]
    return np.where(is_open, log_open(log_time, beliefs), kept)


def slopes_of(
    log_time: Floats, is_open: Flags, beliefs: Floats, loose: Floats | float = 0.0
) -> tuple[Floats, Floats]:
    """Return the slopes of the log-likelihood in the three beliefs, and its curvature.

    log_time : (items,) ln days from made to kept, or to the as-of day
    is_open : (items,)
    beliefs : (items, 3)
    loose : (items,) variance of the location, as far as it is uncertain: a kept item is that much further from it
    Returns (items, 3), (items, 3, 3). The curvature is the negative second derivative: for kept items its
    expectation (Fisher scoring), for open items observed, made positive semi-definite.
    """
    shrunk = np.exp(-beliefs[:, SPREAD])
    z = (log_time - beliefs[:, LOCATION]) * shrunk
    stalled, moves = log_stalled(beliefs[:, STALLED])
    part = np.exp(stalled)

    slopes, curvature = np.empty((len(z), 3)), np.zeros((len(z), 3, 3))
    slopes[:, LOCATION] = z * shrunk
    slopes[:, SPREAD] = z * z + loose * shrunk * shrunk - 1.0
    slopes[:, STALLED] = -part
    curvature[:, LOCATION, LOCATION] = shrunk * shrunk
    curvature[:, SPREAD, SPREAD] = 2.0
    curvature[:, STALLED, STALLED] = part * (1.0 - part)

    seen = is_open
    slopes[seen], curvature[seen] = _open(z[seen], shrunk[seen], stalled[seen], moves[seen])
    return slopes, curvature


def _open(z: Floats, shrunk: Floats, stalled: Floats, moves: Floats) -> tuple[Floats, Floats]:
    """The same for open items: ln(stalled + moves * upper tail)."""
    late = moves + log_above(z)
    never, part = np.exp(stalled - np.logaddexp(stalled, late)), np.exp(stalled)
    rate = hazard(z)
    bend = rate * (rate - z)

    # How ln(moves * tail) - ln(stalled) answers to each belief.
    odds = np.stack([rate * shrunk, rate * z, -np.ones_like(z)], axis=-1)
    slopes = np.stack([(1 - never) * odds[:, 0], (1 - never) * odds[:, 1], never - part], axis=-1)

    curvature = np.zeros((len(z), 3, 3))
    curvature[:, LOCATION, LOCATION] = bend * shrunk * shrunk
    curvature[:, LOCATION, SPREAD] = curvature[:, SPREAD, LOCATION] = (bend * z + rate) * shrunk
    curvature[:, SPREAD, SPREAD] = z * (bend * z + rate)
    curvature *= (1 - never)[:, None, None]
    curvature[:, STALLED, STALLED] = part * (1 - part)
    curvature -= (never * (1 - never))[:, None, None] * odds[:, :, None] * odds[:, None, :]
    return slopes, _lifted(curvature)


def _lifted(curvature: Floats) -> Floats:
    """Set negative eigenvalues to 0, so that every step climbs."""
    size, direction = np.linalg.eigh(curvature)
    return (direction * np.maximum(size, 0.0)[:, None, :]) @ direction.transpose(0, 2, 1)
