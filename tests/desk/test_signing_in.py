"""Signing in: one answer for whoever is not let in, a limit, letters, and nothing of it on public pages."""

import multiprocessing
import re
from contextlib import nullcontext

import pytest
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.test import Client

import make
from corridor.base.models import Event
from corridor.members.models import Person
from corridor.post.models import Letter
from corridor.project.signing_in import _cookies, key_of
from desk.conftest import PASSWORD
from portal.pages import Page

LOGIN = "/desk/account/login/"
RESET = "/desk/account/password/reset/"


def said(answer):
    """What a page says, without the mark of its form and what was typed."""
    return re.sub(
        r'(name="csrfmiddlewaretoken"|name="login"|type="email") value="[^"]*"', "", answer.content.decode()
    )


def faults(answer):
    return [fault for field in answer.context["form"].errors.values() for fault in field]


def test_whoever_knows_the_password_is_in(client, ayesha, sign_in):
    assert sign_in(ayesha)["Location"] == "/desk/"
    assert Page(client.get("/desk/account/")).text.count("Ayesha Khan") == 2


def test_the_address_is_taken_in_whatever_letters(client, ayesha):
    assert client.post(LOGIN, {"login": " Ayesha@Works.EXAMPLE ", "password": PASSWORD}).status_code == 302


def test_one_is_led_on_in_ones_own_language(client, vera, sign_in):
    assert sign_in(vera)["Location"] == "/ur/desk/"


def test_one_is_led_on_to_where_one_wanted_to_go(client, vera):
    asked = client.get("/desk/account/tokens/new/")
    assert asked["Location"] == f"{LOGIN}?next=%2Fdesk%2Faccount%2Ftokens%2Fnew%2F"

    answer = client.post(asked["Location"], {"login": vera.email, "password": PASSWORD})

    assert answer["Location"] == "/ur/desk/account/tokens/new/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client, ayesha, elsewhere):
    answer = client.post(LOGIN, {"login": ayesha.email, "password": PASSWORD, "next": elsewhere})

    assert answer["Location"] == "/desk/"


def test_an_unknown_address_is_answered_as_a_wrong_password(client, ayesha):
    wrong = client.post(LOGIN, {"login": "ayesha@works.example", "password": "seven grey herons fly"})
    unknown = client.post(LOGIN, {"login": "nobody@works.example", "password": "seven grey herons fly"})

    assert faults(wrong) == ["The address and the password do not belong together."]
    assert (said(unknown), unknown.status_code) == (said(wrong), wrong.status_code)


def test_after_five_failures_even_the_right_password_waits(client, ayesha, sign_in):
    for _time in range(5):
        sign_in(ayesha, "seven grey herons fly")

    assert faults(sign_in(ayesha)) == ["Too many attempts failed. Wait a quarter of an hour, then try again."]
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_is_locked_in_the_same_way(client, isles):
    answers = [
        client.post(LOGIN, {"login": "nobody@works.example", "password": "wrong wrong wrong"}) for _ in range(6)
    ]

    assert faults(answers[-1]) == ["Too many attempts failed. Wait a quarter of an hour, then try again."]


def test_nobody_is_locked_out_from_another_machine(client, ayesha, sign_in):
    for _time in range(6):
        client.post(LOGIN, {"login": ayesha.email, "password": "wrong wrong wrong"}, REMOTE_ADDR="203.0.113.9")

    assert sign_in(ayesha).status_code == 302


