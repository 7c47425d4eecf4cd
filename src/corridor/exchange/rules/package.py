"""A whole package in memory, checked cell by cell and row against row."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from corridor.base.days import first_day, is_day
from corridor.base.texts import short
from corridor.exchange.rules.cells import comes_after, wrong_cell
from corridor.exchange.rules.charter import VOCABULARIES, leaves, texts
from corridor.exchange.rules.faults import Codes, Fault
from corridor.exchange.rules.format import CHARTER, MERGED, SUBJECTS
from corridor.exchange.rules.tables import Column, Reference, Row, Table
from corridor.ledger.rules.waiting import circles

LineOf = Callable[[int], int]
# Where each row of a table stands, by its key.
Keys = Mapping[Row, int]
CodesOf = Callable[[str], Codes]
# Pairs of days in one row of which the second cannot lie before the first.
IN_ORDER = {
    "commitments": ("made_on", "due_on"),
    "agreements": ("signed_on", "expires_on"),
    "obstacles": ("since", "until"),
    "evidence": ("observed_on", "valid_until"),
    "verifications": ("observed_on", "verified_on"),
    "contests": ("contested_on", "answered_on"),
}
# So many codes of a circle are spelled out.
SPELLED = 24
TOGETHER = {"zones": ("latitude", "longitude"), "contests": ("answer", "answer_says")}
PAST = {
    "evidence": "observed_on",
    "verifications": "verified_on",
    "endings": "ended_on",
    "moves": "moved_on",
    "contests": "contested_on",
    "steps": "taken_on",
}


@dataclass
class Sheet:
    """One table as it was read: its rows, on which line each begins, and whether all of it could be read."""

    table: Table
    rows: list[Row]
    line_of: LineOf
    whole: bool = True

    def fault(self, place: int, column: str, code: str, /, **facts: Any) -> Fault:
        """A fault in one of its rows."""
        return Fault(self.table.file, self.line_of(place), column, code, facts)


@dataclass
class Package:
    """A programme package: its charter (programme.toml) and its tables."""

    charter: dict[str, Any]
    sheets: dict[str, Sheet] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The programme's code."""
        return self.charter["code"]

    @property
    def size(self) -> int:
        """How many rows it has, the charter counting as one."""
        return bool(self.charter) + sum(len(sheet.rows) for sheet in self.sheets.values())

    def words(self, countries: Collection[str]) -> dict[str, Collection[str]]:
        """Its vocabularies; `countries` are the codes of ISO 3166."""
        own = self.charter.get("vocabulary")
        lists = {name: texts(own.get(name)) for name in VOCABULARIES} if isinstance(own, dict) else {}
        return {"countries": countries, **{name: dict.fromkeys(words) for name, words in lists.items() if words}}


def faults_in(package: Package, countries: Collection[str], today: date) -> list[Fault]:
    """Everything wrong with the cells and rows of a package, in the order of its files and lines."""
    words = package.words(countries)
    found: list[Fault] = []
    for sheet in package.sheets.values():
        found += _wrong_cells(sheet, words)
    # What a table names that broke off may stand behind the break, so nothing is said of it.
    every_key = {name: _keys(sheet, found) for name, sheet in package.sheets.items()}
    keys = {name: found_keys for name, found_keys in every_key.items() if package.sheets[name].whole}
    codes = _all_codes(keys)
    for sheet in package.sheets.values():
        found += _wrong_references(sheet, keys, codes)
        found += _wrong_days(sheet, today)
        found += _wrong_pairs(sheet)
    found += _wrong_subjects(package, keys, codes)
    found += _wrong_verifiers(package)
    found += _wrong_endings(package)
    found += _wrong_moves(package)
    found += _wrong_contests(package)
    found += _wrong_steps(package)
    found += _wrong_merges(package, keys, codes)
    found += _wrong_circles(package)
    found += _wrong_sources(package, keys, codes)
    return found


