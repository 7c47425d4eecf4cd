"""Letters that are written in many ways are searched in one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.search.rules.letters import JOINERS, fold, traced


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("رشكئي", "رشکئی"),
        ("رَشْکَئی", "رشکئی"),
        ("رشـکئی", "رشکئی"),
        ("رش\u200cکئی", "رشکئی"),
        ("أحمد آباد إدارة", "احمد اباد ادارہ"),
        ("مدرسة مدرسه مدرسۃ", "مدرسہ مدرسہ مدرسہ"),
        ("۱۲۳ ٤٥٦ 789", "123 456 789"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("Zürich Ærø ŁÓDŹ İzmir", "zurich aero lodz izmir"),
        ("Straße", "strasse"),
        ("ガ", "ｶﾞ"),
    ],
)
def test_variants_are_the_same(written, meant):
    assert fold(written) == fold(meant)


def test_the_vowel_signs_of_indic_scripts_are_letters():
    assert fold("कि") != fold("क")


@given(st.text())
def test_what_is_folded_stays_so(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_letters_digits_marks_and_joiners_are_left(text):
    strange = {each for each in fold(text) if unicodedata.category(each)[0] not in "LNM"} - {*JOINERS, " "}

    assert strange == set()


@given(st.text())
def test_whatever_is_traced_is_the_folded_text_and_leads_back(text):
    letters, places = traced(text)

    assert letters in ("", fold(text))
    assert list(places) == sorted(places)
    assert len(places) == len(letters)


def test_lone_surrogates_and_nul_are_no_letters():
    assert fold("a\ud800\x00b") == "a  b"
