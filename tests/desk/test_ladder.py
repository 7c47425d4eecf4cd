"""The ladder at the desk: read by everybody there, set by an owner."""

import pytest

import make
from corridor.base.actors import Role
from corridor.reminders.models import Rung
from desk.conftest import PASSWORD
from portal.pages import Page

LADDER = "/desk/isles/ladder/"
RUNGS = {"party_1": "harbour-board", "days_1": "۱۴", "party_2": "isles", "days_2": "60", "seen": "0"}


@pytest.fixture
def signed_in(client, isles, sign_in):
    """A browser in which an owner has signed in, and confirmed that it is they."""
    sign_in(make.person("isles", "isles", Role.OWNER, email="o@isles.example", password=PASSWORD))
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    return client


def rungs():
    return list(Rung.objects.values_list("party__code", "after_days"))


def test_an_owner_sets_it(signed_in):
    assert signed_in.post(LADDER, RUNGS)["Location"] == LADDER
    assert rungs() == [("harbour-board", 14), ("isles", 60)]
    assert "Harbour Board · after 14 days" in Page(signed_in.get(LADDER)).text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days_1": ""}, "days_1"),
        ({"party_1": ""}, "party_1"),
        ({"party_1": "moon"}, "party_1"),
        ({"days_1": "soon"}, "days_1"),
        ({"days_1": "61"}, "__all__"),
        ({"party_2": "harbour-board"}, "__all__"),
        ({"seen": "7"}, "__all__"),
        ({"seen": ""}, "seen"),
    ],
)
def test_what_makes_no_ladder_is_refused(signed_in, wrong, field):
    answer = signed_in.post(LADDER, {**RUNGS, **wrong})

    assert (answer.status_code, field in answer.context["form"].errors, rungs()) == (400, True, [])


def test_the_second_of_two_who_set_it_sees_what_the_first_did_and_sends_theirs_again(signed_in):
    signed_in.post(LADDER, RUNGS)

    late = signed_in.post(LADDER, {**RUNGS, "days_2": "90"})

    page = Page(late)
    assert (late.status_code, rungs()) == (400, [("harbour-board", 14), ("isles", 60)])
    assert "Harbour Board · after 14 days" in page.text
    assert page.one("input", name="days_2")["value"] == "90"
    again = signed_in.post(LADDER, {**RUNGS, "days_2": "90", "seen": page.one("input", name="seen")["value"]})
    assert (again.status_code, rungs()) == (302, [("harbour-board", 14), ("isles", 90)])


def test_others_read_it(client, ayesha, sign_in):
    sign_in(ayesha)

    page = Page(client.get(LADDER))
    assert "No ladder is set." in page.text
    assert page.all("select") == []
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    assert client.post(LADDER, RUNGS).status_code == 403
