"""What people type: texts, digits and numbers, whatever they hold."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from corridor.base.quantities import plain
from corridor.base.texts import (
    CONTROL,
    as_typed_number,
    ascii_digits,
    clean_text,
    right_number,
    short,
    wrong_count,
    wrong_number,
    wrong_text,
)

HIDING = [
    "\0",
    "\t",
    "\x1b",
    "\x85",
    "\u00ad",
    "\u200b",
    "\u200f",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ud800",
    "\ue000",
    "\ufdd0",
    "\uffff",
]


@pytest.mark.parametrize("sign", HIDING)
def test_a_sign_that_hides_or_reorders_is_named_with_its_place(sign):
    found = {"found": f"U+{ord(sign):04X}", "place": 5}

    assert wrong_text(f"Port{sign}Qasim", most=99) == ("control-character", found)
    assert short(f"Port{sign}Qasim") == "Port\ufffdQasim"


def test_the_joiners_of_urdu_stay():
    assert wrong_text("می\u200cخواہم\u200d", most=99) is None


def test_a_text_of_several_lines_may_break_and_begin_as_it_likes():
    assert wrong_text("- stone\n- water", most=99, lines=True) is None
    assert wrong_text("stone\nwater", most=99) == ("control-character", {"found": "U+000A", "place": 6})
    assert wrong_text("a\n\0", most=99, lines=True) == ("control-character", {"found": "U+0000", "place": 3})


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x"])
def test_one_line_does_not_begin_like_a_formula(text):
    assert wrong_text(text, most=99) == ("formula", {"found": text, "right": text[1:]})


def test_nothing_is_said_of_a_text_that_is_as_long_as_may_be():
    assert (wrong_text("", most=4), wrong_text("Iron", most=4)) == (None, None)
    assert wrong_text("Irony", most=4) == ("too-long", {"length": 5, "most": 4})


def test_a_million_loose_accents_take_no_time():
    begun = time.perf_counter()

    clean_text("a" + "\u0301" * 500_000 + "\u0323" * 500_000, 1000)

    assert time.perf_counter() - begun < 1


@given(some.text())
def test_a_cleaned_text_is_composed_and_stays_as_it_is(text):
    clean = clean_text(text, 1000)

    assert clean_text(clean, 1000) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert "\r" not in clean


@given(some.text(), some.booleans())
def test_what_nothing_is_wrong_with_holds_nothing_unseen(text, lines):
    if wrong_text(text, most=100, lines=lines) is None:
        assert not CONTROL.search(text.replace("\n", " ") if lines else text)
        text.encode()


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("1,200,000", "1200000"),
        ("12,00,000", "1200000"),
        ("1 200", "1200"),
        ("1'200.50", "1200.5"),
        ("۱٬۲۰۰", "1200"),
        ("2,5", "2.5"),
        ("-5", "5"),
        ("1e9", "12.5"),
        ("NaN", "12.5"),
        (".5", "12.5"),
        ("½", "12.5"),
        ("1.2.3", "12.5"),
    ],
)
def test_a_number_written_otherwise_is_refused_with_what_would_be_right(typed, right):
    code, facts = wrong_number(as_typed_number(typed))

    assert (code, facts["right"]) == ("bad-number", right)


@pytest.mark.parametrize("typed", ["12.5", " ۱۲٫۵ ", "١٢٫٥", "１２．５", "१२.५"])
def test_a_number_is_taken_from_any_keyboard(typed):
    assert as_typed_number(typed) == "12.5"
    assert wrong_number("12.5") is None


@given(some.decimals(min_value=0, max_value=10**9, places=5))
def test_every_number_that_a_package_writes_is_taken(number):
    assert wrong_number(plain(number)) is None


@given(some.text())
def test_nothing_that_is_typed_upsets_a_rule(text):
    typed = as_typed_number(text)
    assert wrong_number(typed) is None or right_number(typed) == "" or wrong_number(right_number(typed)) is None
    assert wrong_count(typed, most=99) is None or not (typed.isascii() and typed.isdigit() and int(typed) < 100)
    assert ascii_digits(ascii_digits(text)) == ascii_digits(text)


def test_a_number_without_end_is_refused_at_once():
    assert wrong_count("9" * 100_000, most=99)[0] == "too-many"
    assert wrong_number("9" * 100_000)[0] == "long-number"
