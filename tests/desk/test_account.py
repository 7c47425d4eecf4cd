"""My account: what it shows, my language, my password, my tokens, and that it is asked for again who I am."""

from datetime import timedelta

import pytest
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.base.models import Event
from corridor.members.models import Person, Token
from corridor.members.queries import token_of
from corridor.members.rules import digest_of
from corridor.post.models import Letter
from desk.conftest import PASSWORD
from portal.pages import Page

ACCOUNT = "/desk/account/"
NEW = "/desk/account/tokens/new/"
AGAIN = "/desk/account/reauthenticate/"
TODAY = timezone.localdate()
WANTED = {"name": "Meter reader", "scopes": ["evidence"], "expires_on": (TODAY + timedelta(days=30)).isoformat()}


@pytest.fixture
def signed_in(client, ayesha, sign_in):
    """A browser in which Ayesha has signed in."""
    sign_in(ayesha)
    return client


@pytest.fixture
def confirmed(signed_in):
    """The same, just after she confirmed that it is she."""
    signed_in.post(AGAIN, {"password": PASSWORD})
    return signed_in


def test_it_shows_who_i_am_and_for_whom_i_act(signed_in, ayesha):
    make.member(ayesha, "isles", "auditor", Role.VERIFIER, zone="east-quay", until=make.TODAY)

    text = Page(signed_in.get(ACCOUNT)).text

    assert "ayesha@works.example" in text
    assert "Water Works contributor Isles of Nowhere (made up) 1 January 2020 –" in text
    assert "Auditor of Nowhere verifier East Quay · Isles of Nowhere (made up) 1 January 2020 30 June 2026" in text


def test_it_asks_as_much_for_three_memberships_and_tokens_as_for_one(confirmed, ayesha, count_queries):
    confirmed.post(NEW, WANTED)
    one = count_queries(lambda: confirmed.get(ACCOUNT))[1]
    for _time in range(2):
        make.member(ayesha, "isles", "auditor", Role.VERIFIER, zone="east-quay")
        confirmed.post(NEW, WANTED)

    assert count_queries(lambda: confirmed.get(ACCOUNT))[1] == one


def test_who_acts_for_nobody_sees_that_and_gets_no_token(client, isles, sign_in):
    nobody = make.person(email="nobody@works.example", password=PASSWORD)
    sign_in(nobody)
    client.post(AGAIN, {"password": PASSWORD})

    assert "You act for nobody yet" in Page(client.get(ACCOUNT)).text
    assert client.post(NEW, WANTED).status_code in (400, 403)
    assert Token.objects.count() == 0


def test_another_language_is_kept_and_shown(signed_in, ayesha):
    answer = signed_in.post(ACCOUNT, {"language": "ur"})

    assert answer["Location"] == "/ur/desk/account/"
    assert Person.objects.get(pk=ayesha.pk).language == "ur"
    assert Event.objects.last().name == "person.changed"


def test_an_unknown_language_is_refused(signed_in, ayesha):
    assert signed_in.post(ACCOUNT, {"language": "tlh"}).status_code == 400
    assert Person.objects.get(pk=ayesha.pk).language == "en"


def test_a_token_is_made_only_after_confirming_who_it_is(signed_in):
    for answer in (signed_in.get(NEW), signed_in.post(NEW, WANTED)):
        assert answer["Location"] == f"{AGAIN}?next=%2Fdesk%2Faccount%2Ftokens%2Fnew%2F"
    assert Token.objects.count() == 0


def test_what_was_sent_is_done_once_confirmed(signed_in, ayesha):
    asked = signed_in.post(NEW, WANTED)["Location"]

    answer = signed_in.post(asked, {"password": PASSWORD, "next": NEW})

    assert "Your new token" in Page(answer).text
    assert Token.objects.get().person == ayesha


def test_a_wrong_password_confirms_nothing(signed_in):
    answer = signed_in.post(AGAIN, {"password": "wrong wrong wrong"})

    assert answer.context["form"].errors == {"password": ["This is not your password."]}
    assert signed_in.get(NEW).status_code == 302


def test_after_five_minutes_it_is_asked_again(confirmed):
    session = confirmed.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**each, "at": each["at"] - 301} for each in records]
    session.save()

    assert confirmed.get(NEW).status_code == 302


