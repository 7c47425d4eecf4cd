"""Writing down what was promised, and correcting how it was written."""

from decimal import Decimal

import pytest

import make
from corridor.base.actors import Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed, WrongFields
from corridor.exchange.queries.stored import package_from_journal, stored_package
from corridor.ledger.actions.commitments import correct_commitment, make_commitment
from corridor.ledger.actions.papers import Paper
from corridor.ledger.actions.refusals import ChangedMeanwhile, NothingToDo
from corridor.ledger.models import Commitment
from corridor.ledger.queries.moves import version_of
from corridor.ledger.rules.given import Given

WHEN = {"at": make.NOON, "on": make.TODAY}
PUMP = Given(
    "Pump the water up",
    "water",
    "water-works",
    creditor="mill",
    zone="east-quay",
    meeting="board-1",
    quantity=Decimal("2.5"),
    unit="km",
    made_on="2026-06-30",
    due_on="2026-12",
    workers=12,
    needs=("bring-water",),
)


@pytest.fixture
def isles(db, tmp_path):
    return make.loaded(tmp_path)


@pytest.fixture
def officer(isles):
    return make.actor("isles", "isles", Role.OFFICER)


def test_an_officer_writes_down_what_a_meeting_decided(isles, officer):
    made = make_commitment(isles, PUMP, Paper(), by=officer, **WHEN)

    assert (made.code, made.debtor.code, made.meeting.code) == ("pump-the-water-up", "water-works", "board-1")
    # It rests on the paper of the meeting.
    assert made.source.code == "gazette"
    assert [each.needs.code for each in made.dependencies.all()] == ["bring-water"]
    last = Event.objects.filter(programme="isles").order_by("-id")[:2]
    assert [(each.name, each.by, each.party) for each in last] == [
        ("dependency.added", officer.name, "isles"),
        ("commitment.added", officer.name, "isles"),
    ]


def test_what_is_written_down_can_be_rebuilt_from_the_journal(isles, officer):
    made = make_commitment(isles, PUMP, Paper(title="Letter 12", publisher="Board"), by=officer, **WHEN)
    better = Given(**{**PUMP.__dict__, "title": "Pump water up the hill", "needs": ()})
    correct_commitment(made, better, "as the minutes say", by=officer, seen=version_of(made), **WHEN)

    rows = {table.name: sorted(found) for table, found in stored_package(isles).items()}
    again = {table.name: sorted(found) for table, found in package_from_journal("isles")[1].items()}
    assert again == rows
    assert Commitment.objects.get(code=made.code).title_en == "Pump water up the hill"


def test_everything_wrong_is_said_at_once_and_nothing_is_written(isles, officer):
    given = Given("=cmd()", "quays", "nobody", quantity=Decimal("-1"), due_on="2026-13", needs=("bring-watter",))

    with pytest.raises(WrongFields) as refused:
        make_commitment(isles, given, Paper(), by=officer, **WHEN)

    assert {name: each.code for name, each in refused.value.wrong.items()} == {
        "title": "formula",
        "kind": "unknown-choice",
        "debtor": "unknown-code",
        "quantity": "bad-number",
        "unit": "unit-missing",
        "due_on": "bad-day",
        "needs": "unknown-code",
    }
    assert Commitment.objects.count() == 4


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.VERIFIER, Role.ADMINISTRATOR])
def test_only_who_runs_the_programme_writes_promises_down(isles, role):
    with pytest.raises(NotAllowed):
        make_commitment(isles, PUMP, Paper(), by=make.actor("isles", "isles", role), **WHEN)


def test_an_officer_of_one_zone_writes_only_there(isles):
    officer = make.actor("isles", "isles", Role.OFFICER, zone="west-quay")

    with pytest.raises(NotAllowed):
        make_commitment(isles, PUMP, Paper(), by=officer, **WHEN)


def test_who_read_an_older_version_is_told_and_loses_nothing(isles, officer):
    made = make_commitment(isles, PUMP, Paper(), by=officer, **WHEN)
    seen = version_of(made)
    correct_commitment(made, Given(**{**PUMP.__dict__, "note": "one"}), "first", by=officer, seen=seen, **WHEN)

    with pytest.raises(ChangedMeanwhile):
        correct_commitment(made, Given(**{**PUMP.__dict__, "note": "two"}), "second", by=officer, seen=seen, **WHEN)

    assert Commitment.objects.get(pk=made.pk).note == "one"


def test_a_correction_moves_neither_the_date_nor_the_debtor(isles, officer):
    made = make_commitment(isles, PUMP, Paper(), by=officer, **WHEN)
    given = Given(**{**PUMP.__dict__, "due_on": "2030", "debtor": "mill", "creditor": "", "note": "n"})

    correct_commitment(made, given, "because", by=officer, seen=None, **WHEN)

    found = Commitment.objects.get(pk=made.pk)
    assert (found.due_on, found.debtor.code, found.note) == ("2026-12", "water-works", "n")


def test_a_correction_that_changes_nothing_is_refused(isles, officer):
    made = make_commitment(isles, PUMP, Paper(), by=officer, **WHEN)

    with pytest.raises(NothingToDo):
        correct_commitment(made, PUMP, "because", by=officer, seen=None, **WHEN)


def test_a_need_that_turns_in_a_circle_is_spelled_out(isles, officer):
    quay = Commitment.objects.get(code="build-quay")
    given = Given("Build the quay", "quay", "harbour-board", creditor="mill", needs=("build-mill",))

    with pytest.raises(WrongFields) as refused:
        correct_commitment(quay, given, "because", by=officer, seen=None, **WHEN)

    assert str(refused.value.wrong["needs"]) == ("This would wait for itself: build-mill → build-quay → build-mill")


def test_the_same_title_twice_has_two_codes(isles, officer):
    codes = [make_commitment(isles, PUMP, Paper(), by=officer, **WHEN).code for _time in range(2)]

    assert codes == ["pump-the-water-up", "pump-the-water-up-2"]
