"""Open promises and what stands in their way as a network that the numeric core can simulate.

Day 0 is the day of the newest source: what is known is known of that day, and time has run since, told of or not.
What is kept is in no network: it only says from when others can begin.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np

from corridor.base.days import last_day
from corridor.engine.durations_common import Common, common_factors
from corridor.engine.durations_forecast import LONGEST, SCORES, Forecast, forecast
from corridor.engine.network import HORIZON, Network, build
from corridor.engine.work import Work, quantiles
from corridor.foresight.rules.calendars import Calendar, working_days
from corridor.foresight.rules.history import Lessons, Past, elapsed
from corridor.foresight.rules.scenario import Edges, Scenario

# Days a year has on average: exports are pledged by the year.
YEAR_DAYS = 365.25
# Twelve months a year: workers held back, day by day, as worker-months.
MONTH_DAYS = YEAR_DAYS / 12
OBSTACLE_SIGN = "!"
# Days; a hundred years, the longest that is drawn.
FURTHEST = 36_500.0
# Days; after eighty years of silence it is all one.
MOST_SILENT = 30_000.0


class Open(NamedTuple):
    """An open promise as the network takes it; `due_on` is the first date, on its last day.

    stands_before: codes of the obstacles that it waits for. ready_on: a day before which its own work cannot begin.
    calendar: the code of that by which it is done on a working day; none where no country or calendar is known.
    """

    past: Past
    title: str
    due_on: date | None = None
    workers: float = 0.0
    exports_usd: float = 0.0
    stands_before: tuple[str, ...] = ()
    ready_on: date | None = None
    calendar: str = ""


class Standing(NamedTuple):
    """An obstacle that stands on the day and holds something up."""

    past: Past
    kind: str
    summary: str


@dataclass(frozen=True)
class Plan:
    """What is simulated: promises, obstacles, who needs whom with days between, as of which day.

    until: the day of the newest source, from which is simulated. What came since then nobody has told.
    """

    on: date
    until: date
    promises: tuple[Open, ...]
    obstacles: tuple[Standing, ...]
    needs: tuple[tuple[str, str, int], ...]
    calendars: tuple[Calendar, ...] = ()

    @property
    def silent_days(self) -> float:
        """Days from the newest source to the day of the forecast."""
        return min(MOST_SILENT, float((self.on - self.until).days))

    def changed(self, scenario: Scenario, edges: Edges) -> "Plan":
        """The same with the dates and needs of a scenario; who needs whom is told with what is closed."""
        dues = scenario.days("due")
        here = {each.past.code for each in self.promises}
        needs = tuple((item, need, lag) for (item, need), lag in edges.items() if {item, need} <= here)
        promises = tuple(each._replace(due_on=dues.get(each.past.code, each.due_on)) for each in self.promises)
        waits = {item for item, _need, _lag in needs}
        freed = tuple(each._replace(past=each.past._replace(waits=each.past.code in waits)) for each in promises)
        return replace(self, promises=freed, needs=needs)


@dataclass(frozen=True, eq=False)
class Woven:
    """A network, and what was put into it: names in order, the forecast of each one's own work, shared factors.

    due: days from the newest source to the date promised; infinite where none is.
    calendars: by which each is done on a working day, if any.
    """

    network: Network
    names: tuple[str, ...]
    own: Forecast
    elapsed: tuple[float, ...]
    began: tuple[date, ...]
    common: tuple[Common, ...]
    due: tuple[float, ...]
    calendars: tuple[Calendar | None, ...]

    def place(self, code: str) -> int:
        """Where a promise or an obstacle stands in the network."""
        return self.names.index(code)


def weave(plan: Plan, lessons: Lessons, scenario: Scenario) -> Woven:
    """Make the network. Raises BadNetwork, which names the promises, where they wait for one another.

    Own work is learned; it begins when all needs are there, lags over, and no obstacle stands. An obstacle takes as
    long as obstacles take, given how long it has stood.
    """
    pasts = [each.past for each in plan.promises] + [each.past for each in plan.obstacles]
    gone = tuple(elapsed(past, plan.until) for past in pasts)
    began = [plan.until if past.waits else _began(past, plan.until) for past in pasts]
    own = own_work(lessons, pasts, gone, began)
    names = tuple(each.past.code for each in plan.promises) + tuple(_sign(each) for each in plan.obstacles)
    done = {**scenario.days("done"), **{OBSTACLE_SIGN + code: day for code, day in scenario.days("clear").items()}}
    ready = [_ready(each) for each in plan.promises] + [None] * len(plan.obstacles)
    common = common_factors(lessons.known, ("debtor", "zone"))
    due = [_days(each.due_on, plan.until, np.inf) for each in plan.promises] + [np.inf] * len(plan.obstacles)
    today = plan.silent_days
    calendars = _calendars(plan, scenario, {name for name in names if name in done})
    laid = tuple(dict.fromkeys(each for each in calendars if each))
    network = build(
        names,
        [_work(own, row, scenario.times(past.kind, past.debtor)) for row, past in enumerate(pasts)],
        [*((need, item, min(lag, FURTHEST)) for item, need, lag in plan.needs), *_obstructed(plan)],
        release=[
            max(0.0, _days(done.get(name) or day, plan.until, 0.0)) for name, day in zip(names, ready, strict=True)
        ],
        due=[max(day, 0.0) if np.isfinite(day) else 0.0 for day in due],
        loss_from=[max(day, today) if np.isfinite(day) else today for day in due],
        horizon=HORIZON + today,
        calendars=[laid.index(each) if each else -1 for each in calendars],
        working_days=[working_days(each, plan.until, int(HORIZON + today) + 1) for each in laid],
        done=[name in done for name in names],
        factors=[_factors(past) for past in pasts],
        loadings=[_loadings(past, common) for past in pasts],
        workers=[each.workers for each in plan.promises] + [0.0] * len(plan.obstacles),
        exports=[each.exports_usd / YEAR_DAYS for each in plan.promises] + [0.0] * len(plan.obstacles),
    )
    return Woven(network, names, own, gone, tuple(began), common, tuple(due), calendars)


def own_work(
    lessons: Lessons, pasts: Sequence[Past], gone: Sequence[float], began: Sequence[date | None]
) -> Forecast:
    """How long the own work of some things still takes; what was asked before comes from memory."""
    asked = list(zip(pasts, gone, began, strict=True))
    memory = lessons.remembered
    missing = [each for each in dict.fromkeys(asked) if each not in memory]
    if missing:
        new_pasts, new_gone, new_began = zip(*missing, strict=True)
        found = forecast(lessons.known, lessons.items_of(new_pasts, new_began), np.array(new_gone))
        for row, each in enumerate(missing):
            memory[each] = found.days[row], float(found.never[row])
    rows = [memory[each] for each in asked]
    days = np.array([row for row, _never in rows]).reshape(len(rows), len(SCORES))
    return Forecast(SCORES, days, np.array([never for _row, never in rows]), LONGEST)


def _sign(standing: Standing) -> str:
    return OBSTACLE_SIGN + standing.past.code


def _calendars(plan: Plan, scenario: Scenario, done: Set[str]) -> tuple[Calendar | None, ...]:
    """By which calendar each is done; what is said to be there on a day is there on it, and obstacles go on any."""
    known = {} if scenario.without("calendars") else {each.code: each for each in plan.calendars}
    found = [None if each.past.code in done else known.get(each.calendar) for each in plan.promises]
    return (*found, *[None] * len(plan.obstacles))


def _ready(promise: Open) -> date | None:
    """The day before which its own work cannot begin: it has all it needs, and it was made."""
    made = last_day(promise.past.made_on) if promise.past.made_on else None
    return max(filter(None, (promise.ready_on, made)), default=None)


def _began(past: Past, on: date) -> date:
    made = past.told_on or on
    return max(made, past.needs_met_on or made)


def _days(day: date | None, on: date, otherwise: float) -> float:
    return max(-FURTHEST, min(FURTHEST, float((day - on).days))) if day else otherwise


def _work(own: Forecast, row: int, times: float) -> Work:
    """The rest of one's own work, so many times as long.

    What is not expected within the longest days lies beyond them, no two draws at one place: so that of two that
    never come neither binds the third by chance of its name.
    """
    days = own.days[row] * times
    beyond = own.days[row] >= own.longest
    days[beyond] = own.longest * times + np.linspace(0.0, FURTHEST - own.longest, int(beyond.sum()) + 1)[1:]
    return quantiles(np.minimum(days, FURTHEST).tolist())


def _obstructed(plan: Plan) -> Sequence[tuple[str, str, float]]:
    here = {each.past.code for each in plan.obstacles}
    return [
        (OBSTACLE_SIGN + code, each.past.code, 0.0)
        for each in plan.promises
        for code in each.stands_before
        if code in here
    ]


def _factors(past: Past) -> tuple[tuple[str, str], ...]:
    debtor = ("debtor", past.debtor)
    return (debtor, ("zone", past.zone)) if past.zone else (debtor,)


def _loadings(past: Past, common: Sequence[Common]) -> tuple[float, ...]:
    loading: Mapping[str, float] = {each.level: each.loading for each in common}
    return (loading["debtor"], loading["zone"]) if past.zone else (loading["debtor"],)
