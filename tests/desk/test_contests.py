"""Objections at the desk: answered by officers, taken back by the party; everybody there reads them."""

import pytest

import make
from corridor.base.actors import Role
from corridor.ledger.actions.contests import contest_entry
from corridor.ledger.models import Commitment, Contest, Evidence
from desk.conftest import PASSWORD
from portal.pages import Page

LIST = "/desk/isles/objections/"
WHEN = {"at": make.NOON, "on": make.TODAY}


@pytest.fixture
def miller(isles):
    return make.person("isles", "mill", Role.CONTRIBUTOR, email="m@mill.example", password=PASSWORD)


@pytest.fixture
def contest(isles, miller):
    """The mill says that the report of the quay is wrong."""
    quay = Commitment.objects.get(code="build-quay")
    by = make.actor("isles", "mill", Role.CONTRIBUTOR)
    return contest_entry(quay, "It fell down", by=by, evidence=Evidence.objects.get(commitment=quay), **WHEN)


@pytest.fixture
def officer(isles):
    return make.person("isles", "isles", Role.OFFICER, email="o@isles.example", password=PASSWORD)


def test_an_officer_is_told_what_follows_and_answers(client, sign_in, officer, contest):
    sign_in(officer)
    one = f"{LIST}{contest.pk}/"

    assert "this evidence proves nothing from today on" in Page(client.get(one)).text
    answer = client.post(one, {"answer": "upheld", "answer_says": "So it did"})

    contest.refresh_from_db()
    assert (answer["Location"], contest.answer, contest.answered_for.code) == (one, "upheld", "isles")
    page = Page(client.get(one))
    assert "So it did" in page.text
    assert page.all("input", name="answer") == []
    assert "The objection is right" in Page(client.get(LIST)).text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"answer": "maybe"}, "answer"), ({"answer": ""}, "answer"), ({"answer_says": " "}, "answer_says")],
)
def test_what_is_wrong_is_said_at_its_field(client, sign_in, officer, contest, wrong, field):
    sign_in(officer)

    answer = client.post(f"{LIST}{contest.pk}/", {"answer": "declined", "answer_says": "No", **wrong})

    assert (answer.status_code, set(answer.context["form"].errors)) == (400, {field})
    assert Contest.objects.get().answer == ""


def test_the_second_of_two_who_answer_is_told_and_loses_nothing(client, sign_in, officer, contest):
    sign_in(officer)
    one = f"{LIST}{contest.pk}/"
    client.post(one, {"answer": "upheld", "answer_says": "So it did"})

    answer = client.post(one, {"answer": "declined", "answer_says": "It stands as ever"})

    assert answer.status_code == 400
    assert "This objection has been answered meanwhile." in Page(answer).text
    assert "It stands as ever" in answer.content.decode()
    assert Contest.objects.get().answer == "upheld"


def test_the_party_takes_it_back_and_answers_nothing(client, sign_in, miller, contest):
    sign_in(miller)
    one = f"{LIST}{contest.pk}/"

    assert client.post(one, {"answer": "upheld", "answer_says": "Yes"}).status_code == 403
    assert client.post(one, {"take_back": "1", "back-answer_says": ""}).status_code == 400
    assert client.post(one, {"take_back": "1", "back-answer_says": "A mistake"})["Location"] == one
    assert Contest.objects.get().answer == "taken-back"


def test_other_parties_read_and_do_nothing(client, sign_in, ayesha, contest):
    sign_in(ayesha)
    one = f"{LIST}{contest.pk}/"

    page = Page(client.get(one))
    assert "It fell down" in page.text
    assert page.all("textarea", name="answer_says") == []
    assert client.post(one, {"take_back": "1", "back-answer_says": "x"}).status_code == 403
    assert client.get(f"{LIST}99/").status_code == 404


def test_it_asks_as_much_for_three_objections_as_for_one(client, sign_in, officer, contest, count_queries):
    sign_in(officer)
    one = count_queries(lambda: client.get(LIST))[1]
    by = make.actor("isles", "water-works", Role.CONTRIBUTOR)
    for code in ("bring-water", "build-mill"):
        contest_entry(Commitment.objects.get(code=code), "Not so", by=by, **WHEN)

    assert count_queries(lambda: client.get(LIST))[1] == one
