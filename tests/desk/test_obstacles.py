"""Obstacles at the desk: opened, assigned, escalated, closed, reopened; the list and who may not."""

import pytest
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.ledger.actions.obstacles import open_obstacle
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import Obstacle, Step
from desk.conftest import PASSWORD
from portal.pages import Page

LIST, NEW, ONE = "/desk/isles/obstacles/", "/desk/isles/new-obstacle/", "/desk/isles/obstacles/no-spring/"
PIPE = {
    "summary": "The pipe is stolen",
    "kind": "security",
    "zone": "east-quay",
    "party": "water-works",
    "since": "2026-06",
    "title": "Letter 12",
    "publisher": "Harbour Board",
    "address": "https://example.org/12",
}


@pytest.fixture
def signed_in(client, isles, sign_in):
    """A browser in which a programme officer has signed in."""
    sign_in(make.person("isles", "isles", Role.OFFICER, email="o@isles.example", password=PASSWORD))
    return client


def test_an_obstacle_is_opened_and_public_at_once(signed_in):
    answer = signed_in.post(NEW, PIPE)

    assert answer["Location"] == f"{LIST}pipe-stolen/" or answer["Location"].startswith(LIST)
    opened = Obstacle.objects.last()
    assert (opened.summary_en, opened.zone.code, opened.since, opened.source.title) == (
        "The pipe is stolen",
        "east-quay",
        "2026-06",
        "Letter 12",
    )
    assert "The pipe is stolen" in Page(signed_in.get(f"/isles/obstacles/{opened.code}/")).text
    assert "The pipe is stolen" in Page(signed_in.get(LIST)).text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"summary": ""}, "summary"),
        ({"summary": "@SUM(A1)"}, "summary"),
        ({"summary": "x" * 301}, "summary"),
        ({"kind": "weather"}, "kind"),
        ({"zone": "moon"}, "zone"),
        ({"party": "moon"}, "party"),
        ({"since": "soon"}, "since"),
        ({"since": "2999"}, "since"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_kept(signed_in, wrong, field):
    answer = signed_in.post(NEW, {**PIPE, **wrong})

    assert (answer.status_code, set(answer.context["form"].errors)) == (400, {field})
    assert "Letter 12" in answer.content.decode()
    assert Obstacle.objects.count() == 1


def test_steps_are_taken_one_after_another(signed_in):
    for what, party in (("assigned", "water-works"), ("escalated", "isles"), ("closed", "")):
        answer = signed_in.post(ONE, {"what": what, "party": party, "says": f"{what}\r\nby letter"})
        assert answer["Location"] == ONE

    assert list(Step.objects.values_list("what", "says")) == [
        ("assigned", "assigned by letter"),
        ("escalated", "escalated by letter"),
        ("closed", "closed by letter"),
    ]
    assert Obstacle.objects.get().until == timezone.localdate().isoformat()
    page = Page(signed_in.get(ONE))
    assert [each["value"] for each in page.all("input", type="radio")] == ["reopened"]
    assert "Overcome" in page.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"what": "danced"}, "what"), ({"what": ""}, "what"), ({"party": ""}, "party"), ({"says": ""}, "says")],
)
def test_what_is_wrong_with_a_step_is_said_at_its_field(signed_in, wrong, field):
    answer = signed_in.post(ONE, {"what": "assigned", "party": "isles", "says": "so it is", **wrong})

    assert (answer.status_code, set(answer.context["form"].errors)) == (400, {field})
    assert Step.objects.count() == 0


def test_a_contributor_opens_where_they_reach_and_takes_no_step(client, ayesha, sign_in):
    sign_in(ayesha)

    assert client.post(ONE, {"what": "closed", "says": "done"}).status_code == 403
    assert "The next step" not in Page(client.get(ONE)).text
    assert client.post(NEW, PIPE).status_code == 302


def test_who_reaches_one_zone_is_offered_that_zone(client, isles, sign_in):
    sign_in(
        make.person("isles", "mill", Role.CONTRIBUTOR, zone="west-quay", email="m@m.example", password=PASSWORD)
    )

    assert [code for code, _name in client.get(NEW).context["form"].fields["zone"].choices] == ["", "west-quay"]
    assert client.post(NEW, PIPE).status_code == 400
    assert client.post(NEW, {**PIPE, "zone": ""}).status_code == 400


def test_a_reader_opens_nothing(client, isles, sign_in):
    sign_in(make.person("isles", "mill", Role.READER, email="r@m.example", password=PASSWORD))

    assert (client.get(NEW).status_code, client.get(LIST).status_code) == (403, 200)


def test_it_asks_as_much_for_three_obstacles_and_steps_as_for_one(signed_in, isles, count_queries):
    signed_in.post(ONE, {"what": "assigned", "party": "isles", "says": "first"})
    pages = (LIST, ONE)
    one = [count_queries(lambda path=path: signed_in.get(path))[1] for path in pages]
    when = {"by": make.OPERATOR, "at": make.NOON, "on": make.TODAY}
    officer = {**when, "by": make.actor("isles", "isles", Role.OFFICER)}
    for text in ("No road", "No bridge"):
        open_obstacle(isles, text, "land", Paper(), zone="west-quay", party="mill", **officer)
        signed_in.post(ONE, {"what": "escalated", "party": "mill", "says": text})

    assert [count_queries(lambda path=path: signed_in.get(path))[1] for path in pages] == one
