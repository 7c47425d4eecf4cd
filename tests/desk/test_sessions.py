"""How long a session lasts, for whom, and who is out at once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from corridor.members.models import Membership, Person
from portal.pages import Page

ACCOUNT = "/desk/account/"
IDLE = f"/desk/account/login/?why=idle&next={ACCOUNT.replace('/', '%2F')}"
WHOLE = IDLE.replace("idle", "whole")


def put_back(client, **ago):
    """Let a session have begun, or have been seen, some time ago."""
    session = client.session
    for name, minutes in ago.items():
        session[name] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


@pytest.mark.parametrize("path", ["/desk/", "/ur/desk/", ACCOUNT, "/zh-hans/desk/account/factors/"])
def test_nobody_sees_the_desk_who_is_not_signed_in(client, isles, path):
    answer = client.get(path)

    prefix = path.partition("/desk/")[0]
    assert answer["Location"] == f"{prefix}/desk/account/login/?next={path.replace('/', '%2F')}"


def test_a_form_of_somebody_who_is_not_signed_in_writes_nothing(client, ayesha):
    assert client.post(ACCOUNT, {"language": "ur"}).status_code == 302
    assert Person.objects.get(pk=ayesha.pk).language == "en"


@pytest.mark.parametrize(
    ("who", "began", "seen", "where"),
    [
        ("vera", 15, 14, None),
        ("vera", 17, 16, IDLE),
        ("vera", 719, 1, None),
        ("vera", 721, 1, WHOLE),
        ("ayesha", 60, 59, None),
        ("ayesha", 62, 61, IDLE),
        ("ayesha", 1439, 1, None),
        ("ayesha", 1441, 1, WHOLE),
    ],
)
def test_a_session_ends_sooner_for_those_on_whose_deeds_others_rely(
    client, sign_in, request, who, began, seen, where
):
    sign_in(request.getfixturevalue(who))
    put_back(client, began=began, seen=seen)

    answer = client.get(ACCOUNT)

    assert answer.get("Location") == where
    assert (Session.objects.count() == 0) == (where is not None)


def test_who_was_signed_out_is_told_why_and_comes_back(client, vera, sign_in):
    sign_in(vera)
    put_back(client, began=20, seen=16)

    answer = client.get(ACCOUNT, follow=True)

    assert "Nothing was done for a while" in Page(answer).text
    again = client.post(answer.redirect_chain[0][0], {"login": vera.email, "password": "seven grey herons wade"})
    assert again["Location"] == "/ur/desk/account/"


def test_a_form_sent_too_late_writes_nothing_and_leads_back_to_its_page(client, ayesha, sign_in):
    sign_in(ayesha)
    put_back(client, began=90, seen=61)

    assert client.post(ACCOUNT, {"language": "ur"})["Location"] == IDLE
    assert Person.objects.get(pk=ayesha.pk).language == "en"


def test_a_role_that_others_rely_on_shortens_a_session_that_runs(client, ayesha, sign_in):
    sign_in(ayesha)
    put_back(client, began=20, seen=16)
    Membership.objects.update(role="officer")

    assert client.get(ACCOUNT)["Location"] == IDLE


def test_life_is_written_down_once_a_minute(client, ayesha, sign_in, count_queries):
    sign_in(ayesha)
    put_back(client, began=10, seen=2)
    seen = client.session["seen"]

    writing = count_queries(lambda: client.get(ACCOUNT))[1]
    later = client.session["seen"]
    reading = count_queries(lambda: client.get(ACCOUNT))[1]

    assert seen < later == client.session["seen"]
    assert reading < writing


def test_signing_in_anew_begins_the_time_anew(client, ayesha, sign_in):
    sign_in(ayesha)
    put_back(client, began=1400, seen=1)
    client.post("/desk/account/logout/")
    sign_in(ayesha)

    put_back(client, seen=30)
    assert client.get(ACCOUNT).status_code == 200


def test_who_is_shut_out_is_out_at_once(client, ayesha, sign_in):
    sign_in(ayesha)
    Person.objects.filter(pk=ayesha.pk).update(is_active=False)

    assert client.get(ACCOUNT).status_code == 302
    assert Session.objects.count() == 0


def test_a_changed_password_ends_the_sessions_elsewhere(client, ayesha, sign_in):
    sign_in(ayesha)
    ayesha.set_password("eight red kites turn")
    ayesha.save()

    assert client.get(ACCOUNT).status_code == 302


def test_a_view_knows_who_acts_and_asks_only_when_it_needs_to(client, ayesha, sign_in):
    sign_in(ayesha)

    actor = client.get(ACCOUNT).wsgi_request.actor

    assert (actor.name, actor.person, actor.parties("isles")) == (ayesha.code, ayesha.pk, {"water-works"})


def test_who_went_away_from_a_form_is_led_back_to_its_page(client, ayesha):
    """Where a comment goes nothing can be read."""
    page, to = "/desk/isles/commitments/bring-water/", "/desk/isles/comments/commitments/bring-water/"

    led = client.post(to, {"text": "x"}, headers={"referer": f"http://testserver{page}?a=1"})

    assert led["Location"] == f"/desk/account/login/?next={page.replace('/', '%2F')}%3Fa%3D1"
