"""A forecast: when each open promise will be kept, and what each delay costs in workers and exports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.base.days import LATEST
from corridor.engine.durations_forecast import LONGEST
from corridor.engine.forecast import EXPORTS, NARROW, WORKERS, between, brackets
from corridor.engine.network import Network
from corridor.engine.rows import FAR, TICKS
from corridor.engine.runs import Draws, all_chunks, finishes
from corridor.engine.sweep import Question, Sums
from corridor.foresight.rules.calendars import Calendar, next_working
from corridor.foresight.rules.history import Lessons, Past, lessons
from corridor.foresight.rules.network import (
    MONTH_DAYS,
    OBSTACLE_SIGN,
    YEAR_DAYS,
    Open,
    Plan,
    Standing,
    Woven,
    weave,
)
from corridor.foresight.rules.scenario import Scenario

# How the scenarios of a network are run; whoever runs them, and in how many pieces, the sums are the same.
Run = Callable[[Network, Draws, NDArray[np.int32], Question], Sums]
# Raised where the same inputs would give other numbers.
VERSION = "2"
SEED, SCENARIOS = 2026, 4096


class Foreseen(NamedTuple):
    """What is expected of one promise or one obstacle; days are None where they are not in sight.

    chance: to keep the due date; None where none was promised. within_year: to be there a year from now.
    criticality: how often some loss hangs on it.
    workers, exports: expected to be held back by it on each day that it is later: workers; dollars a day.
    workers_by_delay, exports_by_delay: expected worker-days and dollars that hang on its own delay beyond its due
    date, or beyond today where that has passed or none was promised; within ten years.
    waits: for a promise or an obstacle that is not there yet.
    """

    code: str
    p10: date | None
    p50: date | None
    p80: date | None
    p90: date | None
    chance: float | None
    within_year: float
    criticality: float
    workers: float
    exports: float
    workers_by_delay: float
    exports_by_delay: float
    waits: bool = False
    is_obstacle: bool = False

    @property
    def worker_months(self) -> float:
        """Expected worker-months that hang on its own delay."""
        return self.workers_by_delay / MONTH_DAYS


@dataclass(frozen=True, eq=False)
class Outlook:
    """A forecast of a programme as of a day: what each thing looks like, by code, and how it was made.

    loss: expected worker-days and dollars lost over ten years, as (workers, exports).
    """

    plan: Plan
    lessons: Lessons
    woven: Woven | None
    scenario: Scenario
    foreseen: dict[str, Foreseen]
    obstacles: dict[str, Foreseen]
    loss: tuple[float, float]
    seed: int
    scenarios: int
    digest: str

    @property
    def on(self) -> date:
        """The day of the forecast."""
        return self.plan.on

    def promise(self, code: str) -> Open | None:
        """What is known of an open promise."""
        return next((each for each in self.plan.promises if each.past.code == code), None)

    def obstacle(self, code: str) -> Standing | None:
        """What is known of an obstacle that stands."""
        return next((each for each in self.plan.obstacles if each.past.code == code), None)

    def needs_of(self, code: str) -> list[str]:
        """The open promises that one waits for."""
        return [need for item, need, _lag in self.plan.needs if item == code]

    def holds(self, code: str, is_obstacle: bool = False) -> list[Open]:
        """What waits for a promise or an obstacle, directly or through others; most pledged workers first."""
        waiting: dict[str, list[str]] = {}
        for item, need, _lag in self.plan.needs:
            waiting.setdefault(need, []).append(item)
        edge = (
            [each.past.code for each in self.plan.promises if code in each.stands_before]
            if is_obstacle
            else waiting.get(code, [])
        )
        seen = dict.fromkeys(edge)
        while edge:
            edge = [item for need in edge for item in waiting.get(need, ()) if item not in seen]
            seen |= dict.fromkeys(edge)
        found = [each for each in self.plan.promises if each.past.code in seen]
        return sorted(found, key=lambda each: -each.workers)


def here(network: Network, draws: Draws, marks: NDArray[np.int32], question: Question) -> Sums:
    """Run all scenarios in this process, by one thread."""
    return all_chunks(network, draws, marks, question=question)


@lru_cache(maxsize=32)
def foreseen(
    plan: Plan,
    pasts: tuple[Past, ...],
    until: date,
    scenario: Scenario,
    *,
    seed: int = SEED,
    scenarios: int = SCENARIOS,
    run: Run = here,
) -> Outlook:
    """Learn from what is known until a day and simulate a plan, to which the scenario was applied before.

    The same arguments are answered from memory. Raises BadNetwork where promises wait for one another.
    """
    taught = lessons(pasts, until, scenario.assumptions)
    return foresee(plan, taught, scenario, seed=seed, scenarios=scenarios, run=run)


def foresee(
    plan: Plan, lessons: Lessons, scenario: Scenario, *, seed: int, scenarios: int, run: Run = here
) -> Outlook:
    """Simulate a plan; of nothing, nothing is foreseen."""
    if not plan.promises:
        digest = digest_of(plan, lessons, scenario, seed, scenarios)
        return Outlook(plan, lessons, None, scenario, {}, {}, (0.0, 0.0), seed, scenarios, digest)
    woven = weave(plan, lessons, scenario)
    network = woven.network
    draws = Draws(seed, scenarios)
    today = plan.silent_days
    year = np.full(len(woven.names), int((today + YEAR_DAYS) * TICKS), np.int32)
    marks = np.column_stack([brackets(network, draws, NARROW, LONGEST), year])
    # What never comes counts too, so the slopes reach beyond the horizon; nothing is late by more than that.
    horizon = network.arrays.horizon
    sums = run(network, draws, marks, Question(network.arrays.due, horizon, np.int32(FAR)))
    counts = sums.counts[:, : len(NARROW)]
    days = network.callers(between(marks[:, : len(NARROW)], counts, scenarios, LONGEST))
    shares = network.callers(sums.counts[:, len(NARROW) :] / scenarios)
    moved = ~network.callers(network.done)
    lost = network.callers(sums.slopes / scenarios / np.tile(np.array(network.units), 2)) * moved[:, None]
    waiting = {item for item, _need, _lag in plan.needs}
    waiting |= {each.past.code for each in plan.promises if each.stands_before}
    seen = [
        [_day(plan.on, each - today, network.horizon - today, calendar) for each in row]
        for row, calendar in zip(days.tolist(), woven.calendars, strict=True)
    ]
    rows = [
        Foreseen(
            code=name.removeprefix(OBSTACLE_SIGN),
            p10=seen[at][0],
            p50=seen[at][1],
            p80=seen[at][2],
            p90=seen[at][3],
            chance=_chance(woven.due[at] - today, float(shares[at, 0])),
            within_year=float(shares[at, 1]),
            criticality=float(shares[at, 2] * moved[at]),
            workers=float(lost[at, WORKERS]),
            exports=float(lost[at, EXPORTS]),
            workers_by_delay=float(lost[at, 2 + WORKERS]),
            exports_by_delay=float(lost[at, 2 + EXPORTS]),
            waits=name in waiting,
            is_obstacle=name.startswith(OBSTACLE_SIGN),
        )
        for at, name in enumerate(woven.names)
    ]
    loss = sums.loss.mean(axis=1) / np.array(network.units) / TICKS
    return Outlook(
        plan,
        lessons,
        woven,
        scenario,
        {row.code: row for row in rows if not row.is_obstacle},
        {row.code: row for row in rows if row.is_obstacle},
        (float(loss[WORKERS]), float(loss[EXPORTS])),
        seed,
        scenarios,
        digest_of(plan, lessons, scenario, seed, scenarios),
    )


def _chance(due: float, share: float) -> float | None:
    """The chance to keep a due day; none where there is none, 0 where it has passed."""
    if not np.isfinite(due):
        return None
    return 0.0 if due < 0 else share


def _day(on: date, days: float, horizon: float, calendar: Calendar | None) -> date | None:
    """A day, or None where it is not in sight within the horizon; a working day, unless it may be there already."""
    if not np.isfinite(days) or days >= horizon:
        return None
    day = on + timedelta(days=int(np.ceil(max(days, 0.0))))
    if calendar and day > on:
        day = next_working(calendar, day)
    return day if day.year <= LATEST else None


def drawn(woven: Woven, seed: int, scenarios: int) -> NDArray[np.float64]:
    """Finishes as they were drawn, (items, scenarios) days from the newest source on, the smallest first."""
    network = woven.network
    out = np.empty((len(network.place), scenarios))
    # Blocks hold at most so many scenarios; plain draws are one block.
    for low, high, found in finishes(network, Draws(seed, scenarios, plain=True), scenarios):
        out[low:high] = np.sort(found, axis=1) / TICKS
    return network.callers(out)


def digest_of(plan: Plan, lessons: Lessons, scenario: Scenario, seed: int, scenarios: int) -> str:
    """A print of everything that a forecast was made from; the same inputs give the same numbers.

    >>> len(blake2b(b"", digest_size=16).hexdigest())
    32
    """
    told = (VERSION, plan, lessons.taught, lessons.days, lessons.assumptions, scenario.lines, seed, scenarios)
    return blake2b(repr(told).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Held:
    """How much a promise, a party, a kind of obstacle or a zone holds back.

    workers: expected to be held back on each day. worker_months, exports_lost: expected to hang on its own delay
    within ten years. Of a group: the sums over its members that somebody can act on now.
    """

    code: str
    workers: float
    exports: float
    worker_months: float
    exports_lost: float
    members: tuple[str, ...]


def held_back(outlook: Outlook) -> list[Held]:
    """Promises that wait for nothing and obstacles that stand, what most hangs on first."""
    rows = [*outlook.foreseen.values(), *outlook.obstacles.values()]
    found = [_held(row.code, [row]) for row in rows if not row.waits]
    return _sorted(each for each in found if each.worker_months > 0 or each.exports_lost > 0)


def held_by_debtor(outlook: Outlook) -> list[Held]:
    """The same by the party that holds the ball: the debtor, or who stands behind an obstacle."""
    party = {past.code: past.debtor for past in _pasts(outlook.plan)}
    return _grouped(outlook, lambda row: party[row.code])


def held_by_zone(outlook: Outlook) -> list[Held]:
    """The same by zone; what stands at no zone is left out."""
    zone = {past.code: past.zone for past in _pasts(outlook.plan)}
    return _grouped(outlook, lambda row: zone[row.code])


def held_by_obstacle_kind(outlook: Outlook) -> list[Held]:
    """The same by the kind of obstacle, obstacles only."""
    kind = {each.past.code: each.kind for each in outlook.plan.obstacles}
    return _grouped(outlook, lambda row: kind[row.code] if row.is_obstacle else "")


def _pasts(plan: Plan) -> list[Past]:
    return [each.past for each in plan.promises] + [each.past for each in plan.obstacles]


def _grouped(outlook: Outlook, of: Callable[[Foreseen], str]) -> list[Held]:
    groups: dict[str, list[Foreseen]] = {}
    for row in (*outlook.foreseen.values(), *outlook.obstacles.values()):
        if not row.waits and of(row):
            groups.setdefault(of(row), []).append(row)
    found = (_held(code, rows) for code, rows in groups.items())
    return _sorted(each for each in found if each.worker_months > 0 or each.exports_lost > 0)


def _held(code: str, rows: Sequence[Foreseen]) -> Held:
    most = sorted(rows, key=lambda row: -row.worker_months)
    return Held(
        code,
        sum(row.workers for row in rows),
        sum(row.exports for row in rows),
        sum(row.worker_months for row in rows),
        sum(row.exports_by_delay for row in rows),
        tuple(row.code for row in most),
    )


def _sorted(found: Iterable[Held]) -> list[Held]:
    return sorted(found, key=lambda each: (-each.worker_months, -each.exports_lost, each.code))
