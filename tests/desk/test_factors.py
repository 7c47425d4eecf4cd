"""Second factors: an app, recovery codes, and that the password alone is not enough then."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from corridor.post.models import Letter
from desk.conftest import PASSWORD
from portal.pages import Page

APP = "/desk/account/factors/totp/activate/"
CODES = "/desk/account/factors/recovery-codes/"
SECOND = "/desk/account/factors/authenticate/"


def code_of(secret, ahead=0):
    """What an authenticator app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def secret(client, ayesha, sign_in, django_capture_on_commit_callbacks):
    """The key of an app that Ayesha has added; she is signed in."""
    sign_in(ayesha)
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    secret = client.get(APP).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        added = client.post(APP, {"code": code_of(secret)})
    assert added["Location"] == CODES
    return secret


def test_the_picture_for_the_app_is_drawn_without_styles(client, ayesha, sign_in):
    sign_in(ayesha)
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})

    answer = client.get(APP)

    assert len(Page(answer).all("svg", **{"class": "qr"})) == 1
    assert answer.context["totp_url"].startswith("otpauth://totp/ayesha%40works.example?secret=")


def test_the_password_alone_is_not_enough_any_more(client, ayesha, sign_in, secret):
    client.post("/desk/account/logout/")

    assert sign_in(ayesha)["Location"] == SECOND
    assert client.get("/desk/account/").status_code == 302
    wrong = client.post(SECOND, {"code": "000000"})
    assert wrong.context["form"].errors == {"code": ["This code is not right. A new one comes every half minute."]}


def test_a_code_lets_in_once_in_whatever_digits(client, ayesha, sign_in, secret):
    client.post("/desk/account/logout/")
    sign_in(ayesha)
    # The code with which the app was added may be used up for this half minute.
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    cache.clear()
    code = code_of(secret)
    typed = f"{code[:3]} {code[3:]}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    assert client.post(SECOND, {"code": typed})["Location"] == "/desk/"
    client.post("/desk/account/logout/")
    sign_in(ayesha)
    assert client.post(SECOND, {"code": code}).status_code == 200


def test_recovery_codes_are_shown_once_and_each_works_once(client, ayesha, sign_in, secret):
    codes = client.get(CODES).context["unused_codes"]
    assert len(set(codes)) == 10
    assert codes[0] not in client.get(CODES).content.decode()

    for expected in ("/desk/", None):
        client.post("/desk/account/logout/")
        sign_in(ayesha)
        assert client.post(SECOND, {"code": codes[0]}).get("Location") == expected


def test_adding_and_removing_is_told_by_letter(client, ayesha, secret):
    client.post("/desk/account/factors/totp/deactivate/")

    assert [letter.text.split("\n\n")[1] for letter in Letter.objects.all()] == [
        "An authenticator app was added to your account.",
        "The authenticator app was removed from your account.",
    ]
    assert not Authenticator.objects.filter(type="totp").exists()


def test_one_confirms_who_one_is_by_code_too(client, ayesha, sign_in, secret):
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    codes = "/desk/account/factors/reauthenticate/"
    assert client.get("/desk/account/tokens/new/").status_code == 302
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]

    assert client.post(codes, {"code": recovery, "next": "/desk/account/tokens/new/"}).status_code == 302
    assert client.get("/desk/account/tokens/new/").status_code == 200


def whole(**changed):
    """An answer of a passkey in its right shape, or nearly."""
    response = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}
    response |= {"attestationObject": "oA", **changed.pop("response", {})}
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": response, **changed})


CHALLENGE = "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiQUEiLCJvcmlnaW4iOiJodHRwOi8vbG9jYWxob3N0In0"
NONE = [
    *["", "x", "{}", "[]", "null", "1", '"\\u0000"', "[" * 50_000, '{"id": 1}', '{"response": null}'],
    whole(),
    whole(rawId="BB"),
    whole(type="x"),
    whole(id=None, rawId=None),
    whole(response={"userHandle": None}),
    whole(response={"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}),
    whole(response={"clientDataJSON": "AA"}),
    whole(response={"clientDataJSON": CHALLENGE}),
    whole(response={"clientDataJSON": CHALLENGE, "authenticatorData": "A" * 48}),
    whole(response={"clientDataJSON": CHALLENGE, "attestationObject": "////"}),
    whole(response={"signature": 5}),
    whole(clientExtensionResults=[]),
]


@pytest.mark.parametrize("credential", NONE)
def test_a_passkey_that_is_none_lets_nobody_in(client, isles, credential):
    client.get("/desk/account/factors/webauthn/login/", headers={"accept": "application/json"})

    answer = client.post("/desk/account/factors/webauthn/login/", {"credential": credential})

    assert (answer.status_code, answer["Location"]) == (302, "/desk/account/login/")


@pytest.mark.parametrize("credential", NONE)
def test_a_passkey_that_is_none_is_not_added(client, ayesha, sign_in, credential):
    sign_in(ayesha)
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    client.get("/desk/account/factors/webauthn/add/")

    answer = client.post("/desk/account/factors/webauthn/add/", {"name": "Key", "credential": credential})

    assert answer.status_code == 200
    assert Authenticator.objects.count() == 0


def test_of_passkeys_that_are_none_only_so_many_are_tried(client, isles):
    answers = [client.post("/desk/account/factors/webauthn/login/", {"credential": "{}"}) for _time in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
