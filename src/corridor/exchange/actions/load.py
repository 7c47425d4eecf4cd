"""Loading a package: the difference between what is stored and what the package says, in one transaction."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from corridor.agreements.models import Agreement, AgreementParty
from corridor.base.actors import Actor
from corridor.base.bulk import hold, insert, look_again, reserve, update
from corridor.base.journal import Entry, record
from corridor.base.models import Event
from corridor.base.refusals import require
from corridor.exchange import access
from corridor.exchange.actions.rows import Writing
from corridor.exchange.queries.stored import PLACES, Stored, entered_keys, stored_rows
from corridor.exchange.rules.difference import Difference, difference
from corridor.exchange.rules.package import Package
from corridor.exchange.rules.tables import Key, Row, Table
from corridor.programme.models import Programme

Told = Callable[[str], None]
# Stays under the number of parameters that SQLite takes in one statement.
FEW = 500
# So many changed rows change how a database should look for them.
MANY = 1000


@dataclass
class Tally:
    """What became of the rows of a package: rows in = created + updated + unchanged + rejected, always.

    Rows that the ledger held and the package no longer has are removed; the journal keeps them.
    """

    rows_in: int = 0
    created: int = 0
    updated: int = 0
    # As they were, or as somebody made them at the desk: what was entered there is corrected there.
    unchanged: int = 0
    rejected: int = 0
    removed: int = 0

    def add(self, change: Difference) -> None:
        """Count what one table brought."""
        self.created += len(change.added)
        self.updated += len(change.changed)
        self.unchanged += change.unchanged
        self.removed += len(change.removed)


@transaction.atomic
def load_package(package: Package, *, by: Actor, at: datetime, tell: Told = lambda step: None) -> Tally:
    """Make a programme say what its package says, which must be free of faults; loading again changes nothing.

    Records `<noun>.added`, `<noun>.changed` and `<noun>.removed` for every row that differs.
    Refuses with NotAllowed unless `by` operates the machine.
    """
    require(access.may_load(by))
    hold("journal")
    tally = Tally(rows_in=package.size)
    programme = _write_charter(package, tally, by=by, at=at)
    stored: dict[str, Stored] = {}
    entered = entered_keys(package.code)
    changes: dict[str, Difference] = {}
    for name, sheet in package.sheets.items():
        tell(name)
        stored[name] = stored_rows(programme, sheet.table)
        free = [row for row in sheet.rows if sheet.table.key_of(row) not in entered[name]]
        before = {key: row for key, row in stored[name].rows.items() if key not in entered[name]}
        changes[name] = difference(sheet.table, before, free)
        tally.unchanged += len(sheet.rows) - len(free)
        _number_new_rows(name, changes[name], stored[name])
    _keep_needed({name: sheet.table for name, sheet in package.sheets.items()}, changes, stored, entered)
    for change in changes.values():
        tally.add(change)
    for name, sheet in reversed(package.sheets.items()):
        _remove(sheet.table, changes[name], stored[name])
    for name, sheet in package.sheets.items():
        tell(name)
        _write(sheet.table, changes[name], stored, programme, at)
        record(_entries(sheet.table, changes[name], programme.code), by=by, at=at)
    if tally.created + tally.updated + tally.removed > MANY:
        look_again(Event, *(PLACES[name].model for name in package.sheets))
    return tally


def _write_charter(package: Package, tally: Tally, *, by: Actor, at: datetime) -> Programme:
    programme = Programme.objects.select_for_update().filter(code=package.code).first()
    before = programme.charter if programme else None
    if programme is None:
        programme = Programme.objects.create(code=package.code, charter=package.charter, recorded_at=at)
        tally.created += 1
    elif before == package.charter:
        tally.unchanged += 1
        return programme
    else:
        programme.charter = package.charter
        programme.save(update_fields=["charter"])
        tally.updated += 1
    name = "programme.changed" if before else "programme.added"
    record([Entry(name, package.code, "programme", package.code, before, package.charter)], by=by, at=at)
    return programme


def _keep_needed(
    tables: Mapping[str, Table],
    changes: Mapping[str, Difference],
    stored: Mapping[str, Stored],
    entered: Mapping[str, Collection[Key]],
) -> None:
    """Leave in place what the package no longer has but what was entered at the desk rests on."""
    going = {name: dict(change.removed) for name, change in changes.items()}
    held = [(name, row) for name in tables for key, row in stored[name].rows.items() if key in entered[name]]
    while held:
        name, row = held.pop()
        for reference in tables[name].all_references():
            key = tuple(row[tables[name].places[column]] for column in reference.columns)
            needed = going.get(reference.to, {}).pop(key, None)
            if needed is not None:
                held.append((reference.to, needed))
    for name, change in changes.items():
        change.removed = list(going[name].items())


def _number_new_rows(name: str, change: Difference, stored: Stored) -> None:
    numbers = reserve(PLACES[name].model, len(change.added))
    stored.numbers.update(zip((key for key, _row in change.added), numbers, strict=True))


def _remove(table: Table, change: Difference, stored: Stored) -> None:
    model = PLACES[table.name].model
    numbers = [stored.numbers[key] for key, _row in change.removed]
    for start in range(0, len(numbers), FEW):
        some = numbers[start : start + FEW]
        if model is Agreement:
            AgreementParty.objects.filter(agreement__in=some).delete()
        # Foreign keys are checked at the end of the transaction: what still names a removed row was refused before.
        model._default_manager.filter(pk__in=some)._raw_delete(using="default")


def _write(table: Table, change: Difference, stored: dict[str, Stored], programme: Programme, at: datetime) -> None:
    model = PLACES[table.name].model
    writing = Writing(table, stored, programme, at)
    insert(model, writing.fields, writing.rows(change.added))
    changed = writing.rows([(key, after) for key, _before, after in change.changed])
    update(model, writing.fields[1:-1], (values[:-1] for values in changed))
    if model is Agreement:
        _sign(table, change, stored)


def _sign(table: Table, change: Difference, stored: dict[str, Stored]) -> None:
    """Write anew who the parties to the added and changed agreements are."""
    place = table.places["parties"]
    signed: list[tuple[Key, Row]] = [*change.added, *((key, after) for key, _before, after in change.changed)]
    numbers, parties = stored["agreements"].numbers, stored["parties"].numbers
    again = [numbers[key] for key, _before, _after in change.changed]
    for start in range(0, len(again), FEW):
        AgreementParty.objects.filter(agreement__in=again[start : start + FEW]).delete()
    pairs = [
        (numbers[key], parties[party,], position)
        for key, row in signed
        for position, party in enumerate(row[place].split(";") if row[place] else ())
    ]
    insert(AgreementParty, ("agreement", "party", "position"), pairs)


def _entries(table: Table, change: Difference, programme: str) -> Iterator[Entry]:
    header = table.header

    def entry(verb: str, key: Key, before: Row | None, after: Row | None) -> Entry:
        was, now = before and _cells(header, before), after and _cells(header, after)
        return Entry(f"{table.noun}.{verb}", programme, table.name, " | ".join(key), was or None, now or None)

    for key, row in change.removed:
        yield entry("removed", key, row, None)
    for key, row in change.added:
        yield entry("added", key, None, row)
    for key, before, after in change.changed:
        yield entry("changed", key, before, after)


def _cells(header: Sequence[str], row: Row) -> dict[str, str]:
    """A row with its filled cells by name."""
    return {name: cell for name, cell in zip(header, row, strict=True) if cell}
