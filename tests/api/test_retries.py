"""One key, one effect: sent again, at once or later, by threads and to several servers, the answer is the same."""

import json
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

import make
from api.machines import machine
from api.programs import Program, program, refused
from corridor.api import retrying
from corridor.base.actors import Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.ledger.models import Commitment
from corridor.members.queries import actor_of
from corridor.retries.actions import InProgress, forget_answers
from corridor.retries.models import Answered
from corridor.retries.queries import any_old

SHED = {"title": "A shed", "kind": "quay", "debtor": "mill"}
AT_ONCE = 50
PATIENCE = 300


@pytest.fixture
def officer(db, tmp_path, settings):
    settings.API_WRITE_RATE = ""
    make.loaded(tmp_path)
    return program("isles", Role.OFFICER)


def sheds():
    return Commitment.objects.filter(title_en="A shed").count()


def test_the_same_is_done_once_and_answered_the_same(officer):
    first = officer.post("/commitments", SHED, key="a")
    events = Event.objects.count()
    again = officer.post("/commitments", json.dumps(SHED, indent=2), key="a")

    assert (again.status_code, again.content) == (201, first.content)
    assert [each.headers.get("Idempotent-Replayed") for each in (first, again)] == [None, "true"]
    assert [again[name] for name in ("ETag", "Location")] == [first[name] for name in ("ETag", "Location")]
    assert (sheds(), Event.objects.count()) == (1, events)


def test_a_key_is_good_for_one_content_one_route_and_one_person(officer):
    officer.did("/commitments", SHED, key="a")
    other = program("isles", Role.OFFICER)

    assert refused(officer.post("/commitments", {**SHED, "note": "x"}, key="a")) == (422, "idempotency-key-reused")
    assert officer.did("/obstacles", {"summary": "No road", "kind": "land"}, key="a")["code"] == "no-road"
    assert other.did("/commitments", SHED, key="a")["code"] == "a-shed-2"
    same_person = Program(officer.person)
    assert same_person.did("/commitments", SHED, key="a")["code"] == "a-shed"


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "idempotency-key-missing"),
        ("", "idempotency-key-bad"),
        ("a b", "idempotency-key-bad"),
        ("x" * 256, "idempotency-key-bad"),
        ("\xe9", "idempotency-key-bad"),
    ],
)
def test_every_deed_has_a_key(officer, key, code):
    assert refused(officer.post("/commitments", SHED, key=key)) == (400, code)
    assert sheds() == 0


def test_what_was_refused_is_not_kept(officer):
    assert officer.post("/commitments", {**SHED, "debtor": "nobody"}, key="a").status_code == 422
    assert Answered.objects.count() == 0
    assert officer.post("/commitments", SHED, key="a").status_code == 201


def test_a_change_may_have_a_key_too(officer):
    seen = officer.did("/commitments", SHED)["version"]
    change = {"note": "of stone", "reason": "left out"}

    first = officer.patch("/commitments/a-shed", change, seen=seen, key="b")
    again = officer.patch("/commitments/a-shed", change, seen=seen, key="b")

    assert (first.status_code, again.content) == (200, first.content)
    assert again["Idempotent-Replayed"] == "true"


def test_a_token_that_ended_hears_nothing_again(officer):
    officer.did("/commitments", SHED, key="a")
    officer.person.is_active = False
    officer.person.save()

    assert refused(officer.post("/commitments", SHED, key="a")) == (401, "bad-token")


def test_what_is_being_done_is_not_begun_again(officer):
    key = (officer.person.pk, "POST /api/v1/programmes/isles/commitments", "a")
    with retrying.alone_with(key):
        assert refused(officer.post("/commitments", SHED, key="a")) == (409, "in-progress")
    with pytest.raises(InProgress), retrying.alone_with(key), retrying.alone_with(key):
        pass

    assert officer.post("/commitments", SHED, key="a").status_code == 201


def test_no_more_than_a_few_write_at_once(officer):
    for _writer in range(retrying.MOST_WRITERS):
        retrying._slots.acquire()
    try:
        answer = officer.post("/commitments", SHED)
        assert refused(answer) == (503, "busy")
        assert int(answer["Retry-After"]) > 0
    finally:
        for _writer in range(retrying.MOST_WRITERS):
            retrying._slots.release()
    assert officer.post("/commitments", SHED).status_code == 201


class SerializationError(Exception):
    sqlstate = "40001"


def failing(times, problem, cause=None):
    left = [times]

    def deed():
        if left[0]:
            left[0] -= 1
            raise OperationalError(problem) from cause
        return "done"

    return deed


def test_what_the_database_asks_to_do_again_is_done_again():
    assert retrying.patiently(failing(4, "could not serialize", SerializationError())) == "done"
    with pytest.raises(retrying.Busy):
        retrying.patiently(failing(5, "could not serialize", SerializationError()))
    with pytest.raises(retrying.Busy):
        retrying.patiently(failing(1, "database is locked"))
    with pytest.raises(OperationalError):
        retrying.patiently(failing(1, "disk I/O error"))


def test_answers_are_kept_for_three_days(officer):
    officer.did("/commitments", SHED, key="a")
    by, now = actor_of(officer.person, timezone.localdate()), timezone.now()

    assert not any_old(now + timedelta(hours=71))
    with pytest.raises(NotAllowed):
        forget_answers(by=by, at=now)
    later = now + timedelta(hours=73)
    assert any_old(later)
    assert forget_answers(by=make.OPERATOR, at=now) == 0
    assert forget_answers(by=make.OPERATOR, at=later) == 1
    assert (Answered.objects.count(), Event.objects.filter(name="answers.forgotten").get().before) == (
        0,
        {"count": 1},
    )


def sent(address, token, body, key):
    """The status and body of an answer, asked for again while it is too early."""
    said = Counter()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": key}
        request = urllib.request.Request(address, json.dumps(body).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read(), answer.headers.get("Idempotent-Replayed"), said
        except urllib.error.HTTPError as problem:
            refusal = problem.code, json.load(problem)["code"]
        assert refusal in ((409, "in-progress"), (503, "busy"))
        said[refusal] += 1
        time.sleep(0.05)
    raise AssertionError(said)


@pytest.mark.slow
def test_fifty_at_once_with_one_key_have_one_effect(tmp_path, db):
    body = {"title": "A hut", "kind": "electricity", "debtor": "dummy-electric"}
    wanted = "ministry-of-samples:officer:commit"
    with machine(tmp_path, wanted, servers=2) as servers:
        token = servers[0].tokens[0]
        before = servers[0].events("commitments")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            places = [each.address + "/api/v1/programmes/mfano/commitments" for each in servers] * (AT_ONCE // 2)
            found = list(pool.map(lambda place: sent(place, token, body, "one-key"), places))

        assert servers[0].events("commitments") == before + 1
    assert {(status, answer) for status, answer, _replayed, _said in found} == {found[0][:2]}
    assert found[0][0] == 201
    assert [replayed for _status, _answer, replayed, _said in found].count(None) == 1
