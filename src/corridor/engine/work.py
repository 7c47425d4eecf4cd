"""What one item's own work takes: a fixed length, a lognormal, or any distribution as days at normal scores."""

from collections.abc import Sequence
from math import erfc, exp, inf, isfinite, log, nan, sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Normal scores at which a distribution is said: -4 to 4 in steps of 1/8.
SCORES: NDArray[np.float64] = np.linspace(-4.0, 4.0, 65)
STANDARD = NormalDist()
SHARES: NDArray[np.float64] = np.array([STANDARD.cdf(score) for score in SCORES.tolist()])
FIXED, LOGNORMAL, TABLE = 0, 1, 2


class Work(NamedTuple):
    """The distribution of the days that an item's own work takes."""

    kind: int
    # Fixed: the days. Lognormal: ln of the median in days.
    centre: float
    sigma: float = 0.0
    # Table: (65,) days at SCORES, lowest first.
    at_scores: tuple[float, ...] = ()
    # Table: the share that is never kept.
    never: float = 0.0


def fixed(days: float) -> Work:
    """Work that takes so many days.

    >>> fixed(30).centre
    30
    """
    return Work(FIXED, days)


def quantiles(days: Sequence[float], never: float = 0.0) -> Work:
    """Work by its days at SCORES (65, lowest first); the share `never` of all is not kept at all.

    >>> quantiles([10 + score for score in SCORES.tolist()]).at_scores[32]
    10.0
    """
    return Work(TABLE, 0.0, at_scores=tuple(float(each) for each in days), never=never)


def lognormal(median: float, sigma: float, elapsed: float = 0.0, never: float = 0.0) -> Work:
    """Lognormal work of so many days (median) and so much spread of its logarithm.

    With `elapsed` days gone and the work not done, what is left of it; with `never`, that share of what began is
    never kept.

    >>> lognormal(90, 0.6).kind == LOGNORMAL
    True
    >>> left = lognormal(90, 0.6, elapsed=90)
    >>> round(left.at_scores[32])  # half of what takes over 90 days takes 45 more
    45
    """
    if not (isfinite(median) and isfinite(sigma) and median > 0 and 0 <= never < 1):
        return Work(LOGNORMAL, nan, sigma)
    centre = log(median)
    if not elapsed and not never:
        return Work(LOGNORMAL, centre, sigma)
    # Shares still open, not shares gone: in the far tail only these keep their digits.
    z = (log(elapsed) - centre) / sigma if elapsed > 0 and sigma > 0 else (inf if elapsed >= median else -inf)
    open_kept = (1 - never) * max(erfc(z / sqrt(2.0)) / 2, 1e-300)
    still_never = never / (never + open_kept)
    days = [_days_at(open_kept, 1 - share, never, centre, sigma, elapsed) for share in SHARES.tolist()]
    return quantiles(days, never=still_never)


def _days_at(open_kept: float, later: float, never: float, centre: float, sigma: float, elapsed: float) -> float:
    """Days left when the share `later` of what is open, kept or never kept, takes longer."""
    longer = max(later * (open_kept + never) - never, 1e-9 * open_kept) / (1 - never)
    score = -STANDARD.inv_cdf(min(max(longer, 1e-300), 1 - 1e-16))
    return max(0.0, exp(min(centre + sigma * score, 12.0)) - elapsed)
