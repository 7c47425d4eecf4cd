"""Who is written to on which day, once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from corridor.base.actors import READER, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.ledger.models import Commitment, Contact, Evidence, Move
from corridor.post.models import Letter
from corridor.results.queries.balance import last_event
from corridor.sources.models import Source
from reminders.conftest import SITE, letters, written

DUE = date(2022, 6, 30)


def keys(kind):
    return list(letters(kind))


def day(past):
    return (DUE + timedelta(days=past)).isoformat()


def moved(code, due_on):
    of = Commitment.objects.get(code=code)
    Move.objects.create(
        commitment=of,
        due_on=due_on,
        moved_on="2022-06-01",
        reason="as agreed",
        source=of.source,
        recorded_at=make.NOON,
    )


def contact(code, **more):
    return Contact.objects.create(commitment=Commitment.objects.get(code=code), **more)


def test_a_debtors_people_are_reminded_before_and_after_the_date(miller, write):
    for past in range(-31, 17):
        write(day(past))

    told = [-30, -7, -1, 1, 8, 15]
    assert keys("remind/") == [f"remind/isles/{miller.code}/{day(past)}" for past in told]


def test_asking_again_posts_nothing_twice(miller, write):
    assert [write(day(1)), write(day(1)), write(day(1))] == [2, 0, 0]
    assert Event.objects.filter(name="reminders.posted").count() == 1


def test_what_a_worker_missed_is_told_when_one_runs_again(miller, write):
    write(day(-9))
    write(day(-5))

    assert keys("remind/") == [f"remind/isles/{miller.code}/{day(-5)}"]


def test_who_comes_later_on_that_day_is_written_to_as_well(miller, write):
    write(day(1))
    late = make.person("isles", "mill", Role.OFFICER)
    write(day(1))

    assert keys("remind/") == sorted(f"remind/isles/{who.code}/{day(1)}" for who in (miller, late))


def test_a_date_that_was_moved_counts_from_where_it_was_moved_to(miller, write):
    moved("build-mill", "2022-09-30")
    for on in (day(1), "2022-09-29", "2022-10-01"):
        write(on)

    assert keys("remind/") == [f"remind/isles/{miller.code}/{on}" for on in ("2022-09-29", "2022-10-01")]
    text = letters("remind/")[f"remind/isles/{miller.code}/2022-10-01"].text
    assert "30 ستمبر" in text
    assert "30 جون" in text


def test_what_was_delivered_is_asked_for_no_more(miller, write):
    mill = Commitment.objects.get(code="build-mill")
    Evidence.objects.create(
        commitment=mill,
        observed_on=day(-3),
        grade="official",
        says="delivered",
        source=mill.source,
        recorded_at=make.NOON,
    )
    write(day(1))

    assert keys("remind/") == []


@pytest.mark.parametrize("role", list(Role))
def test_verifiers_and_administrators_do_not_owe_by_their_office(isles, write, role):
    make.person("isles", "mill", role)
    write(day(1))

    assert bool(keys("remind/")) is (role not in (Role.VERIFIER, Role.ADMINISTRATOR))


def test_who_does_not_act_any_more_is_not_written_to(isles, write):
    make.person("isles", "mill", Role.OFFICER, until=DUE)
    gone = make.person("isles", "mill", Role.OFFICER)
    gone.is_active = False
    gone.save()
    write(day(1))

    assert Letter.objects.count() == 0


def test_where_nobody_acts_for_the_debtor_focal_person_and_caretaker_are(isles, write):
    caretaker = make.person("isles", "isles", Role.OFFICER, language="zh-hans")
    contact("build-mill", focal_email="owner@mill.example", focal_language="ur", caretaker=caretaker)
    write(day(1))

    found = letters("remind/")
    assert sorted((each.address, each.language) for each in found.values()) == [
        ("officer-0@isles.example", "zh-hans"),
        ("owner@mill.example", "ur"),
    ]
    assert "owner" not in "".join(found)


def test_where_somebody_acts_for_the_debtor_the_focal_person_is_left_alone(miller, write):
    contact("build-mill", focal_email="owner@mill.example")
    write(day(1))

    assert [each.address for each in letters("remind/").values()] == ["miller@mill.example"]


def test_all_that_falls_due_for_somebody_is_one_letter(isles, write):
    both = make.person("isles", "mill", Role.CONTRIBUTOR)
    make.member(both, "isles", "water-works", Role.CONTRIBUTOR)
    moved("bring-water", day(0))
    write(day(1))

    (letter,) = letters("remind/").values()
    assert both.email == letter.address
    assert letter.subject == "2 promises past their dates · Isles of Nowhere (made up)"
    assert [line for line in letter.text.splitlines() if line.startswith("•")] == [
        "• Bring water",
        "• Build the mill",
    ]
    assert f"{SITE}/isles/commitments/build-mill/" in letter.text
    assert "Owed by Water Works" in letter.text


def test_a_programme_in_which_nobody_ever_acted_writes_to_nobody(isles, write):
    contact("build-mill", focal_email="owner@mill.example")

    assert (write(day(1)), Letter.objects.count(), Event.objects.filter(table="reminders").count()) == (0, 0, 0)


def test_only_whoever_runs_the_machine_reminds(isles, write):
    for by in (READER, make.actor("isles", "isles", Role.OWNER)):
        with pytest.raises(NotAllowed):
            write(day(1), by=by)


def test_writing_to_people_is_no_fact_of_the_ledger(miller, write):
    before = last_event("isles")
    write(day(1))

    assert last_event("isles") == before


def test_one_promise_or_many_ask_the_same_number_of_questions(isles, write):
    def asked(on):
        with CaptureQueriesContext(connection) as found:
            write(on)
        return len(found)

    make.person("isles", "mill", Role.OFFICER)
    contact("bring-water", focal_email="works@water.example")
    few = asked(day(1))
    gazette = Source.objects.get(code="gazette")
    mill = Commitment.objects.get(code="build-mill")
    for number in range(5):
        make.person("isles", ("mill", "auditor", "harbour-board")[number % 3], tuple(Role)[number])
        Commitment.objects.create(
            programme=isles,
            code=f"more-{number}",
            title_en=f"More {number}",
            kind="quay",
            debtor=mill.debtor,
            creditor=mill.creditor,
            due_on=day(7),
            source=gazette,
            recorded_at=make.NOON,
        )

    assert asked(day(8)) == few


def test_two_programmes_are_reminded_apart(isles, miller, write):
    make.load(make.MFANO)
    other = type(isles).objects.get(code="mfano")

    assert written(other, DUE) == 0
    assert write(day(1)) == 2
