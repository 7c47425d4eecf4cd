"""What would have been forecast on a past day with only what was known then, and how it was scored by what came.

Rolling origin: nothing dated after the as-of day is read, except to score. Items open on the as-of day are forecast
from their days elapsed, items made in the window after it from 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from corridor.engine.durations import Flags, Floats, History, Items, Level, Reference, Whole
from corridor.engine.durations_baselines import kept_only, mean_slip, promised
from corridor.engine.durations_fit import learn
from corridor.engine.durations_forecast import Forecast, forecast
from corridor.engine.durations_paces import forecast_paces, learn_paces
from corridor.engine.durations_recalibration import Recalibration, recalibrated, recalibration
from corridor.engine.scores import middles, threshold_weighted_crps
from corridor.engine.scores_calibration import normal_scores_of

WINDOWS = 3


@dataclass(frozen=True)
class Record:
    """Everything ever known, as days on one calendar.

    made, kept : (items,) days; kept is NaN where open until the end of the record
    until : the last day of the record
    """

    items: Items
    made: Floats
    kept: Floats
    until: float
    levels: tuple[Level, ...]
    references: tuple[Reference, ...]

    def known_on(self, day: float) -> History:
        """Return the history as known at the end of a day."""
        here = self.made <= day
        ended = self.kept[here] <= day
        days = np.where(ended, self.kept[here], day) - self.made[here]
        return History(self.items.part(here), days, ~ended)


class Asked(NamedTuple):
    """Items to forecast: days elapsed, and days until kept (infinity where open at the end of the window)."""

    items: Items
    elapsed: Floats
    outcome: Floats
    which: Whole

    def part(self, chosen: Flags) -> "Asked":
        """Return the items chosen."""
        return Asked(self.items.part(chosen), self.elapsed[chosen], self.outcome[chosen], self.which[chosen])


def open_on(record: Record, day: float, window: float) -> Asked:
    """Return the items open on a day, and what became of them within the window."""
    which = np.flatnonzero((record.made <= day) & ~(record.kept <= day))
    ahead = record.kept[which] - day
    return Asked(
        record.items.part(which), day - record.made[which], np.where(ahead <= window, ahead, np.inf), which
    )


def made_after(record: Record, day: float, window: float) -> Asked:
    """Return the items made after a day, early enough to be watched for a whole window."""
    which = np.flatnonzero((record.made > day) & (record.made + window <= record.until))
    ahead = record.kept[which] - record.made[which]
    return Asked(record.items.part(which), np.zeros(len(which)), np.where(ahead <= window, ahead, np.inf), which)


def pit_of(made: Forecast, outcome: Floats, window: float) -> tuple[Floats, Flags]:
    """Return (items,) the probability said of what happened, or of the whole window where still open.

    Kept within a day: the middle of that day stands for it, so no random numbers are needed.
    """
    still = ~np.isfinite(outcome)
    days = np.where(still, window, np.maximum(outcome - 0.5, 0.25))
    chance = np.empty(len(made))
    for each in range(len(made)):
        chance[each] = made.part(slice(each, each + 1)).within(days[each : each + 1])[0, 0]
    return chance, still


def lognormal(record: Record, day: float, asked: Asked) -> Forecast:
    """Forecast by `durations_fit` from what was known on a day."""
    known = learn(record.known_on(day), record.levels, record.references)
    return forecast(known, asked.items, asked.elapsed)


def by_paces(record: Record, day: float, asked: Asked) -> Forecast:
    """Forecast by `durations_paces` from what was known on a day."""
    here = record.made <= day
    ended_ago = np.where(record.kept[here] <= day, day - record.kept[here], 0.0)
    known = learn_paces(record.known_on(day), ended_ago, record.levels, record.references)
    return forecast_paces(known, asked.items, asked.elapsed)


Method = Callable[[Record, float, Asked], Forecast]


def lesson(
    record: Record, day: float, window: float, method: Method = lognormal, windows: int = WINDOWS
) -> Recalibration:
    """Return what the windows before a day teach: forecasts made at the start of each, scored at its end.

    Nothing, unless what the earlier windows taught would have made the forecasts of the last one better.
    """
    past = []
    for back in range(1, windows + 1):
        start = day - back * window
        asked = open_on(record, start, window)
        past.append((method(record, start, asked), asked))
    last, asked = past[0]
    tried = recalibrated(last, _taught(past[1:], window))
    if twcrps(tried, asked, int(window)).sum() >= twcrps(last, asked, int(window)).sum():
        return Recalibration()
    return _taught(past, window)


def _taught(past: list[tuple[Forecast, Asked]], window: float) -> Recalibration:
    pits, stills = [np.empty(0)], [np.empty(0, np.bool_)]
    for made, asked in past:
        pit, still = pit_of(made, asked.outcome, window)
        pits.append(pit)
        stills.append(still)
    return recalibration(normal_scores_of(np.concatenate(pits)), np.concatenate(stills))


def twcrps(made: Forecast, asked: Asked, horizon: int) -> Floats:
    """Return (items,) the threshold-weighted CRPS over 0 to the horizon, in days."""
    return threshold_weighted_crps(made.within(middles(horizon)), asked.outcome)


def baselines(record: Record, day: float, asked: Asked) -> dict[str, Forecast]:
    """Return what must be beaten, by name; each knows what was known on the day."""
    past = record.known_on(day)
    return {
        "promised dates": promised(asked.items, asked.elapsed),
        "promised dates + mean slip": mean_slip(past, asked.items, asked.elapsed),
        "kept only, together": kept_only(past, asked.items, asked.elapsed, None),
        "kept only, by group": kept_only(past, asked.items, asked.elapsed),
    }


METHODS: dict[str, Method] = {"learned": lognormal, "paces": by_paces}


def learned(record: Record, day: float, asked: Asked, taught: dict[str, Recalibration]) -> dict[str, Forecast]:
    """Return our forecasts, by name, as they come and, where something was taught, recalibrated."""
    found = {name: METHODS[name](record, day, asked) for name in taught}
    return found | {f"{name}, recalibrated": recalibrated(found[name], taught[name]) for name in taught}


class Gate(NamedTuple):
    """Mean scores in one group: ours and another's."""

    group: int
    items: int
    ours: float
    theirs: float


def group_gate(ours: Floats, theirs: Floats, group: Whole, fewest: int = 5) -> list[Gate]:
    """Return the mean scores of each group with enough items, those where the other is better first.

    >>> group_gate(np.array([9.0, 9.0, 1.0, 1.0]), np.array([5.0, 5.0, 5.0, 5.0]), np.array([0, 0, 1, 1]), fewest=2)
    [Gate(group=0, items=2, ours=9.0, theirs=5.0), Gate(group=1, items=2, ours=1.0, theirs=5.0)]
    """
    found = []
    for each in np.unique(group):
        here = group == each
        if here.sum() >= fewest:
            found.append(Gate(int(each), int(here.sum()), float(ours[here].mean()), float(theirs[here].mean())))
    return sorted(found, key=lambda row: row.theirs - row.ours)
