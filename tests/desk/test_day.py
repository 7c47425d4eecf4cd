"""My day: what comes before whom, in which group, with which next step; and where somebody begins."""

from datetime import timedelta

import pytest
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.ledger.actions.contests import contest_entry
from corridor.ledger.actions.evidence import bring_evidence, reject_evidence
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import Commitment
from corridor.ledger.rules.given import Observed
from corridor.members.queries import actor_of
from corridor.results.actions.balance import strike_balance
from portal.pages import Page

DAY = "/desk/isles/"
WATER = Observed("2026-06-30", "delivered", "document", note="The gate is open")


def now():
    return {"at": timezone.now(), "on": timezone.localdate()}


def promise(code):
    return Commitment.objects.get(code=code)


@pytest.fixture
def come(client, isles):
    """Somebody at the desk, signed in."""

    def come(party, role, **more):
        person = make.person("isles", party, role, **more)
        client.force_login(person)
        return actor_of(person, timezone.localdate())

    return come


def groups(answer):
    """The groups of a day with the codes in them."""
    return {each["name"]: [row["code"] for row in each["rows"]] for each in answer.context["groups"]}


def test_what_my_party_owes_stands_by_how_it_presses(client, come):
    come("water-works", Role.CONTRIBUTOR)

    answer = client.get(DAY)

    assert groups(answer) == {"critical": ["bring-water"]}
    text = Page(answer).text
    assert "Critically overdue: we owe it 1 Bring water To whom: The Mill · East Quay 1 other promise waits" in text
    assert "Holds up: The Mill" in text
    assert Page(answer).all("a", href="/desk/isles/commitments/bring-water/evidence/") != []


def test_where_evidence_waits_the_next_step_is_not_to_bring_it_again(client, come):
    contributor = come("water-works", Role.CONTRIBUTOR)
    bring_evidence(promise("bring-water"), WATER, [], by=contributor, **now())

    page = Page(client.get(DAY))

    assert "evidence waits" in page.text
    assert page.all("a", href="/desk/isles/commitments/bring-water/evidence/") == []


def test_what_is_owed_to_my_party_and_late_stands_apart(client, come):
    come("mill", Role.READER)

    answer = client.get(DAY)

    # The mill owes one itself; a reader looks at it, as they bring nothing.
    assert groups(answer) == {"critical": ["build-mill"], "owed-late": ["bring-water"]}
    assert Page(answer).all("a", href="/desk/isles/commitments/bring-water/evidence/") == []


@pytest.mark.parametrize(("days", "group"), [(0, "soon"), (28, "soon"), (29, "overdue"), (-3, "critical")])
def test_a_day_goes_by_the_last_date_given(client, come, days, group):
    officer = make.actor("isles", "isles", Role.OFFICER)
    due = (timezone.localdate() + timedelta(days=days)).isoformat()
    move_due_date(promise("bring-water"), due, "late", Paper(title="Letter"), by=officer, **now())
    come("water-works", Role.CONTRIBUTOR)

    assert groups(client.get(DAY)) == {group: ["bring-water"]}


def test_it_is_the_same_from_a_balance(client, come, isles):
    come("water-works", Role.CONTRIBUTOR)
    before = client.get(DAY)

    strike_balance(isles, by=make.OPERATOR, **now())

    after = client.get(DAY)
    assert groups(after) == groups(before)
    assert after.context["groups"][0]["rows"][0]["held"] == before.context["groups"][0]["rows"][0]["held"]


def test_a_verifier_sees_how_much_waits_and_the_oldest(client, come):
    engineer = make.actor("isles", "water-works", Role.CONTRIBUTOR)
    bring_evidence(promise("bring-water"), WATER, by=engineer, **now())
    come("auditor", Role.VERIFIER)

    assert "1 piece of evidence waits for your verification The oldest: Bring water" in Page(client.get(DAY)).text

    # Nobody of the debtor decides, so nothing waits for them.
    come("water-works", Role.VERIFIER)
    assert client.get(DAY).context["waits"] is None


def test_what_i_brought_and_was_rejected_is_told_until_i_bring_it_anew(client, come):
    engineer = come("water-works", Role.CONTRIBUTOR)
    brought = bring_evidence(promise("bring-water"), WATER, by=engineer, **now())
    reject_evidence(brought, "another gate", by=make.actor("isles", "auditor", Role.VERIFIER), at=timezone.now())

    assert [each["reason"] for each in client.get(DAY).context["rejected"]] == ["another gate"]

    bring_evidence(promise("bring-water"), WATER, by=engineer, **now())
    assert client.get(DAY).context["rejected"] == []


def test_an_officer_sees_the_objections_that_are_theirs_to_answer(client, come):
    miller = make.actor("isles", "mill", Role.CONTRIBUTOR)
    contest_entry(promise("bring-water"), "Never promised", by=miller, **now())
    come("isles", Role.OFFICER)
    assert [each["says"] for each in client.get(DAY).context["objections"]] == ["Never promised"]

    # Not for the party that objects, and not for who runs another place.
    come("mill", Role.OFFICER)
    assert client.get(DAY).context["objections"] == []
    come("isles", Role.OFFICER, zone="west-quay")
    assert client.get(DAY).context["objections"] == []


def test_what_changed_since_yesterday_is_told_of_my_parties_promises_only(client, come):
    officer = make.actor("isles", "isles", Role.OFFICER)
    move_due_date(promise("bring-water"), "2030", "the pump", Paper(title="Letter"), by=officer, **now())
    move_due_date(promise("build-mill"), "2030", "stones", Paper(title="Letter"), by=officer, **now())
    come("water-works", Role.READER)

    changes = client.get(DAY).context["changes"]

    assert [(each["code"], each["what"]) for each in changes] == [("bring-water", "due date moved to 2030")]


def test_a_day_without_work_says_so(client, come):
    come("auditor", Role.READER)

    assert "Nothing waits for you today." in Page(client.get(DAY)).text


def test_it_asks_as_much_for_three_promises_as_for_one(client, come, count_queries):
    come("water-works", Role.CONTRIBUTOR)
    client.get(DAY)
    one = count_queries(lambda: client.get(DAY))[1]
    Commitment.objects.filter(code__in=["build-quay", "build-mill"]).update(debtor=promise("bring-water").debtor)

    answer, three = count_queries(lambda: client.get(DAY))

    assert (sum(map(len, groups(answer).values())), three) == (2, one)


def test_who_acts_in_one_programme_begins_there(client, come):
    come("mill", Role.READER)

    assert client.get("/ur/desk/")["Location"] == "/ur/desk/isles/"


def test_who_acts_in_several_chooses(client, isles, mfano):
    person = make.person("isles", "mill", Role.READER)
    make.member(person, "mfano", make.Party.objects.filter(programme=mfano).first().code, Role.READER)
    client.force_login(person)

    answer = client.get("/desk/")

    assert [each["href"] for each in Page(answer).all("a") if "/desk/isles/" in each["href"]] == ["/desk/isles/"]
    assert Page(answer).all("a", href="/desk/mfano/") != []


def test_who_acts_for_nobody_is_led_to_their_account(client, isles):
    client.force_login(make.person())

    assert client.get("/desk/")["Location"] == "/desk/account/"
    assert client.get(DAY).status_code == 404