def _wrong_cells(sheet: Sheet, words: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Each column is judged by its distinct cells, so that a long table costs little."""
    for place, column in enumerate(sheet.table.columns):
        wrong = {}
        for text in {row[place] for row in sheet.rows}:
            verdict = wrong_cell(text, column, words)
            if verdict:
                wrong[text] = verdict
        if wrong:
            for number, row in enumerate(sheet.rows):
                if row[place] in wrong:
                    code, facts = wrong[row[place]]
                    yield sheet.fault(number, column.name, code, **facts)


def _keys(sheet: Sheet, found: list[Fault]) -> dict[Row, int]:
    """Where each row stands by its key; a key that comes twice is a fault."""
    table = sheet.table
    places = [table.places[name] for name in table.key]
    keys: dict[Row, int] = {}
    for number, row in enumerate(sheet.rows):
        key = tuple([row[place] for place in places])
        first = keys.setdefault(key, number)
        if first != number:
            code = "duplicate-code" if table.key == ("code",) else "duplicate-row"
            facts = {"found": short(" / ".join(part for part in key if part)), "first": sheet.line_of(first)}
            found.append(sheet.fault(number, table.key[0], code, **facts))
    return keys


def _all_codes(keys: Mapping[str, Keys]) -> CodesOf:
    """The codes of each table by its name, gathered once somebody asks."""

    @cache
    def codes(table: str) -> Codes:
        return Codes(sorted({key[0] for key in keys[table]}))

    return codes


def _wrong_references(sheet: Sheet, keys: Mapping[str, Keys], codes: CodesOf) -> Iterator[Fault]:
    for column in sheet.table.columns:
        if column.kind == "codes" and column.to in keys:
            yield from _wrong_lists(sheet, column, keys[column.to], codes)
    for reference in sheet.table.all_references():
        if reference.to in keys:
            yield from _wrong_reference(sheet, reference, keys[reference.to], codes)


def _wrong_lists(sheet: Sheet, column: Column, known: Keys, codes: CodesOf) -> Iterator[Fault]:
    place = sheet.table.places[column.name]
    for number, row in enumerate(sheet.rows):
        for code in row[place].split(";") if row[place] else ():
            if (code,) not in known:
                yield _unknown(sheet, number, column.name, code, column.to, codes)


def _wrong_reference(sheet: Sheet, reference: Reference, known: Keys, codes: CodesOf) -> Iterator[Fault]:
    places = [sheet.table.places[name] for name in reference.columns]
    keys = ((number, tuple([row[place] for place in places])) for number, row in enumerate(sheet.rows))
    asked = ((number, key) for number, key in keys if key[0] and (key[-1] or not reference.optional))
    unknown = [(number, key) for number, key in asked if key not in known]
    if not unknown:
        return
    firsts = {key[0] for key in known}
    for number, key in unknown:
        name = reference.columns[0]
        if len(key) > 1 and key[0] in firsts:
            yield sheet.fault(number, name, "no-such-evidence", found=short(" / ".join(key)))
        else:
            yield _unknown(sheet, number, name, key[0], reference.to, codes)


def _unknown(sheet: Sheet, number: int, column: str, code: str, to: str, codes: CodesOf) -> Fault:
    wrong, facts = _nothing_such(code, f"{to}.csv", codes(to).nearest(code))
    return sheet.fault(number, column, wrong, **facts)


def _nothing_such(code: str, file: str, right: str) -> tuple[str, dict[str, Any]]:
    facts = {"found": short(code), "file": file}
    return ("unknown-reference", {**facts, "right": right}) if right else ("nothing-near", facts)


def _wrong_days(sheet: Sheet, today: date) -> Iterator[Fault]:
    places = sheet.table.places
    pair = IN_ORDER.get(sheet.table.name)
    if pair:
        earlier, later = places[pair[0]], places[pair[1]]
        for number, row in enumerate(sheet.rows):
            both = is_day(row[earlier]) and is_day(row[later])
            if both and not comes_after(row[earlier], row[later]):
                facts = {"found": row[later], "earlier": pair[0], "day": row[earlier]}
                yield sheet.fault(number, pair[1], "days-reversed", **facts)
    past = PAST.get(sheet.table.name)
    if past:
        for number, row in enumerate(sheet.rows):
            text = row[places[past]]
            if is_day(text) and first_day(text) > today:
                yield sheet.fault(number, past, "in-the-future", found=text, today=today.isoformat())


def _wrong_pairs(sheet: Sheet) -> Iterator[Fault]:
    """Cells that say something only together."""
    pair = TOGETHER.get(sheet.table.name)
    if pair:
        one, other = sheet.table.places[pair[0]], sheet.table.places[pair[1]]
        for number, row in enumerate(sheet.rows):
            if bool(row[one]) != bool(row[other]):
                yield sheet.fault(number, pair[0] if row[other] else pair[1], "missing")


def _wrong_subjects(package: Package, keys: Mapping[str, Keys], codes: CodesOf) -> Iterator[Fault]:
    sheet = package.sheets.get("figures")
    if sheet is None:
        return
    own = package.charter.get("code")
    for number, row in enumerate(sheet.rows):
        kind, subject = row[0], row[1]
        to = SUBJECTS.get(kind)
        if to and to in keys and (subject,) not in keys[to]:
            yield _unknown(sheet, number, "subject", subject, to, codes)
        elif to == "" and isinstance(own, str) and subject != own:
            yield sheet.fault(number, "subject", "unknown-reference", found=short(subject), file=CHARTER, right=own)


def _wrong_sources(package: Package, keys: Mapping[str, Keys], codes: CodesOf) -> Iterator[Fault]:
    """What programme.toml says rests on sources too."""
    if "sources" not in keys:
        return
    for path, value in leaves(package.charter):
        if path.rpartition(".")[2] == "source" and isinstance(value, str) and (value,) not in keys["sources"]:
            near = codes("sources").nearest(value)
            yield Fault(CHARTER, 1, short(path), *_nothing_such(value, "sources.csv", near))


def _wrong_verifiers(package: Package) -> Iterator[Fault]:
    """Nobody verifies what their own party owes."""
    sheet, owed = package.sheets.get("verifications"), package.sheets.get("commitments")
    if sheet is None or owed is None:
        return
    debtor_of = {row[owed.table.places["code"]]: row[owed.table.places["debtor"]] for row in owed.rows}
    commitment, verifier = sheet.table.places["commitment"], sheet.table.places["verifier"]
    for number, row in enumerate(sheet.rows):
        if row[verifier] and debtor_of.get(row[commitment]) == row[verifier]:
            yield sheet.fault(number, "verifier", "verifies-own-duty", found=short(row[verifier]))


def _wrong_merges(package: Package, keys: Mapping[str, Keys], codes: CodesOf) -> Iterator[Fault]:
    """A code that was merged stands no more, and leads to one that does, if need be through another merge."""
    sheet = package.sheets.get("merges")
    if sheet is None:
        return
    merged = {(row[0], row[1]) for row in sheet.rows}
    for number, row in enumerate(sheet.rows):
        noun, code, into = row[:3]
        if noun not in keys:
            continue
        if (code,) in keys[noun]:
            yield sheet.fault(number, "code", "merged-yet-there", found=short(code), file=f"{noun}.csv")
        if (into,) not in keys[noun] and (noun, into) not in merged:
            yield _unknown(sheet, number, "into", into, noun, codes)
    for noun in MERGED:
        yield from _circles_of(sheet, "into", [(row[1], row[2]) for row in sheet.rows if row[0] == noun])


def _wrong_circles(package: Package) -> Iterator[Fault]:
    """A need, a ladder or a parent that comes back to itself, spelled out at the row that closes it."""
    for name, item, needed in (
        ("dependencies", "commitment", "needs"),
        ("agreements", "code", "elevates"),
        ("parties", "code", "parent"),
    ):
        sheet = package.sheets.get(name)
        if sheet is None:
            continue
        places = sheet.table.places
        pairs = [(row[places[item]], row[places[needed]]) for row in sheet.rows if row[places[needed]]]
        yield from _circles_of(sheet, needed, pairs)


def _wrong_endings(package: Package) -> Iterator[Fault]:
    """A commitment cannot end before it was made, nor take its own place."""
    sheet, owed = package.sheets.get("endings"), package.sheets.get("commitments")
    if sheet is None or owed is None:
        return
    made_on = {row[owed.table.places["code"]]: row[owed.table.places["made_on"]] for row in owed.rows}
    places = sheet.table.places
    for number, row in enumerate(sheet.rows):
        code, ended, made = (
            row[places["commitment"]],
            row[places["ended_on"]],
            made_on.get(row[places["commitment"]], ""),
        )
        if code and row[places["successor"]] == code:
            yield sheet.fault(number, "successor", "own-successor", found=short(code))
        if is_day(ended) and is_day(made) and not comes_after(made, ended):
            yield sheet.fault(number, "ended_on", "days-reversed", found=ended, earlier="made_on", day=made)


def _wrong_moves(package: Package) -> Iterator[Fault]:
    """A date cannot be moved before the commitment was made, nor to a day before that."""
    sheet, owed = package.sheets.get("moves"), package.sheets.get("commitments")
    if sheet is None or owed is None:
        return
    made_on = {row[owed.table.places["code"]]: row[owed.table.places["made_on"]] for row in owed.rows}
    places = sheet.table.places
    for number, row in enumerate(sheet.rows):
        made = made_on.get(row[places["commitment"]], "")
        for name in ("moved_on", "due_on"):
            day = row[places[name]]
            if is_day(day) and is_day(made) and not comes_after(made, day):
                yield sheet.fault(number, name, "days-reversed", found=day, earlier="made_on", day=made)


def _wrong_contests(package: Package) -> Iterator[Fault]:
    """An answer has its day and is given for a party: for another one, unless what was said is taken back."""
    sheet = package.sheets.get("contests")
    if sheet is None:
        return
    for number, row in enumerate(sheet.rows):
        cells = dict(zip(sheet.table.header, row, strict=True))
        is_others = cells["answer"] not in ("", "taken-back")
        if cells["answer"] and not cells["answered_on"]:
            yield sheet.fault(number, "answered_on", "missing")
        if cells["answered_on"] and not cells["answer"]:
            yield sheet.fault(number, "answer", "missing")
        if is_others and not cells["answered_for"]:
            yield sheet.fault(number, "answered_for", "missing")
        if is_others and cells["answered_for"] == cells["party"] != "":
            yield sheet.fault(number, "answered_for", "answers-itself", found=short(cells["party"]))
        if (cells["evidence_observed_on"] or cells["evidence_says"]) and not cells["evidence_source"]:
            yield sheet.fault(number, "evidence_source", "missing")


def _wrong_steps(package: Package) -> Iterator[Fault]:
    """What is assigned or escalated goes to somebody."""
    sheet = package.sheets.get("steps")
    if sheet is None:
        return
    what, party = sheet.table.places["what"], sheet.table.places["party"]
    for number, row in enumerate(sheet.rows):
        if row[what] in ("assigned", "escalated") and not row[party]:
            yield sheet.fault(number, "party", "missing")


def _spelled(codes: Sequence[str]) -> str:
    """A circle from code to code; of a long one the beginning, how many are left out, and the end."""
    if len(codes) <= SPELLED:
        return " -> ".join(codes)
    first, last = codes[: SPELLED - 4], codes[-3:]
    return " -> ".join([*first, f"… ({len(codes) - len(first) - len(last)}) …", *last])


def _circles_of(sheet: Sheet, column: str, pairs: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    number_of: dict[str, int] = {}
    for pair in pairs:
        for code in pair:
            number_of.setdefault(code, len(number_of))
    code_of = list(number_of)
    turning = circles((number_of[item], number_of[needed]) for item, needed in pairs)
    if not turning:
        return
    places = sheet.table.places
    first = places["commitment" if "commitment" in places else "code"]
    row_of = {(row[first], row[places[column]]): number for number, row in enumerate(sheet.rows)}
    for circle in turning:
        codes = [code_of[number] for number in circle]
        yield sheet.fault(row_of[codes[-2], codes[-1]], column, "circle", circle=_spelled(codes))
