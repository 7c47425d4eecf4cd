"""Taking up an invitation: once, in time, with a good password; then one is in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

import make
from corridor.base.models import Event
from corridor.members.actions import invite_person
from corridor.members.models import Invitation, Person
from portal.pages import Page

GIVEN = {
    "name": " Nadia  Rahim ",
    "language": "ur",
    "password1": "eight red kites turn",
    "password2": "eight red kites turn",
}


@pytest.fixture
def link(isles):
    """The address that an invitation leads to."""
    _person, secret = invite_person(
        "nadia@works.example", "Nadia", "en", by=make.OPERATOR, at=timezone.now(), programme=isles
    )
    return f"/desk/join/{secret}/"


def faults(answer):
    return {name: [str(each) for each in wrong] for name, wrong in answer.context["form"].errors.items()}


def test_who_is_invited_sees_under_which_address(client, link):
    page = Page(client.get(link))

    assert "nadia@works.example" in page.text
    assert page.one("input", name="name")["value"] == "Nadia"


def test_who_joins_is_signed_in_in_their_language(client, link):
    answer = client.post(link, GIVEN)

    assert answer["Location"] == "/ur/desk/"
    nadia = Person.objects.get()
    assert (nadia.name, nadia.language, nadia.check_password(GIVEN["password1"])) == ("Nadia  Rahim", "ur", True)
    assert client.get("/ur/desk/account/").status_code == 200
    event = Event.objects.last()
    assert (event.name, event.by, event.key) == ("person.joined", nadia.code, nadia.code)


def test_the_address_works_once(client, link):
    client.post(link, GIVEN)

    for answer in (Client().get(link), Client().post(link, {**GIVEN, "password1": "nine blue owls sleep"})):
        assert answer.status_code == 410
        assert "This invitation is no longer good" in Page(answer).text
    assert Person.objects.get().check_password(GIVEN["password1"])


@pytest.mark.parametrize("secret", ["x", "a" * 300, "☃", "%00", "..%2f"])
def test_an_unknown_address_says_so_and_what_to_do(client, isles, secret):
    answer = client.get(f"/desk/join/{secret}/")

    assert answer.status_code in (404, 410)
    if answer.status_code == 410:
        assert "ask whoever invited you to send a new one" in Page(answer).text


def test_after_its_last_day_it_is_no_longer_good(client, link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.post(link, GIVEN).status_code == 410
    assert not Person.objects.get().has_usable_password()


def test_who_is_shut_out_meanwhile_does_not_join(client, link):
    Person.objects.update(is_active=False)

    assert client.post(link, GIVEN).status_code == 410


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"password2": "eight red kites turned"}, {"password2"}),
        ({"password1": "short", "password2": "short"}, {"password1"}),
        ({"password1": "nadia rahim nadia rahim", "password2": "nadia rahim nadia rahim"}, {"password1"}),
        ({"name": ""}, {"name"}),
        ({"name": "=SUM(A1)"}, {"name"}),
        ({"name": "Nadia\u202eRahim"}, {"name"}),
        ({"name": "N\x00"}, {"name"}),
        ({"name": "n" * 121}, {"name"}),
        ({"language": "xx"}, {"language"}),
        ({"password1": "", "password2": ""}, {"password1", "password2"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(client, link, wrong, fields):
    answer = client.post(link, {**GIVEN, **wrong})

    assert (answer.status_code, set(faults(answer))) == (400, fields)
    page = Page(answer)
    assert page.one("div", role="alert")["class"] == "faults"
    assert {each["href"] for each in page.all("a") if each["href"].startswith("#id_")} == {
        f"#id_{f}" for f in fields
    }
    assert Invitation.objects.get().used_at is None
    assert not Person.objects.get().has_usable_password()


def test_what_was_typed_is_not_lost_but_for_passwords(client, link):
    page = Page(client.post(link, {**GIVEN, "password2": "other"}))

    assert page.one("input", name="name")["value"] == " Nadia  Rahim "
    assert "value" not in page.one("input", name="password1")


def test_somebody_else_who_is_signed_in_here_is_signed_out(client, link, ayesha, sign_in):
    sign_in(ayesha)

    client.post(link, GIVEN)

    assert "nadia@works.example" in Page(client.get("/ur/desk/account/")).text
