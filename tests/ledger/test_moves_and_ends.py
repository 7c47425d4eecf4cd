"""Moving due dates, ending promises, contesting entries, obstacles, contacts."""

from datetime import timedelta

import pytest

import make
from corridor.base.actors import Actor, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed, WrongFields
from corridor.exchange.queries.stored import package_from_journal, stored_package
from corridor.ledger.access import commitments_seen
from corridor.ledger.actions.contacts import set_contact
from corridor.ledger.actions.contests import answer_contest, contest_entry, take_contest_back
from corridor.ledger.actions.endings import end_commitment
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.actions.obstacles import open_obstacle, take_step
from corridor.ledger.actions.papers import Paper
from corridor.ledger.actions.refusals import AlreadyAnswered, AlreadyKept, ChangedMeanwhile, HasEnded, NothingToDo
from corridor.ledger.models import Commitment, Contest, Evidence, Obstacle
from corridor.ledger.queries.items import items
from corridor.ledger.queries.moves import latest_due, latest_dues, version_of

WHEN = {"at": make.NOON, "on": make.TODAY}
LETTER = Paper(title="Letter 12 of the harbour board")


@pytest.fixture
def isles(db, tmp_path):
    return make.loaded(tmp_path)


@pytest.fixture
def officer(isles):
    return make.actor("isles", "isles", Role.OFFICER)


@pytest.fixture
def miller(isles):
    return make.actor("isles", "mill", Role.CONTRIBUTOR)


@pytest.fixture
def water(isles):
    return Commitment.objects.get(code="bring-water")


def standing(commitment, on=make.TODAY):
    return items(commitments_seen(Actor("x"), commitment.programme), on=on)[commitment.pk].standing


def rebuilt(programme):
    rows = {table.name: sorted(found) for table, found in stored_package(programme).items()}
    return rows, {table.name: sorted(found) for table, found in package_from_journal(programme.code)[1].items()}


def test_a_moved_date_leaves_the_first_one_and_lateness_as_they_were(isles, water, officer):
    before = standing(water)

    move = move_due_date(water, "2026-12", "the pump came late", LETTER, by=officer, seen=version_of(water), **WHEN)

    water.refresh_from_db()
    assert (water.due_on, latest_due(water), move.authority.code) == ("2021", "2026-12", "isles")
    assert standing(water) == before
    assert latest_dues(isles) == {water.pk: "2026-12"}
    assert rebuilt(isles)[0] == rebuilt(isles)[1]


def test_a_date_is_moved_with_a_reason_and_an_instrument(water, officer):
    with pytest.raises(WrongFields) as refused:
        move_due_date(water, "2021", "", Paper(), by=officer, **WHEN)

    assert {name: each.code for name, each in refused.value.wrong.items()} == {
        "reason": "missing",
        "due_on": "same-day",
        "title": "missing",
    }


def test_what_was_kept_is_not_promised_for_another_day(isles, officer):
    quay = Commitment.objects.get(code="build-quay")

    with pytest.raises(AlreadyKept):
        move_due_date(quay, "2027", "later", LETTER, by=officer, **WHEN)

    assert latest_dues(isles) == {}


def test_two_who_move_the_same_date_do_not_overwrite_one_another(water, officer):
    seen = version_of(water)
    move_due_date(water, "2026-12", "one", LETTER, by=officer, seen=seen, **WHEN)

    with pytest.raises(ChangedMeanwhile):
        move_due_date(water, "2027", "two", LETTER, by=officer, seen=seen, **WHEN)


def test_a_promise_is_withdrawn_with_authority_and_reason(isles, water, officer):
    with pytest.raises(WrongFields) as refused:
        end_commitment(water, "gone", "", LETTER, by=officer, **WHEN)
    assert sorted(refused.value.wrong) == ["authority", "how", "reason"]

    end_commitment(water, "withdrawn", "no spring", LETTER, by=officer, authority="isles", **WHEN)

    assert standing(water).state.value == "withdrawn"
    with pytest.raises(HasEnded):
        end_commitment(water, "withdrawn", "again", LETTER, by=officer, authority="isles", **WHEN)
    with pytest.raises(HasEnded):
        move_due_date(Commitment.objects.get(pk=water.pk), "2030", "late", LETTER, by=officer, **WHEN)
    assert rebuilt(isles)[0] == rebuilt(isles)[1]


def test_a_promise_is_superseded_by_another(water, officer):
    with pytest.raises(WrongFields):
        end_commitment(water, "superseded", "merged", LETTER, by=officer, authority="isles", **WHEN)

    ending = end_commitment(
        water, "superseded", "merged", LETTER, by=officer, authority="isles", successor="build-quay", **WHEN
    )

    assert ending.successor.code == "build-quay"


def test_a_party_contests_and_an_officer_of_another_answers(isles, water, miller, officer):
    contest = contest_entry(water, "It was never promised to us", by=miller, **WHEN)

    with pytest.raises(NotAllowed):
        answer_contest(contest, "upheld", "yes", by=miller, **WHEN)
    answered = answer_contest(contest, "declined", "The minutes say so", by=officer, **WHEN)

    assert (answered.answer, answered.answered_for.code) == ("declined", "isles")
    with pytest.raises(AlreadyAnswered):
        answer_contest(contest, "upheld", "yes", by=officer, **WHEN)
    assert rebuilt(isles)[0] == rebuilt(isles)[1]


