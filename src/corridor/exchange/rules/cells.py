"""What a single cell may hold. Each rule answers with a fault's code and facts, or with nothing."""

import re
from collections.abc import Callable, Collection, Mapping

from corridor.base.days import first_day, is_day, last_day
from corridor.base.nearest import nearest
from corridor.base.quantities import DIGITS_BEHIND_THE_POINT, SIGNIFICANT_DIGITS
from corridor.base.texts import CONTROL, FORMULA_START, NUMBER, Wrong, ascii_digits, canonical, short
from corridor.exchange.rules.tables import Column

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COUNT = re.compile(r"[0-9]+")
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
LANGUAGE = re.compile(r"[a-z]{2}")
ISIC = re.compile(r"[0-9]{4}")


def wrong_cell(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    """What is wrong with a cell of this column, if anything. `words` holds the package's vocabularies.

    >>> wrong_cell("2021-13", Column("due_on", "day"), {})
    ('bad-date', {'found': '2021-13', 'right': '2021-12-31, 2021-12, 2021'})
    >>> wrong_cell("2021-12", Column("due_on", "day"), {}) is None
    True
    """
    if not text:
        return ("missing", {}) if column.required else None
    return _wrong_text(text, column) or KINDS[column.kind](text, column, words)


def _wrong_text(text: str, column: Column) -> Wrong | None:
    unseen = CONTROL.search(text)
    if unseen:
        return "control-character", {"found": f"U+{ord(unseen.group()):04X}", "place": unseen.start() + 1}
    if text[0] in FORMULA_START and column.kind != "degrees":
        return "formula", {"found": short(text), "right": short(text.lstrip("=+-@ \t\r"))}
    if text != text.strip():
        return "spaces", {"found": short(text), "right": short(text.strip())}
    if len(text) > column.most:
        return "too-long", {"length": len(text), "most": column.most}
    return None


def _no_wrong(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    return None


def _wrong_code(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    if CODE.fullmatch(text):
        return None
    return "bad-code", {"found": short(text), "right": as_code(text)}


def _wrong_codes(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    parts = text.split(";")
    for part in parts:
        if not CODE.fullmatch(part):
            return "bad-code", {"found": short(part), "right": as_code(part)}
    if len(parts) != len(set(parts)):
        return "twice-in-list", {"found": short(text)}
    return None


def _wrong_day(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    if is_day(text):
        return None
    return "bad-date", {"found": short(text), "right": "2021-12-31, 2021-12, 2021"}


def _wrong_number(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    if not NUMBER.fullmatch(text):
        return "bad-number", {"found": short(text), "right": as_number(text) or "1200000.5"}
    whole, _, behind = text.partition(".")
    digits = len(whole.lstrip("0")) + len(behind)
    if digits > SIGNIFICANT_DIGITS or len(behind) > DIGITS_BEHIND_THE_POINT:
        return "long-number", {
            "found": short(text),
            "most": SIGNIFICANT_DIGITS,
            "behind": DIGITS_BEHIND_THE_POINT,
        }
    right = canonical(text)
    return None if right == text else ("bad-number", {"found": short(text), "right": right})


def _wrong_count(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    if not COUNT.fullmatch(text):
        return "bad-count", {"found": short(text), "right": as_number(text).partition(".")[0] or "12"}
    return _wrong_number(text, column, words) or (
        None if len(text) < 10 else ("long-number", {"found": short(text), "most": 9, "behind": 0})
    )


def _wrong_degrees(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    most = 90 if column.name == "latitude" else 180
    if not DEGREES.fullmatch(text) or abs(float(text)) > most:
        return "bad-degrees", {"found": short(text), "most": most}
    if len(text.partition(".")[2]) > DIGITS_BEHIND_THE_POINT:
        return "long-number", {"found": short(text), "most": 8, "behind": DIGITS_BEHIND_THE_POINT}
    right = ("-" if float(text) < 0 else "") + canonical(text.lstrip("-"))
    return None if right == text else ("bad-number", {"found": short(text), "right": right})


def _wrong_choice(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    known = column.choices or words.get(column.words)
    if known is None or text in known:
        return None
    return "unknown-word", {"found": short(text), "right": nearest(text, list(known)) or ", ".join(known)}


def _wrong_country(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    known = words["countries"]
    upper = text.upper()
    if text in known:
        return None
    return "unknown-country", {"found": short(text), "right": upper if upper in known else "PK, CN"}


def _wrong_language(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    return None if LANGUAGE.fullmatch(text) else ("bad-language", {"found": short(text), "right": "en, ur, zh"})


def _wrong_isic(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    return None if ISIC.fullmatch(text) else ("bad-isic", {"found": short(text), "right": "2410"})


def _wrong_list(text: str, column: Column, words: Mapping[str, Collection[str]]) -> Wrong | None:
    parts = text.split(";")
    tidy = [part.strip() for part in parts if part.strip()]
    return None if parts == tidy else ("bad-list", {"found": short(text), "right": short(";".join(tidy))})


KINDS: dict[str, Callable[[str, Column, Mapping[str, Collection[str]]], Wrong | None]] = {
    "text": _no_wrong,
    "name": _no_wrong,
    "code": _wrong_code,
    "codes": _wrong_codes,
    "day": _wrong_day,
    "number": _wrong_number,
    "count": _wrong_count,
    "degrees": _wrong_degrees,
    "choice": _wrong_choice,
    "country": _wrong_country,
    "language": _wrong_language,
    "isic": _wrong_isic,
    "list": _wrong_list,
}


def as_code(text: str) -> str:
    """What a code might have been meant to be.

    >>> as_code("Rashakai SEZ")
    'rashakai-sez'
    """
    return re.sub(r"[^a-z0-9]+", "-", text[:80].lower()).strip("-")


def as_number(text: str) -> str:
    """What a number might have been meant to be, or nothing: digits of any script, thousands by comma.

    >>> as_number("1,000"), as_number("۱۲۳"), as_number("1e999999"), as_number("about 5")
    ('1000', '123', '', '')
    """
    digits = ascii_digits(text[:40])
    digits = digits.replace(",", "").replace(" ", "").replace("\u066c", "").replace("\u066b", ".")
    return digits if NUMBER.fullmatch(digits) else ""


def comes_after(earlier: str, later: str) -> bool:
    """Whether the second date can lie on or after the first, at the precision of both.

    >>> comes_after("2021-12", "2021"), comes_after("2021-12-05", "2021-11")
    (True, False)
    """
    return first_day(earlier) <= last_day(later)
