"""The journal at the desk: what each may read of it, in words, filtered, page by page and as CSV."""

import csv
import io

import pytest

import make
from corridor.base.actors import Actor, Role
from corridor.base.journal import Entry, record
from corridor.base.models import Event
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import Commitment
from corridor.members.queries import actor_of
from desk.conftest import PASSWORD
from portal.pages import Page

JOURNAL, CSV = "/desk/isles/journal/", "/desk/isles/journal.csv"


@pytest.fixture
def officer(isles):
    return make.person("isles", "isles", Role.OFFICER, email="o@isles.example", name="Otto", password=PASSWORD)


@pytest.fixture
def moved(isles, officer):
    """A date that the officer moved."""
    water = Commitment.objects.get(code="bring-water")
    by = actor_of(officer, make.TODAY)
    return move_due_date(
        water, "2026-12", "the pump came late", Paper(title="Letter"), by=by, at=make.NOON, on=make.TODAY
    )


def tell(table, by="person-99", party="isles", **after):
    """One more entry."""
    entry = Entry(f"{table}.told", "isles", table, "1", None, after or {"told": True})
    record([entry], by=Actor(by, party=party), at=make.NOON)


def tables(client, **asked):
    rows = csv.DictReader(io.StringIO(client.get(CSV, asked).content.decode()))
    return sorted({row["table"] for row in rows})


def test_an_entry_says_who_did_what_for_whom_and_what_changed(client, sign_in, officer, moved):
    sign_in(officer)

    text = Page(client.get(JOURNAL, {"table": "moves"})).text

    assert "2026-06-30 12:00:00 · Otto · for Government of the Isles" in text
    assert "Moved date: recorded here the pump came late bring-water" in text
    assert "Due – December 2026" in text


def test_words_come_in_the_readers_language(client, sign_in, officer, moved):
    sign_in(officer)

    assert "دسمبر 2026" in Page(client.get(f"/ur{JOURNAL}", {"table": "moves"})).text


def test_everybody_reads_of_public_things_and_of_their_own_party(client, sign_in, ayesha, moved):
    public = set(Event.objects.values_list("table", flat=True)) - {"search", "balance", "letters"}
    tell("contacts", party="mill")
    tell("links", party="water-works")
    for table in ("drafts", "lists", "mentions"):
        tell(table, by="person-98")
    sign_in(ayesha)

    assert tables(client) == sorted({*public, "links"})


def test_an_officer_reads_the_rest_but_no_drafts_and_comments_of_others(client, sign_in, officer):
    for table in ("contacts", "memberships", "comments", "drafts"):
        tell(table, party="mill")
    tell("drafts", by=officer.code)
    sign_in(officer)

    assert [each for each in tables(client) if each in ("contacts", "memberships", "comments")] == [
        "contacts",
        "memberships",
    ]
    assert Page(client.get(JOURNAL, {"table": "drafts"})).text.count("Draft: told") == 1


def test_an_officer_of_one_zone_reads_no_more_than_their_party(client, sign_in, isles):
    tell("contacts", party="mill")
    make_one = make.person(
        "isles", "harbour-board", Role.OFFICER, zone="west-quay", email="z@z.example", password=PASSWORD
    )
    sign_in(make_one)

    assert "contacts" not in tables(client)


def test_an_administrator_reads_of_persons_and_of_no_submissions(client, sign_in, isles):
    tell("memberships", party="mill")
    tell("submissions", party="mill")
    sign_in(make.person("isles", "isles", Role.ADMINISTRATOR, email="a@a.example", password=PASSWORD))

    assert {"memberships", "submissions"} & set(tables(client)) == {"memberships"}


def test_it_is_filtered_by_what_party_person_and_day(client, sign_in, officer, moved):
    sign_in(officer)

    assert tables(client, party="isles", person=officer.code, day="2026-06-30") == ["moves", "reasons", "sources"]
    assert tables(client, day="۲۰۱۹") == []
    assert tables(client, table="moves", day="2026") == ["moves"]
    for asked in ({"table": "moon"}, {"party": "moon"}, {"person": "moon"}, {"day": "soon"}, {"before": "x"}):
        assert client.get(JOURNAL, asked).status_code == 400


def test_fifty_to_a_page_and_on(client, sign_in, officer):
    for number in range(60):
        tell("contacts", number=number)
    sign_in(officer)

    first = client.get(JOURNAL, {"table": "contacts"})
    second = client.get(f"{JOURNAL}{first.context['older']}")

    assert (len(first.context["rows"]), len(second.context["rows"]), second.context["older"]) == (50, 10, "")
    assert second.context["newest"] == "?table=contacts"


def test_no_cell_begins_like_a_formula(client, sign_in, officer):
    tell("contacts", note="=1+1")
    sign_in(officer)

    rows = list(csv.reader(io.StringIO(client.get(CSV, {"table": "contacts"}).content.decode())))

    assert rows[1][-3:] == ["note", "", "'=1+1"]


def test_it_asks_as_much_for_three_entries_as_for_one(client, sign_in, officer, count_queries):
    sign_in(officer)
    tell("contacts", by=officer.code)
    # The names of parties and zones are kept from then on.
    client.get(JOURNAL)
    one = count_queries(lambda: client.get(JOURNAL, {"table": "contacts"}))[1]
    other = make.person("isles", "mill", Role.READER)
    tell("contacts", by=other.code, party="mill", zone="east-quay")
    tell("contacts", by=officer.code, party="auditor", debtor="mill")

    assert count_queries(lambda: client.get(JOURNAL, {"table": "contacts"}))[1] == one