def test_evidence_found_wrong_proves_nothing_from_the_answer_on(isles, miller, officer):
    quay = Commitment.objects.get(code="build-quay")
    evidence = Evidence.objects.get(commitment=quay)
    contest = contest_entry(quay, "It fell down", evidence=evidence, by=miller, **WHEN)
    assert standing(quay).is_kept

    answer_contest(contest, "upheld", "So it did", by=officer, **WHEN)

    yesterday = make.TODAY - timedelta(days=1)
    assert (standing(quay).state.value, standing(quay, yesterday).is_kept) == ("overdue", True)
    assert rebuilt(isles)[0] == rebuilt(isles)[1]


def test_the_party_takes_its_objection_back(water, miller, officer):
    contest = contest_entry(water, "wrong", by=miller, **WHEN)
    with pytest.raises(NotAllowed):
        take_contest_back(contest, "no", by=officer, **WHEN)

    assert take_contest_back(contest, "a mistake of ours", by=miller, **WHEN).answer == "taken-back"


def test_a_reader_contests_nothing(isles, water):
    with pytest.raises(NotAllowed):
        contest_entry(water, "wrong", by=make.actor("isles", "mill", Role.READER), **WHEN)
    assert Contest.objects.count() == 0


def test_an_obstacle_is_opened_assigned_escalated_closed_and_reopened(isles, officer):
    obstacle = open_obstacle(
        isles, "The pipe is stolen", "security", LETTER, by=officer, zone="east-quay", since="2026-06", **WHEN
    )
    for what, party in (("assigned", "water-works"), ("escalated", "isles"), ("closed", "")):
        take_step(obstacle, what, f"{what} it", by=officer, party=party, **WHEN)

    obstacle.refresh_from_db()
    assert obstacle.until == "2026-06-30"
    with pytest.raises(NothingToDo):
        take_step(obstacle, "closed", "again", by=officer, **WHEN)
    take_step(obstacle, "reopened", "stolen again", by=officer, **WHEN)
    obstacle.refresh_from_db()
    assert obstacle.until == ""
    assert rebuilt(isles)[0] == rebuilt(isles)[1]


def test_a_step_says_whose_it_is_and_what_was_done(isles, officer):
    with pytest.raises(WrongFields) as refused:
        take_step(Obstacle.objects.get(), "escalated", "", by=officer, **WHEN)

    assert sorted(refused.value.wrong) == ["party", "says"]


def test_a_contributor_opens_an_obstacle_and_does_not_close_it(isles, miller):
    obstacle = open_obstacle(isles, "No road", "land", LETTER, by=miller, zone="east-quay", **WHEN)

    with pytest.raises(NotAllowed):
        take_step(obstacle, "closed", "done", by=miller, **WHEN)


def test_a_contact_stands_in_no_journal(isles, water, officer):
    caretaker = make.person("isles", "isles", Role.OFFICER)

    contact = set_contact(water, "Focal Person", "Focal@Water.Example", "pt", caretaker, by=officer, at=make.NOON)

    assert contact.focal_email == "focal@water.example"
    told = Event.objects.get(name="contact.set").after
    assert told == {"focal": True, "caretaker": caretaker.code}
    with pytest.raises(WrongFields):
        set_contact(water, "x", "no address", "en", None, by=officer, at=make.NOON)


def test_what_is_entered_at_the_desk_outlasts_a_load(isles, water, officer, tmp_path):
    move_due_date(water, "2026-12", "late", LETTER, by=officer, **WHEN)
    open_obstacle(isles, "No road", "land", LETTER, by=officer, zone="east-quay", **WHEN)
    take_step(Obstacle.objects.get(code="no-spring"), "closed", "it rained", by=officer, **WHEN)
    before = rebuilt(isles)[0]

    tally = make.load(make.package(tmp_path / "again"), at=make.NOON + timedelta(days=1))

    assert (tally.created, tally.updated, tally.removed) == (0, 0, 0)
    assert rebuilt(isles)[0] == before == rebuilt(isles)[1]


def test_a_load_keeps_what_the_desk_rests_on_though_the_package_dropped_it(isles, miller, tmp_path):
    work = Commitment.objects.get(code="give-work")
    contest_entry(work, "not ours", by=miller, **WHEN)

    folder = make.package(
        tmp_path / "again", commitments=make.without(5), dependencies=make.without(4), endings=None
    )
    make.load(folder, at=make.NOON + timedelta(days=1))

    assert Commitment.objects.filter(code="give-work").exists()


BAD = Paper(source="nothing", title="=1", address="ftp://x")


def test_a_paper_that_is_none_is_refused_in_every_deed(isles, water, officer):
    refused = {}
    for name, deed in {
        "move": lambda: move_due_date(water, "2030", "why", BAD, by=officer, **WHEN),
        "end": lambda: end_commitment(water, "withdrawn", "why", BAD, by=officer, authority="isles", **WHEN),
        "open": lambda: open_obstacle(isles, "No road", "land", BAD, by=officer, **WHEN),
    }.items():
        with pytest.raises(WrongFields) as found:
            deed()
        refused[name] = {field: each.code for field, each in found.value.wrong.items()}

    wrong = {"source": "unknown-code", "title": "formula", "address": "bad-address"}
    assert refused == {"move": wrong, "end": wrong, "open": wrong}
