"""Answering by an address that came by mail, without an account."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import make
from corridor.base.actors import Actor, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.ledger.access import submissions_to_decide, why_not_decide
from corridor.ledger.actions.contacts import make_link
from corridor.ledger.actions.evidence import accept_evidence, answer_by_link, reject_evidence
from corridor.ledger.models import Attachment, Commitment, Link, Submission
from corridor.ledger.rules.given import Observed
from corridor.sources.models import Document
from portal.pages import Page
from sources.files import EXE, photograph

SAID = {"says": "delivered", "observed_on": "۲۰۲۶-۰۶-۲۹", "note": "Zwei Liter\r\nam Tor"}


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path / "home"


@pytest.fixture
def linked(isles):
    """The link about the water, and the address that was sent."""
    water = Commitment.objects.get(code="bring-water")
    link, secret = make_link(water, by=make.actor("isles", "isles", Role.OFFICER), at=timezone.now())
    return link, f"/answer/{secret}/"


@pytest.fixture
def address(linked):
    return linked[1]


def auditor():
    return make.actor("isles", "auditor", Role.VERIFIER)


def test_the_page_shows_the_promise_as_everybody_sees_it_and_a_form(client, address):
    answer = client.get(address)

    page = Page(answer)
    assert answer.status_code == 200
    assert page.one("a", href="/isles/commitments/bring-water/")
    assert len(page.all("input", name="says")) == 4
    assert page.all("input", name="quantity") == []


def test_the_address_is_told_to_nobody_and_kept_nowhere(client, address):
    for answer in (client.get(address), client.get("/answer/nothing/"), client.post(address, SAID)):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]
    assert client.cookies == {}


def test_an_answer_waits_for_somebody_else_and_a_receipt_says_what_happens(client, linked):
    link, address = linked

    sent = client.post(address, SAID, follow=True)

    brought = Submission.objects.get()
    assert sent.redirect_chain == [(f"{address}sent/", 302)]
    assert "What happens next" in Page(sent).text
    assert (brought.link, brought.brought_by, brought.brought_for.code) == (link, None, "water-works")
    assert (brought.observed_on, brought.says, brought.grade) == ("2026-06-29", "delivered", "official")
    assert brought.note == "Zwei Liter am Tor"
    assert Event.objects.order_by("-id").first().by == str(link)


def test_the_receipt_tells_what_became_of_it(client, address):
    client.post(address, SAID)
    reject_evidence(Submission.objects.get(), "another gate", by=auditor(), at=make.NOON)
    rejected = Page(client.get(f"{address}sent/")).text
    client.post(address, {**SAID, "note": "again"})
    accept_evidence(Submission.objects.last(), by=auditor(), at=make.NOON, on=make.TODAY)
    accepted = Page(client.get(f"{address}sent/")).text

    assert "for this reason: another gate" in rejected
    assert "It was accepted." in accepted


def test_a_quantity_is_asked_in_the_unit_that_was_promised(client, isles):
    quay = Commitment.objects.get(code="build-quay")
    _link, secret = make_link(quay, by=make.actor("isles", "isles", Role.OFFICER), at=timezone.now())

    client.post(f"/answer/{secret}/", {**SAID, "quantity": "۱٫۵"})

    assert [(str(each.quantity.normalize()), each.unit) for each in Submission.objects.all()] == [("1.5", "km")]


def test_files_come_along_open_or_sealed(client, address):
    photo = SimpleUploadedFile("gate.jpg", photograph())

    client.post(address, {**SAID, "files": [photo], "is_sealed": "on"})

    assert [(each.name, each.is_sealed) for each in Attachment.objects.all()] == [("gate.jpg", True)]


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client, address):
    sent = {"says": "", "observed_on": "30.6.2026", "note": "=1", "files": [SimpleUploadedFile("a.jpg", EXE)]}

    answer = client.post(address, sent)

    page = Page(answer)
    assert answer.status_code == 400
    faults = [each["href"] for each in page.all("a") if each["href"].startswith("#id_")]
    assert faults == ["#id_says", "#id_observed_on", "#id_note", "#id_files"]
    assert page.one("input", name="observed_on")["value"] == "30.6.2026"
    assert (Submission.objects.count(), Document.objects.count()) == (0, 0)


def test_a_day_to_come_and_the_same_again_are_refused_with_the_reason(client, address):
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    future = client.post(address, {**SAID, "observed_on": tomorrow})
    client.post(address, SAID)
    again = client.post(address, SAID)

    assert (future.status_code, again.status_code) == (400, 400)
    assert "has not come yet" in Page(future).text
    assert "The same was brought before" in Page(again).text
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("how", ["unknown", "expired", "used up", "mistyped"])
def test_an_address_that_is_good_no_more_gives_one_answer(client, linked, how):
    address = linked[1]
    if how == "expired":
        Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "used up":
        Link.objects.update(answers_left=0)
    asked = {"unknown": "/answer/nothing/", "mistyped": f"{address[:-2]}/"}.get(how, address)

    answers = [client.get(asked), client.post(asked, SAID)]

    assert [each.status_code for each in answers] == [410, 410]
    assert {Page(each).one("title") == {} for each in answers} == {True}
    texts = {Page(each).text for each in answers}
    assert len(texts) == 1
    assert "It has run out, was used as often as it may be, or was not copied whole." in texts.pop()
    assert Submission.objects.count() == 0


def test_the_receipt_stays_when_the_last_answer_was_used(client, address):
    Link.objects.update(answers_left=1)

    sent = client.post(address, SAID, follow=True)

    assert sent.status_code == 200
    assert "Send another answer" not in Page(sent).text
    assert client.get("/answer/nothing/sent/").status_code == 410


def test_one_machine_asks_thirty_times_a_minute(client, address):
    statuses = [client.get(address).status_code for _time in range(31)]

    assert statuses == [200] * 30 + [429]
    assert client.get("/answer/nothing/").status_code == 429
    assert client.get(address, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_one_address_takes_ten_answers_an_hour_from_however_many_machines(client, address):
    def send(number):
        return client.post(address, {}, REMOTE_ADDR=f"192.0.2.{number}").status_code

    assert [send(number) for number in range(11)] == [400] * 10 + [429]
    assert client.get(address, REMOTE_ADDR="192.0.2.99").status_code == 200


def test_who_made_the_address_does_not_verify_what_came_by_it(isles):
    """They held it first, and could have answered by it themselves."""
    person = make.person("isles", "mill", Role.OFFICER)
    make.member(person, "isles", "auditor", Role.VERIFIER)
    maker = make.actor_of(person, timezone.localdate())
    link, _secret = make_link(Commitment.objects.get(code="bring-water"), by=maker, at=timezone.now())
    seen, when = Observed("2026-06-29", "delivered", "official"), {"at": timezone.now(), "on": make.TODAY}
    brought = answer_by_link(link, seen, by=Actor(str(link), party="water-works"), **when)

    assert why_not_decide(maker, brought) == "asked"
    assert list(submissions_to_decide(maker, isles)) == []
    with pytest.raises(NotAllowed):
        accept_evidence(brought, by=maker, **when)
    assert accept_evidence(brought, by=auditor(), **when).decision == "accepted"


def test_what_was_typed_is_not_lost_where_too_much_was_sent(client, address):
    for _time in range(10):
        client.post(address, {})

    late = client.post(address, SAID)

    assert (late.status_code, Submission.objects.count()) == (429, 0)
    assert "Too much was sent by this address. Wait an hour, then send it again." in Page(late).text
    assert Page(late).one("input", name="observed_on")["value"] == SAID["observed_on"]


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
def test_it_works_in_every_language_and_the_language_keeps_the_secret(client, address, prefix):
    page = Page(client.get(f"{prefix}{address}"))

    links = [each["href"] for each in page.all("a") if "hreflang" in each]
    assert links == [address, f"/ur{address}", f"/zh-hans{address}"]
    assert client.post(f"{prefix}{address}", SAID).url == f"{prefix}{address}sent/"
    assert client.get(f"{prefix}{address}sent/").status_code == 200


def test_the_number_of_questions_is_constant(client, address, count_queries):
    client.get(address)
    few = count_queries(lambda: client.get(address))[1]
    for number in range(3):
        client.post(address, {**SAID, "note": f"reading {number}"})
    many = count_queries(lambda: client.get(address))[1]

    assert few == many <= 35


def test_nothing_that_waits_is_shown_there(client, address):
    client.post(address, SAID)

    assert "Zwei Liter" not in Page(client.get(address)).text
