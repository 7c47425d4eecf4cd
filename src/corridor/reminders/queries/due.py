"""What falls due: the open promises with the last dates given for them, and who must be written to on a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.base.actors import READER
from corridor.base.days import last_day
from corridor.base.models import Event
from corridor.ledger.queries.moves import latest_dues
from corridor.programme.models import Programme
from corridor.reminders.models import Rung
from corridor.reminders.queries.ladder import escalated, rungs_of
from corridor.reminders.queries.readers import Readers, readers_of
from corridor.reminders.rules import Height, Owed, Reader, escalation_key, last_notice, reached
from corridor.results.queries.commitments import found
from corridor.results.queries.named import Called
from corridor.results.rules.lists import Choice

REMINDERS = "reminders"


@dataclass(frozen=True)
class Open:
    """The open promises of a programme that bear a date, the most awaited first, and the names in them."""

    owed: Sequence[Owed]
    parties: Called
    zones: Called


@dataclass(frozen=True)
class Falling:
    """Who must be written to on a day: reminders by reader, and promises that come to a rung of the ladder."""

    open: Open
    readers: Readers
    notices: Mapping[Reader, Sequence[Owed]]
    escalations: Mapping[Height, Sequence[Owed]]
    rungs: Sequence[Rung]


def open_on(programme: Programme, on: date) -> Open:
    """The open promises on a day that bear a date."""
    rows = found(programme, READER, Choice(mark="open"), on=on)
    moved = latest_dues(programme)
    owed = []
    for item in rows.rows:
        due_on = moved.get(item.facts.number, item.facts.due_on)
        if due_on:
            owed.append(Owed(item, due_on, (on - last_day(due_on)).days))
    return Open(owed, rows.parties, rows.zones)


def reminded_before(programme: Programme, on: date) -> date:
    """The last day before this one on which the programme's people were reminded; else the day before.

    So nothing is left out when no worker ran for some days.
    """
    rows = Event.objects.filter(programme=programme.code, table=REMINDERS, key__lt=on.isoformat())
    last = rows.order_by("-key").values_list("key", flat=True).first()
    return date.fromisoformat(last) if last else on - timedelta(days=1)


def due_on(programme: Programme, on: date) -> Falling:
    """Who must be written to on a day and about what; a fixed number of queries."""
    open_then, readers = open_on(programme, on), readers_of(programme, on)
    after, told = reminded_before(programme, on), escalated(programme)
    rungs = rungs_of(programme)
    ladder = [Height(each.position, each.party.code, each.after_days) for each in rungs]
    notices: dict[Reader, list[Owed]] = defaultdict(list)
    escalations: dict[Height, list[Owed]] = defaultdict(list)
    for owed in open_then.owed:
        if last_notice(on - timedelta(days=owed.past), after, on) is not None:
            for reader in readers.of(owed.item.facts.debtor, owed.item.facts.number):
                notices[reader].append(owed)
        for rung in reached(ladder, owed.past):
            # Where nobody acts for the rung's party yet, it waits until somebody does.
            if rung.party in readers.by_party and escalation_key(owed, rung.party) not in told:
                escalations[rung].append(owed)
    return Falling(open_then, readers, notices, escalations, rungs)


def was_reminded(programme: Programme, on: date) -> bool:
    """Whether the programme's people were reminded on a day already."""
    return Event.objects.filter(programme=programme.code, table=REMINDERS, key=on.isoformat()).exists()
