"""The board's rules: nested steps, who owes, what is stuck and why, what comes due, what stands in the way."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.ledger.rules.words import CLOSED, State
from corridor.results.rules.board import (
    SOON_DAYS,
    ObstacleSeen,
    debtors,
    due_soon,
    held,
    hindrances,
    missing,
    path,
    states,
)
from corridor.results.rules.outcomes import VentureSeen
from results.promises import DAY, codes, on_day, owed, programmes, says

BEFORE, AFTER = DAY - timedelta(days=30), DAY + timedelta(days=1)


# The path from promise to proof


def test_the_path_counts_each_step_and_what_fell_away_before_it():
    found = on_day(
        DAY,
        owed("nothing"),
        owed("part", readings=[says("partly", BEFORE)]),
        owed("press", readings=[says("delivered", BEFORE)]),
        owed("official", readings=[says("delivered", BEFORE, "official")]),
        owed("measured", readings=[says("delivered", BEFORE, "measured")]),
        owed("verified", readings=[says("delivered", BEFORE, "press", verified_on=DAY)]),
    )

    assert [(step.name, step.count, step.lost) for step in path(list(found.values()))] == [
        ("promised", 6, 0),
        ("begun", 5, 1),
        ("delivered", 4, 1),
        ("official", 3, 1),
        ("document", 2, 1),
        ("verified", 1, 1),
    ]


def test_a_verified_part_is_no_verified_delivery():
    found = on_day(DAY, owed("part", readings=[says("partly", BEFORE, "measured", verified_on=DAY)]))

    assert [step.count for step in path(list(found.values()))] == [1, 1, 0, 0, 0, 0]


def test_the_path_of_nothing_is_six_empty_steps():
    assert [step.count for step in path([])] == [0] * 6


@given(programmes())
def test_the_path_is_nested(items):
    steps = path(list(items.values()))
    counts = [step.count for step in steps]

    assert counts[0] == len(items)
    assert counts == sorted(counts, reverse=True)
    assert [step.lost for step in steps] == [0, *(a - b for a, b in pairwise(counts))]


@given(programmes())
def test_every_commitment_stands_in_one_state(items):
    counted = states(items.values())

    assert list(counted) == list(State)
    assert sum(counted.values()) == len(items)


# Who owes


def test_debtors_come_with_most_overdue_first_then_most_late_or_partly():
    late = {"due_on": BEFORE.isoformat()}
    found = on_day(
        DAY,
        owed("a", debtor="idle"),
        owed("b", debtor="idle"),
        owed("c", debtor="slow", readings=[says("delivered", DAY)], **late),
        owed("d", debtor="half", readings=[says("partly", DAY), says("blocked", DAY)]),
        owed("e", debtor="never", **late),
        owed("f", debtor="good", readings=[says("delivered", BEFORE)], **late),
    )

    rows = debtors(found.values())

    assert [row.party for row in rows] == ["never", "half", "slow", "idle", "good"]
    assert [tuple(row)[1:] for row in rows] == [
        (1, 0, 0, 0, 0, 1, 0, 1),
        (1, 0, 0, 0, 1, 0, 1, 1),
        (1, 0, 0, 1, 0, 0, 0, 0),
        (2, 0, 0, 0, 0, 0, 0, 2),
        (1, 1, 0, 0, 0, 0, 0, 0),
    ]


@given(programmes())
def test_debtors_together_owe_everything_once(items):
    rows = debtors(items.values())

    assert len({row.party for row in rows}) == len(rows)
    assert sum(row.total for row in rows) == len(items)
    assert sum(row.still_open for row in rows) == sum(item.standing.is_open for item in items.values())
    assert sum(row.overdue for row in rows) == states(items.values())[State.OVERDUE]
    assert rows == sorted(rows, key=lambda row: (-row.overdue, -row.late_kept - row.partly, -row.total, row.party))


# What is held up


def test_what_most_others_wait_for_comes_first_then_most_workers_then_the_latest():
    late = BEFORE.isoformat()
    found = on_day(
        DAY,
        owed("young", due_on=(DAY - timedelta(days=1)).isoformat()),
        owed("old", due_on=late),
        owed("licence", readings=[says("blocked", BEFORE)]),
        owed("small-road", due_on=late),
        owed("large-road", due_on=late),
        owed("shop", workers=5),
        owed("works", workers=500),
        owed("mall", workers=5),
        owed("fair"),
        needs=[("shop", "small-road"), ("works", "large-road"), ("mall", "licence"), ("fair", "mall")],
    )

    assert codes(row.item for row in held(found, on=DAY)) == ["licence", "large-road", "small-road", "old", "young"]


def test_only_what_is_late_or_blocked_is_held_up():
    late = BEFORE.isoformat()
    found = on_day(
        DAY,
        owed("due-today", due_on=DAY.isoformat()),
        owed("kept-late", due_on=late, readings=[says("delivered", DAY)]),
        owed("ended", due_on=late, ended=((DAY, State.WITHDRAWN),)),
        owed("partly", due_on=late, readings=[says("partly", DAY)]),
    )

    assert codes(row.item for row in held(found, on=DAY)) == ["partly"]


def test_a_row_says_what_is_there_what_is_missing_and_which_dates_were_given():
    power = {"kind": "power", "zone": "east"}
    found = on_day(
        DAY,
        owed("line", readings=[says("delivered", BEFORE)]),
        owed("licence"),
        owed("source"),
        owed("energise", due_on="2024-12", **power),
        owed("first-power", due_on="2020-02", **power),
        owed("second-power", due_on="2020", **power),
        owed("elsewhere", due_on="2019", kind="power", zone="west"),
        needs=[("energise", "line"), ("energise", "licence"), ("licence", "source")],
    )

    row = next(row for row in held(found, on=DAY) if row.item.facts.code == "energise")

    assert (codes(row.has), codes(row.missing)) == (["line"], ["licence", "source"])
    assert row.dates_given == ("2020-02", "2020", "2024-12")


def test_a_row_names_the_ventures_that_left_its_place_by_that_day():
    found = on_day(DAY, owed("east-road", due_on="2020", zone="east"), owed("road", due_on="2020"))
    gone = VentureSeen("glass", "Glass", "withdrawn", "2026-06", "east")
    others = [
        VentureSeen("mill", "Mill", "production", "2026-06", "east"),
        VentureSeen("later", "Later", "withdrawn", "2026-07", "east"),
        VentureSeen("undated", "Undated", "withdrawn", "", "east"),
        VentureSeen("west", "West", "withdrawn", "2026-06", "west"),
        VentureSeen("nowhere", "Nowhere", "withdrawn", "2026-06", ""),
    ]

    rows = {row.item.facts.code: row.gone for row in held(found, [gone, *others], DAY)}

    assert rows == {"east-road": (gone,), "road": ()}


@given(programmes(), st.randoms())
def test_the_order_of_what_is_held_up_does_not_hang_on_the_order_of_the_rows(items, chance):
    shuffled = list(items.items())
    chance.shuffle(shuffled)

    rows = held(dict(shuffled))

    weights = [(-row.item.waiting.others, -row.item.waiting.workers, -row.item.standing.days_late) for row in rows]
    assert weights == sorted(weights)
    assert codes(row.item for row in rows) == codes(row.item for row in held(items))


@given(programmes())
def test_what_is_held_up_is_open_and_late_or_blocked_or_below_something_late(items):
    rows = held(items)
    late_or_blocked = {
        item.facts.number
        for item in items.values()
        if item.standing.state not in CLOSED and (item.standing.days_late or item.standing.is_blocked)
    }
    below_late = {each.facts.number for item in items.values() if item.is_late for each in missing(item, items)}

    assert {row.item.facts.number for row in rows} == late_or_blocked | below_late
    for row in rows:
        waiting_for_it = {each.facts.number for each in row.holds}
        assert waiting_for_it == (
            set()
            if row.item.facts.number in late_or_blocked
            else {number for number in late_or_blocked if row.item.facts.number in items[number].waits_for}
        )


@given(programmes())
def test_what_is_missing_is_all_that_is_open_below(items):
    def below(number: int) -> set[int]:
        nearest = items[number].waits_for
        return set(nearest).union(*(below(further) for further in nearest))

    for number, item in items.items():
        found = missing(item, items)
        assert len(codes(found)) == len(set(codes(found)))
        assert {each.facts.number for each in found} == below(number)
        assert all(each.standing.is_open for each in found)


# What comes due


@pytest.mark.parametrize(
    ("due_on", "comes"),
    [
        (DAY - timedelta(days=1), False),
        (DAY, True),
        (DAY + timedelta(days=SOON_DAYS), True),
        (DAY + timedelta(days=SOON_DAYS + 1), False),
    ],
)
def test_due_soon_begins_today_and_ends_after_ninety_days(due_on, comes):
    found = on_day(DAY, owed("road", due_on=due_on.isoformat()))

    assert codes(due_soon(found.values(), DAY)) == (["road"] if comes else [])


def test_due_soon_counts_a_shortened_date_as_its_last_day():
    found = on_day(date(2026, 10, 2), owed("year", due_on="2026"), owed("month", due_on="2026-12"))

    assert SOON_DAYS == 90
    assert codes(due_soon(found.values(), date(2026, 10, 2))) == ["month", "year"]
    assert codes(due_soon(found.values(), date(2026, 10, 1))) == []


def test_what_is_kept_or_bears_no_date_does_not_come_due():
    soon = AFTER.isoformat()
    found = on_day(
        DAY,
        owed("kept", due_on=soon, readings=[says("delivered", BEFORE)]),
        owed("withdrawn", due_on=soon, ended=((BEFORE, State.WITHDRAWN),)),
        owed("undated"),
        owed("partly", due_on=soon, readings=[says("partly", BEFORE)]),
    )

    assert codes(due_soon(found.values(), DAY)) == ["partly"]


def test_the_soonest_comes_first_and_then_the_code():
    found = on_day(
        DAY,
        owed("c", due_on="2026-07-05"),
        owed("b", due_on="2026-07-02"),
        owed("a", due_on="2026-07-05"),
    )

    assert codes(due_soon(found.values(), DAY)) == ["b", "a", "c"]


# What stands in the way


@pytest.mark.parametrize(
    ("since", "until", "stands"),
    [
        ("", "", True),
        ("2026-06-30", "", True),
        ("2026-06", "", True),
        ("2026-07-01", "", False),
        ("2026", "", False),
        ("2020", "2026-06-30", True),
        ("2020", "2026-06-29", False),
        ("2020", "2026", True),
    ],
)
def test_an_obstacle_stands_from_its_first_certain_day_to_its_last_possible_one(since, until, stands):
    rows = hindrances([ObstacleSeen("o", "land", "", since, until)], DAY)

    assert [(row.kind, row.count) for row in rows] == ([("land", 1)] if stands else [])


def test_obstacles_are_counted_by_kind_with_the_oldest_day_that_is_known():
    seen = [
        ObstacleSeen("a", "policy", "", "", ""),
        ObstacleSeen("b", "land", "", "2021-05", ""),
        ObstacleSeen("c", "land", "", "2019-12-31", ""),
        ObstacleSeen("d", "land", "", "", ""),
        ObstacleSeen("e", "finance", "", "2020", ""),
    ]

    assert [(row.kind, row.count, row.oldest) for row in hindrances(seen, DAY)] == [
        ("land", 3, "2019-12-31"),
        ("finance", 1, "2020"),
        ("policy", 1, ""),
    ]
