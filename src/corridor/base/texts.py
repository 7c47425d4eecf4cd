"""What people type: texts, digits and numbers. Each rule answers with a code and facts, or with nothing."""

import re
import unicodedata
from typing import Any

from corridor.base.quantities import DIGITS_BEHIND_THE_POINT, SIGNIFICANT_DIGITS

Wrong = tuple[str, dict[str, Any]]

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
# Unseen signs that can hide or reorder text, halves of signs, which no database takes, what is no sign at all,
# which no feed takes, and private ones;
# the joiners U+200C and U+200D shape Urdu and stay.
CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
QUOTED = 60
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}(\.[0-9]+)?")
# The points of the keyboards that write the digits.
POINTS = str.maketrans({"\u066b": ".", "\uff0e": "."})
# The commas, and the spaces that some put where others put a comma.
SEPARATORS = str.maketrans(dict.fromkeys("\u066c\uff0c\u060c \u00a0\u202f'’_", ","))
# A number that was meant is not longer.
LONGEST_NUMBER = 40


def clean_text(text: str, most: int) -> str:
    """A text as it is stored: composed (NFC), one sign for the end of a line, nothing around it.

    One that is longer than may be is not composed: it will be refused, and to compose 400,000 loose accents
    takes minutes.

    >>> clean_text(" Cafe\\u0301\\r\\n\\topen ", 100)
    'Café\\n open'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    return unicodedata.normalize("NFC", text) if len(text) <= most else text


def wrong_text(text: str, *, most: int, lines: bool = False) -> Wrong | None:
    """What is wrong with a text, if anything. lines: it may have several, and begin as it likes.

    >>> wrong_text("=1+2", most=100), wrong_text("=1+2\\nis three", most=100, lines=True)
    (('formula', {'found': '=1+2', 'right': '1+2'}), None)
    >>> wrong_text("Port\\u202eQasim", most=100), wrong_text("Port Qasim", most=4)
    (('control-character', {'found': 'U+202E', 'place': 5}), ('too-long', {'length': 10, 'most': 4}))
    """
    if len(text) > most:
        return "too-long", {"length": len(text), "most": most}
    unseen = CONTROL.search(text.replace("\n", " ") if lines else text)
    if unseen:
        return "control-character", {"found": f"U+{ord(unseen.group()):04X}", "place": unseen.start() + 1}
    if not lines and text.startswith(FORMULA_START):
        return "formula", {"found": short(text), "right": short(text.lstrip("=+-@ \t\r"))}
    return None


def ascii_digits(text: str) -> str:
    """The same text with the digits of any script as 0 to 9; nothing else is touched, no ² and no ½.

    >>> ascii_digits("۲۰۲۶-۱۲"), ascii_digits("٣١"), ascii_digits("１２"), ascii_digits("5²")
    ('2026-12', '31', '12', '5²')
    """
    if text.isascii():
        return text
    digits = ((sign, unicodedata.decimal(sign, None)) for sign in text)
    return "".join(sign if digit is None else str(digit) for sign, digit in digits)


def as_typed_number(text: str) -> str:
    """A number as it was typed, in ASCII: digits and the point of any keyboard.

    >>> as_typed_number(" ۱۲٫۵ "), as_typed_number("1,000")
    ('12.5', '1,000')
    """
    return ascii_digits(text.strip()).translate(POINTS)


def wrong_number(text: str) -> Wrong | None:
    """What is wrong with a number (see as_typed_number), if anything: digits and one point, no sign, no exponent.

    >>> wrong_number("12.50"), wrong_number("1,200,000")
    (None, ('bad-number', {'found': '1,200,000', 'right': '1200000'}))
    >>> wrong_number("0.123456")
    ('long-number', {'found': '0.123456', 'most': 15, 'behind': 5})
    """
    if not NUMBER.fullmatch(text):
        return "bad-number", {"found": short(text), "right": right_number(text) or "12.5"}
    whole, _, behind = canonical(text).partition(".")
    if len(whole.lstrip("0")) + len(behind) > SIGNIFICANT_DIGITS or len(behind) > DIGITS_BEHIND_THE_POINT:
        most = {"most": SIGNIFICANT_DIGITS, "behind": DIGITS_BEHIND_THE_POINT}
        return "long-number", {"found": short(text), **most}
    return None


def wrong_count(text: str, *, most: int) -> Wrong | None:
    """What is wrong with a whole number, if anything.

    >>> wrong_count("12", most=99), wrong_count("1.5", most=99), wrong_count("100", most=99)
    (None, ('bad-count', {'found': '1.5', 'right': '1'}), ('too-many', {'found': '100', 'most': 99}))
    """
    if not (text.isascii() and text.isdigit()):
        return "bad-count", {"found": short(text), "right": right_number(text).partition(".")[0] or "12"}
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(most)) or int(digits) > most:
        return "too-many", {"found": short(text), "most": most}
    return None


def canonical(number: str) -> str:
    """The one way to write a number: no zeros before it, none behind the last digit.

    >>> canonical("007.50"), canonical("0.0"), canonical("100")
    ('7.5', '0', '100')
    """
    whole, _, behind = number.partition(".")
    return f"{whole.lstrip('0') or '0'}.{behind.rstrip('0')}".rstrip(".")


def right_number(text: str) -> str:
    """What a number was most likely meant to be, or nothing: without thousands, with a point for a comma.

    >>> right_number("1,200,000"), right_number("12 000"), right_number("2,5"), right_number("1.000.000")
    ('1200000', '12000', '2.5', '')
    """
    text = text[:LONGEST_NUMBER].translate(SEPARATORS).lstrip("+-")
    if THOUSANDS.fullmatch(text):
        return canonical(text.replace(",", ""))
    pointed = text.replace(",", ".")
    return canonical(pointed) if NUMBER.fullmatch(pointed) else ""


def short(text: str) -> str:
    """A text as a message quotes it: not longer than a line, with nothing unseen in it.

    >>> short("a\\u202eb"), len(short("a" * 100))
    ('a\\ufffdb', 60)
    """
    seen = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text[: 2 * QUOTED])
    return seen if len(seen) <= QUOTED else seen[: QUOTED - 1] + "…"
