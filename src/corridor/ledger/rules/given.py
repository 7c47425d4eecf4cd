"""What somebody gives to be written into the ledger, and everything that is wrong with it, field by field."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from corridor.base.days import first_day, is_day, last_day
from corridor.base.quantities import DIGITS_BEHIND_THE_POINT, SIGNIFICANT_DIGITS
from corridor.base.texts import wrong_text
from corridor.ledger.rules.words import GRADES, SAYINGS

Wrong = tuple[str, dict[str, Any]]
TITLE, NOTE, ADDRESS = 300, 1000, 2000
MOST_WORKERS = 100_000_000


@dataclass(frozen=True)
class Given:
    """A promise as somebody writes it down; parties, papers and what it needs by their codes."""

    title: str
    kind: str
    debtor: str
    creditor: str = ""
    zone: str = ""
    agreement: str = ""
    meeting: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    made_on: str = ""
    due_on: str = ""
    workers: int | None = None
    exports_usd: Decimal | None = None
    needs: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Observed:
    """What was observed about a promise, as somebody brings it."""

    observed_on: str
    says: str
    grade: str
    quantity: Decimal | None = None
    unit: str = ""
    valid_until: str = ""
    note: str = ""
    title: str = ""
    publisher: str = ""
    address: str = ""


def wrong_promise(given: Given, kinds: Collection[str], units: Collection[str], today: date) -> dict[str, Wrong]:
    """Everything wrong with a promise that can be seen without looking at what else stands in the ledger.

    >>> given = Given("", "grid", "hesco", due_on="2026-02-30")
    >>> sorted(wrong_promise(given, ["grid"], [], date(2026, 1, 1)).items())
    [('due_on', ('bad-day', {'found': '2026-02-30'})), ('title', ('missing', {}))]
    """
    return dict(_wrong_promise(given, kinds, units, today))


def _wrong_promise(
    given: Given, kinds: Collection[str], units: Collection[str], today: date
) -> Iterator[tuple[str, Wrong]]:
    yield from _texts({"title": (given.title, TITLE, True), "note": (given.note, NOTE, False)})
    for name, value in (("kind", given.kind), ("debtor", given.debtor)):
        if not value:
            yield name, ("missing", {})
    if given.kind and given.kind not in kinds:
        yield "kind", ("unknown-choice", {"found": given.kind})
    yield from _amount("quantity", given.quantity, given.unit, units)
    if wrong_number(given.exports_usd):
        yield "exports_usd", ("bad-number", {})
    if given.workers is not None and not 0 <= given.workers <= MOST_WORKERS:
        yield "workers", ("bad-number", {})
    yield from _days({"made_on": given.made_on, "due_on": given.due_on})
    if is_day(given.made_on):
        if first_day(given.made_on) > today:
            yield "made_on", ("in-the-future", {"found": given.made_on, "today": today.isoformat()})
        if is_day(given.due_on) and last_day(given.due_on) < first_day(given.made_on):
            yield "due_on", ("days-reversed", {"found": given.due_on, "earlier": given.made_on})
    if given.debtor and given.creditor == given.debtor:
        yield "creditor", ("same-party", {})


def wrong_observation(given: Observed, units: Collection[str], today: date) -> dict[str, Wrong]:
    """Everything wrong with what somebody brings.

    >>> wrong_observation(Observed("2026-01-02", "delivered", "measured"), [], date(2026, 1, 1))
    {'observed_on': ('in-the-future', {'found': '2026-01-02', 'today': '2026-01-01'})}
    """
    return dict(_wrong_observation(given, units, today))


def _wrong_observation(given: Observed, units: Collection[str], today: date) -> Iterator[tuple[str, Wrong]]:
    lengths = {
        "title": (given.title, TITLE, False),
        "publisher": (given.publisher, TITLE, False),
        "address": (given.address, ADDRESS, False),
        "note": (given.note, NOTE, False),
    }
    yield from _texts(lengths)
    if given.address and not given.address.startswith(("http://", "https://")):
        yield "address", ("bad-address", {"found": given.address[:60]})
    for name, value, known in (("says", given.says, SAYINGS), ("grade", given.grade, GRADES)):
        if value not in known:
            yield name, ("unknown-choice", {"found": value}) if value else ("missing", {})
    yield from _amount("quantity", given.quantity, given.unit, units)
    if not given.observed_on:
        yield "observed_on", ("missing", {})
    yield from _days({"observed_on": given.observed_on, "valid_until": given.valid_until})
    if is_day(given.observed_on):
        if first_day(given.observed_on) > today:
            yield "observed_on", ("in-the-future", {"found": given.observed_on, "today": today.isoformat()})
        if is_day(given.valid_until) and last_day(given.valid_until) < first_day(given.observed_on):
            yield "valid_until", ("days-reversed", {"found": given.valid_until, "earlier": given.observed_on})


def wrong_texts(texts: Mapping[str, tuple[str, int, bool]]) -> dict[str, Wrong]:
    """What is wrong with some texts, each with how long it may be and whether it must be there.

    >>> wrong_texts({"reason": ("", 1000, True), "note": ("as agreed", 1000, False)})
    {'reason': ('missing', {})}
    """
    return dict(_texts(texts))


def _texts(texts: Mapping[str, tuple[str, int, bool]]) -> Iterator[tuple[str, Wrong]]:
    for name, (text, most, required) in texts.items():
        if not text:
            if required:
                yield name, ("missing", {})
            continue
        wrong = wrong_text(text, most=most)
        if wrong:
            yield name, wrong


def _days(days: Mapping[str, str]) -> Iterator[tuple[str, Wrong]]:
    for name, text in days.items():
        if text and not is_day(text):
            yield name, ("bad-day", {"found": text[:40]})


def _amount(name: str, quantity: Decimal | None, unit: str, units: Collection[str]) -> Iterator[tuple[str, Wrong]]:
    if wrong_number(quantity):
        yield name, ("bad-number", {})
    if (quantity is None) is bool(unit):
        yield "unit" if quantity is not None else name, ("unit-missing", {})
    elif unit and unit not in units:
        yield "unit", ("unknown-choice", {"found": unit})


def wrong_number(number: Decimal | None) -> bool:
    """Whether a number cannot be kept exactly: negative, without end, too fine or too large.

    >>> [wrong_number(Decimal(text)) for text in ("1.5", "-1", "NaN", "1e30", "0.000001")], wrong_number(None)
    ([False, True, True, True, True], False)
    """
    if number is None:
        return False
    if not number.is_finite() or number < 0 or number.adjusted() >= SIGNIFICANT_DIGITS:
        return True
    exponent = number.normalize().as_tuple().exponent
    behind = max(0, -exponent) if isinstance(exponent, int) else 0
    whole = max(0, number.adjusted() + 1) if number else 0
    return behind > DIGITS_BEHIND_THE_POINT or whole + behind > SIGNIFICANT_DIGITS


def code_for(title: str, taken: Collection[str], prefix: str = "") -> str:
    """A code for something new, from its title: small letters, digits and hyphens, not taken yet.

    >>> code_for("Grid station, 132 kV – Rashakai", {"grid-station-132-kv-rashakai"}), code_for("خصوصی", ())
    ('grid-station-132-kv-rashakai-2', 'promise')
    """
    letters = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in title.lower())
    base = "-".join([*prefix.split(), *letters.split()])[:60].strip("-") or "promise"
    number, code = 1, base
    while code in taken:
        number += 1
        code = f"{base}-{number}"
    return code
