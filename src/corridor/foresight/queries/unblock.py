"""Who can unblock a promise today, and what was ordered before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from corridor.base.days import by_then
from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.rules.outlook import Foreseen
from corridor.foresight.rules.unblocking import Help, helps, roots
from corridor.ledger.rules.items import Item
from corridor.meetings.models import Meeting
from corridor.sources.rules import was_known

# The kind under which orders stand.
DECISION = "decision"


class Ordered(NamedTuple):
    """Something that was promised or ordered about a thing before: which promise, when, at which sitting, why here.

    why: same (the same, or a date for the same kind of thing at the same zone) or waits (it waits for the thing).
    """

    item: Item
    why: str
    meeting: str
    held_on: str


@dataclass(frozen=True)
class Unblock:
    """Something that holds a promise up and that somebody can act on: what it is, who holds the ball, since when.

    since: the day from which it has waited for nothing else; text at the precision that is known.
    ordered: what was promised or ordered about it before, oldest first. help: what it would change if it were there
    in 90 days; None where that was not tried.
    """

    code: str
    title: str
    kind: str
    party: str
    zone: str
    since: str
    is_obstacle: bool
    foreseen: Foreseen
    ordered: tuple[Ordered, ...]
    help: Help | None


class Unblocking(NamedTuple):
    """Everything that holds a promise up and that somebody can act on; what all of it together would change."""

    rows: tuple[Unblock, ...]
    together: Help | None


def unblocking(found: Forecast, code: str) -> Unblocking:
    """What holds an open promise up and waits for nothing itself, what comes last most often first.

    Empty where the promise is not open.
    """
    outlook = found.outlook
    if code not in outlook.foreseen:
        return Unblocking((), None)
    free, obstacles = roots(outlook.plan, code)
    rows = [outlook.foreseen[each] for each in free]
    rows += [outlook.obstacles[each] for each in obstacles if each in outlook.obstacles]
    rows.sort(key=lambda row: (-row.workers_by_delay, row.within_year, row.code))
    alone, together = helps(outlook, code, found.read.edges, [(row.code, row.is_obstacle) for row in rows])
    sittings = _sittings(found)
    return Unblocking(
        tuple(_unblock(found, row, alone.get((row.code, row.is_obstacle)), sittings) for row in rows), together
    )


def _unblock(found: Forecast, row: Foreseen, help_: Help | None, sittings: dict[str, str]) -> Unblock:
    outlook = found.outlook
    standing, promise = outlook.obstacle(row.code), outlook.promise(row.code)
    if row.is_obstacle and standing:
        past, title, kind = standing.past, standing.summary, standing.kind
        return Unblock(row.code, title, kind, past.debtor, past.zone, past.made_on, True, row, (), help_)
    item = found.read.facts[row.code]
    ready = promise.past.needs_met_on if promise else None
    since = ready.isoformat() if ready else item.facts.made_on
    facts = item.facts
    ordered = tuple(sorted(_ordered(found, item, sittings), key=lambda each: each.item.facts.made_on))
    return Unblock(row.code, facts.title, facts.kind, facts.debtor, facts.zone, since, False, row, ordered, help_)


def _ordered(found: Forecast, item: Item, sittings: dict[str, str]) -> Iterable[Ordered]:
    """The sitting that decided it, dates given for such things there, and what was decided that waits for it."""
    own = item.facts
    waiting = {each.past.code for each in found.outlook.holds(own.code)}
    if own.meeting in sittings:
        yield Ordered(item, "same", own.meeting, sittings[own.meeting])
    for other in found.read.items.values():
        facts = other.facts
        if facts.code == own.code or not facts.made_on:
            continue
        meeting = facts.meeting if facts.meeting in sittings else ""
        if own.zone and facts.due_on and (facts.kind, facts.zone) == (own.kind, own.zone):
            yield Ordered(other, "same", meeting, sittings.get(meeting, ""))
        elif facts.code in waiting and facts.zone == own.zone and (meeting or facts.kind == DECISION):
            yield Ordered(other, "waits", meeting, sittings.get(meeting, ""))


def _sittings(found: Forecast) -> dict[str, str]:
    """Sittings that were held by the day, by code: when."""
    rows = Meeting.objects.filter(programme=found.read.programme).select_related("source")
    return {
        each.code: each.held_on
        for each in rows
        if by_then(each.held_on, found.on)
        and was_known(each.source.published_on, each.recorded_at.date(), found.known_on)
    }
