"""`corridor invite`: the first owner comes in from the machine."""

import pytest

from corridor.members.models import Membership, Person
from corridor.people.models import Party
from corridor.post.models import Letter


@pytest.fixture
def party(mfano):
    return Party.objects.first().code


def invited(ask, party, *more, email="Owner@mfano.example", code=0):
    return ask("invite", email, "--name", "Olga", "--party", party, "--role", "owner", *more, code=code)


def test_it_gives_the_role_and_prints_where_to_join(mfano, party):
    said, address = invited(mfano, party, "--language", "zh").output.splitlines()

    assert said == "owner@mfano.example joins within 14 days at"
    assert address.startswith("http://127.0.0.1:8000/zh-hans/desk/join/")
    assert Membership.objects.values_list("role", "party__code").get() == ("owner", party)
    assert (Letter.objects.get().language, address in Letter.objects.get().text) == ("zh-hans", True)


def test_asked_again_it_sends_a_new_address_but_gives_no_second_role(mfano, party):
    invited(mfano, party)

    again = invited(mfano, party)

    assert again.output.splitlines()[0] == "owner@mfano.example joins within 14 days at"
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said", "code"),
    [
        ({"email": "nobody"}, "is not a mail address", 2),
        ({"party": "moon"}, "There is no party “moon”", 1),
    ],
)
def test_what_is_wrong_is_said(mfano, party, change, said, code):
    given = {"email": "owner@mfano.example", "party": party, **change}
    answer = invited(mfano, given["party"], email=given["email"], code=code)

    assert said in answer.output
    assert Person.objects.count() == 0
