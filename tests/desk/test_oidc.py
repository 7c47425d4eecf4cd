"""OpenID Connect against a real provider on this machine: discovery, keys, authorisation, token, by http."""

import base64
import hashlib
import json
import secrets
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

import make
from corridor.members.models import Person
from corridor.project.signing_in import PROVIDER, SigningIn, _provider
from desk.conftest import PASSWORD
from portal.pages import Page

LOGIN = f"/desk/account/oidc/{PROVIDER}/login/"
CLIENT, SECRET = "corridor", "agreed between two"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """A provider whose only user is `claims`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.claims = {"sub": "u-1", "email": "ayesha@works.example", "email_verified": True, "name": "A. Khan"}
        self.userinfo: dict = {}
        self.audience = CLIENT
        self.codes: dict[str, dict[str, str]] = {}


class Asked(BaseHTTPRequestHandler):
    """One question to the provider."""

    server: Provider

    def do_GET(self):
        path, query = urlsplit(self.path).path, {n: v[0] for n, v in parse_qs(urlsplit(self.path).query).items()}
        issuer = self.server.issuer
        if path == "/.well-known/openid-configuration":
            self.answer(
                issuer=issuer,
                authorization_endpoint=f"{issuer}/authorize",
                token_endpoint=f"{issuer}/token",
                jwks_uri=f"{issuer}/keys",
                userinfo_endpoint=f"{issuer}/userinfo",
                token_endpoint_auth_methods_supported=["client_secret_post"],
            )
        elif path == "/keys":
            public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer(keys=[{**public, "kid": "k", "alg": "RS256", "use": "sig"}])
        elif path == "/userinfo":
            assert self.headers["Authorization"] == "Bearer access"
            self.answer(**(self.server.userinfo or self.server.claims))
        elif path == "/authorize":
            code = secrets.token_urlsafe(8)
            self.server.codes[code] = query
            self.send_response(302)
            self.send_header(
                "Location", f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"
            )
            self.end_headers()

    def do_POST(self):
        given = {
            n: v[0] for n, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
        }
        asked = self.server.codes.pop(given["code"])
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        assert (given["client_id"], given["client_secret"]) == (CLIENT, SECRET)
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        now = int(time.time())
        told = {
            **self.server.claims,
            "iss": self.server.issuer,
            "aud": self.server.audience,
            "iat": now,
            "exp": now + 60,
        }
        token = jwt.encode(told, KEY, algorithm="RS256", headers={"kid": "k"})
        self.answer(access_token="access", token_type="Bearer", id_token=token)

    def answer(self, **told):
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Says nothing."""


@pytest.fixture
def provider(settings):
    """The provider at work, and Corridor told of it."""
    with Provider() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told = SigningIn(oidc_issuer=server.issuer, oidc_client_id=CLIENT, oidc_secret=SECRET, oidc_name="Ministry")
        for name, value in _provider(told).items():
            setattr(settings, name, value)
        yield server
        server.shutdown()


@pytest.fixture
def there_and_back(client):
    """Goes to the provider and comes back, as a browser does."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_words):
            return None

    def there_and_back(address=LOGIN):
        asked = client.post(address)
        assert asked.status_code == 302
        try:
            urllib.request.build_opener(Stay).open(asked["Location"])
        except urllib.error.HTTPError as found:
            with found:
                back = urlsplit(found.headers["Location"])
        assert back.path == f"{LOGIN}callback/"
        return client.get(f"{back.path}?{back.query}")

    return there_and_back


def test_an_address_that_the_provider_has_verified_opens_the_account_here(client, vera, provider, there_and_back):
    provider.claims["email"] = "Vera@Audit.example"

    assert there_and_back()["Location"] == "/ur/desk/"
    assert "vera@audit.example" in Page(client.get("/ur/desk/account/")).text
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid) == (vera, "u-1")
    # The password that was there stays.
    assert Person.objects.get().check_password(PASSWORD)


def test_who_is_linked_comes_in_under_another_address_too(client, ayesha, provider, there_and_back):
    there_and_back()
    client.post("/desk/account/logout/")
    provider.claims |= {"email": "khan@elsewhere.example", "email_verified": False}

    assert there_and_back()["Location"] == "/desk/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "nobody@works.example"},
        {"email": ""},
        {"email": None},
    ],
)
def test_nobody_comes_in_who_is_not_known_by_a_verified_address(client, ayesha, provider, there_and_back, claims):
    provider.claims |= claims

    answer = there_and_back()

    assert answer.status_code == 403
    assert "Nobody here has that address" in Page(answer).text
    assert (Person.objects.count(), SocialAccount.objects.count()) == (1, 0)
    assert client.get("/desk/account/").status_code == 302


def test_a_closed_account_is_not_opened_from_outside(client, ayesha, provider, there_and_back):
    Person.objects.update(is_active=False)

    assert there_and_back().status_code == 403


def test_an_account_closed_after_it_was_linked_stays_closed(client, ayesha, provider, there_and_back):
    there_and_back()
    client.post("/desk/account/logout/")
    Person.objects.update(is_active=False)

    assert there_and_back()["Location"] == "/desk/account/inactive/"
    assert client.get("/desk/account/").status_code == 302


def test_answers_about_two_people_are_refused(client, ayesha, provider, there_and_back):
    provider.userinfo = {"sub": "u-2", "email": "ayesha@works.example", "email_verified": True}

    assert there_and_back().status_code == 403


def test_an_answer_for_another_site_is_refused(client, ayesha, provider, there_and_back):
    provider.audience = "somebody else"

    assert there_and_back().status_code == 401
    assert SocialAccount.objects.count() == 0


def test_an_answer_that_nobody_asked_for_is_refused(client, ayesha, provider):
    answer = client.get(f"{LOGIN}callback/?code=x&state=planted")

    assert answer.status_code == 401
    assert "The sign-in there did not succeed" in Page(answer).text


def test_going_there_is_a_post(client, ayesha, provider):
    assert client.get(LOGIN).status_code == 200
    assert "oidc" in Page(client.get("/desk/account/login/")).one("form", action=f"{LOGIN}?process=login")["action"]
    assert "Sign in through Ministry" in Page(client.get("/desk/account/login/")).text


def test_only_there_may_a_form_lead(client, ayesha, provider):
    account, public = client.get("/desk/account/login/"), client.get("/isles/")

    assert f"form-action 'self' {provider.issuer}" in account["Content-Security-Policy"]
    assert "form-action 'self';" in f"{public['Content-Security-Policy']};"


def test_who_is_invited_but_has_not_joined_may_come_so(client, isles, provider, there_and_back):
    invited = make.person(email="ayesha@works.example")
    invited.set_unusable_password()
    invited.save()

    assert there_and_back()["Location"] == "/desk/"


def test_a_provider_out_of_reach_is_said(client, ayesha, provider):
    provider.shutdown()
    provider.server_close()

    answer = client.post(LOGIN)

    assert answer.status_code == 502
    assert "The sign-in there did not succeed" in Page(answer).text


def test_without_a_provider_there_is_none(client, isles):
    assert client.post(LOGIN).status_code == 404


@pytest.mark.parametrize(
    "issuer", ["http://login.example", "ftp://x", "login.example", "http://127.0.0.1.evil.example"]
)
def test_a_provider_is_reached_by_https(issuer):
    with pytest.raises(ValueError, match="https://"):
        SigningIn(oidc_issuer=issuer)
