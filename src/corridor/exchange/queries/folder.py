"""Reading a package from its folder: all faults of all files at once, nothing half-read."""

import csv
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from unicodedata import is_normalized, normalize

from babel import Locale

from corridor.base.nearest import nearest
from corridor.base.texts import short
from corridor.exchange.rules.charter import read_charter, row_of, texts, wrong_charter
from corridor.exchange.rules.faults import Fault
from corridor.exchange.rules.format import CHARTER, tables_for
from corridor.exchange.rules.package import LineOf, Package, Sheet, faults_in
from corridor.exchange.rules.tables import Row, Table

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MOST_BYTES = 1_000_000_000
MOST_BYTES_OF_CHARTER = 1_000_000
SEPARATORS = {";": "semicolon", "\t": "tab", "|": "bar"}
DEFAULT_LANGUAGES = ("en", "ur", "zh")
# What CLDR lists beside the countries of ISO 3166: unions, reserved and invented codes.
NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])

Told = Callable[[str], None]


def read_package(folder: Path, today: date, tell: Told = lambda step: None) -> tuple[Package, list[Fault]]:
    """A package and everything wrong with it, ordered by file, row and column."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return Package({}), [Fault(str(folder), 0, "-", "no-folder")]
    except OSError as problem:
        facts = {"found": problem.strerror or str(problem)}
        return Package({}), [Fault(str(folder), 0, "-", "unreadable", facts)]
    faults: list[Fault] = []
    text = _text_of(folder / CHARTER, faults, MOST_BYTES_OF_CHARTER)
    charter, wrong = read_charter(normalize("NFC", text)) if text is not None else ({}, [])
    faults += wrong
    if text is not None and not wrong:
        faults += wrong_charter(charter, countries(), currencies())
    languages = texts(charter.get("languages")) or _languages_of(folder) or DEFAULT_LANGUAGES
    tables = tables_for(list(dict.fromkeys(languages)))
    package = Package(charter)
    for table in tables.values():
        tell(table.file)
        if table.optional and table.file not in names:
            package.sheets[table.name] = Sheet(table, [], lambda place: 0)
            continue
        sheet = _read_table(folder, table, faults)
        if sheet is not None:
            package.sheets[table.name] = sheet
    faults += _strangers(names, tables)
    tell("references")
    faults += faults_in(package, countries(), today)
    faults = [_at_its_row(fault, text or "") for fault in faults]
    order = {CHARTER: 0, **{table.file: place for place, table in enumerate(tables.values(), 1)}}
    return package, sorted(faults, key=lambda fault: (order.get(fault.file, 99), fault.row, fault.column))


@cache
def countries() -> frozenset[str]:
    """The codes of countries, ISO 3166 alpha-2, from CLDR."""
    codes = (code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())
    return frozenset(codes) - NO_COUNTRIES


@cache
def currencies() -> frozenset[str]:
    """The codes of currencies, ISO 4217, from CLDR."""
    return frozenset(Locale("en").currencies)


def _at_its_row(fault: Fault, charter: str) -> Fault:
    """A fault of programme.toml with the line on which its key stands."""
    if fault.file != CHARTER or fault.column == "-":
        return fault
    return replace(fault, row=row_of(charter, fault.column))


def _languages_of(folder: Path) -> list[str]:
    """The languages of a package whose programme.toml cannot be read, by the columns of its parties."""
    text = _text_of(folder / "parties.csv", []) or ""
    return re.findall(r"\bname_([a-z]{2})\b", text.partition("\n")[0])


def _text_of(path: Path, faults: list[Fault], most: int = MOST_BYTES) -> str | None:
    """A file's text, or nothing and the fault that keeps it from being read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            faults.append(Fault(path.name, 0, "-", "unreadable", {"found": "not a file"}))
            return None
        if found.st_size > most:
            faults.append(Fault(path.name, 0, "-", "too-large", {"most": most}))
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
        if raw.startswith(UTF_16):
            faults.append(Fault(path.name, 1, "-", "utf-16"))
            return None
        faults.extend(_undecodable(path.name, raw))
        text = raw.decode("utf-8", errors="replace")
    if "\r" in text:
        row = text[: text.index("\r")].count("\n") + 1
        faults.append(Fault(path.name, row, "-", "windows-line-ends" if "\r\n" in text else "carriage-return"))
        text = text.replace("\r\n", "\n").replace("\r", " ")
    return text


