"""What programme.toml must say."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from corridor.exchange.rules.cells import CODE, LANGUAGE, as_code, short
from corridor.exchange.rules.faults import Fault, nearest
from corridor.exchange.rules.format import CHARTER

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
VOCABULARIES = ("commitment_kinds", "agreement_states", "venture_stages", "units")
AT = re.compile(r"\(at line (\d+), column \d+\)|at end of document")


def read_charter(text: str) -> tuple[dict[str, Any], list[Fault]]:
    """The charter that a text spells out, or the fault that keeps it from being read."""
    try:
        return tomllib.loads(text), []
    except tomllib.TOMLDecodeError as problem:
        at = AT.search(str(problem))
        row = int(at.group(1)) if at and at.group(1) else text.count("\n") + 1
        said = AT.sub("", str(problem)).strip()
        return {}, [Fault(CHARTER, row, "-", "bad-toml", {"found": said})]


def wrong_charter(
    charter: Mapping[str, Any], countries: Collection[str], currencies: Collection[str]
) -> Iterator[Fault]:
    """Everything wrong with a charter that could be read."""

    def fault(column: str, code: str, **facts: Any) -> Fault:
        return Fault(CHARTER, 1, column, code, facts)

    for key in charter:
        if key not in KNOWN:
            yield fault(short(key), "unknown-key", found=short(key), right=nearest(key, KNOWN) or ", ".join(KNOWN))
    code = charter.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code) or len(code) > 80:
        yield fault("code", "bad-code", found=short(str(code or "")), right=as_code(str(code or "")) or "cpec")
    currency = charter.get("currency")
    if currency not in currencies:
        yield fault("currency", "unknown-currency", found=short(str(currency or "")), right="PKR")
    yield from _wrong_lists(charter, countries, fault)
    yield from _wrong_vocabulary(charter.get("vocabulary"), fault)
    dated = next(_dates(charter), None)
    if dated:
        yield fault(dated, "toml-date", found=dated, right='"2025-01-07"')


def _wrong_lists(charter: Mapping[str, Any], countries: Collection[str], fault: Any) -> Iterator[Fault]:
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


def _wrong_vocabulary(vocabulary: Any, fault: Any) -> Iterator[Fault]:
    for name in VOCABULARIES:
        if not isinstance(vocabulary, dict) or not texts(vocabulary.get(name)):
            yield fault(f"vocabulary.{name}", "missing")


def texts(value: Any) -> list[str]:
    """A list of texts as it stands; nothing where it is anything else."""
    return value if isinstance(value, list) and all(isinstance(each, str) for each in value) else []


def _dates(value: Any, path: str = "") -> Iterator[str]:
    """Where a date stands without quotes: the journal keeps plain text and numbers only."""
    if isinstance(value, date | datetime | time):
        yield path
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _dates(each, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for each in value:
            yield from _dates(each, path)
