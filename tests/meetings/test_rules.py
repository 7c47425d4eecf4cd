"""Sittings of a body: their order, and how far from the planned day each was held."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.base.days import last_day
from corridor.meetings.rules import Sitting, apart, in_order

DAYS = st.sampled_from(["", "2018", "2019-05", "2020-02-29", "2021-12-31"])
SITTINGS = st.lists(
    st.builds(Sitting, st.sampled_from("abcdefgh"), st.none() | st.integers(0, 5), DAYS, DAYS),
    unique_by=lambda each: each.code,
)


def codes(*sittings):
    return [each.code for each in in_order(sittings)]


def test_sittings_stand_by_the_day_held_else_planned():
    assert codes(
        Sitting("planned", 3, "2020-06", ""),
        Sitting("later", 2, "2020-01", "2021"),
        Sitting("first", 1, "", "2019-05"),
    ) == ["first", "planned", "later"]


def test_one_of_which_only_the_number_is_known_stands_before_the_next_number():
    assert codes(
        Sitting("five", 5, "", "2015-11"),
        Sitting("two", 2, "", ""),
        Sitting("one", 1, "", ""),
        Sitting("unnumbered", None, "", "2014"),
        Sitting("six", 6, "2016", ""),
        Sitting("nothing", None, "", ""),
    ) == ["unnumbered", "one", "two", "five", "six", "nothing"]


@given(SITTINGS)
def test_an_order_keeps_everybody_and_the_days(sittings):
    found = in_order(sittings)
    days = [last_day(each.held_on or each.planned_on) for each in found if each.held_on or each.planned_on]

    assert sorted(found, key=str) == sorted(sittings, key=str)
    assert days == sorted(days)


@given(DAYS, DAYS)
def test_held_as_planned_is_no_day_apart(planned, held):
    found = apart(planned, held)

    assert (found is None) == (not planned or not held)
    if planned and planned == held:
        assert found == 0


def test_days_apart_are_counted_from_the_end_of_what_a_date_may_mean():
    assert apart("2020-11", "2021-09-23") == 297
    assert apart("2024-06", "2024-05-31") == -1
    assert apart("2020-11-15", "2020") == 0
