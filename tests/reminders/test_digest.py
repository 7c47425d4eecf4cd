"""The weekly digest: what is owed and due, what waits, what became known, in the reader's language."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

import make
from corridor.base.actors import Role
from corridor.console.sending import send_letters
from corridor.ledger.access import may_decide
from corridor.ledger.models import Commitment, Contact, Evidence, Submission
from corridor.members.queries import actor_of
from corridor.people.models import Party
from corridor.post.models import Letter
from corridor.reminders.queries.digest import asked_on
from corridor.reminders.rules import address, waits_for
from mailserver import mail_server
from reminders.conftest import SITE, letters, written
from reminders.test_reminding import contact, day, moved

MONDAY, TUESDAY, NEXT_MONDAY = "2022-07-04", "2022-07-05", "2022-07-11"


def brought(code, by, for_party, says="delivered", **more):
    """Evidence that waits to be looked at."""
    of = Commitment.objects.get(code=code)
    return Submission.objects.create(
        commitment=of,
        debtor=of.debtor,
        observed_on="2022-06-01",
        grade="official",
        says=says,
        brought_by=by,
        brought_for=Party.objects.get(code=for_party, programme=of.programme),
        brought_at=make.NOON,
        **more,
    )


def the_digest():
    (letter,) = letters("digest/").values()
    return letter


def test_a_digest_says_what_is_owed_and_what_is_due_to_us(isles, write):
    officer = make.person("isles", "mill", Role.OFFICER)
    write(MONDAY)

    letter = the_digest()
    assert (letter.key, letter.address) == (f"digest/isles/{officer.code}/2022-W27", officer.email)
    assert letter.subject == "1 promise past its date · Isles of Nowhere (made up)"
    assert (
        letter.text
        == f"""\
Programme: Isles of Nowhere (made up)
As of 4 July 2022

— The Mill owes —
1 promise past its date
• Build the mill
  Promised for 30 June 2022 · 4 days past that date
  Partly kept · 1 other promise waits for it
  {SITE}/isles/commitments/build-mill/

— The Mill is owed —
1 promise past its date
• Bring water
  Owed by Water Works
  Promised for 2021 · 185 days past that date
  Overdue · 2 other promises wait for it, with 50 pledged workers
  {SITE}/isles/commitments/bring-water/

Follow what becomes known (Atom)
{SITE}/isles/parties/mill/feed.atom

