"""Reading a package from its folder: all faults of all files at once, nothing half-read."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale

from corridor.exchange.rules.charter import read_charter, texts, wrong_charter
from corridor.exchange.rules.faults import Fault, nearest
from corridor.exchange.rules.format import CHARTER, Row, Table, tables_for
from corridor.exchange.rules.package import LineOf, Package, Sheet, faults_in

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MOST_BYTES = 1_000_000_000
SEPARATORS = {";": "semicolon", "\t": "tab", "|": "bar"}
DEFAULT_LANGUAGES = ("en", "ur", "zh")

Told = Callable[[str], None]


def read_package(folder: Path, today: date, tell: Told = lambda step: None) -> tuple[Package, list[Fault]]:
    """A package and everything wrong with it, ordered by file, row and column."""
    if not folder.is_dir():
        return Package({}), [Fault(str(folder), 0, "-", "no-folder")]
    faults: list[Fault] = []
    text = _text_of(folder / CHARTER, faults)
    charter, wrong = read_charter(text) if text is not None else ({}, [])
    faults += wrong
    if charter:
        faults += wrong_charter(charter, countries(), currencies())
    tables = tables_for(texts(charter.get("languages")) or DEFAULT_LANGUAGES)
    package = Package(charter)
    for table in tables.values():
        tell(table.file)
        sheet = _read_table(folder, table, faults)
        if sheet is not None:
            package.sheets[table.name] = sheet
    faults += _strangers(folder, tables)
    tell("references")
    faults += faults_in(package, countries(), today)
    order = {CHARTER: 0, **{table.file: place for place, table in enumerate(tables.values(), 1)}}
    return package, sorted(faults, key=lambda fault: (order.get(fault.file, 99), fault.row, fault.column))


@cache
def countries() -> frozenset[str]:
    """The codes of countries, ISO 3166 alpha-2, from CLDR."""
    return frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())


@cache
def currencies() -> frozenset[str]:
    """The codes of currencies, ISO 4217, from CLDR."""
    return frozenset(Locale("en").currencies)


def _text_of(path: Path, faults: list[Fault]) -> str | None:
    """A file's text, or nothing and the fault that keeps it from being read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            faults.append(Fault(path.name, 0, "-", "too-large", {"most": MOST_BYTES}))
            return None
        raw = path.read_bytes()
    except FileNotFoundError:
        faults.append(Fault(path.name, 0, "-", "no-file"))
        return None
    except OSError as problem:
        faults.append(Fault(path.name, 0, "-", "unreadable", {"found": problem.strerror or str(problem)}))
        return None
    if raw.startswith(BYTE_ORDER_MARK):
        faults.append(Fault(path.name, 1, "-", "byte-order-mark"))
        raw = raw.removeprefix(BYTE_ORDER_MARK)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        faults.extend(_undecodable(path.name, raw))
        return None
    if "\r" in text:
        row = text[: text.index("\r")].count("\n") + 1
        faults.append(Fault(path.name, row, "-", "windows-line-ends" if "\r\n" in text else "carriage-return"))
        text = text.replace("\r\n", "\n").replace("\r", " ")
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def _undecodable(file: str, raw: bytes) -> Iterator[Fault]:
    for row, line in enumerate(raw.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as problem:
            facts = {"found": f"0x{line[problem.start]:02X}", "place": problem.start + 1}
            yield Fault(file, row, "-", "not-utf-8", facts)


def _read_table(folder: Path, table: Table, faults: list[Fault]) -> Sheet | None:
    path = folder / table.file
    if table.optional and not path.exists():
        return Sheet(table, [], lambda place: 0)
    text = _text_of(path, faults)
    if text is None:
        return None
    header = text.partition("\n")[0]
    for separator in SEPARATORS:
        if separator in header and "," not in header:
            faults.append(Fault(table.file, 1, "-", "separator", {"found": SEPARATORS[separator]}))
            return None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        rows.extend(map(tuple, lines))
    except csv.Error as problem:
        code = "long-cell" if "larger than field limit" in str(problem) else "bad-csv"
        row = max(1, lines.line_num)
        faults.append(Fault(table.file, row, "-", code, {"found": str(problem), "most": csv.field_size_limit()}))
        return None
    if not rows:
        faults.append(Fault(table.file, 1, "-", "empty-file", {"right": ",".join(table.header)}))
        return None
    wrong = list(_wrong_header(table, rows[0]))
    faults += wrong
    if wrong:
        return None
    sheet = Sheet(table, rows[1:], _line_of(text))
    width = len(table.header)
    if any(len(row) != width for row in sheet.rows):
        faults += _wrong_widths(sheet, width)
        sheet = Sheet(table, [(*row, *[""] * width)[:width] for row in sheet.rows], sheet.line_of)
    return _shared(sheet)


def _wrong_header(table: Table, header: Row) -> Iterator[Fault]:
    if header == table.header:
        return
    missing = [name for name in table.header if name not in header]
    for place, name in enumerate(header, 1):
        if name in header[: place - 1]:
            yield Fault(table.file, 1, name or "-", "duplicate-header", {"found": name, "place": place})
        elif name not in table.header:
            right = nearest(name, missing) or ", ".join(missing) or "-"
            yield Fault(table.file, 1, name or "-", "unknown-header", {"found": name, "right": right})
    for name in missing:
        yield Fault(table.file, 1, name, "missing-header", {"right": ",".join(table.header)})
    if sorted(header) == sorted(table.header):
        yield Fault(table.file, 1, header[0], "header-order", {"right": ",".join(table.header)})


def _wrong_widths(sheet: Sheet, width: int) -> Iterator[Fault]:
    for place, row in enumerate(sheet.rows):
        if len(row) != width:
            column = sheet.table.header[min(len(row), width) - 1] if row else "-"
            yield sheet.fault(place, column, "wrong-width", found=len(row), right=width)


def _line_of(text: str) -> LineOf:
    """On which line of the file a row begins; counted only once somebody asks."""

    @cache
    def lines() -> Sequence[int]:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        began, starts = 1, []
        for _row in reader:
            starts.append(began)
            began = reader.line_num + 1
        return starts[1:]

    return lambda place: lines()[place]


def _shared(sheet: Sheet) -> Sheet:
    """The same sheet with equal cells of a row's repeating columns kept in memory once."""
    seen: dict[str, str] = {}
    keep = seen.setdefault
    rows = [tuple([keep(cell, cell) for cell in row]) for row in sheet.rows]
    return Sheet(sheet.table, rows, sheet.line_of)


def _strangers(folder: Path, tables: dict[str, Table]) -> Iterator[Fault]:
    """Tables that the format does not know: most often a misspelt name."""
    known = [table.file for table in tables.values()]
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            yield Fault(path.name, 0, "-", "unknown-file", {"right": nearest(path.name, known) or ", ".join(known)})
