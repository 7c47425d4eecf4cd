"""Clocks: when they begin, stand still and end, and what teaches nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.foresight.rules.history import (
    AT_ONCE,
    NO_DAY,
    UNSEEN,
    WAITING,
    Assumptions,
    Past,
    clock,
    elapsed,
    lessons,
)

UNTIL = date(2024, 1, 1)
ROAD = Past("road", "road", "board", "east", "isles", "2020-01-31")
DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("past", "days", "is_open"),
    [
        (ROAD._replace(kept_on=date(2020, 6, 30)), 151, False),
        (ROAD._replace(kept_on=date(2020, 6, 30), needs_met_on=date(2020, 3, 31)), 91, False),
        (ROAD._replace(told_on=date(2020, 5, 1), kept_on=date(2020, 6, 30)), 151, False),
        # Kept before what it is said to need: that need was none.
        (ROAD._replace(kept_on=date(2020, 6, 30), needs_met_on=date(2021, 3, 31)), 151, False),
        (ROAD, 1431, True),
        (ROAD._replace(blocked_on=date(2020, 3, 1)), 30, True),
        (ROAD._replace(ended_on=date(2020, 3, 1)), 30, True),
        # Nobody said when it was made, but it needed something.
        (ROAD._replace(made_on="", needs_met_on=date(2020, 3, 31), kept_on=date(2020, 6, 30)), 91, False),
        # Made in 2020, kept in the August of 2020.
        (ROAD._replace(made_on="2020", kept_on=date(2020, 8, 4)), 216, False),
    ],
)
def test_a_clock_runs_from_when_it_could_until_it_was_kept_or_could_be_seen(past, days, is_open):
    ran = clock(past, UNTIL)

    assert (ran.days, ran.is_open, ran.why_not) == (days, is_open, "")


@pytest.mark.parametrize(
    ("past", "why"),
    [
        (ROAD._replace(made_on=""), NO_DAY),
        (ROAD._replace(waits=True), WAITING),
        (ROAD._replace(kept_on=date(2020, 1, 31)), AT_ONCE),
        # Told of when it was there: what never came was not told of.
        (ROAD._replace(told_on=date(2020, 7, 2), kept_on=date(2020, 6, 30)), AT_ONCE),
        (ROAD._replace(made_on="2024-06"), UNSEEN),
    ],
)
def test_what_teaches_nothing_says_why(past, why):
    assert clock(past, UNTIL).why_not == why


def test_the_clock_of_who_waits_has_not_begun():
    assert elapsed(ROAD._replace(waits=True), UNTIL) == 0


@given(
    st.lists(
        st.builds(
            lambda made, kept, due, blocked, waits, kind, debtor: Past(
                "x",
                kind,
                debtor,
                "",
                "isles",
                made.isoformat() if made else "",
                None,
                due,
                kept,
                None,
                None,
                waits,
                blocked,
            ),
            st.none() | DAYS,
            st.none() | DAYS,
            st.none() | DAYS,
            st.none() | DAYS,
            st.booleans(),
            st.sampled_from(["road", "licence", "choir", "obstacle-land"]),
            st.sampled_from(["a", "b", "c"]),
        ),
        max_size=12,
    )
)
def test_any_history_teaches_or_says_why_not(pasts):
    found = lessons(tuple(pasts), UNTIL, Assumptions())

    assert found.kept + found.still_open + sum(found.silent.values()) == len(pasts)
    assert all(day > 0 for day in found.days)
    assert all(elapsed(past, UNTIL + timedelta(days=1)) >= 0 for past in pasts)
