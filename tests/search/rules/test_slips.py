"""Slips of the finger."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.search.rules.slips import nearest_word

KNOWN = {
    "rashakai": 40,
    "faisalabad": 9,
    "islamabad": 7,
    "energise": 3,
    "gwadar": 2,
    "گوادر": 1,
    "zone": 50,
    "one": 1,
}


def test_letters_may_be_left_out_doubled_changed_and_swapped():
    typed = ["rashkai", "rashakkai", "rashukai", "fasialabad", "gawdar", "energize", "گودار"]

    assert [nearest_word(each, KNOWN) for each in typed] == [
        "rashakai", "rashakai", "rashakai", "faisalabad", "gwadar", "energise", "گوادر",
    ]  # fmt: skip


def test_the_beginning_of_a_word_may_be_mistyped_too():
    assert nearest_word("fasiala", KNOWN) == "faisala"


def test_of_two_that_are_as_near_the_one_that_begins_alike_is_taken():
    assert nearest_word("zne", {"one": 9, "zone": 1}) == "zone"


@given(st.text(min_size=1, max_size=40))
def test_what_is_near_is_known_or_begins_so(asked):
    near = nearest_word(asked, KNOWN)

    assert not near or any(each.startswith(near) for each in KNOWN)