def _undecodable(file: str, raw: bytes) -> Iterator[Fault]:
    for row, line in enumerate(raw.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as problem:
            facts = {"found": f"0x{line[problem.start]:02X}", "place": problem.start + 1}
            yield Fault(file, row, "-", "not-utf-8", facts)


def _read_table(folder: Path, table: Table, faults: list[Fault]) -> Sheet | None:
    text = _text_of(folder / table.file, faults)
    if text is None:
        return None
    header = text.partition("\n")[0]
    for separator in SEPARATORS:
        if separator in header and "," not in header:
            faults.append(Fault(table.file, 1, "-", "separator", {"found": SEPARATORS[separator]}))
            return None
    rows: list[Row] = []
    whole = True
    try:
        rows.extend(map(tuple, csv.reader(_lines(text), strict=True)))
    except csv.Error as problem:
        whole = False
        code = "long-cell" if "larger than field limit" in str(problem) else "bad-csv"
        facts = {"found": str(problem), "most": csv.field_size_limit()}
        faults.append(Fault(table.file, _broken_row(text), "-", code, facts))
    if not rows and not whole:
        return None
    if not rows:
        faults.append(Fault(table.file, 1, "-", "empty-file", {"right": ",".join(table.header)}))
        return None
    wrong = list(_wrong_header(table, rows[0]))
    faults += wrong
    if wrong:
        return None
    line_of = _line_of(text)
    filled = [place for place, row in enumerate(rows[1:]) if row]
    if len(filled) < len(rows) - 1:
        blank = (place for place, row in enumerate(rows[1:]) if not row)
        faults.extend(Fault(table.file, line_of(place), "-", "blank-line") for place in blank)
    sheet = Sheet(table, [row for row in rows[1:] if row], lambda place: line_of(filled[place]), whole)
    faults += _fill_up(sheet, len(rows[0]))
    return _shared(sheet)


def _fill_up(sheet: Sheet, width: int) -> list[Fault]:
    """Bring rows that are too short or too long, or lack what came later to the format, to the whole width."""
    wrong = list(_wrong_widths(sheet, width))
    whole = len(sheet.table.header)
    if wrong or width != whole:
        sheet.rows = [(*row[:width], *[""] * whole)[:whole] for row in sheet.rows]
    return wrong


def _wrong_header(table: Table, header: Row) -> Iterator[Fault]:
    if header in (table.header, table.early_header):
        return
    missing = [name for name in table.header if name not in header]
    for place, name in enumerate(header, 1):
        if name in header[: place - 1]:
            yield Fault(table.file, 1, name or "-", "duplicate-header", {"found": name, "place": place})
        elif name not in table.header:
            right = nearest(name, missing) or ", ".join(missing)
            code = "unknown-header" if right else "extra-header"
            yield Fault(table.file, 1, short(name) or "-", code, {"found": short(name), "right": right})
    for name in missing:
        yield Fault(table.file, 1, name, "missing-header", {"right": ",".join(table.header)})
    if sorted(header) == sorted(table.header):
        yield Fault(table.file, 1, header[0], "header-order", {"right": ",".join(table.header)})


def _wrong_widths(sheet: Sheet, width: int) -> Iterator[Fault]:
    for place, row in enumerate(sheet.rows):
        if len(row) != width:
            column = sheet.table.header[min(len(row), width) - 1] if row else "-"
            yield sheet.fault(place, column, "wrong-width", found=len(row), right=width)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, without a second copy of the whole."""
    start = 0
    while end := text.find("\n", start) + 1:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _broken_row(text: str) -> int:
    """The line on which the row begins that cannot be read."""
    reader, began = csv.reader(_lines(text), strict=True), 1
    with suppress(csv.Error):
        for _row in reader:
            began = reader.line_num + 1
    return began


def _line_of(text: str) -> LineOf:
    """On which line of the file a row begins; counted only once somebody asks."""

    @cache
    def lines() -> Sequence[int]:
        reader = csv.reader(_lines(text), strict=True)
        began, starts = 1, []
        # Where a file broke off, the rows before it still have their lines.
        with suppress(csv.Error):
            for _row in reader:
                starts.append(began)
                began = reader.line_num + 1
        return starts[1:]

    return lambda place: lines()[place]


def _shared(sheet: Sheet) -> Sheet:
    """The same sheet with every text composed (NFC), and equal cells kept in memory once."""
    seen: dict[str, str] = {}
    keep = seen.setdefault
    rows = [tuple([keep(cell, cell) for cell in row]) for row in sheet.rows]
    decomposed = [cell for cell in seen if not cell.isascii() and not is_normalized("NFC", cell)]
    if decomposed:
        seen.update((cell, normalize("NFC", cell)) for cell in decomposed)
        rows = [tuple([seen[cell] for cell in row]) for row in rows]
    return Sheet(sheet.table, rows, sheet.line_of, sheet.whole)


def _strangers(names: Sequence[str], tables: dict[str, Table]) -> Iterator[Fault]:
    """Tables that the format does not know: most often a misspelt name."""
    known = [table.file for table in tables.values()]
    for name in names:
        if name.lower().endswith(".csv") and name not in known:
            yield Fault(short(name), 0, "-", "unknown-file", {"right": nearest(name, known) or ", ".join(known)})
