"""What a forecast must beat: the promised dates, the mean slip so far, kept items only."""

import numpy as np

from corridor.engine.durations import Floats, History, Items, log_days
from corridor.engine.durations_forecast import LONGEST, SCORES, Forecast
from corridor.engine.durations_normal import below, normal_score


def sure(days: Floats, scores: Floats = SCORES, longest: float = LONGEST) -> Forecast:
    """Return the forecast that is certain of one day an item; a day that is past already is today.

    >>> sure(np.array([-30.0, 90.0])).at(0.1).tolist()
    [0.0, 90.0]
    """
    ahead = np.clip(days, 0.0, longest)
    return Forecast(scores, np.repeat(ahead[:, None], len(scores), axis=1), np.zeros(len(days)), longest)


def promised(of: Items, elapsed: Floats) -> Forecast:
    """Return the forecast that the promised dates come true."""
    return sure(of.planned_days - elapsed)


def mean_slip(past: History, of: Items, elapsed: Floats) -> Forecast:
    """Return the forecast that each item is as late as kept items were on average.

    A licence came 30 days late, so the next, promised within 90 days, will take 120.

    >>> from corridor.engine.durations import history, items
    >>> past = history([130.0], [False], items([[0]], planned_days=[100]))
    >>> mean_slip(past, items([[0]], planned_days=[90]), np.zeros(1)).at(0.5).tolist()
    [120.0]
    """
    slips = (past.days - past.items.planned_days)[~past.is_open]
    slips = slips[np.isfinite(slips)]
    return sure(of.planned_days - elapsed + (slips.mean() if len(slips) else 0.0))


def kept_only(past: History, of: Items, elapsed: Floats, level: int | None = 0, fewest: int = 3) -> Forecast:
    """Return the forecast from kept items alone, lognormal, given the days elapsed: the usual mistake.

    level : the column of groups to go by; None takes all items together
    fewest : a group with fewer kept items is forecast from all kept items
    """
    kept = ~past.is_open
    logs = log_days(past.days[kept])
    mean, spread = np.full(len(of), np.log(365.0)), np.full(len(of), 1.0)
    if len(logs) >= 2:
        mean[:], spread[:] = logs.mean(), max(float(logs.std(ddof=1)), 0.05)
    if level is not None:
        group = past.items.groups[kept, level]
        for each in np.unique(group):
            mine = logs[group == each]
            if len(mine) >= fewest:
                here = of.groups[:, level] == each
                mean[here], spread[here] = mine.mean(), max(float(mine.std(ddof=1)), 0.05)
    return _lognormal(mean, spread, elapsed)


def _lognormal(mean: Floats, spread: Floats, elapsed: Floats) -> Forecast:
    """The lognormal law given that it is longer than the days elapsed."""
    gone = np.where(elapsed > 0, below((log_days(elapsed) - mean) / spread), 0.0)
    left = np.maximum(1.0 - gone, 1e-12)
    place = normal_score(np.minimum(gone[:, None] + left[:, None] * below(SCORES), 1 - 1e-13))
    days = np.exp(mean[:, None] + spread[:, None] * place) - elapsed[:, None]
    table = np.maximum.accumulate(np.clip(days, 0.0, LONGEST), axis=1)
    return Forecast(SCORES, table, np.zeros(len(mean)), LONGEST)
