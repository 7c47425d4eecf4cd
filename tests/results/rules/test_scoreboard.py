"""How promises stand, counted: parts add up, orders begin with the board's, bars are whole."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.ledger.rules.words import State
from corridor.results.rules.board import debtors
from corridor.results.rules.scoreboard import (
    ORDERS,
    Score,
    ordered,
    pairs,
    parts,
    score_of,
    stand,
    stuck_first,
)
from results.promises import DAY, codes, on_day, owed, programmes, says

BEFORE, AFTER = DAY - timedelta(days=30), DAY + timedelta(days=1)


def counted(items):
    """What parties owe and are owed, counted."""
    owes, to = {}, {}
    for item in items:
        owes.setdefault(item.facts.debtor, Counter())[stand(item)] += 1
        if item.facts.creditor:
            to.setdefault(item.facts.creditor, Counter())[stand(item)] += 1
    return pairs(owes, to)


def test_a_score_counts_each_promise_once_and_its_marks_beside():
    items = on_day(
        DAY,
        owed("on-time", due_on="2026-07", readings=[says("delivered", BEFORE)]),
        owed("undated", readings=[says("delivered", BEFORE)]),
        owed("kept-late", due_on="2026-01", readings=[says("delivered", BEFORE)]),
        owed("partly", due_on="2026-01", readings=[says("partly", BEFORE)]),
        owed("overdue", due_on="2026-01", readings=[says("blocked", BEFORE)]),
        owed("due", due_on=AFTER.isoformat()),
        owed("ended", due_on="2026-01", ended=((BEFORE, State.WITHDRAWN),)),
    )
    found = score_of(items.values())

    assert found == Score(
        total=7, on_time=1, undated=1, kept_late=1, partly=1, overdue=1, late=2, blocked=1, still_open=3
    )
    assert (found.kept, found.ended, found.ahead, found.is_all_kept) == (3, 1, 1, False)
    assert [(part.name, part.promises) for part in parts(found)] == [
        ("kept", 3),
        ("late", 2),
        ("ahead", 1),
        ("ended", 1),
    ]


def test_who_kept_all_has_kept_everything_and_who_withdrew_has_not():
    kept = on_day(DAY, owed("a", readings=[says("delivered", BEFORE)]))
    withdrawn = on_day(
        DAY, owed("a", readings=[says("delivered", BEFORE)]), owed("b", ended=((BEFORE, State.WITHDRAWN),))
    )

    assert score_of(kept.values()).is_all_kept
    assert not score_of(withdrawn.values()).is_all_kept


def test_late_and_blocked_ones_stand_first_and_keep_their_order():
    items = on_day(
        DAY,
        owed("kept", readings=[says("delivered", BEFORE)]),
        owed("open"),
        owed("ended", ended=((BEFORE, State.WITHDRAWN),)),
        owed("blocked", readings=[says("blocked", BEFORE)]),
        owed("late", due_on="2020"),
    )

    assert codes(stuck_first(items.values())) == ["blocked", "late", "open", "ended", "kept"]


@given(programmes())
def test_the_parts_of_a_score_add_up_to_the_whole(items):
    found = score_of(items.values())
    bar = parts(found)

    assert found.kept + found.late + found.ahead + found.ended == found.total == len(items)
    assert found.partly + found.overdue <= found.still_open
    assert found.overdue <= found.late
    assert min(found.ahead, found.ended) >= 0
    assert sum(part.promises for part in bar) == found.total
    assert sum(part.length for part in bar) == (pytest.approx(100) if bar else 0)
    assert all(one.begins + one.length == pytest.approx(other.begins) for one, other in pairwise(bar))


@given(programmes())
def test_parties_stand_in_the_order_of_the_board_and_hold_every_promise_once(items):
    rows = ordered(counted(items.values()), "overdue")

    assert [row.party for row in rows] == [row.party for row in debtors(items.values())]
    assert sum(row.owes.total for row in rows) == len(items)


@given(programmes(), st.sampled_from(sorted(ORDERS)))
def test_every_order_holds_the_same_parties(items, order):
    rows = counted(items.values())

    assert set(ordered(rows, order)) == set(rows)


def test_who_is_only_owed_is_there_too():
    (board, mill) = counted(on_day(DAY, owed("road", creditor="mill")).values())

    assert (board.party, board.owes.total, board.owed.total) == ("board", 1, 0)
    assert (mill.party, mill.owes.total, mill.owed.total) == ("mill", 0, 1)
