"""Commitments as rows for scripts and spreadsheets: the same columns in the console and on the pages."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from corridor.ledger.rules.items import Item
from corridor.results.rules.plain import item_as_plain

COLUMNS = (
    "code",
    "state",
    "proof",
    "days_late",
    "default",
    "blocked",
    "disputed",
    "debtor",
    "due_on",
    "kept_on",
    "waiting",
    "waiting_workers",
    "zone",
    "title",
)


def rows_of(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Each commitment with the columns that scripts read."""
    plain = map(item_as_plain, items)
    return [{name: row[name] for name in COLUMNS} for row in plain]


def cell(value: Any) -> str:
    """A value as a cell: yes and no in words, nothing where nothing is known.

    >>> cell(True), cell(None), cell(12)
    ('yes', '', '12')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def as_csv(items: Iterable[Item]) -> str:
    """The commitments as CSV with a header."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows([cell(value) for value in row.values()] for row in rows_of(items))
    return written.getvalue()
