"""On which days somebody is written to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.reminders.rules import BEFORE, LONGEST, Height, last_notice, reached, rises, week_of

DAY = timedelta(days=1)
DUE = date(2026, 6, 30)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def is_notice(past: int) -> bool:
    """Whether a notice falls due so many days after a date, said in the plainest way."""
    return past in (-30, -7, -1) or (past >= 1 and past % 7 == 1)


@pytest.mark.parametrize("past", range(-40, 40))
def test_thirty_seven_and_one_day_before_then_the_day_after_and_weekly(past):
    on = DUE + past * DAY

    assert last_notice(DUE, on - DAY, on) == (past if is_notice(past) else None)


@given(days, days, st.integers(1, 120))
def test_run_every_day_each_notice_falls_once(due, first, count):
    told = [
        last_notice(due, on - DAY, on) for on in (first + number * DAY for number in range(count)) if on is not None
    ]

    expected = [past for number in range(count) if is_notice(past := (first + number * DAY - due).days)]
    assert [past for past in told if past is not None] == expected


@given(days, days, st.lists(st.integers(1, 20), min_size=1, max_size=20))
def test_after_days_without_a_worker_the_last_notice_is_told_and_none_twice(due, first, gaps):
    told, after = [], first
    for gap in gaps:
        on = after + gap * DAY
        missed = [past for past in range((after - due).days + 1, (on - due).days + 1) if is_notice(past)]
        assert last_notice(due, after, on) == (missed[-1] if missed else None)
        told += missed[-1:]
        after = on
    assert len(told) == len(set(told))


@given(st.lists(st.integers(1, 100), max_size=5, unique=True).map(sorted), st.integers(-50, 200))
def test_a_promise_has_come_to_every_rung_up_to_its_lateness(days, past):
    ladder = [Height(place, f"party-{place}", after) for place, after in enumerate(days, 1)]

    found = reached(ladder, past)

    assert found == ladder[: len(found)]
    assert [rung.after_days <= past for rung in ladder] == [rung in found for rung in ladder]


@pytest.mark.parametrize(
    ("rungs", "holds"),
    [
        ([], True),
        ([("group", 1)], True),
        ([("group", 14), ("secretary", 30), ("minister", 60)], True),
        ([("group", LONGEST)], True),
        ([("group", 0)], False),
        ([("group", -3)], False),
        ([("group", LONGEST + 1)], False),
        ([("group", 14), ("minister", 14)], False),
        ([("group", 14), ("minister", 13)], False),
        ([("group", 14), ("group", 30)], False),
        ([(f"party-{number}", number + 1) for number in range(13)], False),
    ],
)
def test_a_ladder_rises(rungs, holds):
    assert rises(rungs) is holds


def test_the_first_of_the_days_before_is_the_farthest():
    assert list(BEFORE) == sorted(BEFORE, reverse=True)


def test_weeks_are_those_of_iso_8601():
    assert [week_of(date(2026, 11, day)) for day in (22, 23)] == ["2026-W47", "2026-W48"]
