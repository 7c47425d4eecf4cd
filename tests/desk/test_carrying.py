"""What was typed into a form after its session had ended is there again once its sender has signed in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import make
from corridor.base.actors import Role
from corridor.desk.carrying import CARRIED
from corridor.ledger.actions.contests import contest_entry
from corridor.ledger.models import Commitment, Contest, Move, Obstacle, Submission
from corridor.ledger.queries.moves import version_of
from corridor.notes.models import Comment, Draft
from desk.brought import bring, engineer
from desk.conftest import PASSWORD
from desk.test_sessions import put_back
from portal.pages import Page

HOST = "http://testserver"
WATER = "/desk/isles/commitments/bring-water/"
MOVING = {"due_on": "2031-12", "reason": "the pump came late", "seen": "0"}
SAID = "You were signed out before this was sent. Nothing was written; what you typed stands here again."


@pytest.fixture
def owner(client, isles, ayesha, sign_in):
    """Somebody who may fill in every form of the desk, signed in."""
    person = make.person("isles", "isles", Role.OWNER, email="ines@isles.example", password=PASSWORD)
    sign_in(person)
    return person


@pytest.fixture
def send_late(client):
    """Sends a form after a coffee that was too long; returns where one is led."""

    def send_late(to, given, page=""):
        put_back(client, began=30, seen=20)
        return client.post(to, given, headers={"referer": f"{HOST}{page or to}"})

    return send_late


def signed_in_again(client, person, led):
    """The page where somebody ends who signs in again."""
    shown = Page(client.get(led["Location"]))
    given = {"login": person.email, "password": PASSWORD, "next": shown.all("input", name="next")[0]["value"]}
    there = client.post("/desk/account/login/", given)
    return client.get(there["Location"])


def typed(page, name):
    """What stands in a field of a page."""
    areas = re.findall(rf'<textarea name="{name}"[^>]*>\s*(.*?)</textarea>', page.content.decode(), re.DOTALL)
    fields = [each.get("value", "") for each in Page(page).all("input", name=name)]
    chosen = re.findall(rf'<select name="{name}".*?</select>', page.content.decode(), re.DOTALL)
    return [*areas, *fields, *(found for part in chosen for found in re.findall(r'value="([^"]*)" selected', part))]


FORMS = {
    "/desk/isles/new-promise/": {"title": "Pump the water up", "kind": "water"},
    f"{WATER}correct/": {"title": "Bring water to the quay", "reason": "where to", "seen": "0"},
    f"{WATER}evidence/": {"observed_on": "2026-06", "note": "the gate is open"},
    f"{WATER}move/": MOVING,
    f"{WATER}end/": {"reason": "no spring", "authority": "isles"},
    f"{WATER}object/": {"says": "it is dry"},
    f"{WATER}contact/": {"focal_name": "Ana", "focal_email": "ana@works.example"},
    "/desk/isles/new-obstacle/": {"summary": "No road", "title": "Letter 12"},
    "/desk/isles/obstacles/no-spring/": {"says": "it rained"},
    "/desk/isles/people/invite/": {"email": "new@isles.example", "name": "New"},
    "/desk/isles/ladder/": {
        "party_1": "",
        "days_1": "",
        "party_2": "isles",
        "days_2": "14",
        "party_4": "",
        "party_5": "",
        "party_3": "mill",
        "days_3": "60",
    },
}


@pytest.mark.parametrize("address", FORMS)
def test_what_was_typed_is_there_again_after_signing_in(client, owner, send_late, address):
    given = FORMS[address]
    led = send_late(address, given)

    page = signed_in_again(client, owner, led)

    assert (page.status_code, page.request["PATH_INFO"]) == (200, address)
    assert {name: typed(page, name)[:1] for name in given} == {name: [value] for name, value in given.items()}
    assert Page(page).text.count(SAID) == 1


def test_a_role_that_was_to_be_lent_is_there_again(client, sign_in, owner, ayesha):
    client.logout()
    sign_in(ayesha)
    given = {"reason": "I am away", "until": "2031-01-01", "person": str(owner.pk)}
    put_back(client, began=90, seen=80)

    led = client.post("/desk/isles/delegate/", given, headers={"referer": f"{HOST}/desk/isles/delegate/"})

    page = signed_in_again(client, ayesha, led)
    assert {name: typed(page, name) for name in given} == {name: [value] for name, value in given.items()}


def test_what_was_ticked_and_typed_in_the_queue_is_there_again(client, sign_in, vera, send_late):
    sign_in(vera)
    first, second = bring(engineer(), note="one"), bring(engineer(), note="two")
    given = {"pick": [str(second.pk)], "why": "too dark", f"why-{second.pk}": "no date", "deed": "reject"}

    page = signed_in_again(client, vera, send_late("/desk/isles/verify/", given))

    ticked = {each["value"]: "checked" in each for each in Page(page).all("input", name="pick")}
    assert ticked == {str(first.pk): False, str(second.pk): True}
    assert (typed(page, "why"), typed(page, f"why-{second.pk}")) == (["too dark"], ["no date"])
    assert set(Submission.objects.values_list("decision", flat=True)) == {""}


def test_why_one_thing_is_rejected_is_there_again(client, sign_in, vera, send_late):
    sign_in(vera)
    address = f"/desk/isles/submissions/{bring(engineer()).pk}/"

    page = signed_in_again(client, vera, send_late(address, {"deed": "reject", "why": "too dark"}))

    assert typed(page, "why") == ["too dark"]


@pytest.mark.parametrize(
    ("party", "given", "name", "value"),
    [
        ("auditor", {"answer": "declined", "answer_says": "it runs"}, "answer_says", "it runs"),
        ("isles", {"take_back": "1", "back-answer_says": "it runs now"}, "back-answer_says", "it runs now"),
    ],
)
def test_an_answer_is_there_again(client, owner, send_late, party, given, name, value):
    water = Commitment.objects.get(code="bring-water")
    by = make.actor("isles", party, Role.CONTRIBUTOR)
    said = contest_entry(water, "it is dry", by=by, at=make.NOON, on=make.TODAY)

    page = signed_in_again(client, owner, send_late(f"/desk/isles/objections/{said.pk}/", given))

    assert typed(page, name) == [value]
    assert Contest.objects.get().answer == ""


def test_a_comment_is_there_again_on_the_page_on_which_it_was_written(client, owner, send_late):
    to = "/desk/isles/comments/commitments/bring-water/"

    page = signed_in_again(client, owner, send_late(to, {"text": "Why?", "only_party": "on"}, WATER))

    assert (page.status_code, page.request["PATH_INFO"]) == (200, WATER)
    assert re.search(r'<textarea id="comment-text"[^>]*>Why\?</textarea>', page.content.decode())
    assert "checked" in Page(page).one("input", name="only_party")
    assert Comment.objects.count() == 0


def test_what_was_to_be_a_draft_is_there_again_in_its_form(client, owner, send_late):
    form = "/desk/isles/new-promise/"
    given = {"title": "Pump", "draft_title": "New promise", "draft_address": form}

    page = signed_in_again(client, owner, send_late("/desk/isles/drafts/save/", given, form))

    assert (page.request["PATH_INFO"], typed(page, "title")) == (form, ["Pump"])
    assert Draft.objects.count() == 0


def test_they_go_on_in_their_own_language(client, vera, sign_in, send_late):
    make.member(vera, "isles", "isles", Role.OFFICER)
    sign_in(vera)

    page = signed_in_again(client, vera, send_late(f"{WATER}move/", MOVING))

    assert (page.request["PATH_INFO"], typed(page, "reason")) == (f"/ur{WATER}move/", [MOVING["reason"]])


def test_nothing_is_done_until_it_is_sent_again_and_then_it_is_kept_no_longer(client, owner, send_late):
    address = f"{WATER}move/"
    stands = str(version_of(Commitment.objects.get(code="bring-water")))
    given = {**MOVING, "paper_title": "Letter", "seen": stands}
    page = signed_in_again(client, owner, send_late(address, given))
    assert Move.objects.count() == 0
    assert typed(client.get(address), "due_on") == ["2031-12"]

    given = {name: typed(page, name)[0] for name in given}
    sent = client.post(address, {**given, "acting_for": "isles"})

    assert (sent.status_code, Move.objects.count()) == (302, 1)
    assert typed(client.get(address), "reason") == [""]


def test_what_others_changed_meanwhile_is_seen_all_the_same(client, owner, send_late):
    address, given = f"{WATER}contact/", {"focal_name": "Ana", "focal_language": "en", "seen": "0"}
    led = send_late(address, given)
    other = Client()
    other.force_login(make.person("isles", "isles", Role.OFFICER))
    assert other.post(address, {"focal_name": "Bea", "focal_language": "en", "seen": "0"}).status_code == 302

    page = signed_in_again(client, owner, led)

    again = client.post(address, {**given, "seen": typed(page, "seen")[0]})
    assert again.status_code == 409


def test_files_are_lost_and_that_is_said(client, owner, send_late):
    given = {"note": "seen", "files": SimpleUploadedFile("gate.csv", b"day,tons\n1,2\n")}
    led = send_late(f"{WATER}evidence/", given)
    told = Page(client.get(led["Location"])).text

    page = signed_in_again(client, owner, led)

    assert "What you typed is kept until then; files are not." in told
    assert f"{SAID} Choose the files anew." in Page(page).text


def test_somebody_else_who_signs_in_sees_nothing_of_it(client, owner, send_late, ayesha):
    address = f"{WATER}evidence/"
    led = send_late(address, {"note": "canary-typed"})

    page = signed_in_again(client, ayesha, led)

    assert (page.status_code, "canary-typed" in page.content.decode()) == (200, False)
    assert CARRIED not in client.session


def test_a_form_from_elsewhere_is_not_kept(owner):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner)
    browser.get("/desk/account/")
    put_back(browser, began=30, seen=20)

    led = browser.post(f"{WATER}move/", MOVING)

    assert led["Location"] == f"/desk/account/login/?why=idle&next={WATER.replace('/', '%2F')}move%2F"
    assert CARRIED not in browser.session


@pytest.mark.parametrize("address", ["/desk/account/password/change/", "/desk/account/", "/desk/join/x/"])
def test_nothing_is_kept_of_forms_about_accounts(client, owner, send_late, address):
    send_late(address, {"password1": "canary", "language": "ur"})

    assert CARRIED not in client.session


def test_a_megabyte_is_not_kept(client, owner, send_late):
    led = send_late(f"{WATER}evidence/", {"note": "x" * 1_000_000})

    assert (CARRIED in client.session, "typed" in led["Location"]) == (False, False)


def test_no_other_page_is_led_to_than_one_of_this_desk(client, owner):
    for page in ("http://evil.example/desk/isles/x/", f"{HOST}/desk/account/logout/", "nonsense", "http://[x"):
        put_back(client, began=30, seen=20)
        led = client.post(f"{WATER}move/", MOVING, headers={"referer": page})
        assert f"next={WATER.replace('/', '%2F')}move%2F" in led["Location"]
        client.force_login(owner)
        client.get("/desk/account/")


def test_an_obstacle_stands_as_it_stood(client, owner, send_late):
    signed_in_again(client, owner, send_late("/desk/isles/obstacles/no-spring/", {"what": "closed"}))

    assert Obstacle.objects.get().until == ""
