"""The queue of those who verify, and the page on which one thing is decided."""

import pytest
from allauth.mfa.models import Authenticator

import make
from corridor.base.actors import Role
from corridor.ledger.access import may_decide, submissions_to_decide
from corridor.ledger.actions.evidence import accept_evidence
from corridor.ledger.models import Evidence, Submission
from corridor.results.queries import submissions as shown
from desk.brought import CONFIRM, bring, bring_many, confirm, engineer
from desk.test_factors import APP, code_of
from portal.pages import Page

QUEUE = "/desk/isles/verify/"


@pytest.fixture
def signed_in(client, vera, sign_in):
    sign_in(vera)
    return client


@pytest.fixture
def confirmed(signed_in):
    confirm(signed_in)
    return signed_in


def address(brought):
    return f"/desk/isles/submissions/{brought.pk}/"


def decisions():
    return list(Submission.objects.order_by("id").values_list("decision", "reason"))


def test_the_queue_says_who_brought_what_and_what_would_turn(signed_in):
    brought = bring(engineer())

    page = Page(signed_in.get(QUEUE))

    assert "1 waits for you" in page.text
    assert "delivered · 29 June 2026 · a measurement" in page.text
    assert "Overdue becomes Kept late" in page.text
    assert "Proof of delivery: no proof becomes verified" in page.text
    assert page.one("input", name="pick")["value"] == str(brought.pk)


def test_what_i_brought_or_owe_stands_apart_with_the_reason(isles, signed_in, vera):
    make.member(vera, "isles", "auditor", Role.CONTRIBUTOR)
    bring(make.actor_of(vera, make.TODAY))
    bring(make.actor("isles", "auditor", Role.CONTRIBUTOR), note="another of us")

    page = Page(signed_in.get(QUEUE))

    assert page.all("input", name="pick") == []
    assert "You brought it yourself." in page.text
    assert "Your own party brought it." in page.text


def test_the_database_finds_exactly_what_may_be_decided(isles):
    bring(engineer())
    bring(make.actor("isles", "mill", Role.CONTRIBUTOR))
    bring(make.actor("isles", "isles", Role.OFFICER), code="build-quay")
    bring(make.actor("isles", "mill", Role.CONTRIBUTOR), code="give-work")
    parties = ("isles", "harbour-board", "water-works", "mill", "auditor")
    narrowed = ({}, {"zone": "east-quay"}, {"zone": "west-quay"}, {"province": "Nowhere"})
    actors = [make.actor("isles", party, Role.VERIFIER, **place) for party in parties for place in narrowed]
    actors += [make.actor("isles", "auditor", Role.OFFICER), make.OPERATOR]
    both = make.person("isles", "auditor", Role.VERIFIER)
    make.member(both, "isles", "harbour-board", Role.READER)
    actors.append(make.actor_of(both, make.TODAY))
    actors += [actors[-1].for_party("auditor"), actors[-1].for_party("harbour-board")]

    for by in actors:
        told = {each.pk for each in Submission.objects.all() if may_decide(by, each)}
        assert set(submissions_to_decide(by, isles).values_list("pk", flat=True)) == told, by


def test_the_pages_of_a_long_queue_hold_fifty(signed_in, monkeypatch):
    monkeypatch.setattr(shown, "PAGE", 2)
    monkeypatch.setattr("corridor.desk.verifying.PAGE", 2)
    bring_many(engineer(), 3)

    numbers = [
        [each["value"] for each in Page(signed_in.get(f"{QUEUE}?page={n}")).all("input", name="pick")]
        for n in (1, 2)
    ]

    assert [len(each) for each in numbers] == [2, 1]
    assert signed_in.get(f"{QUEUE}?page=3").status_code == 400


def test_the_number_of_questions_does_not_grow_with_the_queue(signed_in, count_queries):
    by = engineer()
    bring(by)
    signed_in.get(QUEUE)
    few = count_queries(lambda: signed_in.get(QUEUE))[1]
    bring_many(by, 3)
    many = count_queries(lambda: signed_in.get(QUEUE))[1]

    assert few == many <= 30


