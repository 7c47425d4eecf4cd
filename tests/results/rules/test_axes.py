"""Axes: ticks that people count in, months without a gap, places that lie between the edges."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corridor.results.rules.axes import from_start, month_of, months, number_ticks, place, share, year_ticks

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(st.integers(0, 10**7), st.integers(1, 12))
def test_number_ticks_begin_at_nothing_and_reach_the_most_in_few_even_steps(most, about):
    ticks = number_ticks(most, about)
    (step,) = {later - earlier for earlier, later in pairwise(ticks)}

    assert ticks[0] == 0
    assert ticks[-2] < max(most, 1) <= ticks[-1]
    assert len(ticks) <= about + 1
    assert str(step).rstrip("0") in ("1", "2", "5")


@given(DAYS, DAYS, st.integers(1, 12))
def test_year_ticks_are_beginnings_of_years_within_the_axis_and_not_too_many(one, other, most):
    first, last = min(one, other), max(one, other)
    ticks = year_ticks(first, last, most)

    assert all(first <= tick <= last and (tick.month, tick.day) == (1, 1) for tick in ticks)
    assert len(ticks) <= most
    assert len({later.year - earlier.year for earlier, later in pairwise(ticks)}) <= 1


@given(DAYS, st.integers(0, 200))
def test_months_follow_each_other_without_a_gap(first, so_many):
    found = months(first, month_of(first, so_many))

    assert len(found) == so_many + 1
    assert all(month_of(earlier, 1) == later for earlier, later in pairwise(found))
    assert found[0] == first.replace(day=1)


@given(DAYS, DAYS, DAYS)
def test_a_place_lies_between_the_edges_and_keeps_the_order(one, other, day):
    first, last = min(one, other), max(one, other)

    assert 0 <= place(day, first, last) <= place(day + timedelta(1), first, last) <= 100


@given(st.floats(0, 100), st.floats(0, 100))
def test_from_the_right_everything_is_mirrored(begins, long):
    mirrored = from_start(begins, long, True)

    assert abs(mirrored + long + begins - 100) < 1e-9
    assert from_start(begins, long, False) == begins


def test_a_share_of_nothing_is_nothing():
    assert share(3, 0) == 0
