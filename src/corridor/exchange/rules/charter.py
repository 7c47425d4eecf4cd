"""What programme.toml must say."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from corridor.base.nearest import nearest
from corridor.base.texts import CONTROL, short
from corridor.exchange.rules.cells import CODE, LANGUAGE, as_code, wrong_cell
from corridor.exchange.rules.faults import Fault
from corridor.exchange.rules.format import CHARTER
from corridor.exchange.rules.tables import Column

Faulty = Callable[..., Fault]

KNOWN = (
    "code",
    "countries",
    "currency",
    "languages",
    "working_calendars",
    "legal_regime",
    "source",
    "names",
    "vocabulary",
    "calendars",
    "regimes",
)
# The vocabularies of a programme, and how long their words may be.
VOCABULARIES = {"commitment_kinds": 40, "agreement_states": 40, "venture_stages": 40, "units": 20}
DEEPEST = 12
AT = re.compile(r"\(at line (\d+), column \d+\)|at end of document")
TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


# A programme is reached by its code; these addresses are taken, or will be.
RESERVED = frozenset(
    {"en", "ur", "zh", "zh-hans", "static", "api", "desk", "accounts", "account", "admin", "join", "calendar"}
) | {
    "answer",
    "calendar",
    "join",
    "search",
    "feeds",
    "health",
    "docs",
    "open-data",
}


def read_charter(text: str) -> tuple[dict[str, Any], list[Fault]]:
    """The charter that a text spells out, or the fault that keeps it from being read."""
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as problem:
        at = AT.search(str(problem))
        row = int(at.group(1)) if at and at.group(1) else text.count("\n") + 1
        said = AT.sub("", str(problem)).strip()
        return {}, [Fault(CHARTER, row, "-", "bad-toml", {"found": said})]
    except (RecursionError, ValueError) as problem:
        # Brackets without end, or a number of thousands of digits.
        return {}, [Fault(CHARTER, 1, "-", "bad-toml", {"found": short(str(problem))})]


def row_of(text: str, path: str) -> int:
    """The line of programme.toml on which something stands, as near as its tables tell.

    >>> row_of('code = "x"\\n[names]\\nen = "X"\\n', "names.en"), row_of("", "code")
    (3, 1)
    """
    table, best = "", 1
    seen: dict[str, int] = {}
    for row, line in enumerate(text.split("\n"), 1):
        header, key = TABLE.match(line), KEY.match(line)
        if header:
            table = here = header[2]
            if header[1] == "[[":
                seen[table] = seen.get(table, 0) + 1
                table = here = f"{table}.{seen[table]}"
        elif key:
            here = f"{table}.{key[1]}".lstrip(".").replace('"', "")
        else:
            continue
        if f"{here}.".startswith(f"{path}."):
            return row
        if path.startswith(f"{here}."):
            best = row
    return best


def wrong_charter(
    charter: Mapping[str, Any], countries: Collection[str], currencies: Collection[str]
) -> Iterator[Fault]:
    """Everything wrong with a charter that could be read."""

    def fault(column: str, code: str, /, **facts: Any) -> Fault:
        return Fault(CHARTER, 1, column, code, facts)

    for key in charter:
        if key not in KNOWN:
            yield fault(short(key), "unknown-key", found=short(key), right=nearest(key, KNOWN) or ", ".join(KNOWN))
    code = charter.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code) or len(code) > 80:
        yield fault("code", "bad-code", found=short(str(code or "")), right=as_code(str(code or "")) or "cpec")
    elif code in RESERVED:
        yield fault("code", "reserved-code", found=code, right=f"{code}-programme")
    currency = charter.get("currency")
    if not isinstance(currency, str) or currency not in currencies:
        yield fault("currency", "unknown-currency", found=short(str(currency or "")), right="PKR")
    source = charter.get("source", "none")
    if not isinstance(source, str) or not CODE.fullmatch(source):
        yield fault("source", "bad-code", found=short(str(source)), right=as_code(str(source)) or "gazette-2020")
    yield from _wrong_lists(charter, countries, fault)
    yield from _wrong_vocabulary(charter.get("vocabulary"), fault)
    yield from _wrong_regime(charter, fault)
    yield from _wrong_leaves(charter, fault)


def _wrong_lists(charter: Mapping[str, Any], countries: Collection[str], fault: Faulty) -> Iterator[Fault]:
    for country in texts(charter.get("countries")) or [""]:
        if country not in countries:
            yield fault("countries", "unknown-country", found=short(country), right="PK, CN")
    languages = texts(charter.get("languages"))
    for language in languages or [""]:
        if not LANGUAGE.fullmatch(language):
            yield fault("languages", "bad-language", found=short(language), right="en, ur, zh")
    if len(languages) != len(set(languages)):
        yield fault("languages", "twice-in-list", found=", ".join(languages))
    names = charter.get("names")
    if not isinstance(names, dict) or not all(isinstance(name, str) and name for name in names.values()):
        yield fault("names", "missing")
    elif languages and not names.get(languages[0]):
        yield fault(f"names.{languages[0]}", "missing")


def _wrong_vocabulary(vocabulary: Any, fault: Faulty) -> Iterator[Fault]:
    for name, most in VOCABULARIES.items():
        words = texts(vocabulary.get(name)) if isinstance(vocabulary, dict) else []
        for word in words or [""]:
            wrong = wrong_cell(word, Column(name, required=True, most=most), {})
            if wrong and wrong[0] != "control-character":
                yield fault(f"vocabulary.{name}", wrong[0], **wrong[1])


def _wrong_regime(charter: Mapping[str, Any], fault: Faulty) -> Iterator[Fault]:
    """Calendars and the regime are named above and spelled out below."""
    named = [("working_calendars", code, "calendars") for code in texts(charter.get("working_calendars"))]
    if "legal_regime" in charter:
        named.append(("legal_regime", str(charter["legal_regime"]), "regimes"))
    for column, code, table in named:
        known = charter.get(table)
        codes = list(known) if isinstance(known, dict) else []
        if code not in codes:
            right, facts = nearest(code, codes), {"found": short(code), "file": f"{CHARTER} [{table}]"}
            if right:
                yield fault(column, "unknown-reference", right=right, **facts)
            else:
                yield fault(column, "nothing-near", **facts)


def _wrong_leaves(charter: Mapping[str, Any], fault: Faulty) -> Iterator[Fault]:
    """What neither the journal nor a reader can take: bare dates, numbers without end, unseen signs, deep nests."""
    for path, value in leaves(charter):
        place = short(path)
        unseen = CONTROL.search(path) or (
            CONTROL.search(value.replace("\n", " ")) if isinstance(value, str) else None
        )
        if unseen:
            yield fault(place, "control-character", found=f"U+{ord(unseen.group()):04X}", place=unseen.start() + 1)
        if isinstance(value, date | datetime | time):
            yield fault(place, "toml-date", found=place, right=f'"{value.isoformat()}"')
        elif isinstance(value, float) and not isfinite(value):
            yield fault(place, "bad-number", found=value, right="12.5")
        elif isinstance(value, dict | list) and value:
            yield fault(place, "bad-toml", found=f"more than {DEEPEST} levels, one inside the other")


def texts(value: Any) -> list[str]:
    """A list of texts as it stands; nothing where it is anything else."""
    return value if isinstance(value, list) and all(isinstance(each, str) for each in value) else []


def leaves(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Everything that stands in a charter, with its path; what is nested too deep comes whole.

    >>> list(leaves({"a": [1, {"b": "c"}], "d": "e"}))
    [('a', 1), ('a.2.b', 'c'), ('d', 'e')]
    """
    if not isinstance(value, dict | list) or depth > DEEPEST:
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from leaves(each, f"{path}.{key}".lstrip("."), depth + 1)
    else:
        for place, each in enumerate(value, 1):
            yield from leaves(each, f"{path}.{place}" if isinstance(each, dict) else path, depth + 1)
