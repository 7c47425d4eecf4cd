"""Commitments with what they wait for and what waits for them."""

from datetime import date, timedelta

import pytest

from corridor.ledger.rules.items import Facts, Item, items_on
from corridor.ledger.rules.states import Promise, Reading
from corridor.ledger.rules.waiting import Waiting
from corridor.ledger.rules.words import State

DAY = date(2020, 6, 30)
LICENCE, POWER, FACTORY = 1, 2, 3
NEEDS = [(POWER, LICENCE), (FACTORY, POWER)]


def facts(number: int, due_on: str = "", workers: int | None = None) -> Facts:
    """A commitment of which nothing matters but its number, its due date and its workers."""
    return Facts(
        number, f"c-{number}", "", "works", "debtor", "", "", None, "", "", due_on, workers, None, "source"
    )


def delivered(on: date) -> Promise:
    return Promise(readings=[Reading(on, "delivered", "press")])


def on(day: date, **promises: Promise) -> dict[int, Item]:
    """The three commitments on a day, of which the factory pledges fifty workers."""
    chain = {"licence": LICENCE, "power": POWER, "factory": FACTORY}
    found = [(facts(chain[name], workers=50 if name == "factory" else None), promises[name]) for name in promises]
    return items_on(found, NEEDS, day)


def test_what_is_needed_and_open_is_waited_for():
    found = on(DAY, licence=Promise(), power=Promise(), factory=Promise())

    assert found[LICENCE].waiting == Waiting(others=2, workers=50)
    assert (list(found[POWER].waits_for), list(found[POWER].has)) == ([LICENCE], [])
    assert (list(found[FACTORY].waits_for), list(found[FACTORY].has)) == ([POWER], [])


def test_what_was_got_is_there_from_its_day():
    promises = {"licence": delivered(DAY), "power": Promise(), "factory": Promise()}

    before, after = on(DAY - timedelta(1), **promises), on(DAY, **promises)

    assert (list(before[POWER].waits_for), list(before[POWER].has)) == ([LICENCE], [])
    assert (list(after[POWER].waits_for), list(after[POWER].has)) == ([], [LICENCE])
    assert after[LICENCE].waiting == Waiting()


def test_what_was_not_made_yet_neither_waits_nor_is_waited_for():
    found = on(DAY, licence=Promise(), power=Promise(made_on=DAY + timedelta(1)), factory=Promise())

    assert set(found) == {LICENCE, FACTORY}
    assert found[LICENCE].waiting == Waiting()
    assert list(found[FACTORY].waits_for) == []


def test_what_was_withdrawn_is_neither_waited_for_nor_there():
    found = on(DAY, licence=Promise(ended=((DAY, State.WITHDRAWN),)), power=Promise(), factory=Promise())

    assert (list(found[POWER].waits_for), list(found[POWER].has)) == ([], [])


def test_a_kept_factory_waits_for_nothing_more():
    found = on(DAY, licence=Promise(), power=Promise(), factory=delivered(DAY))

    assert found[LICENCE].waiting == Waiting(others=1, workers=0)


@pytest.mark.parametrize(
    ("promise", "late"),
    [
        (Promise(due_on=DAY), False),
        (Promise(due_on=DAY - timedelta(1)), True),
        (Promise(due_on=DAY - timedelta(1), readings=[Reading(DAY, "partly", "press")]), True),
        (Promise(due_on=DAY - timedelta(1), readings=[Reading(DAY, "delivered", "press")]), False),
    ],
)
def test_late_is_what_is_still_owed_after_its_date(promise: Promise, late: bool):
    assert on(DAY, licence=promise)[LICENCE].is_late is late


def test_due_by_is_the_last_day_of_what_was_promised():
    found = items_on([(facts(LICENCE, "2020-02"), Promise()), (facts(POWER), Promise())], [], DAY)

    assert found[LICENCE].due_by == date(2020, 2, 29)
    assert found[POWER].due_by is None
