"""Names for a reader: in their language, else in English, else in any; marked with the language they are in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.base.names import Name, name_for

NAMES = {"sw": "Baraza", "en": "Council", "fr": "Conseil", "ur": "کونسل"}
languages = st.sampled_from(["en", "fr", "sw", "ur", "zh", "zh-hans", "en-gb", "xx"])
named = st.dictionaries(st.sampled_from(["en", "fr", "sw", "ur", "zh"]), st.text(max_size=5))


@pytest.mark.parametrize(
    ("language", "text", "own"),
    [("fr", "Conseil", "fr"), ("ur", "کونسل", "ur"), ("en-gb", "Council", "en"), ("zh-hans", "Council", "en")],
)
def test_a_reader_gets_their_own_language_or_english(language: str, text: str, own: str):
    assert name_for(NAMES, language) == Name(text, own)


def test_without_english_any_name_will_do():
    assert name_for({"fr": "", "sw": "Baraza"}, "ur") == Name("Baraza", "sw")


def test_without_any_name_there_is_what_is_given_otherwise():
    assert name_for({}, "ur", "mfano-council") == Name("mfano-council", "en")


@given(named, languages)
def test_a_name_is_one_of_those_there_are_and_says_in_which_language(names: dict[str, str], language: str):
    found = name_for(names, language, "code")

    if any(names.values()):
        assert names[found.language] == found.text != ""
    else:
        assert found == Name("code", "en")


@given(named, languages)
def test_a_name_in_the_readers_language_is_never_passed_over(names: dict[str, str], language: str):
    own = names.get(language.split("-")[0])

    assert not own or name_for(names, language).text == own


def test_a_name_knows_which_way_it_runs():
    assert [Name("x", language).direction for language in ("ur", "ar", "en", "zh", "sw")] == [
        "rtl", "rtl", "ltr", "ltr", "ltr"
    ]  # fmt: skip
    assert str(Name("کونسل", "ur")) == "کونسل"