def test_a_decision_waits_in_the_session_until_its_sender_has_confirmed(signed_in):
    brought = bring(engineer())

    asked = signed_in.post(address(brought), {"deed": "accept", "why": "seen on the spot"})
    assert (asked.status_code, asked.url) == (
        302,
        f"{CONFIRM}?next=%2Fdesk%2Fisles%2Fsubmissions%2F{brought.pk}%2F",
    )
    assert decisions() == [("", "")]

    done = confirm(signed_in, address(brought))
    assert (done.status_code, done.url) == (302, address(brought))
    assert decisions() == [("accepted", "seen on the spot")]


def test_a_decision_is_not_taken_with_a_wrong_password(signed_in):
    brought = bring(engineer())
    signed_in.post(address(brought), {"deed": "accept", "why": ""})

    signed_in.post(CONFIRM, {"password": "not this one", "next": address(brought)})

    assert decisions() == [("", "")]


def test_a_code_of_an_app_confirms_as_well(signed_in, vera):
    confirm(signed_in)
    secret = signed_in.get(APP).context["form"].secret
    signed_in.post(APP, {"code": code_of(secret)})
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    signed_in.post("/desk/account/logout/")
    signed_in.force_login(vera)
    brought = bring(engineer())
    signed_in.post(address(brought), {"deed": "accept", "why": "seen"})

    signed_in.post(
        f"/desk/account/factors/reauthenticate/?next={address(brought)}",
        {"code": code_of(secret), "next": address(brought)},
    )

    assert decisions() == [("accepted", "seen")]


def test_who_has_nothing_here_to_confirm_with_is_led_to_where_they_add_it(client, vera):
    vera.set_unusable_password()
    vera.save()
    client.force_login(vera)
    brought = bring(engineer())

    answer = client.post(address(brought), {"deed": "accept", "why": ""})

    assert (answer.status_code, answer.url) == (302, "/desk/account/factors/")
    assert decisions() == [("", "")]


def test_the_page_says_beforehand_that_one_will_be_asked(signed_in):
    brought = bring(engineer())
    said = "You will be asked to confirm that it is you."

    before = Page(signed_in.get(address(brought))).text
    confirm(signed_in)

    assert said in before
    assert said not in Page(signed_in.get(address(brought))).text


def test_accepted_it_is_evidence_and_the_page_shows_what_was_decided(confirmed):
    brought = bring(engineer())

    answer = confirmed.post(address(brought), {"deed": "accept", "why": "seen"}, follow=True)

    assert Evidence.objects.filter(commitment=brought.commitment, says="delivered").count() == 1
    page = Page(answer)
    assert "What was decided accepted" in page.text
    assert page.all("button", name="deed") == []


def test_rejecting_needs_a_reason_and_loses_nothing(confirmed):
    brought = bring(engineer())

    refused = confirmed.post(address(brought), {"deed": "reject", "why": ""})
    assert (refused.status_code, decisions()) == (400, [("", "")])
    assert Page(refused).one("a", href="#id_why")

    formula = confirmed.post(address(brought), {"deed": "accept", "why": "=1+1"})
    assert formula.status_code == 400
    assert "=1+1" in Page(formula).text

    confirmed.post(address(brought), {"deed": "reject", "why": "دروازہ دوسرا ہے"})
    assert decisions() == [("rejected", "دروازہ دوسرا ہے")]


def test_of_two_who_decide_at_once_the_second_sees_what_was_decided(confirmed):
    brought = bring(engineer())
    accept_evidence(
        brought, "I was first", by=make.actor("isles", "auditor", Role.VERIFIER), at=make.NOON, on=make.TODAY
    )

    late = confirmed.post(address(brought), {"deed": "reject", "why": "no"})

    assert late.status_code == 409
    assert "I was first" in Page(late).text
    assert decisions() == [("accepted", "I was first")]


