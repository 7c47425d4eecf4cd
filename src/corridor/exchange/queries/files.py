"""A programme as the files of its package, byte for byte the same for the same rows."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import tomli_w

from corridor.exchange.rules.charter import KNOWN
from corridor.exchange.rules.format import CHARTER
from corridor.exchange.rules.tables import Row, Table


def files_of(charter: Mapping[str, Any], tables: Mapping[Table, Iterable[Row]]) -> dict[str, str]:
    """The text of every file of a package, by its name."""
    files = {CHARTER: tomli_w.dumps(_ordered(charter))}
    for table, rows in tables.items():
        written = io.StringIO()
        lines = csv.writer(written, lineterminator="\n")
        early, every = len(table.early_header), list(rows)
        width = len(table.header) if any(any(row[early:]) for row in every) else early
        lines.writerow(table.header[:width])
        lines.writerows(row[:width] for row in every)
        files[table.file] = written.getvalue()
    return files


def _ordered(value: Any) -> Any:
    """The same value with its keys in one order: PostgreSQL does not keep the order in which they came."""
    if isinstance(value, Mapping):
        place = {key: number for number, key in enumerate(KNOWN)}
        keys = sorted(value, key=lambda key: (place.get(key, len(place)), key))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list):
        return [_ordered(each) for each in value]
    return value
