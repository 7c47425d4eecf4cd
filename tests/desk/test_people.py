"""People: bringing somebody in, inviting again, ending a role, lending one; and who may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.members.models import Invitation, Membership, Person
from corridor.post.models import Letter
from desk.conftest import PASSWORD
from portal.pages import Page

PEOPLE, INVITE, LEND = "/desk/isles/people/", "/desk/isles/people/invite/", "/desk/isles/delegate/"
AGAIN = "/desk/account/reauthenticate/"
TODAY = timezone.localdate()
NEW = {
    "email": "Noor@mill.example",
    "name": "Noor",
    "language": "ur",
    "party": "mill",
    "role": "contributor",
    "place": "zone:east-quay",
    "since": TODAY.isoformat(),
    "until": "",
    "reason": "letter 4 of the mill",
}


@pytest.fixture
def owner(isles):
    return make.person("isles", "isles", Role.OWNER, email="owner@isles.example", name="Olga", password=PASSWORD)


@pytest.fixture
def signed_in(client, owner, sign_in):
    """A browser in which the owner has signed in, and confirmed that it is she."""
    sign_in(owner)
    client.post(AGAIN, {"password": PASSWORD})
    return client


def roles():
    return list(Membership.objects.order_by("id").values_list("person__email", "party__code", "role", "zone__code"))


def test_somebody_new_is_given_a_role_and_invited_in_their_language(signed_in):
    answer = signed_in.post(INVITE, NEW)

    assert (answer.status_code, answer["Location"]) == (302, PEOPLE)
    assert roles()[-1] == ("noor@mill.example", "mill", "contributor", "east-quay")
    letter = Letter.objects.get()
    assert (letter.address, letter.language) == ("noor@mill.example", "ur")
    address = next(line for line in letter.text.splitlines() if line.startswith("http"))
    assert address.startswith("http://127.0.0.1:8000/ur/desk/join/")
    assert "An invitation goes to noor@mill.example." in Page(signed_in.get(PEOPLE)).text
    path = address.removeprefix("http://127.0.0.1:8000")
    signed_in.logout()
    assert signed_in.get(path).status_code == 200


def test_who_is_here_already_gets_the_role_alone(signed_in, ayesha):
    signed_in.post(INVITE, {**NEW, "email": ayesha.email, "name": "Somebody else", "place": ""})

    ayesha.refresh_from_db()
    assert (ayesha.name, ayesha.language, Invitation.objects.count()) == ("Ayesha Khan", "en", 0)
    assert "/desk/join/" not in Letter.objects.get().text
    assert roles()[-1] == (ayesha.email, "mill", "contributor", None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "noor"}, "email"),
        ({"email": ""}, "email"),
        ({"name": ""}, "name"),
        ({"name": "=1+1"}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"language": "tlh"}, "language"),
        ({"party": "moon"}, "party"),
        ({"role": "king"}, "role"),
        ({"place": "zone:moon"}, "place"),
        ({"since": "2026"}, "since"),
        ({"since": ""}, "since"),
        ({"until": (TODAY - timedelta(days=1)).isoformat()}, "until"),
        ({"reason": "x" * 301}, "reason"),
        ({"email": "owner@isles.example"}, "email"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(signed_in, wrong, field):
    answer = signed_in.post(INVITE, {**NEW, **wrong})

    assert (answer.status_code, set(answer.context["form"].errors)) == (400, {field})
    assert (Person.objects.count(), Membership.objects.count(), Letter.objects.count()) == (1, 1, 0)


def test_the_same_role_twice_is_refused(signed_in, ayesha):
    given = {**NEW, "email": ayesha.email}
    signed_in.post(INVITE, given)

    answer = signed_in.post(INVITE, given)

    assert (answer.status_code, set(answer.context["form"].errors)) == (400, {"role"})
    assert Letter.objects.count() == 1


def test_an_administrator_makes_no_owner(client, isles, sign_in):
    sign_in(make.person("isles", "isles", Role.ADMINISTRATOR, email="a@isles.example", password=PASSWORD))
    client.post(AGAIN, {"password": PASSWORD})

    answer = client.post(INVITE, {**NEW, "role": "owner"})

    assert (answer.status_code, answer.context["form"].non_field_errors()) == (400, ["You may not do this."])
    assert client.post(INVITE, NEW).status_code == 302


def test_it_is_asked_again_who_one_is_before_a_role_is_given(client, owner, sign_in):
    sign_in(owner)
    session = client.session
    session["account_authentication_methods"] = []
    session.save()

    assert client.post(INVITE, NEW)["Location"].startswith(AGAIN)
    assert Membership.objects.count() == 1


def test_an_invitation_is_sent_again_and_the_old_address_is_no_longer_good(signed_in):
    signed_in.post(INVITE, NEW)
    membership = Membership.objects.last()
    first = Invitation.objects.get()

    answer = signed_in.post(f"{PEOPLE}{membership.pk}/invite/")

    first.refresh_from_db()
    assert (answer.status_code, Letter.objects.count()) == (302, 2)
    assert first.expires_at <= timezone.now()


def test_who_has_joined_is_not_invited_again(signed_in, ayesha):
    membership = ayesha.memberships.get()

    answer = signed_in.post(f"{PEOPLE}{membership.pk}/invite/", follow=True)

    assert "This person has joined already" in Page(answer).text
    assert Letter.objects.count() == 0


def test_a_role_is_ended_and_counts_no_more(signed_in, ayesha):
    number = ayesha.memberships.get().pk

    assert "Ayesha Khan" in Page(signed_in.get(f"{PEOPLE}{number}/end/")).text
    answer = signed_in.post(f"{PEOPLE}{number}/end/", follow=True)

    text = Page(answer).text
    assert "The role of Ayesha Khan has ended." in text
    assert "Roles that have ended" in text
    assert signed_in.get(f"{PEOPLE}{number}/end/").status_code == 404


def test_a_role_is_lent_for_a_while_and_counts_while_it_does(client, ayesha, vera, sign_in):
    sign_in(vera)
    client.post(AGAIN, {"password": PASSWORD})
    until = TODAY + timedelta(days=9)
    given = {
        "membership": str(vera.memberships.get().pk),
        "person": str(ayesha.pk),
        "since": TODAY.isoformat(),
        "until": until.isoformat(),
        "reason": "leave",
    }

    late = client.post(LEND, {**given, "until": (TODAY + timedelta(days=93)).isoformat()})
    answer = client.post(LEND, given)

    assert (late.status_code, set(late.context["form"].errors)) == (400, {"until"})
    assert answer["Location"] == LEND
    lent = ayesha.memberships.get(role="verifier")
    assert (lent.delegated_from.person, lent.until) == (vera, until)
    assert "lent by Vera" in Page(client.get(LEND)).text


def test_who_manages_people_does_not_lend_that(signed_in, ayesha):
    answer = signed_in.post(LEND, {"membership": "1", "person": str(ayesha.pk)})

    assert answer.status_code == 400
    assert "You have no role here that can be lent." in Page(signed_in.get(LEND)).text


def test_those_who_do_not_manage_see_no_people_and_end_only_their_own(client, ayesha, vera, sign_in):
    sign_in(ayesha)
    client.post(AGAIN, {"password": PASSWORD})

    assert client.get(PEOPLE).status_code == 403
    assert client.post(INVITE, NEW).status_code == 403
    assert client.post(f"{PEOPLE}{vera.memberships.get().pk}/end/").status_code == 404
    assert client.post(f"{PEOPLE}{ayesha.memberships.get().pk}/end/")["Location"] in (LEND, "/desk/account/")


def test_it_asks_as_much_for_three_people_as_for_one(signed_in, ayesha, count_queries):
    pages = (PEOPLE, LEND)
    one = [count_queries(lambda path=path: signed_in.get(path))[1] for path in pages]
    for place in ("east-quay", "west-quay"):
        make.person("isles", "mill", Role.READER, zone=place)

    assert [count_queries(lambda path=path: signed_in.get(path))[1] for path in pages] == one