def test_a_token_is_shown_once_and_works(confirmed, ayesha):
    shown = Page(confirmed.post(NEW, WANTED)).text
    secret = next(word for word in shown.split() if word.startswith("cor_"))

    token = token_of(digest_of(secret), TODAY)
    assert (token.person, token.name, token.scopes) == (ayesha, "Meter reader", ["evidence"])
    assert secret not in confirmed.get(ACCOUNT).content.decode()
    assert token.hint in confirmed.get(ACCOUNT).content.decode()
    assert secret not in str(list(Event.objects.values()))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "=1+1"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["rule"]}, "scopes"),
        ({"expires_on": ""}, "expires_on"),
        ({"expires_on": "soon"}, "expires_on"),
        ({"expires_on": "2026-02-30"}, "expires_on"),
        ({"expires_on": (TODAY - timedelta(days=1)).isoformat()}, "expires_on"),
        ({"expires_on": (TODAY + timedelta(days=367)).isoformat()}, "expires_on"),
        ({"expires_on": "9" * 20}, "expires_on"),
    ],
)
def test_what_is_wrong_with_a_token_is_said_at_its_field(confirmed, wrong, field):
    answer = confirmed.post(NEW, {**WANTED, **wrong})

    assert (answer.status_code, set(answer.context["form"].errors)) == (400, {field})
    assert Token.objects.count() == 0


def test_a_day_in_urdu_digits_is_a_day(confirmed):
    day = (TODAY + timedelta(days=9)).isoformat().translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    assert confirmed.post(NEW, {**WANTED, "expires_on": day}).status_code == 200


def test_a_token_is_revoked_by_its_holder(confirmed):
    confirmed.post(NEW, WANTED)
    token = Token.objects.get()

    answer = confirmed.post(f"/desk/account/tokens/{token.pk}/revoke/", follow=True)

    assert "The token “Meter reader” is no longer good." in Page(answer).text
    assert token_of(token.digest, TODAY) is None


def test_the_token_of_another_is_not_there(confirmed, vera):
    other = Token.objects.create(
        person=vera, name="x", digest="d", hint="cor_", made_at=make.NOON, expires_on=TODAY, scopes=["verify"]
    )

    assert confirmed.post(f"/desk/account/tokens/{other.pk}/revoke/").status_code == 404
    assert confirmed.get(f"/desk/account/tokens/{other.pk}/revoke/").status_code == 405
    assert Token.objects.get().revoked_at is None


def test_the_password_is_changed_with_the_present_one_and_told_by_letter(signed_in, ayesha):
    change = {"oldpassword": PASSWORD, "password1": "eight red kites turn", "password2": "eight red kites turn"}

    wrong = signed_in.post("/desk/account/password/change/", {**change, "oldpassword": "wrong wrong wrong"})
    right = signed_in.post("/desk/account/password/change/", change)

    assert wrong.context["form"].errors == {"oldpassword": ["This is not your present password."]}
    assert right["Location"] == ACCOUNT
    assert Person.objects.get(pk=ayesha.pk).check_password("eight red kites turn")
    assert signed_in.get(ACCOUNT).status_code == 200
    letter = Letter.objects.get()
    assert (letter.subject, letter.address) == ("How you sign in was changed", ayesha.email)
    assert "http://127.0.0.1:8000/desk/account/password/reset/" in letter.text


PAGES = [
    ACCOUNT,
    "/desk/account/password/change/",
    "/desk/account/factors/",
    "/desk/account/factors/totp/activate/",
    "/desk/account/factors/webauthn/",
    "/desk/account/factors/webauthn/add/",
    NEW,
    "/desk/account/logout/",
]


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
def test_every_page_is_whole_and_holds_no_script_of_its_own(confirmed, prefix):
    for path in PAGES:
        answer = confirmed.get(f"{prefix}{path}")
        page = Page(answer)
        assert (path, answer.status_code) == (path, 200)
        assert [len(page.all(tag)) for tag in ("h1", "main", "title")] == [1, 1, 1]
        assert [given for tag, given in page.elements if tag == "script" and "src" not in given] == []
        assert [
            name for _tag, given in page.elements for name in given if name == "style" or name[:2] == "on"
        ] == []