def test_from_a_hundred_machines_an_address_is_locked_all_the_same(client, ayesha, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed_anywhere": "3/d/key"}
    for number in range(4):
        client.post(
            LOGIN, {"login": ayesha.email, "password": "wrong wrong wrong"}, REMOTE_ADDR=f"203.0.113.{number}"
        )

    answer = client.post(LOGIN, {"login": ayesha.email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.99")

    assert faults(answer) == ["Too many attempts failed. Wait a quarter of an hour, then try again."]


def test_successes_are_not_counted(client, ayesha, sign_in):
    for _time in range(7):
        assert sign_in(ayesha).status_code == 302
        client.post("/desk/account/logout/")


def test_many_addresses_from_one_machine_are_too_many(client, isles):
    answers = [client.post(LOGIN, {"login": f"{n}@works.example", "password": "x"}).status_code for n in range(31)]

    assert (answers[29], answers[30]) == (200, 429)


def add(folder, number, taken):
    """In another process: take what only one may have."""
    from corridor.project.counting import Counting  # noqa: PLC0415 - runs in a process of its own

    store = Counting(str(folder), {})
    taken.extend([number] * sum(store.add(f"key-{each}", number) for each in range(200)))


def test_of_several_processes_one_takes_each_lock(tmp_path):
    with multiprocessing.Manager() as shared:
        taken = shared.list()
        workers = [
            multiprocessing.get_context("fork").Process(target=add, args=(tmp_path, n, taken)) for n in range(4)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

        assert len(taken) == 200


def test_counts_are_shared_by_files_that_others_cannot_read(ayesha, sign_in, settings):
    sign_in(ayesha, "wrong wrong wrong")

    folder = settings.CACHES["default"]["LOCATION"]
    assert folder.stat().st_mode & 0o077 == 0
    assert type(caches["default"]).__name__ == "Counting"


def test_signing_out_is_a_post_and_kills_the_session(client, ayesha, sign_in):
    sign_in(ayesha)
    stolen = client.cookies["session"].value
    assert client.get("/desk/account/logout/").status_code == 200
    assert Session.objects.count() == 1

    answer = client.post("/desk/account/logout/", follow=True)

    assert "You have signed out." in Page(answer).text
    thief = Client()
    thief.cookies["session"] = stolen
    assert thief.get("/desk/account/").status_code == 302


def test_a_session_gets_a_new_name_when_somebody_signs_in(client, ayesha, sign_in):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["session"] = planted

    sign_in(ayesha)

    assert client.cookies["session"].value != planted


def test_the_cookies_are_held_close(client, ayesha, sign_in):
    client.get(LOGIN)
    sign_in(ayesha)

    for name in ("session", "csrf"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    # A session ends with the browser.
    assert client.cookies["session"]["max-age"] == ""


def test_by_https_cookies_are_bound_to_this_host():
    told = _cookies(https=True)

    assert (told["SESSION_COOKIE_NAME"], told["CSRF_COOKIE_NAME"]) == ("__Host-session", "__Host-csrf")
    assert (told["SESSION_COOKIE_SECURE"], told["CSRF_COOKIE_SECURE"], told["SECURE_SSL_REDIRECT"]) == (True,) * 3
    assert told["SECURE_HSTS_SECONDS"] == 31_536_000


def test_a_form_from_elsewhere_is_refused(ayesha):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(LOGIN, {"login": ayesha.email, "password": PASSWORD})

    assert answer.status_code == 403
    assert Page(answer).one("h1") == {}
    assert (strict.post("/isles/").status_code, strict.post("/isles/")["Allow"]) == (405, "GET, HEAD")


def test_pages_of_the_desk_are_kept_by_nobody(client, ayesha, sign_in):
    sign_in(ayesha)

    for path in ("/desk/account/", "/desk/account/factors/", "/desk/"):
        assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/isles/", "/isles/commitments/", "/ur/isles/", "/isles/board.json"])
def test_public_pages_know_nobody(client, ayesha, sign_in, path, count_queries):
    anonymous, asked = count_queries(lambda: Client().get(path))
    sign_in(ayesha)
    signed_in, asked_again = count_queries(lambda: client.get(path))

    assert signed_in.content == anonymous.content
    assert asked_again == asked
    for answer in (anonymous, signed_in):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("email", ["ayesha@works.example", "nobody@works.example"])
def test_who_asks_for_a_new_password_learns_nothing(client, ayesha, email):
    answer = client.post(RESET, {"email": email}, follow=True)

    assert answer.redirect_chain == [("/desk/account/password/reset/sent/", 302)]
    assert "If somebody has joined here with that address" in Page(answer).text


def letter_link(letter):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.text)[1]


def test_a_new_password_comes_by_letter_in_ones_language_and_the_link_works_once(client, vera, sign_in):
    client.post(RESET, {"email": vera.email})
    letter = Letter.objects.get()
    assert (letter.address, letter.language) == (vera.email, "ur")
    link = letter_link(letter)
    assert link.startswith("/ur/desk/account/password/reset/")

    form = client.get(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": "eight red kites turn", "password2": "eight red kites turn"}
    )

    assert done["Location"] == "/ur/desk/account/password/reset/done/"
    assert sign_in(vera, "eight red kites turn").status_code == 302
    assert Client().get(link).context["token_fail"] is True
    assert Letter.objects.count() == 2


def test_the_link_of_a_letter_is_not_the_host_that_was_asked(client, ayesha, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(RESET, {"email": ayesha.email}, headers={"host": "evil.example"})

    assert "evil.example" not in Letter.objects.get().text


def test_who_has_not_joined_or_is_gone_gets_no_link(client, isles, ayesha):
    invited = make.person(email="invited@works.example")
    invited.set_unusable_password()
    invited.save()
    Person.objects.filter(pk=ayesha.pk).update(is_active=False)

    for person in (invited, ayesha):
        client.post(RESET, {"email": person.email})

    assert Letter.objects.count() == 0


def test_a_closed_account_is_told_so_only_with_its_password(client, ayesha, sign_in):
    Person.objects.filter(pk=ayesha.pk).update(is_active=False)

    assert sign_in(ayesha)["Location"] == "/desk/account/inactive/"
    assert faults(sign_in(ayesha, "wrong wrong wrong")) == ["The address and the password do not belong together."]


def test_there_is_no_signing_up(client, isles):
    assert client.get("/desk/account/signup/").status_code == 404
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("fourteen signs", "password_too_short"),
        ("qwertyuiopasdfgh", None),
        ("Ayesha-Khan-2026", "password_about_you"),
        ("corridor corridor", "password_about_you"),
        ("isles isles isles 1", "password_about_you"),
        ("works.example.ayesha", "password_about_you"),
        ("aaaaaaaaaaaaaaaaaaaa", "password_about_you"),
        ("1234512345123451", "password_about_you"),
        ("seven grey herons wade", None),
        ("x9" * 3 + "seven grey herons wade " * 5, None),
        ("نیلی جھیل پر سات بگلے", None),
    ],
)
def test_a_password_is_long_and_not_about_its_owner(ayesha, password, code):
    with pytest.raises(ValidationError) if code else nullcontext() as refused:
        validate_password(password, ayesha)

    assert code is None or [each.code for each in refused.value.error_list] == [code]


def test_passwords_are_kept_by_argon2(ayesha):
    assert ayesha.password.startswith("argon2$argon2id$")


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    with multiprocessing.get_context("fork").Pool(4) as pool:
        keys = pool.map(key_of, [tmp_path / "home"] * 40)

    assert len(set(keys)) == 1
    assert len(keys[0]) > 60
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret.key"]
    assert (tmp_path / "home" / "secret.key").stat().st_mode & 0o777 == 0o600


def test_public_service_is_refused_without_https_with_insides_and_with_demo_accounts(isles, settings):
    make.person(email="officer@demo.invalid")
    Person.objects.update(is_demo=True)
    settings.DEBUG = True

    found = [each.id for each in run_checks(include_deployment_checks=True) if each.id.startswith("corridor.")]

    assert found == ["corridor.E001", "corridor.E002", "corridor.E003"]


def test_no_deed_of_signing_in_tells_the_journal_who(client, ayesha, sign_in):
    before = Event.objects.count()
    client.post(RESET, {"email": ayesha.email})

    (event,) = Event.objects.all()[before:]
    assert (event.name, event.by) == ("letters.posted", ayesha.code)
    assert ayesha.email not in str(event.after)
