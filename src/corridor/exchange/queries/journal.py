"""The journal of a programme as its people read it: who did what for whom, when, and what changed by it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import first_day, last_day
from corridor.base.formats import shown_day, shown_number
from corridor.base.models import Event
from corridor.base.names import Name, name_for
from corridor.base.texts import FORMULA_START
from corridor.exchange import access
from corridor.exchange.queries.journal_words import CELLS, COLUMNS, DAYS, DEEDS, PARTIES, PERSONS, TABLES
from corridor.exchange.rules.journal import changed_columns
from corridor.members.queries import names_of_persons
from corridor.programme.models import Programme
from corridor.results.queries.balance import last_event
from corridor.results.queries.named import Names, names_at

PAGE, MOST = 50, 10_000
PERSON = re.compile(r"person-(\d{1,18})")
# Tables whose things have a public page under that address; rows of others may name a promise.
ADDRESSED = {
    "agreements": "agreement",
    "commitments": "commitment",
    "meetings": "meeting",
    "obstacles": "obstacle",
    "parties": "party",
    "reasons": "commitment",
    "contacts": "commitment",
    "sources": "source",
    "ventures": "venture",
    "zones": "zone",
}
CALLED = ("title_en", "summary_en", "title", "name_en", "reason", "says")


@dataclass(frozen=True)
class Chosen:
    """Which entries somebody looks for; empty means any. `before`: only those with a smaller number."""

    table: str = ""
    party: str = ""
    person: str = ""
    day: str = ""
    before: int | None = None


def journal_of(programme: Programme, by: Actor, chosen: Chosen, most: int = PAGE) -> tuple[list[Event], bool]:
    """The newest entries that somebody may read and looks for, and whether there are older ones."""
    rows = list(_chosen(access.events_seen(by, programme), chosen).order_by("-id")[: most + 1])
    return rows[:most], len(rows) > most


def _chosen(rows: QuerySet[Event], chosen: Chosen) -> QuerySet[Event]:
    asked = {"table": chosen.table, "party": chosen.party, "by": chosen.person}
    rows = rows.filter(**{name: word for name, word in asked.items() if word})
    if chosen.day:
        begin = datetime.combine(first_day(chosen.day), time(), UTC)
        end = datetime.combine(last_day(chosen.day), time(), UTC) + timedelta(days=1)
        rows = rows.filter(at__gte=begin, at__lt=end)
    return rows.filter(id__lt=chosen.before) if chosen.before is not None else rows


def shown_journal(programme: Programme, events: Iterable[Event], language: str) -> list[dict[str, Any]]:
    """Entries of the journal in words of one language."""
    events = list(events)
    with override(language):
        words = _Worded(programme, events, language)
        return [words.event(each) for each in events]


def journal_rows(programme: Programme, events: Iterable[Event], language: str) -> list[list[str]]:
    """The same as rows for spreadsheets, one for each column that changed; none begins like a formula."""
    rows = []
    for each in shown_journal(programme, events, language):
        head = [each["number"], each["at"], each["by_code"], str(each["by"]), each["party_code"], each["name"]]
        head += [each["table"], each["key"]]
        changes = each["changes"] or [{"column": "", "before": "", "after": ""}]
        rows += [[_plain(cell) for cell in (*head, c["column"], c["before"], c["after"])] for c in changes]
    return rows


CSV_COLUMNS = ("number", "at", "by", "name", "party", "event", "table", "key", "column", "before", "after")


def _plain(cell: Any) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA_START) else text


class _Worded:
    def __init__(self, programme: Programme, events: list[Event], language: str) -> None:
        self.language = language
        told = [cell for each in events for cell in self._cells(each)]
        numbers = {int(found[1]) for cell in told if (found := PERSON.fullmatch(cell))}
        self.persons: Mapping[int, str] = names_of_persons(numbers) if numbers else {}
        self.names: Names = names_at(programme, last_event(programme.code))

    @staticmethod
    def _cells(event: Event) -> Iterable[str]:
        yield event.by
        for row in (event.before, event.after):
            yield from (str(row[name]) for name in PERSONS if row and name in row)

    def event(self, event: Event) -> dict[str, Any]:
        """One entry: who, for whom, when, what was done to what, and every column that changed."""
        noun, _dot, verb = event.name.partition(".")
        row = event.after or event.before or {}
        changes = changed_columns(event.before, event.after)
        count = ngettext("What changed: {n} field", "What changed: {n} fields", len(changes))
        return {
            "number": event.pk,
            "at": event.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
            "by_code": event.by,
            "by": self.who(event.by),
            "party_code": event.party,
            "party": name_for(self.names.parties.get(event.party, {}), self.language, event.party),
            "name": event.name,
            "said": f"{TABLES.get(event.table, noun)}: {DEEDS.get(verb, verb)}",
            "table": event.table,
            "key": event.key,
            "code": event.key.partition(" | ")[0],
            "called": self.called(event.table, row),
            "leads": self.leads(event, row),
            "columns": count.format(n=shown_number(len(changes), self.language)),
            "is_correction": event.before is not None and event.after is not None,
            "changes": [
                {
                    "column": each.column,
                    "label": str(COLUMNS.get(each.column, each.column)),
                    "before": self.cell(event.table, each.column, each.before),
                    "after": self.cell(event.table, each.column, each.after),
                }
                for each in changes
            ],
        }

    def called(self, table: str, row: Mapping[str, Any]) -> str:
        """What the thing says of itself, if anything: a title, an objection, a reason."""
        said = next((name for name in CALLED if row.get(name)), "")
        return self.cell(table, said, row[said]) if said else ""

    def leads(self, event: Event, row: Mapping[str, Any]) -> tuple[str, str] | None:
        """The page of the thing: how its address is called, and its code. What was taken out has none."""
        if event.table in ADDRESSED:
            return None if event.after is None else (ADDRESSED[event.table], event.key)
        promise = str(row.get("commitment") or "")
        return ("commitment", promise) if promise else None

    def who(self, code: str) -> Name:
        """Somebody by name; whoever operates the machine, and who answered by a link, are called so."""
        found = PERSON.fullmatch(code)
        if found:
            return Name(self.persons.get(int(found[1]), code), "en")
        if code.startswith("link-"):
            return Name(_("somebody with an address for an answer"), self.language.split("-")[0])
        return Name(_("whoever operates the machine"), self.language.split("-")[0])

    def cell(self, table: str, column: str, value: Any) -> str:
        """What stands in a column: days and words of the language, names for codes."""
        if value in ("", None):
            return ""
        if not isinstance(value, str):
            return json.dumps(value, ensure_ascii=False)
        words = CELLS.get((table, column)) or CELLS.get(("", column))
        if words and value in words:
            return str(words[value])
        if column in DAYS:
            return shown_day(value, self.language)
        if column in PERSONS:
            return str(self.who(value))
        called = self.names.parties if column in PARTIES else self.names.zones if column == "zone" else {}
        return str(name_for(called.get(value, {}), self.language, value))
