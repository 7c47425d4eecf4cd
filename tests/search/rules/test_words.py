"""Whatever something is called, it is found by that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.search.rules.order import CODE, WHOLE
from corridor.search.rules.things import Thing, terms_of
from corridor.search.rules.wanted import Term, wanted
from corridor.search.rules.words import LONGEST_SEARCH, MOST_WORDS, asked, terms, whole

# What names are made of, with all that joins and parts words.
NAMES = st.text(st.one_of(st.characters(), st.sampled_from("aZé’'- ·,.区经رشکئی0۱ꯍ\u0301\u200c")), max_size=300)


def finds(text: str, thing: Thing) -> bool:
    """Whether a search finds a thing, as a database would."""
    found, words = terms_of(thing).split(" "), asked(text).words
    known = [
        [each for each in found if each == word or (len(word) > 1 and each.startswith(word))] for word in words
    ]
    asked_for = wanted(words, known, 1_000)
    return all(any(_has(found, term) for term in any_of) for any_of in asked_for)


def _has(found: list[str], term: Term) -> bool:
    return any(each.startswith(term.text) for each in found) if term.is_beginning else term.text in found


@given(NAMES)
def test_a_title_finds_its_own_entry(title):
    assert finds(title, Thing("zones", "code", {"en": title}))


@given(NAMES, NAMES)
def test_whatever_is_said_finds_the_entry(name, said):
    assert finds(said, Thing("zones", "code", {"en": name}, about=[{"ur": said}]))


@given(NAMES)
def test_terms_need_no_quoting(text):
    assert all(
        term == "".join(term.split()) and not set(term) & set("'\"\\*:&|!()<>^-+.=#_") for term in terms([text])
    )


@given(st.text(max_size=5_000))
def test_a_search_is_short_whatever_is_typed(text):
    words, is_cut = asked(text)

    assert len(words) <= MOST_WORDS
    assert is_cut or len(text) <= LONGEST_SEARCH


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("people's", "The People’s Republic"),
        ("peoples", "The People’s Republic"),
        ("ile", "Zone de l’île"),
        ("l'île", "Zone de l’île"),
        ("k-electric", "K-Electric"),
        ("kelectric", "K-Electric"),
        ("m3", "M-3 Industrial City"),
        ("6000", "the 6,000-acre offer"),
        ("阿拉玛伊克巴尔", "阿拉玛·伊克巴尔工业城"),
        ("阿拉玛·伊克巴尔", "阿拉玛伊克巴尔工业城"),
        ("工业", "阿拉玛·伊克巴尔工业城"),
        ("城", "阿拉玛·伊克巴尔工业城"),
        ("第10次", "联委会第10次会议"),
        ("زون رشكئي", "رشکئی خصوصی اقتصادی زون"),
        ("rashak econ", "Rashakai Economic Zone"),
    ],
)
def test_a_name_is_found_however_it_is_typed(text, name):
    assert finds(text, Thing("zones", "x", {"en": name}))


def test_signs_that_only_stand_apart_are_not_found_as_a_word():
    assert not finds("区工", Thing("zones", "x", {"zh": "工业区"}))


def test_a_code_is_found_whole_and_by_its_parts():
    thing = Thing("commitments", "rsz-power-10mw", {"en": "Power"})

    assert finds("rsz 10mw", thing)
    assert CODE + whole("RSZ power 10mw") in terms_of(thing).split(" ")


def test_what_is_too_long_for_one_term_is_no_whole_title():
    assert not [term for term in terms_of(Thing("zones", "x", {"en": "long " * 99})).split(" ") if term[0] == WHOLE]