def test_many_are_accepted_at_once_and_each_is_told(confirmed):
    by = engineer()
    first, second, third = bring_many(by, 3)
    accept_evidence(second, by=make.actor("isles", "auditor", Role.VERIFIER), at=make.NOON, on=make.TODAY)

    numbers = [first.pk, second.pk, third.pk]
    page = Page(confirmed.post(QUEUE, {"deed": "accept", "pick": numbers, "why": ""}, follow=True))

    assert [each for each, _why in decisions()] == ["accepted"] * 3
    assert page.text.count("Accepted: Bring water") == 2
    assert "Not done: Bring water: Somebody has decided on this meanwhile: accepted." in page.text


def test_many_are_rejected_each_for_its_own_reason_or_that_for_all(confirmed):
    first, second = bring_many(engineer(), 2)
    sent = {"deed": "reject", "pick": [first.pk, second.pk], f"why-{first.pk}": "another gate"}

    refused = confirmed.post(QUEUE, sent)
    assert (refused.status_code, decisions()) == (400, [("", ""), ("", "")])
    page = Page(refused)
    assert [("checked" in each) for each in page.all("input", name="pick")] == [True, True]
    assert page.one("input", name=f"why-{first.pk}")["value"] == "another gate"

    confirmed.post(QUEUE, {**sent, "why": "no photograph"})
    assert decisions() == [("rejected", "another gate"), ("rejected", "no photograph")]


def test_a_form_that_is_refused_stays_on_its_page(confirmed, monkeypatch):
    monkeypatch.setattr(shown, "PAGE", 2)
    monkeypatch.setattr("corridor.desk.verifying.PAGE", 2)
    third = bring_many(engineer(), 3)[2]

    refused = Page(confirmed.post(QUEUE, {"deed": "reject", "pick": third.pk, "page": "2"}))

    assert "checked" in refused.one("input", name="pick", value=str(third.pk))


@pytest.mark.parametrize(
    "sent", [{}, {"pick": "x"}, {"pick": "9" * 30}, {"pick": ["1"] * 60 + [str(n) for n in range(60)]}]
)
def test_what_cannot_be_meant_is_refused(confirmed, sent):
    bring(engineer())

    assert confirmed.post(QUEUE, {"deed": "accept", **sent}).status_code == 400
    assert confirmed.post(QUEUE, {"deed": "burn", "pick": "1"}).status_code == 400
    assert decisions() == [("", "")]


def test_what_is_not_there_for_somebody_is_404_for_them(isles, client, sign_in, ayesha):
    brought = bring(make.actor("isles", "harbour-board", Role.CONTRIBUTOR), code="build-quay")
    sign_in(ayesha)

    assert client.get(address(brought)).status_code == 404
    assert client.get("/desk/isles/submissions/99999999999999999999999/").status_code == 404
    confirm(client)
    assert client.post(address(brought), {"deed": "accept", "why": ""}).status_code == 404
    assert client.post(QUEUE, {"deed": "accept", "pick": brought.pk}).status_code == 404


def test_who_may_not_decide_is_refused_even_with_a_form_of_their_own(isles, client, sign_in, ayesha):
    brought = bring(make.actor_of(ayesha, make.TODAY))
    sign_in(ayesha)
    confirm(client)

    assert client.post(address(brought), {"deed": "accept", "why": ""}).status_code == 400
    told = Page(client.post(QUEUE, {"deed": "accept", "pick": brought.pk, "why": ""}, follow=True)).text
    assert "Not done: Bring water: You may not do this." in told
    assert decisions() == [("", "")]


def test_who_brought_it_takes_it_back_once(client, sign_in, ayesha):
    brought = bring(make.actor_of(ayesha, make.TODAY))
    sign_in(ayesha)
    take_back = f"{address(brought)}take-back/"

    page = Page(client.get(address(brought)))
    assert page.one("form", action=take_back)
    assert client.post(take_back).url == address(brought)
    assert client.post(take_back).status_code == 409
    assert decisions() == [("taken-back", "")]


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
def test_it_works_in_every_language(confirmed, prefix):
    brought = bring(engineer())

    assert confirmed.get(f"{prefix}{QUEUE}").status_code == 200
    answer = confirmed.post(f"{prefix}{address(brought)}", {"deed": "accept", "why": ""})

    assert (answer.status_code, answer.url) == (302, f"{prefix}{address(brought)}")
    assert confirmed.get(answer.url).status_code == 200
