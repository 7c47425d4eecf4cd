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


class Ordered(NamedTuple):
    """Something that was promised or ordered about a thing before: which promise, when, at which sitting, why here.

    why: same (for the same kind of thing at the same zone) or waits (it needs the thing itself).
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


def unblocking(found: Forecast, code: str) -> list[Unblock]:
    """What holds an open promise up and waits for nothing itself, what would help most first.

    Empty where the promise is not open.
    """
    outlook = found.outlook
    if code not in outlook.foreseen:
        return []
    free, obstacles = roots(outlook.plan, code)
    rows = [outlook.foreseen[each] for each in free] + [
        outlook.obstacles[each] for each in obstacles if each in outlook.obstacles
    ]
    rows.sort(key=lambda row: (-row.workers_by_delay, row.within_year, row.code))
    tried = helps(outlook, code, found.read.edges, [(row.code, row.is_obstacle) for row in rows])
    sittings = _sittings(found)
    listed = [_unblock(found, row, tried.get(row.code), sittings) for row in rows]
    return sorted(listed, key=lambda each: _worth(each.help), reverse=True)


def _worth(help_: Help | None) -> tuple[float, float]:
    return (help_.worker_days, help_.within_year_after) if help_ else (-1.0, 0.0)


def _unblock(found: Forecast, row: Foreseen, help_: Help | None, sittings: dict[str, str]) -> Unblock:
    outlook = found.outlook
    if row.is_obstacle:
        standing = outlook.obstacle(row.code)
        past, title, kind = standing.past, standing.summary, standing.kind
        return Unblock(
            row.code, title, kind, past.debtor, past.zone, past.made_on, True, row, (), help_
        )
    item = found.read.facts[row.code]
    promise = outlook.promise(row.code)
    since = promise.past.needs_met_on.isoformat() if promise.past.needs_met_on else item.facts.made_on
    facts = item.facts
    ordered = tuple(sorted(_ordered(found, item, sittings), key=lambda each: each.item.facts.made_on))
    return Unblock(
        row.code, facts.title, facts.kind, facts.debtor, facts.zone, since, False, row, ordered, help_
    )


def _ordered(found: Forecast, item: Item, sittings: dict[str, str]) -> Iterable[Ordered]:
    """Other promises of the same kind at the same zone, and those that need this one and were made at a sitting."""
    own = item.facts
    needed_by = {code for code, need in found.read.edges if need == own.code}
    for other in found.read.items.values():
        facts = other.facts
        if facts.code == own.code or not facts.made_on:
            continue
        meeting = facts.meeting if facts.meeting in sittings else ""
        if own.zone and (facts.kind, facts.zone) == (own.kind, own.zone):
            yield Ordered(other, "same", meeting, sittings.get(meeting, ""))
        elif facts.code in needed_by and (meeting or facts.kind == "decision"):
            yield Ordered(other, "waits", meeting, sittings.get(meeting, ""))
    if own.meeting in sittings:
        yield Ordered(item, "same", own.meeting, sittings[own.meeting])


def _sittings(found: Forecast) -> dict[str, str]:
    """Sittings that were held by the day, by code: when."""
    rows = Meeting.objects.filter(programme=found.read.programme).select_related("source")
    return {
        each.code: each.held_on
        for each in rows
        if by_then(each.held_on, found.on)
        and was_known(each.source.published_on, each.recorded_at.date(), found.known_on)
    }
