"""Bringing evidence, and deciding on what others brought."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

import make
from corridor.base.actors import Actor, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed, WrongFields
from corridor.exchange.queries.stored import package_from_journal, stored_package
from corridor.ledger.access import attachments_seen, commitments_seen, submissions_seen
from corridor.ledger.actions.contacts import make_link
from corridor.ledger.actions.evidence import (
    accept_evidence,
    answer_by_link,
    bring_evidence,
    reject_evidence,
    take_back,
)
from corridor.ledger.actions.refusals import AlreadyDecided, BroughtBefore, LinkUsedUp
from corridor.ledger.models import Commitment, Evidence, Link, Submission
from corridor.ledger.queries.items import items
from corridor.ledger.rules.given import Observed
from corridor.members.models import Person

WHEN = {"at": make.NOON, "on": make.TODAY}
WATER = Observed("2026-06-29", "delivered", "measured", note="2 litres a second at the gate")


@pytest.fixture
def isles(db, tmp_path):
    return make.loaded(tmp_path)


@pytest.fixture
def water(isles):
    return Commitment.objects.get(code="bring-water")


@pytest.fixture
def engineer(isles):
    return make.actor("isles", "water-works", Role.CONTRIBUTOR)


@pytest.fixture
def auditor(isles):
    return make.actor("isles", "auditor", Role.VERIFIER)


@pytest.fixture
def brought(water, engineer):
    return bring_evidence(water, WATER, by=engineer, **WHEN)


def state(commitment, on=make.TODAY):
    return items(commitments_seen(Actor("x"), commitment.programme), on=on)[commitment.pk].standing.state.value


def test_what_is_brought_moves_nothing_until_another_party_accepts_it(water, brought, auditor):
    assert (state(water), Evidence.objects.filter(commitment=water).count()) == ("overdue", 2)

    accepted = accept_evidence(brought, "seen on the spot", by=auditor, **WHEN)

    assert state(water) == "kept-late"
    evidence = accepted.evidence
    assert (evidence.source.kind, evidence.source.publisher) == ("record", "Water Works")
    assert [each.verifier.code for each in evidence.verifications.all()] == ["auditor"]
    names = Event.objects.filter(programme="isles").order_by("-id").values_list("name", flat=True)[:4]
    assert list(names) == ["submission.accepted", "verification.added", "evidence.added", "source.added"]


def test_evidence_that_was_accepted_can_be_rebuilt_from_the_journal(isles, brought, auditor):
    accept_evidence(brought, by=auditor, **WHEN)

    rows = {table.name: sorted(found) for table, found in stored_package(isles).items()}
    again = {table.name: sorted(found) for table, found in package_from_journal("isles")[1].items()}
    assert again == rows


@pytest.mark.parametrize(
    ("party", "role"),
    [
        ("water-works", Role.VERIFIER),
        ("water-works", Role.OFFICER),
        ("isles", Role.OFFICER),
        ("isles", Role.OWNER),
        ("isles", Role.ADMINISTRATOR),
        ("auditor", Role.READER),
        ("auditor", Role.CONTRIBUTOR),
    ],
)
def test_only_verifiers_decide_and_never_the_debtors_people(isles, brought, party, role):
    by = make.actor("isles", party, role)

    with pytest.raises(NotAllowed):
        accept_evidence(brought, by=by, **WHEN)
    with pytest.raises(NotAllowed):
        reject_evidence(brought, "no", by=by, at=make.NOON)

    assert Submission.objects.get().decision == ""


def test_nobody_decides_on_what_they_brought_themselves_in_another_role(isles, water):
    officer = make.person("isles", "isles", Role.OFFICER)
    make.member(officer, "isles", "auditor", Role.VERIFIER)
    both = make.actor_of(officer, make.TODAY)
    brought = bring_evidence(water, WATER, by=both.for_party("isles"), **WHEN)

    with pytest.raises(NotAllowed):
        accept_evidence(brought, by=both.for_party("auditor"), **WHEN)


def test_who_belongs_to_the_debtor_too_does_not_decide(isles, brought):
    verifier = make.person("isles", "auditor", Role.VERIFIER)
    make.member(verifier, "isles", "water-works", Role.READER)

    with pytest.raises(NotAllowed):
        accept_evidence(brought, by=make.actor_of(verifier, make.TODAY), **WHEN)


def test_a_verifier_of_another_place_does_not_decide(isles, brought):
    with pytest.raises(NotAllowed):
        accept_evidence(brought, by=make.actor("isles", "auditor", Role.VERIFIER, zone="west-quay"), **WHEN)


@pytest.mark.parametrize("broken", ["person", "party", "debtor"])
def test_the_database_itself_holds_the_two_person_rule(isles, brought, auditor, broken):
    row = {"decision": "rejected", "decided_by_id": auditor.person, "decided_at": make.NOON}
    row["decided_for"] = make.Party.objects.get(code="auditor")
    if broken == "person":
        row["decided_by_id"] = brought.brought_by_id
    elif broken == "party":
        Submission.objects.update(brought_for=make.Party.objects.get(code="mill"))
        row["decided_for"] = make.Party.objects.get(code="mill")
    else:
        row["decided_for"] = brought.debtor

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=brought.pk).update(**row)


def test_it_is_decided_once(brought, auditor):
    accept_evidence(brought, by=auditor, **WHEN)

    with pytest.raises(AlreadyDecided):
        accept_evidence(brought, by=auditor, **WHEN)
    with pytest.raises(AlreadyDecided):
        reject_evidence(brought, "no", by=auditor, at=make.NOON)


def test_what_was_rejected_stays_with_its_reason_and_can_be_brought_again(water, brought, engineer, auditor):
    with pytest.raises(WrongFields):
        reject_evidence(brought, "", by=auditor, at=make.NOON)
    rejected = reject_evidence(brought, "the photograph shows another gate", by=auditor, at=make.NOON)

    assert (rejected.decision, state(water)) == ("rejected", "overdue")
    assert bring_evidence(water, WATER, by=engineer, **WHEN).pk != rejected.pk


def test_the_same_is_not_brought_twice(water, brought, engineer):
    with pytest.raises(BroughtBefore):
        bring_evidence(water, WATER, by=engineer, **WHEN)


def test_only_who_brought_it_takes_it_back(brought, engineer, auditor):
    with pytest.raises(NotAllowed):
        take_back(brought, by=auditor, at=make.NOON)

    assert take_back(brought, by=engineer, at=make.NOON).decision == "taken-back"
    with pytest.raises(AlreadyDecided):
        accept_evidence(brought, by=auditor, **WHEN)


def test_everything_wrong_is_said_at_once(water, engineer):
    given = Observed("2026-07-01", "done", "", note="=1", address="ftp://x", valid_until="2026-06")

    with pytest.raises(WrongFields) as refused:
        bring_evidence(water, given, by=engineer, **WHEN)

    assert {name: each.code for name, each in refused.value.wrong.items()} == {
        "observed_on": "in-the-future",
        "valid_until": "days-reversed",
        "says": "unknown-choice",
        "grade": "missing",
        "note": "formula",
        "address": "bad-address",
    }


def test_evidence_that_lapses_takes_the_state_with_it(water, engineer, auditor):
    payroll = replace(WATER, observed_on="2026-03-31", valid_until="2026-06-30")
    accept_evidence(bring_evidence(water, payroll, by=engineer, **WHEN), by=auditor, **WHEN)

    assert [state(water, date(2026, 6, 30)), state(water, date(2026, 7, 1))] == ["kept-late", "overdue"]


def test_submissions_are_seen_by_those_they_concern(isles, brought, engineer, auditor):
    seen = {
        "debtor": engineer,
        "creditor": make.actor("isles", "mill", Role.READER),
        "verifier": auditor,
        "officer": make.actor("isles", "isles", Role.OFFICER),
        "reader of another party": make.actor("isles", "auditor", Role.READER),
        "contributor of another party": make.actor("isles", "harbour-board", Role.CONTRIBUTOR),
        "verifier elsewhere": make.actor("isles", "auditor", Role.VERIFIER, zone="west-quay"),
        "public": Actor("reader"),
    }

    assert {who: submissions_seen(by, isles).count() for who, by in seen.items()} == {
        "debtor": 1,
        "creditor": 1,
        "verifier": 1,
        "officer": 1,
        "reader of another party": 0,
        "contributor of another party": 0,
        "verifier elsewhere": 0,
        "public": 0,
    }
    assert attachments_seen(Actor("reader"), isles).count() == 0


def test_an_outsider_answers_by_a_link_a_few_times(isles, water):
    officer = make.actor("isles", "isles", Role.OFFICER)
    link, _secret = make_link(water, by=officer, at=make.NOON)
    outsider = Actor(str(link), party="water-works")

    brought = answer_by_link(link, WATER, by=outsider, **WHEN)

    assert (brought.brought_by, brought.brought_for.code, brought.link) == (None, "water-works", link)
    assert Event.objects.order_by("-id").first().by == str(link)
    Link.objects.update(answers_left=0)
    with pytest.raises(LinkUsedUp):
        answer_by_link(link, replace(WATER, note="again"), by=outsider, **WHEN)
    Link.objects.update(answers_left=1, expires_at=make.NOON - timedelta(seconds=1))
    with pytest.raises(LinkUsedUp):
        answer_by_link(link, replace(WATER, note="again"), by=outsider, **WHEN)


def test_nobody_answers_by_a_link_that_is_not_theirs(isles, water, engineer):
    link, _secret = make_link(water, by=make.actor("isles", "isles", Role.OFFICER), at=make.NOON)

    with pytest.raises(NotAllowed):
        answer_by_link(link, WATER, by=engineer, **WHEN)


def test_the_journal_names_no_person(isles, brought, auditor):
    accept_evidence(brought, by=auditor, **WHEN)

    written = str(list(Event.objects.exclude(party="").values()))
    assert [each for each in Person.objects.all() if each.name in written or each.email in written] == []
