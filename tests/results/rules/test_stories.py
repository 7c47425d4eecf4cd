"""The same promise, given again: what is a story, its dates and their slip, its lines in order, its axis."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from corridor.base.days import last_day
from corridor.ledger.rules.words import State
from corridor.results.rules.stories import (
    Sight,
    axis,
    missing,
    moments,
    slips,
    stories,
    stretches,
    there,
    waits,
)
from results.promises import DAY, codes, on_day, owed, programmes, says

BEFORE = DAY - timedelta(days=30)
HILL = {"zone": "hill", "kind": "power"}


def at_hill(item):
    """The same promise, at a zone."""
    return replace(item, facts=item.facts._replace(zone="hill"))


def told(*promises, needs=()):
    """The only story of some promises, and all of them by number."""
    items = on_day(DAY, *promises, needs=needs)
    (found,) = stories(items.values())
    return found, items


def test_two_dates_for_one_kind_at_one_place_are_a_story():
    items = on_day(
        DAY,
        owed("later", due_on="2027", **HILL),
        owed("first", due_on="2026-12", **HILL),
        owed("line", made_on="2025", **HILL),
        owed("water", due_on="2020", zone="hill", kind="water"),
        owed("elsewhere", due_on="2020", zone="port", kind="power"),
        owed("nowhere-a", due_on="2020", kind="power"),
        owed("nowhere-b", due_on="2021", kind="power"),
    )
    (found,) = stories(items.values())

    assert (found.zone, found.kind) == ("hill", "power")
    assert (codes(found.dated), codes(found.undated)) == (["first", "later"], ["line"])


def test_one_date_is_no_story_though_it_was_missed_and_more_was_promised():
    missed = on_day(DAY, owed("first", due_on="2020", **HILL), owed("line", **HILL))

    assert stories(missed.values()) == []


@pytest.mark.parametrize(
    ("first", "second", "is_verified"),
    [
        ([], [], False),
        ([says("delivered", BEFORE)], [], False),
        ([says("delivered", BEFORE, verified_on=DAY)], [], True),
        ([says("delivered", BEFORE, verified_on=DAY)], [says("partly", BEFORE)], False),
    ],
)
def test_a_story_is_verified_where_all_that_is_there_of_it_is(first, second, is_verified):
    found, _items = told(
        owed("first", due_on="2025", readings=first, **HILL), owed("second", due_on="2026", readings=second, **HILL)
    )

    assert found.is_verified is is_verified


def test_every_date_says_how_far_it_lies_behind_the_first():
    found, _items = told(
        owed("c", due_on="2021", **HILL),
        owed("a", due_on="2020-02-29", **HILL),
        owed("b", due_on="2020-12", **HILL),
    )

    assert [(slip.item.facts.code, slip.days) for slip in slips(found)] == [("a", 0), ("b", 306), ("c", 671)]


@pytest.mark.parametrize(
    ("second", "days"),
    [
        ({"due_on": "2026-01-01"}, (DAY - date(2025, 1, 1)).days),
        ({"due_on": "2027-01-01"}, 730),
        ({"due_on": "2025-06-01", "readings": [says("delivered", date(2025, 3, 2))]}, 60),
        ({"due_on": "2025-02-01", "ended": ((date(2025, 2, 10), State.WITHDRAWN),)}, 40),
    ],
    ids=["still owed", "still to come", "kept", "withdrawn"],
)
def test_the_slip_runs_from_the_first_date_until_all_of_it_was_there(second, days):
    first = owed("first", due_on="2025-01-01", readings=[says("delivered", date(2024, 12, 1))], **HILL)
    found, _items = told(first, owed("second", **second, **HILL))

    assert found.slip_days == days


@pytest.mark.parametrize(
    ("second", "state"),
    [
        ([says("delivered", BEFORE)], State.KEPT_LATE),
        ([says("partly", BEFORE)], State.PARTLY_KEPT),
        ([], State.PARTLY_KEPT),
    ],
)
def test_what_is_there_of_it_says_how_it_stands(second, state):
    first = owed("first", due_on="2027", readings=[says("delivered", BEFORE)], **HILL)

    assert told(first, owed("second", due_on="2025", readings=second, **HILL))[0].state is state


def test_where_nothing_is_there_the_worst_says_how_it_stands():
    first, gone = owed("first", due_on="2025", **HILL), ((BEFORE, State.WITHDRAWN),)

    assert told(first, owed("second", due_on="2027", **HILL))[0].state is State.OVERDUE
    assert told(owed("a", due_on="2028", **HILL), owed("b", due_on="2027", **HILL))[0].state is State.DUE
    assert (
        told(owed("a", due_on="2025", ended=gone, **HILL), owed("b", due_on="2027", ended=gone, **HILL))[0].state
        is State.WITHDRAWN
    )


def test_a_story_is_told_in_the_order_of_its_days():
    found, _items = told(
        owed("first", made_on="2020-01-11", due_on="2020-12", readings=[says("partly", date(2020, 10, 1))], **HILL),
        owed("second", made_on="2021", due_on="2022", **HILL),
        owed("line", **HILL),
    )
    sights = [Sight(1, "2020-10", "partly"), Sight(2, "", "delivered"), Sight(2, "2023-01-05", "not-yet")]
    lines, undated = moments(found, sights, [("2020-11", "2024"), ("", "")], DAY)

    assert [(line.day, line.what, line.about) for line in lines] == [
        ("2020-01-11", "given", 1),
        ("2020-10", "seen", 0),
        ("2020-11", "begun", 0),
        ("2020-12", "short", 1),
        ("2021", "given", 2),
        ("2022", "passed", 2),
        ("2023-01-05", "seen", 2),
        ("2024", "over", 0),
    ]
    assert [(line.what, line.about) for line in undated] == [("given", 3), ("seen", 1), ("begun", 1)]


def test_what_it_waits_for_and_who_waits_are_those_beside_it():
    found, items = told(
        owed("first", due_on="2020", **HILL),
        owed("second", due_on="2021", **HILL),
        owed("law", readings=[says("delivered", BEFORE)]),
        owed("licence"),
        owed("request"),
        owed("mill"),
        owed("jobs"),
        owed("kept-mill", readings=[says("delivered", BEFORE)]),
        needs=[
            ("second", "first"),
            ("second", "licence"),
            ("licence", "request"),
            ("licence", "law"),
            ("mill", "second"),
            ("jobs", "mill"),
            ("kept-mill", "second"),
        ],
    )

    assert codes(missing(found, items)) == ["licence", "request"]
    assert codes(there(found, items)) == ["law"]
    assert codes(waits(found, items)) == ["mill", "jobs"]


def test_the_line_of_a_promise_runs_to_its_date_and_is_hatched_from_there():
    found, _items = told(
        owed("first", made_on="2025-01-01", due_on="2025-07-02", **HILL),
        owed("second", due_on="2027", **HILL),
        owed("line", made_on="2025-01-01", **HILL),
        owed("unknown", **HILL),
    )
    years = axis(found, [Sight(1, "2024-05", "not-yet")], DAY)
    lines = [[each.how for each in stretches(item, years, DAY)] for item in found.items]

    assert years.years == [2024, 2025, 2026, 2027]
    assert lines == [["promised", "late"], [], ["undated"], []]
    promised, late = stretches(found.dated[0], years, DAY)
    assert (promised.ends, late.ends) == (late.begins, years.place(DAY))


@given(programmes())
def test_stories_hold_what_the_definition_says_and_nothing_twice(items):
    placed = {number: at_hill(item) for number, item in items.items()}
    found = stories(placed.values())
    dated = [item for item in placed.values() if item.facts.due_on]

    assert len(found) <= 1
    for story in found:
        numbers = [item.facts.number for item in story.items]
        assert sorted(numbers) == sorted(placed)
        assert len(story.dated) == len(dated)
        days = [slip.days for slip in slips(story)]
        assert days == sorted(days)
        assert days[0] == 0
        still = [last_day(item.facts.due_on) for item in dated if not item.standing.is_kept]
        last = max(still, default=story.first_due)
        assert story.slip_days >= (last - story.first_due).days


@given(programmes())
def test_every_line_of_the_axis_stands_on_it(items):
    for story in stories(at_hill(item) for item in items.values()):
        years = axis(story, (), DAY)
        for item in story.items:
            for line in stretches(item, years, DAY):
                assert 0 <= line.begins <= line.ends <= 100
