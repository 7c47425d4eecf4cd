"""A programme as it stands in the database, as the rows of its package."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from corridor.agreements.models import Agreement, AgreementParty
from corridor.base.models import Event
from corridor.base.quantities import plain
from corridor.enterprises.models import Venture
from corridor.exchange.rules.format import tables_for
from corridor.exchange.rules.tables import Column, Key, Row, Table
from corridor.ledger.models import (
    Commitment,
    Contest,
    Dependency,
    Ending,
    Evidence,
    Move,
    Obstacle,
    Step,
    Verification,
)
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.search.models import Merge
from corridor.sources.models import Figure, Source
from corridor.zones.models import Zone


@dataclass(frozen=True)
class Place:
    """Where the rows of a table stand: the model, the way to its programme, columns that lie elsewhere."""

    model: type[models.Model]
    scope: str = "programme"
    elsewhere: dict[str, str] = field(default_factory=dict)


PLACES = {
    "sources": Place(Source),
    "parties": Place(Party),
    "zones": Place(Zone),
    "figures": Place(Figure),
    "agreements": Place(Agreement),
    "meetings": Place(Meeting),
    "commitments": Place(Commitment),
    "dependencies": Place(Dependency, "commitment__programme"),
    "evidence": Place(Evidence, "commitment__programme"),
    "verifications": Place(
        Verification,
        "evidence__commitment__programme",
        {
            "commitment": "evidence__commitment__code",
            "observed_on": "evidence__observed_on",
            "says": "evidence__says",
            "evidence_source": "evidence__source__code",
        },
    ),
    "endings": Place(Ending, "commitment__programme"),
    "moves": Place(Move, "commitment__programme"),
    "contests": Place(
        Contest,
        "commitment__programme",
        {
            "evidence_observed_on": "evidence__observed_on",
            "evidence_says": "evidence__says",
            "evidence_source": "evidence__source__code",
        },
    ),
    "obstacles": Place(Obstacle),
    "steps": Place(Step, "obstacle__programme"),
    "ventures": Place(Venture),
    "merges": Place(Merge),
}


@dataclass
class Stored:
    """The rows of one table as they stand, and their numbers in the database, both by key, oldest first."""

    rows: dict[Key, Row] = field(default_factory=dict)
    numbers: dict[Key, int] = field(default_factory=dict)


def stored_rows(programme: Programme, table: Table) -> Stored:
    """The rows of a table as the package writes them, in the order in which they came."""
    place = PLACES[table.name]
    paths = [_path(place, column) for column in table.columns]
    distinct = list(dict.fromkeys(["id", *paths]))
    found = place.model._default_manager.filter(**{place.scope: programme}).order_by("id")
    signed = _signatories(programme) if table.name == "agreements" else None
    writers = [
        (distinct.index(path), _filled if column.name in place.elsewhere else _writer(column))
        for path, column in zip(paths, table.columns, strict=True)
    ]
    stored = Stored()
    for values in found.values_list(*distinct).iterator(chunk_size=10_000):
        cells = [write(values[at]) if write else values[at] for at, write in writers]
        if signed is not None:
            cells[table.places["parties"]] = ";".join(signed.get(values[0], ()))
        row = tuple(cells)
        key = table.key_of(row)
        stored.rows[key] = row
        stored.numbers[key] = values[0]
    return stored


def entered_keys(programme: str) -> dict[str, set[Key]]:
    """The rows of each table that somebody entered or changed at the desk, by key: a load leaves them alone."""
    entered: dict[str, set[Key]] = defaultdict(set)
    parts = {name: len(table.key) for name, table in tables_for(("en",)).items()}
    events = Event.objects.filter(programme=programme, table__in=PLACES).exclude(party="")
    for table, key in events.values_list("table", "key"):
        # What is free to hold the sign between the parts, such as the words of an objection, stands last.
        entered[table].add(tuple(key.split(" | ", parts[table] - 1)))
    return entered


def stored_package(programme: Programme) -> dict[Table, list[Row]]:
    """All tables of a programme with their rows; optional tables only where they have any."""
    tables = tables_for(programme.languages)
    package = {table: list(stored_rows(programme, table).rows.values()) for table in tables.values()}
    return {table: rows for table, rows in package.items() if rows or not table.optional}


def package_from_journal(code: str) -> tuple[dict[str, Any], dict[Table, list[Row]]]:
    """A programme's charter and rows rebuilt from the journal alone, without looking at any other table."""
    charter: dict[str, Any] = {}
    rows: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    events = Event.objects.filter(programme=code).order_by("id")
    for table, key, after in events.values_list("table", "key", "after").iterator(chunk_size=10_000):
        if table == "programme":
            charter = after or {}
        elif after is None:
            del rows[table][key]
        else:
            rows[table][key] = after
    if not charter:
        return {}, {}
    tables = tables_for(charter["languages"])
    package = {
        table: [tuple(row.get(name, "") for name in table.header) for row in rows[name].values()]
        for name, table in tables.items()
    }
    return charter, {table: found for table, found in package.items() if found or not table.optional}


def _path(place: Place, column: Column) -> str:
    if column.name in place.elsewhere:
        return place.elsewhere[column.name]
    if column.kind == "name":
        return "names"
    if column.kind == "codes":
        return "id"
    return f"{column.name}__code" if column.to else column.name


def _filled(value: str | None) -> str:
    """What stands elsewhere may not stand at all."""
    return value or ""


def _writer(column: Column) -> Callable[[Any], str] | None:
    """How a stored value is written into its cell; None where it stands as it is."""
    if column.kind == "name":
        language = column.name.removeprefix("name_")
        return lambda names: names.get(language, "")
    if column.kind in ("number", "degrees"):
        return plain
    if column.kind == "count":
        return lambda number: "" if number is None else str(number)
    if column.kind == "list":
        return ";".join
    if column.to:
        return lambda code: code or ""
    return None


def _signatories(programme: Programme) -> dict[int, list[str]]:
    signed: dict[int, list[str]] = defaultdict(list)
    found = AgreementParty.objects.filter(agreement__programme=programme).order_by("agreement_id", "position")
    for agreement, party in found.values_list("agreement_id", "party__code"):
        signed[agreement].append(party)
    return signed
