"""From the cells of a package's row to the values of a database row."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models

from corridor.base.bulk import as_json, moment
from corridor.exchange.queries.stored import PLACES, Stored
from corridor.exchange.rules.format import Column, Key, Reference, Row, Table
from corridor.programme.models import Programme

Cell = Callable[[Row], Any]


class Writing:
    """How the rows of one table are written: the model's fields, and each field's value for a row."""

    def __init__(
        self,
        table: Table,
        model: type[models.Model],
        stored: Mapping[str, Stored],
        programme: Programme,
        at: datetime,
    ) -> None:
        self._numbers = stored[table.name].numbers
        elsewhere = PLACES[table.name].elsewhere
        cells: dict[str, Cell] = {}
        for column in table.columns:
            if column.name not in elsewhere and column.kind not in ("name", "codes"):
                cells[column.name] = _cell(table, column, stored)
        for reference in table.references:
            cells[reference.field] = _number_of(table, reference, stored)
        if any(column.kind == "name" for column in table.columns):
            cells["names"] = _names(table)
        if PLACES[table.name].scope == "programme":
            cells["programme"] = lambda row: programme.pk
        recorded_at = moment(at)
        cells["recorded_at"] = lambda row: recorded_at
        self.fields = ("id", *cells)
        self._cells = tuple(cells.values())
        self._model = model

    def values(self, key: Key, row: Row) -> tuple[Any, ...]:
        """The values of a row, in the order of the fields."""
        return (self._numbers[key], *[cell(row) for cell in self._cells])

    def for_update(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The same values as the ORM takes them."""
        taken = {}
        for name, value in values.items():
            field = self._model._meta.get_field(name)
            if name != "id" and isinstance(field, models.Field):
                taken[field.attname] = json.loads(value) if isinstance(field, models.JSONField) else value
        return taken


def _cell(table: Table, column: Column, stored: Mapping[str, Stored]) -> Cell:
    place = table.places[column.name]
    if column.to:
        return _number_of(table, Reference(column.name, column.to, (column.name,)), stored)
    if column.kind in ("number", "degrees"):
        return lambda row: Decimal(row[place]) if row[place] else None
    if column.kind == "count":
        return lambda row: int(row[place]) if row[place] else None
    if column.kind == "list":
        return lambda row: as_json(row[place].split(";") if row[place] else [])
    return lambda row: row[place]


def _number_of(table: Table, reference: Reference, stored: Mapping[str, Stored]) -> Cell:
    """The number of the row that these columns name; none where they are empty."""
    numbers = stored[reference.to].numbers
    places = [table.places[name] for name in reference.columns]
    if len(places) == 1:
        place = places[0]
        return lambda row: numbers[row[place],] if row[place] else None
    return lambda row: numbers[tuple([row[place] for place in places])]


def _names(table: Table) -> Cell:
    names = [(c.name.removeprefix("name_"), table.places[c.name]) for c in table.columns if c.kind == "name"]
    return lambda row: as_json({language: row[place] for language, place in names if row[place]})
