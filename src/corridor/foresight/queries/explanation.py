"""Why this date: what a forecast of one promise was learned from, and what it waits for."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corridor.engine.durations_explanation import explain
from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.rules.history import LEVELS, Past, elapsed
from corridor.foresight.rules.network import OBSTACLE_SIGN, Open, Standing
from corridor.foresight.rules.outlook import Foreseen
from corridor.foresight.rules.references import Class
from corridor.ledger.rules.items import Item


class LearnedFrom(NamedTuple):
    """A past promise or obstacle: days it took or has run, whether it is open, its share in the typical length."""

    past: Past
    days: float
    is_open: bool
    share: float


class Group(NamedTuple):
    """What one group taught: its level (kind, debtor, zone, programme) and code, kept and open ones, share."""

    level: str
    code: str
    kept: int
    still_open: int
    times_longer: float
    share: float


class Awaited(NamedTuple):
    """Something that a promise waits for: an open promise with the days between, or an obstacle."""

    code: str
    title: str
    party: str
    lag_days: int
    foreseen: Foreseen


@dataclass(frozen=True)
class Length:
    """How long one thing takes by itself, and what that was learned from.

    elapsed: days that it has run until the newest source. typical_days: half of such things, if they move, take
    longer. stalled: chance to be one of those that do not move, given how long it has run.
    reference_share: what the published class weighs beside the history.
    """

    elapsed: float
    typical_days: float
    spread: float
    stalled: float
    groups: tuple[Group, ...]
    learned_from: tuple[LearnedFrom, ...]
    reference: Class
    reference_share: float


@dataclass(frozen=True)
class Explained(Length):
    """Why this date, of one promise."""

    item: Item
    foreseen: Foreseen
    began_on: date | None
    awaits: tuple[Awaited, ...]


@dataclass(frozen=True)
class ExplainedObstacle(Length):
    """Why this length, of one obstacle that stands; waiting: the promises that wait for it, most workers first."""

    standing: Standing
    foreseen: Foreseen
    waiting: tuple[Open, ...]


def explained(found: Forecast, code: str, top: int = 5) -> Explained | None:
    """Why an open promise has its dates; None where there is no open one of that code."""
    promise = found.outlook.promise(code)
    if promise is None:
        return None
    return Explained(
        **vars(_length(found, promise.past, code, top)),
        item=found.read.facts[code],
        foreseen=found.outlook.foreseen[code],
        began_on=None if promise.past.waits else promise.past.needs_met_on,
        awaits=_awaits(found, code),
    )


def explained_obstacle(found: Forecast, code: str, top: int = 5) -> ExplainedObstacle | None:
    """Why an obstacle is expected to stand for so long; None where none of that code holds up a promise."""
    outlook = found.outlook
    standing = outlook.obstacle(code)
    if standing is None:
        return None
    return ExplainedObstacle(
        **vars(_length(found, standing.past, OBSTACLE_SIGN + code, top)),
        standing=standing,
        foreseen=outlook.obstacles[code],
        waiting=tuple(outlook.holds(code, is_obstacle=True)),
    )


def _length(found: Forecast, past: Past, name: str, top: int) -> Length:
    """How long something takes by itself that stands in the network under a name."""
    outlook, lessons = found.outlook, found.outlook.lessons
    woven = outlook.woven
    if woven is None:
        raise LookupError(name)
    ran = elapsed(past, outlook.plan.until)
    asked = lessons.items_of([past], [woven.began[woven.place(name)]])
    why = explain(lessons.known, asked, ran, top)
    numbered = [{number: name for name, number in group.items()} for group in lessons.groups]
    groups = tuple(
        Group(
            each.level,
            numbered[LEVELS.index(each.level)][each.group].rpartition("/")[2],
            each.kept,
            each.still_open,
            each.times_longer,
            each.share,
        )
        for each in why.groups
    )
    history = lessons.known.history
    learned_from = tuple(
        LearnedFrom(lessons.taught[at], lessons.days[at], bool(history.is_open[at]), share)
        for at, share in zip(why.past_items, why.shares, strict=True)
    )
    return Length(
        ran,
        why.typical_days,
        why.spread,
        why.stalled,
        groups,
        learned_from,
        lessons.assumptions.class_of(past.kind),
        why.reference_share,
    )


def _awaits(found: Forecast, code: str) -> tuple[Awaited, ...]:
    """What a promise waits for, the latest first."""
    outlook = found.outlook
    rows = []
    for item, need, lag in outlook.plan.needs:
        if item == code:
            facts = found.read.facts[need].facts
            rows.append(Awaited(need, facts.title, facts.debtor, lag, outlook.foreseen[need]))
    promise = outlook.promise(code)
    for each in promise.stands_before if promise else ():
        standing = outlook.obstacle(each)
        if standing:
            rows.append(Awaited(each, standing.summary, standing.past.debtor, 0, outlook.obstacles[each]))
    return tuple(sorted(rows, key=lambda row: row.foreseen.within_year))
