"""From the cells of a package's rows to the values of database rows, column by column: rows are many."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import repeat
from typing import Any

from corridor.base.bulk import as_json, moment
from corridor.exchange.queries.stored import PLACES, Stored
from corridor.exchange.rules.tables import Column, Key, Reference, Row, Table
from corridor.programme.models import Programme

# Cells of a table by column -> the values of one field, row after row.
Values = Callable[[Sequence[Sequence[str]]], Iterable[Any]]


class Writing:
    """How the rows of one table are written: the model's fields, and the values of the fields for some rows."""

    def __init__(
        self,
        table: Table,
        stored: Mapping[str, Stored],
        programme: Programme,
        at: datetime,
    ) -> None:
        self._numbers = stored[table.name].numbers
        elsewhere = PLACES[table.name].elsewhere
        values: dict[str, Values] = {}
        for column in table.columns:
            if column.name not in elsewhere and column.kind not in ("name", "codes"):
                values[column.name] = _values(table, column, stored)
        for reference in table.references:
            values[reference.field] = _numbers_of(table, reference, stored)
        if any(column.kind == "name" for column in table.columns):
            values["names"] = _names(table)
        if PLACES[table.name].scope == "programme":
            values["programme"] = lambda cells: repeat(programme.pk)
        # Last, so that a correction can leave it out: when a row was first recorded stays.
        recorded_at = moment(at)
        values["recorded_at"] = lambda cells: repeat(recorded_at)
        self.fields = ("id", *values)
        self._values = tuple(values.values())

    def rows(self, keyed: Sequence[tuple[Key, Row]]) -> Iterator[tuple[Any, ...]]:
        """The values of rows, each in the order of the fields."""
        if not keyed:
            return iter(())
        cells = list(zip(*[row for _key, row in keyed], strict=True))
        numbers = [self._numbers[key] for key, _row in keyed]
        return zip(numbers, *[values(cells) for values in self._values], strict=False)


def _values(table: Table, column: Column, stored: Mapping[str, Stored]) -> Values:
    place = table.places[column.name]
    if column.to:
        return _numbers_of(table, Reference(column.name, column.to, (column.name,)), stored)
    if column.kind in ("number", "degrees"):
        return lambda cells: [Decimal(cell) if cell else None for cell in cells[place]]
    if column.kind == "count":
        return lambda cells: [int(cell) if cell else None for cell in cells[place]]
    if column.kind == "list":
        return lambda cells: [as_json(cell.split(";") if cell else []) for cell in cells[place]]
    return lambda cells: cells[place]


def _numbers_of(table: Table, reference: Reference, stored: Mapping[str, Stored]) -> Values:
    """The numbers of the rows that these columns name; none where they are empty."""
    numbers = stored[reference.to].numbers
    places = [table.places[name] for name in reference.columns]
    if len(places) == 1:
        place = places[0]
        return lambda cells: [numbers[cell,] if cell else None for cell in cells[place]]
    if reference.optional:
        keys = lambda cells: zip(*[cells[place] for place in places], strict=True)  # noqa: E731
        return lambda cells: [numbers[key] if key[-1] else None for key in keys(cells)]
    return lambda cells: [numbers[key] for key in zip(*[cells[place] for place in places], strict=True)]


def _names(table: Table) -> Values:
    named = [(c.name.removeprefix("name_"), table.places[c.name]) for c in table.columns if c.kind == "name"]

    def values(cells: Sequence[Sequence[str]]) -> Iterator[str]:
        for names in zip(*[cells[place] for _language, place in named], strict=True):
            pairs = zip(named, names, strict=True)
            yield as_json({language: name for (language, _place), name in pairs if name})

    return values