You get this letter once a week because you act for this party here.
"""
    )


def test_one_digest_a_week_whenever_the_worker_runs(miller, write):
    for on in (TUESDAY, TUESDAY, "2022-07-10", NEXT_MONDAY, "2022-07-12"):
        write(on)

    assert list(letters("digest/")) == [f"digest/isles/{miller.code}/2022-W{week}" for week in (27, 28)]


def test_where_there_is_nothing_to_say_there_is_no_digest(isles, write):
    make.person("isles", "auditor", Role.READER)

    assert (write(MONDAY), letters("digest/")) == (0, {})


def test_what_is_due_within_four_weeks_is_told(isles, write):
    make.person("isles", "water-works", Role.READER)
    moved("bring-water", "2022-08-01")
    write(MONDAY)

    letter = the_digest()
    assert letter.subject == "1 promise due soon · Isles of Nowhere (made up)"
    assert "1 promise due within four weeks\n• Bring water" in letter.text
    assert "  Promised for 1 August 2022, at first for 2021 · in 28 days\n" in letter.text


def test_what_is_due_later_is_not(isles, write):
    make.person("isles", "water-works", Role.READER)
    moved("bring-water", "2022-08-02")

    assert write(MONDAY) == 0


def test_a_verifier_is_told_how_much_waits_for_them(isles, write):
    bringer = make.person("isles", "mill", Role.CONTRIBUTOR)
    make.person("isles", "auditor", Role.VERIFIER, email="vera@audit.example")
    brought("build-mill", bringer, "mill")
    brought("bring-water", bringer, "mill", says="partly")
    write(MONDAY)

    (letter,) = [each for each in letters("digest/").values() if each.address == "vera@audit.example"]
    assert letter.subject == "2 reports wait for your verification · Isles of Nowhere (made up)"
    assert f"2 reports wait for your verification\n{SITE}/desk/\n" in letter.text


def test_what_waits_is_counted_as_the_deed_itself_decides(isles):
    parties = ("isles", "harbour-board", "mill", "auditor")
    persons = []
    for number, (party, role) in enumerate(product(parties, Role)):
        place = ({}, {"zone": "east-quay"}, {"zone": "west-quay"}, {"province": "Nowhere"})[number % 4]
        persons.append(make.person("isles", party, role, **place))
    both = make.person("isles", "auditor", Role.VERIFIER)
    make.member(both, "isles", "water-works", Role.READER)
    everybody = [*persons, both]
    for number, code in enumerate(("build-mill", "bring-water", "build-quay", "give-work")):
        brought(code, everybody[-1 - number], parties[number % 4], says="partly")

    submissions = list(Submission.objects.order_by("id"))
    asked = asked_on(isles)
    actors = [actor_of(each, make.TODAY) for each in everybody]
    found = [[waits_for(each, by, "isles") for each in asked] for by in actors]

    assert found == [[bool(may_decide(by, each)) for each in submissions] for by in actors]
    assert {True, False} <= {each for row in found for each in row}


def test_what_became_known_this_week_is_told_and_nothing_older(isles):
    make.person("isles", "mill", Role.READER)
    mill = Commitment.objects.get(code="build-mill")
    seen = {"commitment": mill, "grade": "official", "says": "partly", "source": mill.source}
    Evidence.objects.create(observed_on="2026-09-01", recorded_at=datetime(2026, 9, 1, tzinfo=UTC), **seen)
    Evidence.objects.create(observed_on="2026-09-18", recorded_at=datetime(2026, 9, 18, tzinfo=UTC), **seen)
    written(isles, date(2026, 9, 20))

    told = the_digest().text.partition("— What became known in the last seven days —\n")[2]
    assert told.partition("\n\n")[0] == (
        f"• Build the mill: partly delivered (official word)\n  {SITE}/isles/commitments/build-mill/"
    )


def test_the_focal_person_of_a_party_that_nobody_acts_for_gets_one(isles, write):
    make.person("isles", "auditor", Role.READER)
    contact("build-mill", focal_email="owner@mill.example")
    contact("bring-water", focal_email="owner@mill.example")
    write(MONDAY)

    letter = the_digest()
    assert letter.address == "owner@mill.example"
    assert ("— The Mill owes —" in letter.text, "— Water Works owes —" in letter.text) == (True, True)
    assert "named as the person to ask" in letter.text
    assert Contact.objects.count() == 2


def test_a_long_list_is_cut_and_the_rest_is_counted(isles, write):
    mill = Commitment.objects.get(code="build-mill")
    for number in range(20):
        mill.pk, mill.code, mill.title_en = None, f"mill-{number}", f"Mill {number}"
        mill.save(force_insert=True)
    make.person("isles", "mill", Role.READER)
    write(MONDAY)

    text = the_digest().text
    assert "21 promises past their dates" in text
    assert text.count("• Mill ") == 11
    assert "  and 9 more\n" in text


def test_a_digest_in_urdu_arrives_by_mail(miller, write, settings):
    write(MONDAY)
    Letter.objects.exclude(key__startswith="digest/").delete()

    with mail_server() as mailbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", mailbox.port, False
        assert send_letters(make.OPERATOR) == 1

    (mail,) = mailbox.received
    text = mail.get_content().replace("\r\n", "\n")
    assert (mail["To"], mail["Content-Language"]) == ("miller@mill.example", "ur")
    assert text == the_digest().text
    lines = text.splitlines()
    assert "4 جولائی، 2022 تک کی صورتِ حال" in lines
    # What runs the other way is kept apart; an address has its line to itself, so that nothing slips into it.
    assert "• ⁨Build the mill⁩" in lines
    assert f"  {SITE}/ur/isles/commitments/build-mill/" in lines
    assert any("⁨Water Works⁩" in line for line in lines)
    assert text.count("\N{FIRST STRONG ISOLATE}") == text.count("\N{POP DIRECTIONAL ISOLATE}") > 0
    assert [line for line in lines if "https://" in line and "\N{POP DIRECTIONAL ISOLATE}" in line] == []
    assert any("جزوی طور پر پورا" in line for line in lines)


@pytest.mark.parametrize("language", ["en", "ur", "zh-hans"])
def test_addresses_in_letters_are_those_of_the_pages(language):
    with override(language):
        pages = {
            ("isles", "commitments"): reverse("commitments", args=["isles"]),
            ("isles", "commitments", "build-mill"): reverse("commitment", args=["isles", "build-mill"]),
            ("desk",): reverse("desk"),
        }
        feed = reverse("party-feed", args=["isles", "mill"])

    site = RequestFactory().get("/").build_absolute_uri("/")[:-1]
    assert [address(site, language, *parts) for parts in pages] == [site + page for page in pages.values()]
    assert address(site, language, "isles", "parties", "mill") + "feed.atom" == site + feed


def test_the_week_of_a_reminder_changes_nothing_for_the_digest(miller, write):
    for past in range(1, 15):
        write(day(past))

    weeks = {(date(2022, 6, 30) + timedelta(days=past)).isocalendar().week for past in range(1, 15)}
    assert len(letters("digest/")) == len(weeks)
