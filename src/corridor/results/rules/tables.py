"""Lists as tables that leave the portal: CSV for scripts, XLSX for people. Pure.

A text that a spreadsheet would take for a formula never enters a package (exchange/rules/cells.py), so nothing
has to be put before it here; in a workbook every text is written as a text.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from corridor.base.quantities import plain
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
    "contested",
    "debtor",
    "due_on",
    "kept_on",
    "waiting",
    "waiting_workers",
    "zone",
    "title",
)

# Columns that hold a day, cut short or whole, beside those that end in _on.
DAYS = frozenset({"since", "until", "as_of", "day", "oldest"})
# Links stay in memory until a workbook is closed, so a long list has them on its first rows only.
MOST_LINKS = 5_000
# The name of a sheet has so many signs at most.
LONGEST_NAME = 31
# A longer address can be no link there, and nobody reads it to the end.
LONGEST_ADDRESS = 2_000
WIDE, NARROW, TEXTS = (
    48,
    13,
    frozenset({"title", "summary", "definition", "note", "address", "name", "name_en", "title_en"}),
)
CODES = frozenset({"code", "kind", "state", "stage", "source", "isic", "subject", "measure"})
WORDED = TEXTS | CODES | {"place", "province", "publisher"}
WHOLE_DAY = len("2021-12-31")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Table:
    """A list as rows of plain values, under columns named as scripts read them."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


@dataclass(frozen=True)
class Dress:
    """What a workbook shows beside the rows: its words, where codes lead, which way it runs.

    headings, words: columns and single values in the reader's language, by how scripts name them. link: the
    address of a thing with {} for its code. about: what a second sheet says, line by line.
    """

    title: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    link: str = ""
    is_rtl: bool = False
    about_title: str = "About"
    about: Sequence[tuple[str, str]] = ()


def rows_of(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Each commitment with the columns that scripts read."""
    plain = map(item_as_plain, items)
    return [{name: row[name] for name in COLUMNS} for row in plain]


def commitments_table(items: Iterable[Item]) -> Table:
    """The commitments as a table, made row by row as it is read."""
    plain = map(item_as_plain, items)
    return Table("commitments", COLUMNS, ([row[name] for name in COLUMNS] for row in plain))


def cell(value: Any) -> str:
    """A value as a cell: yes and no in words, nothing where nothing is known.

    >>> cell(True), cell(None), cell(12), cell(Decimal("1.50"))
    ('yes', '', '12', '1.5')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def csv_of(table: Table) -> str:
    """A table as CSV with a header: UTF-8 without a mark before it, lines that end in LF."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(table.columns)
    lines.writerows([cell(value) for value in row] for row in table.rows)
    return written.getvalue()


def table_from(name: str, text: str) -> Table:
    """A table from its CSV: in a column that holds only numbers they are numbers again, yes and no are answers.

    >>> table = table_from("parties", "code,title,owes\\n1a,2020,2\\nb,,yes\\n")
    >>> table.columns, [list(row) for row in table.rows]
    (['code', 'title', 'owes'], [['1a', '2020', '2'], ['b', '', True]])
    """
    columns, *rows = csv.reader(io.StringIO(text))
    counted = [
        column not in WORDED
        and not holds_days(column)
        and all(NUMBER.fullmatch(row[place]) for row in rows if row[place])
        for place, column in enumerate(columns)
    ]
    known = list(zip(columns, counted, strict=True))
    return Table(name, columns, ([_value(cell, *known[place]) for place, cell in enumerate(row)] for row in rows))


def _value(text: str, column: str, is_counted: bool) -> Any:
    if is_counted and text:
        return Decimal(text)
    return text == "yes" if column not in WORDED and text in ("yes", "no") else text


def as_csv(items: Iterable[Item]) -> str:
    """The commitments as CSV with a header."""
    return csv_of(commitments_table(items))


def as_xlsx(table: Table, dress: Dress | None = None) -> bytes:
    """A table as a workbook."""
    written = io.BytesIO()
    write_xlsx(written, table, dress or Dress())
    return written.getvalue()


def write_xlsx(file: IO[bytes], table: Table, dress: Dress) -> int:
    """Write a table as a workbook, row by row, and return how many rows it has: no row stays in memory."""
    with Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(sheet_name(dress.title or table.name))
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        _lay_out(sheet, table, dress)
        for place, name in enumerate(table.columns):
            sheet.write_string(0, place, heading(name, dress.headings), bold)
        number = 0
        for number, row in enumerate(table.rows, 1):
            for place, name, value in zip(range(len(row)), table.columns, row, strict=True):
                _write(sheet, number, place, value, name, dress)
        sheet.autofilter(0, 0, number, max(0, len(table.columns) - 1))
        if dress.about:
            _tell_about(book.add_worksheet(sheet_name(dress.about_title, dress.title)), dress, bold)
    return number


def _lay_out(sheet: Worksheet, table: Table, dress: Dress) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if dress.is_rtl:
        sheet.right_to_left()
    for place, name in enumerate(table.columns):
        sheet.set_column(
            place, place, WIDE if name in TEXTS else max(NARROW, len(heading(name, dress.headings)) + 3)
        )


def _write(sheet: Worksheet, row: int, place: int, value: Any, column: str, dress: Dress) -> None:
    """A value as what it is: a number as a number, a whole day as a day, everything else as a text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value)
    elif is_whole_day(column, str(value)):
        sheet.write_datetime(row, place, date.fromisoformat(str(value)))
    elif column == "code" and dress.link and row <= MOST_LINKS:
        sheet.write_url(row, place, dress.link.format(value), string=str(value))
    else:
        sheet.write_string(row, place, dress.words.get(column, {}).get(str(value), str(value)))


def _tell_about(sheet: Worksheet, dress: Dress, bold: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    if dress.is_rtl:
        sheet.right_to_left()
    for row, (label, text) in enumerate(dress.about):
        sheet.write_string(row, 0, label, bold)
        if text.startswith(("https://", "http://")) and len(text) <= LONGEST_ADDRESS:
            sheet.write_url(row, 1, text)
        else:
            sheet.write_string(row, 1, text[:LONGEST_ADDRESS])


def is_whole_day(column: str, text: str) -> bool:
    """Whether a cell holds a day that is known to the day; shortened ones stay texts, or they would gain a day.

    >>> is_whole_day("due_on", "2021-12-31"), is_whole_day("due_on", "2021-12"), is_whole_day("code", "2021-12-31")
    (True, False, False)
    """
    return holds_days(column) and len(text) == WHOLE_DAY


def holds_days(column: str) -> bool:
    """Whether a column holds days, by its name."""
    return column.endswith("_on") or column in DAYS


def heading(column: str, headings: Mapping[str, str]) -> str:
    """What stands over a column: its word, or its own name made readable.

    >>> heading("signed_on", {}), heading("code", {"code": "Kürzel"})
    ('Signed on', 'Kürzel')
    """
    return headings.get(column) or column.replace("_", " ").capitalize()


def sheet_name(text: str, beside: str = "") -> str:
    """A name that a sheet may bear, another than that of the sheet beside it.

    >>> sheet_name("Promises: 1/2"), sheet_name("About", "About")
    ('Promises 12', 'About 2')
    """
    kept = "".join(sign for sign in text if sign not in "[]:*?/\\").strip("'")[:LONGEST_NAME] or "1"
    return kept if kept.lower() != beside.lower() else f"{kept[: LONGEST_NAME - 2]} 2"
