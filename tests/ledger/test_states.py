"""What has become of a commitment on a day, example by example; test_states_hold.py has what always holds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from corridor.base.days import last_day
from corridor.ledger.rules.states import Promise, Reading, Standing, ended_by, standing
from corridor.ledger.rules.words import CLOSED, ENDED, KEPT, Proof, State

DUE = date(2020, 2, 29)
DAY = timedelta(days=1)


def saw(
    day: str, says: str, grade: str = "press", quantity: int | None = None, unit: str = "MW", **more
) -> Reading:
    """A piece of evidence, as of the last day that its date can mean."""
    amount = None if quantity is None else Decimal(quantity)
    return Reading(last_day(day), says, grade, amount, unit if quantity is not None else "", **more)


def on(day: str, *readings: Reading, **facts) -> Standing:
    """Where a commitment stands on a day, which must be there."""
    found = standing(Promise(readings=readings, **facts), last_day(day))
    assert found is not None
    return found


def test_announced_is_what_nobody_signed_and_no_day_was_named_for():
    assert on("2020").state is State.ANNOUNCED


def test_agreed_from_the_day_on_which_it_was_signed_or_decided():
    assert on("2020-01-31", bound_on=date(2020, 2, 1)).state is State.ANNOUNCED
    assert on("2020-02-01", bound_on=date(2020, 2, 1)).state is State.AGREED


def test_due_until_the_last_day_of_the_date():
    found = on("2020-02-29", due_on=DUE)

    assert (found.state, found.days_late, found.is_default) == (State.DUE, 0, False)


def test_due_says_more_than_agreed():
    assert on("2020-02-01", due_on=DUE, bound_on=date(2019, 1, 1)).state is State.DUE


def test_overdue_from_the_day_after():
    found = on("2020-03-01", due_on=DUE)

    assert (found.state, found.days_late, found.is_default, found.is_open) == (State.OVERDUE, 1, True, True)


@pytest.mark.parametrize(
    ("due", "last_good", "first_bad"),
    [
        ("2021-12-31", "2021-12-31", "2022-01-01"),
        ("2021-12", "2021-12-31", "2022-01-01"),
        ("2021", "2021-12-31", "2022-01-01"),
        ("2020-02", "2020-02-29", "2020-03-01"),
        ("2021-06", "2021-06-30", "2021-07-01"),
    ],
)
def test_a_date_is_late_only_after_the_last_day_it_can_mean(due: str, last_good: str, first_bad: str):
    assert on(last_good, due_on=last_day(due)).state is State.DUE
    assert on(first_bad, due_on=last_day(due)).state is State.OVERDUE


def test_partly_kept_is_neither_kept_nor_default_however_much_there_is():
    readings = [saw(f"2020-{month:02}", "partly", "measured", 39) for month in range(1, 13)]

    found = on("2021", *readings, due_on=DUE, quantity=Decimal(40), unit="MW")

    assert (found.state, found.proof, found.is_kept, found.is_default) == (
        State.PARTLY_KEPT, Proof.MEASURED, False, False,
    )  # fmt: skip
    assert (found.kept_on, found.days_late) == (None, 671)


def test_partly_kept_before_it_is_due_is_partly_kept():
    assert on("2020-02-01", saw("2020-01", "partly"), due_on=DUE).state is State.PARTLY_KEPT


def test_kept_on_time_on_the_very_day():
    found = on("2021", saw("2020-02-29", "delivered"), due_on=DUE)

    assert (found.state, found.kept_on, found.days_late) == (State.KEPT_ON_TIME, DUE, 0)


def test_kept_on_time_where_no_day_was_promised():
    found = on("2021", saw("2020", "delivered"))

    assert (found.state, found.days_late) == (State.KEPT_ON_TIME, 0)


def test_kept_late_a_day_after_and_no_later_as_time_goes_by():
    for day in ("2020-03-01", "2025-12-31"):
        found = on(day, saw("2020-03-01", "delivered"), due_on=DUE)
        assert (found.state, found.days_late, found.is_open) == (State.KEPT_LATE, 1, False)


def test_kept_on_the_first_of_several_deliveries():
    found = on("2021", saw("2020-06", "delivered"), saw("2020-02-01", "delivered"), due_on=DUE)

    assert (found.state, found.kept_on) == (State.KEPT_ON_TIME, date(2020, 2, 1))


def test_a_delivery_seen_in_a_month_is_certain_only_at_its_end():
    reading = saw("2020-09", "delivered")

    assert on("2020-09-29", reading, due_on=DUE).state is State.OVERDUE
    assert on("2020-09-30", reading, due_on=DUE).state is State.KEPT_LATE


@pytest.mark.parametrize(
    ("quantity", "unit", "state"),
    [
        (40, "MW", State.KEPT_ON_TIME),
        (Decimal("39.6"), "MW", State.KEPT_ON_TIME),
        (Decimal("39.59999"), "MW", State.PARTLY_KEPT),
        (500, "MW", State.KEPT_ON_TIME),
        (12, "kV", State.KEPT_ON_TIME),
        (0, "MW", State.PARTLY_KEPT),
        (None, "", State.KEPT_ON_TIME),
    ],
)
def test_a_delivery_short_by_more_than_one_in_a_hundred_is_a_part(quantity, unit: str, state: State):
    reading = saw("2020-01", "delivered", quantity=quantity, unit=unit)

    assert on("2020-02-01", reading, due_on=DUE, quantity=Decimal(40), unit="MW").state is state


def test_a_quantity_is_not_short_of_what_was_never_named():
    assert on("2020-02-01", saw("2020-01", "delivered", quantity=1), due_on=DUE).is_kept


@pytest.mark.parametrize("how", [State.SUPERSEDED, State.WITHDRAWN])
def test_ended_from_its_day_on(how: State):
    facts = {"due_on": DUE, "ended": ((date(2020, 3, 10), how),)}

    assert on("2020-03-09", **facts).state is State.OVERDUE
    found = on("2022", **facts)
    assert (found.state, found.days_late, found.is_open, found.is_default) == (how, 10, False, False)


def test_lapsed_the_day_after_its_agreement_ran_out():
    facts = {"due_on": date(2030, 1, 1), "expires_on": date(2020, 12, 31)}

    assert on("2020-12-31", **facts).state is State.DUE
    assert on("2021-01-01", **facts).state is State.LAPSED


def test_the_earliest_end_decides_and_on_one_day_its_own():
    own, paper = (date(2020, 6, 1), State.WITHDRAWN), (date(2020, 6, 1), State.SUPERSEDED)

    assert on("2021", ended=(own, paper), expires_on=date(2020, 5, 31)).state is State.WITHDRAWN
    assert on("2021", ended=(paper, own)).state is State.SUPERSEDED
    assert on("2021", ended=(own,), expires_on=date(2020, 5, 30)).state is State.LAPSED
    assert on("2021", ended=((date(2019, 1, 1), State.SUPERSEDED), own)).state is State.SUPERSEDED


def test_nothing_ended_before_its_day():
    assert ended_by(Promise(ended=((date(2020, 6, 1), State.WITHDRAWN),)), date(2020, 5, 31)) is None


def test_what_was_delivered_is_kept_even_after_it_was_withdrawn():
    facts = {"due_on": DUE, "ended": ((date(2020, 3, 10), State.WITHDRAWN),)}

    assert on("2020-06-01", saw("2020-06-02", "delivered"), **facts).state is State.WITHDRAWN
    assert on("2020-06-02", saw("2020-06-02", "delivered"), **facts).state is State.KEPT_LATE


def test_what_ended_shows_the_part_that_was_there():
    ended = ((date(2020, 3, 10), State.SUPERSEDED),)

    assert on("2021", saw("2020-01", "partly", "document"), ended=ended).proof is Proof.DOCUMENT


def test_before_it_was_made_there_is_no_commitment():
    promise = Promise(made_on=last_day("2019-09"))

    assert standing(promise, date(2019, 9, 29)) is None
    assert standing(promise, date(2019, 9, 30)) is not None


def test_proof_is_the_best_grade_of_what_kept_it():
    readings = [
        saw("2020-01", "delivered"),
        saw("2020-02", "delivered", "document"),
        saw("2020-03", "partly", "measured"),
    ]

    assert [on(f"2020-{month:02}", *readings).proof for month in (1, 2, 3)] == [
        Proof.PRESS, Proof.DOCUMENT, Proof.DOCUMENT,
    ]  # fmt: skip


@pytest.mark.parametrize("says", ["not-yet", "blocked"])
def test_what_is_not_there_proves_nothing(says: str):
    assert on("2021", saw("2020", says, "measured"), due_on=DUE).proof is Proof.NONE


def test_verified_from_the_day_of_verification():
    reading = saw("2020-01-15", "delivered", verified_on=date(2020, 2, 10))

    assert on("2020-02-09", reading).proof is Proof.PRESS
    assert on("2020-02-10", reading).proof is Proof.VERIFIED


def test_a_verified_part_is_verified_and_still_a_part():
    found = on("2021", saw("2020-01-15", "partly", verified_on=date(2020, 2, 10)), due_on=DUE)

    assert (found.state, found.proof) == (State.PARTLY_KEPT, Proof.VERIFIED)


def test_a_verified_part_does_not_verify_a_delivery():
    found = on("2021", saw("2020-01", "partly", verified_on=date(2020, 2, 10)), saw("2020-05", "delivered"))

    assert (found.is_kept, found.proof) == (True, Proof.PRESS)


def test_blocked_stands_beside_the_state():
    block = saw("2020-01-10", "blocked")

    for facts, state in (
        ({"due_on": date(2019, 1, 1)}, State.OVERDUE),
        ({"due_on": date(2022, 1, 1)}, State.DUE),
        ({"bound_on": date(2019, 1, 1)}, State.AGREED),
        ({}, State.ANNOUNCED),
    ):
        found = on("2020-06", block, **facts)
        assert (found.state, found.is_blocked) == (state, True)


@pytest.mark.parametrize(
    ("later", "blocked"),
    [
        (saw("2020-05-01", "not-yet"), True),
        (saw("2020-05-01", "partly"), False),
        (saw("2020-01-10", "partly"), True),
        (saw("2019-05-01", "partly"), True),
        (saw("2020-05-01", "blocked"), True),
    ],
)
def test_blocked_until_something_moves(later: Reading, blocked: bool):
    assert on("2020-12", saw("2020-01-10", "blocked"), later, due_on=DUE).is_blocked is blocked


def test_blocked_anew_after_it_moved():
    readings = [saw("2020-01", "blocked"), saw("2020-02", "partly"), saw("2020-03", "blocked")]

    assert [on(f"2020-{month:02}", *readings).is_blocked for month in (1, 2, 3)] == [True, False, True]


def test_what_is_kept_or_ended_is_not_blocked():
    block = saw("2020-01-10", "blocked")

    assert not on("2021", block, saw("2020-02", "delivered")).is_blocked
    assert not on("2021", block, ended=((date(2020, 2, 1), State.WITHDRAWN),)).is_blocked


@pytest.mark.parametrize("says", ["not-yet", "blocked", "partly"])
def test_disputed_by_later_evidence_and_kept_all_the_same(says: str):
    found = on("2021", saw("2020-01", "delivered"), saw("2020-06", says), due_on=DUE)

    assert (found.state, found.is_disputed) == (State.KEPT_ON_TIME, True)


@pytest.mark.parametrize(
    "other", [saw("2019-06", "not-yet"), saw("2020-01", "not-yet"), saw("2020-06", "delivered")]
)
def test_not_disputed_by_earlier_evidence_nor_by_more_deliveries(other: Reading):
    assert not on("2021", saw("2020-01", "delivered"), other).is_disputed


def test_a_newer_delivery_answers_a_dispute():
    readings = [saw("2020-01", "delivered"), saw("2020-02", "not-yet"), saw("2020-03", "delivered")]

    assert [on(f"2020-{month:02}", *readings).is_disputed for month in (1, 2, 3)] == [False, True, False]


def test_what_is_denied_on_the_day_of_the_newest_delivery_is_not_disputed():
    readings = [saw("2020-01", "delivered"), saw("2020-03", "delivered"), saw("2020-03", "not-yet")]

    assert not on("2021", *readings).is_disputed


def test_a_delivery_too_small_disputes_a_whole_one():
    found = on(
        "2021",
        saw("2020-01", "delivered", quantity=40),
        saw("2020-06", "delivered", quantity=12),
        quantity=Decimal(40),
        unit="MW",
    )

    assert (found.is_kept, found.is_disputed) == (True, True)


def test_what_is_open_or_ended_is_not_disputed():
    assert not on("2021", saw("2020-01", "partly"), saw("2020-06", "not-yet")).is_disputed


def test_the_states_are_open_kept_or_ended():
    assert set(State) == {*KEPT, *ENDED} | {
        State.ANNOUNCED, State.AGREED, State.DUE, State.OVERDUE, State.PARTLY_KEPT,
    }  # fmt: skip
    assert not KEPT & ENDED
    assert CLOSED == KEPT | ENDED
