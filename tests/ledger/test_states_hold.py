"""What always holds of the state of a commitment, whatever was promised and seen."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corridor.ledger.rules.states import Promise, Reading, days_late, standing
from corridor.ledger.rules.words import GRADES, SAYINGS, STRENGTH, Proof, State

DAY = timedelta(days=1)
days = st.dates(date(2020, 1, 1), date(2020, 3, 31))
maybe_days = st.none() | days
quantities = st.none() | st.integers(0, 100).map(Decimal)
units = st.sampled_from(["", "MW", "km"])
says = st.sampled_from(SAYINGS)


def readings(on: st.SearchStrategy[date] = days, saying: st.SearchStrategy[str] = says):
    return st.builds(Reading, on, saying, st.sampled_from(GRADES), quantities, units, maybe_days, maybe_days)


promises = st.builds(
    Promise,
    made_on=maybe_days,
    due_on=maybe_days,
    bound_on=maybe_days,
    quantity=quantities,
    unit=units,
    ended=st.lists(st.tuples(days, st.sampled_from([State.SUPERSEDED, State.WITHDRAWN])), max_size=2).map(tuple),
    expires_on=maybe_days,
    readings=st.lists(readings(), max_size=5),
)


# Evidence that proves for good: what expires may open again what had ended or was kept.
lasting = promises.map(lambda each: each._replace(readings=[r._replace(until=None) for r in each.readings]))


def state_by_the_book(promise: Promise, on: date) -> State | None:
    """The state as docs/words.md defines it: the first row of its table that fits."""
    if promise.made_on is not None and on < promise.made_on:
        return None

    def short(reading: Reading) -> bool:
        comparable = None not in (promise.quantity, reading.quantity) and promise.unit == reading.unit
        return comparable and reading.quantity * 100 < promise.quantity * 99

    seen = [each for each in promise.readings if each.on <= on and (each.until is None or on <= each.until)]
    whole = [reading.on for reading in seen if reading.says == "delivered" and not short(reading)]
    part = any(reading.says == "partly" or (reading.says == "delivered" and short(reading)) for reading in seen)
    ends = [(day, 0, state) for day, state in promise.ended]
    if promise.expires_on:
        ends.append((promise.expires_on + DAY, 1, State.LAPSED))
    ends = sorted([end for end in ends if end[0] <= on], key=lambda end: end[:2])
    late_by = promise.due_on or date.max
    book = [
        (State.KEPT_LATE, bool(whole) and min(whole) > late_by),
        (State.KEPT_ON_TIME, bool(whole)),
        (ends[0][2] if ends else State.LAPSED, bool(ends)),
        (State.PARTLY_KEPT, part),
        (State.OVERDUE, on > late_by),
        (State.DUE, promise.due_on is not None),
        (State.AGREED, promise.bound_on is not None and promise.bound_on <= on),
        (State.ANNOUNCED, True),
    ]
    return next(state for state, fits in book if fits)


@given(promises, days)
def test_the_state_is_the_one_that_the_book_says(promise: Promise, on: date):
    found = standing(promise, on)

    assert (found and found.state) == state_by_the_book(promise, on)


@given(promises, days)
def test_a_standing_is_open_kept_or_ended_and_bears_only_the_marks_of_that(promise: Promise, on: date):
    found = standing(promise, on)
    if found is None:
        return

    assert found.is_kept == (found.kept_on is not None)
    assert not (found.is_open and found.is_kept)
    assert not found.is_blocked or found.is_open
    assert not found.is_disputed or found.is_kept
    assert found.is_default == (found.state is State.OVERDUE)
    assert not found.is_default or (found.proof is Proof.NONE and found.days_late > 0)
    assert not found.is_kept or found.proof is not Proof.NONE


@given(promises, days, st.lists(readings(), max_size=4))
def test_evidence_seen_later_changes_nothing(promise: Promise, on: date, later: list[Reading]):
    more = [
        *promise.readings,
        *(reading._replace(on=on + DAY + (reading.on - date(2020, 1, 1))) for reading in later),
    ]

    assert standing(promise._replace(readings=more), on) == standing(promise, on)


@given(promises, days, days)
def test_verification_later_changes_nothing(promise: Promise, on: date, late: date):
    later = [reading._replace(verified_on=max(late, on + DAY)) for reading in promise.readings]
    never = [reading._replace(verified_on=None) for reading in promise.readings]

    assert standing(promise._replace(readings=later), on) == standing(promise._replace(readings=never), on)


@given(promises, days, st.lists(readings(saying=st.sampled_from(["not-yet", "blocked"])), max_size=4))
def test_what_is_not_there_never_changes_the_state(promise: Promise, on: date, absent: list[Reading]):
    before = standing(promise, on)
    after = standing(promise._replace(readings=[*promise.readings, *absent]), on)

    if before is None or after is None:
        assert before is after
    else:
        assert (after.state, after.proof, after.kept_on, after.days_late) == (
            before.state, before.proof, before.kept_on, before.days_late,
        )  # fmt: skip


@given(promises, days, st.lists(readings(saying=st.just("not-yet")), max_size=4))
def test_not_yet_does_not_lift_or_make_a_block(promise: Promise, on: date, absent: list[Reading]):
    before = standing(promise, on)
    after = standing(promise._replace(readings=[*promise.readings, *absent]), on)

    assert (before and before.is_blocked) == (after and after.is_blocked)


@given(promises, days)
def test_the_state_is_as_if_what_expired_had_never_been_seen(promise: Promise, on: date):
    there = [each for each in promise.readings if each.until is None or on <= each.until]

    assert standing(promise, on) == standing(promise._replace(readings=there), on)


@given(promises, days)
def test_on_its_last_day_evidence_proves_as_much_as_if_it_never_expired(promise: Promise, on: date):
    last = [each._replace(until=on) for each in promise.readings]
    ever = [each._replace(until=None) for each in promise.readings]

    assert standing(promise._replace(readings=last), on) == standing(promise._replace(readings=ever), on)


@given(promises, days)
def test_the_day_after_everything_expired_nothing_was_ever_seen(promise: Promise, on: date):
    gone = [each._replace(until=on) for each in promise.readings]

    assert standing(promise._replace(readings=gone), on + DAY) == standing(promise._replace(readings=()), on + DAY)


@given(promises, days, st.lists(st.tuples(days, maybe_days), max_size=3).map(tuple))
def test_an_objection_changes_nothing_but_its_mark(promise: Promise, on: date, contested):
    before, after = standing(promise, on), standing(promise._replace(contested=contested), on)

    if before is None or after is None:
        assert before is after
    else:
        stands = any(since <= on and (answered is None or on < answered) for since, answered in contested)
        assert after == replace(before, is_contested=stands)


@given(lasting, days, st.integers(1, 400))
def test_a_kept_promise_stays_kept_on_every_later_day(promise: Promise, on: date, days_on: int):
    before, after = standing(promise, on), standing(promise, on + days_on * DAY)

    if before and before.is_kept:
        assert after is not None
        assert (after.state, after.kept_on, after.days_late) == (before.state, before.kept_on, before.days_late)
        assert STRENGTH[after.proof] >= STRENGTH[before.proof]


@given(lasting, days, st.integers(1, 400))
def test_what_ended_may_be_kept_later_but_is_never_open_again(promise: Promise, on: date, days_on: int):
    before, after = standing(promise, on), standing(promise, on + days_on * DAY)

    if before and not before.is_open:
        assert after is not None
        assert not after.is_open


@given(promises, days)
def test_kept_on_is_never_after_the_day_that_is_asked_for(promise: Promise, on: date):
    found = standing(promise, on)

    if found and found.kept_on:
        assert found.kept_on <= on
        assert found.kept_on in [reading.on for reading in promise.readings if reading.says == "delivered"]


@given(promises, days)
def test_days_late_are_never_negative_and_grow_by_one_a_day_while_overdue(promise: Promise, on: date):
    today, tomorrow = standing(promise, on), standing(promise, on + DAY)

    assert today is None or today.days_late >= 0
    if today and tomorrow and today.is_default and tomorrow.is_default:
        assert tomorrow.days_late == today.days_late + 1


@given(promises, days)
def test_days_late_stand_still_once_nothing_is_owed(promise: Promise, on: date):
    today, tomorrow = standing(promise, on), standing(promise, on + DAY)

    if today and not today.is_open and tomorrow and tomorrow.state is today.state:
        assert tomorrow.days_late == today.days_late


@given(promises, days)
def test_a_day_late_is_a_day_after_the_due_date(promise: Promise, on: date):
    found = standing(promise, on)

    if found is None or promise.due_on is None:
        assert found is None or found.days_late == 0
    elif found.is_open:
        assert found.days_late == days_late(promise.due_on, on)
        assert (found.days_late > 0) == (on > promise.due_on)


@given(promises, days, st.randoms())
def test_the_order_of_the_evidence_does_not_matter(promise: Promise, on: date, random):
    shuffled = [*promise.readings]
    random.shuffle(shuffled)

    assert standing(promise._replace(readings=shuffled), on) == standing(promise, on)


@given(promises, days, readings(saying=st.sampled_from(["delivered", "partly"])))
def test_more_delivered_never_weakens_the_state(promise: Promise, on: date, more: Reading):
    before = standing(promise, on)
    after = standing(promise._replace(readings=[*promise.readings, more]), on)

    if before and before.is_kept:
        assert after is not None
        assert after.is_kept
    if before and before.state is State.PARTLY_KEPT:
        assert after is not None
        assert after.state in (State.PARTLY_KEPT, State.KEPT_LATE, State.KEPT_ON_TIME)
