"""Writing into the journal. Called inside the transaction of the deed it tells of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from corridor.base.actors import Actor
from corridor.base.bulk import as_json, hold, insert, moment
from corridor.base.models import Event

FIELDS = ("at", "by", "party", "name", "programme", "table", "key", "before", "after")


class Entry(NamedTuple):
    """What happened to one thing: `name` in the past tense, such as commitment.added."""

    name: str
    programme: str
    table: str
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def record(entries: Iterable[Entry], *, by: Actor, at: datetime) -> None:
    """Append events: who did what for whom, when, before and after.

    Until the transaction ends nobody else appends: the order of the numbers is the order in which events became
    visible, so that whoever reads on from a number misses nothing. SQLite writes one transaction at a time anyway.
    """
    hold("journal")
    when, who, party = moment(at), by.name, by.party
    rows = (
        (when, who, party, name, programme, table, key, before and as_json(before), after and as_json(after))
        for name, programme, table, key, before, after in entries
    )
    insert(Event, FIELDS, rows)
