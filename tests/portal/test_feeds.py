"""Atom feeds by RFC 4287: whole, in order, in the language of the address, and still while nothing changes."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest

import make
from corridor.base.actors import Role
from corridor.ledger.actions.contests import answer_contest, contest_entry
from corridor.ledger.models import Commitment
from corridor.programme.models import Programme
from portal.pages import Page

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DESK = (("mill", Role.CONTRIBUTOR), ("isles", Role.OFFICER))
LATER = make.NOON + timedelta(days=30)


def feed_of(client, path, **given):
    answer = client.get(path, **given)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)


def entries(feed):
    return feed.findall(f"{ATOM}entry")


def said(element, name):
    return element.findtext(f"{ATOM}{name}")


def titles(feed):
    return [said(entry, "title") for entry in entries(feed)]


def link(element, rel):
    (found,) = [each.get("href") for each in element.findall(f"{ATOM}link") if each.get("rel") == rel]
    return found


@pytest.fixture
def isles(tmp_path):
    return make.loaded(tmp_path / "first")


@pytest.mark.parametrize("path", ["/mfano/feed.atom", "/mfano/zones/mfano-port/feed.atom"])
def test_a_feed_has_what_the_standard_asks_for(client, mfano, path):
    feed = feed_of(client, path)

    assert feed.tag == f"{ATOM}feed"
    assert feed.get(f"{XML}lang") == "en"
    assert [len(feed.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "author")] == [1] * 4
    assert feed.findtext(f"{ATOM}author/{ATOM}name").endswith("· Corridor")
    assert link(feed, "self") == f"http://testserver{path}"
    for entry in entries(feed):
        assert [len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "content")] == [1] * 4
        assert entry.find(f"{ATOM}content").get("type") == "text"
        assert {link(entry, rel).startswith("http://testserver/mfano/") for rel in ("alternate", "via")} == {True}
        assert {datetime.fromisoformat(said(entry, name)) for name in ("published", "updated")} == {make.NOON}
    names = [said(entry, "id") for entry in [feed, *entries(feed)]]
    assert len(set(names)) == len(names)


def test_every_link_leads_to_a_page(client, mfano):
    feed = feed_of(client, "/mfano/feed.atom")
    addresses = {link(entry, rel) for entry in entries(feed) for rel in ("alternate", "via")} | {
        link(feed, "alternate")
    }

    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_feed_tells_of_each_kind_of_news_what_happened_last_first(client, isles):
    assert titles(feed_of(client, "/isles/feed.atom")) == [
        "Give work: Superseded",
        "Build the mill: partly delivered (a document)",
        "Bring water: not yet (press reports)",
        "Build the quay: verified by Auditor of Nowhere",
        "Build the quay: delivered (official word)",
        "Obstacle: The spring ran dry",
        "Build the mill: promised",
        "Bring water: promised",
        "Build the quay: promised",
        "Give work: promised",
        "Bring water: partly delivered (press reports)",
    ]


def test_an_entry_says_who_where_when_and_by_which_paper(client, isles):
    (entry,) = [
        e for e in entries(feed_of(client, "/isles/feed.atom")) if "delivered (official" in said(e, "title")
    ]

    assert said(entry, "content").split("\n") == [
        "Owed by Harbour Board · at East Quay",
        "On November 2021 · 1.5 km",
        "Promised for December 2021",
        "Source: Pact of the quay, in full · Gazette · 5 January 2020",
    ]
    assert link(entry, "alternate") == "http://testserver/isles/commitments/build-quay/"
    assert link(entry, "via") == "http://testserver/isles/sources/gazette/"


def test_a_zone_and_a_party_have_feeds_of_their_own(client, isles):
    zone, party = (
        feed_of(client, "/isles/zones/east-quay/feed.atom"),
        feed_of(client, "/isles/parties/mill/feed.atom"),
    )

    assert "Give work: Superseded" not in titles(zone)
    assert "Obstacle: The spring ran dry" in titles(zone)
    assert "Give work: Superseded" in titles(party)
    # Only its own promises, those given to it among them, and no obstacle of another party.
    assert len(titles(party)) == len(titles(feed_of(client, "/isles/feed.atom"))) - 1
    assert titles(feed_of(client, "/isles/parties/auditor/feed.atom")) == []
    assert titles(feed_of(client, "/isles/parties/water-works/feed.atom"))[-1].startswith("Bring water")


@pytest.mark.parametrize(
    "path", ["/isles/zones/nowhere/feed.atom", "/isles/parties/nobody/feed.atom", "/x/feed.atom"]
)
def test_a_feed_of_nothing_leads_nowhere(client, isles, path):
    assert client.get(path).status_code == 404


def test_a_feed_without_entries_stands_still(client, isles):
    path = "/isles/zones/west-quay/feed.atom"
    feed = feed_of(client, path)

    assert (entries(feed), said(feed, "updated")) == ([], "2026-06-30T12:00:00+00:00")
    assert client.get(path).content == client.get(path).content


def test_a_feed_is_in_the_language_of_its_address(client, mfano):
    urdu = feed_of(client, "/ur/mfano/feed.atom")
    chinese = feed_of(client, "/zh-hans/mfano/feed.atom")
    english = feed_of(client, "/mfano/feed.atom")

    assert [each.get(f"{XML}lang") for each in (urdu, chinese)] == ["ur", "zh-Hans"]
    assert link(entries(urdu)[0], "alternate").startswith("http://testserver/ur/mfano/")
    # English words in a line that runs from the right are kept together.
    assert titles(urdu)[0].startswith("\u2068")
    assert [said(each, "id") for each in entries(urdu)] == [said(each, "id") for each in entries(english)]
    assert said(urdu, "id") != said(english, "id")


def test_a_feed_knows_nothing_of_later_days(client, isles):
    then = feed_of(client, "/isles/feed.atom?as_of=2021-12-31&known_on=2021-12-31")

    assert "Give work: Superseded" not in titles(then)
    assert "Build the quay: delivered (official word)" in titles(then)
    assert not any("verified" in title for title in titles(then))


def test_one_correction_moves_the_clock_of_one_entry(client, tmp_path, isles):
    before = feed_of(client, "/isles/feed.atom")
    make.load(make.package(tmp_path / "again", evidence=make.cell(5, "note", "walls and a roof")), at=LATER)
    after = feed_of(client, "/isles/feed.atom")

    was, now = ({said(e, "id"): said(e, "updated") for e in entries(each)} for each in (before, after))
    moved = [name for name in now if now[name] != was[name]]
    (entry,) = [each for each in entries(after) if said(each, "id") == moved[0]]
    assert list(now) == list(was)
    assert (len(moved), said(entry, "title")) == (1, "Build the mill: partly delivered (a document)")
    assert said(entry, "published") == "2026-06-30T12:00:00+00:00"
    assert said(after, "updated") == said(entry, "updated") == "2026-07-30T12:00:00+00:00"


def test_an_obstacle_that_is_over_is_news(client, tmp_path, isles):
    make.load(make.package(tmp_path / "again", obstacles=make.cell(2, "until", "2024-05")), at=LATER)
    feed = feed_of(client, "/isles/feed.atom")

    assert titles(feed)[0] == "Obstacle over: The spring ran dry"
    assert said(entries(feed)[0], "updated") == "2026-07-30T12:00:00+00:00"


def test_new_evidence_comes_before_all_that_was_recorded_earlier(client, tmp_path, isles):
    row = "build-mill,2021-01-01,press,blocked,,,paper,"
    make.load(make.package(tmp_path / "again", evidence=make.more(row)), at=LATER)

    assert titles(feed_of(client, "/isles/feed.atom"))[0] == "Build the mill: blocked on that day (press reports)"


def test_a_feed_holds_the_newest_fifty(client, cpec):
    assert len(titles(feed_of(client, "/cpec/feed.atom"))) == 50


def test_a_feed_that_did_not_change_is_not_sent_again(client, isles):
    first = client.get("/isles/feed.atom")
    again = client.get("/isles/feed.atom", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_who_asks_again_costs_little_and_hears_what_is_new(client, tmp_path, isles, django_assert_max_num_queries):
    known = {"if-none-match": client.get("/isles/feed.atom")["ETag"]}
    with django_assert_max_num_queries(2):
        assert client.get("/isles/feed.atom", headers=known).status_code == 304
    assert client.get("/isles/feed.atom?as_of=2022-01-01", headers=known).status_code == 200
    make.load(make.package(tmp_path / "again", evidence=make.cell(5, "note", "a roof")), at=LATER)

    assert client.get("/isles/feed.atom", headers=known).status_code == 200


def test_signs_that_xml_cannot_hold_are_left_out(client, isles):
    charter = {**isles.charter, "names": {"en": "Isles\x0b of\ufffe Nowhere"}}
    Programme.objects.filter(pk=isles.pk).update(charter=charter)

    assert said(feed_of(client, "/isles/feed.atom"), "title") == "What became known: Isles of Nowhere"


def test_a_feed_asks_as_many_questions_of_few_rows_as_of_many(
    client, isles, cpec, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(16) as few:
        client.get("/isles/feed.atom")
    with django_assert_num_queries(len(few.captured_queries)):
        client.get("/cpec/feed.atom")


@pytest.mark.parametrize("path", ["/mfano/", "/mfano/zones/mfano-port/", "/mfano/parties/dummy-electric/"])
def test_a_page_says_where_it_can_be_followed(client, mfano, path):
    page = Page(client.get(path))
    address = page.one("link", type="application/atom+xml")["href"]

    assert address == f"{path}feed.atom"
    assert len(page.all("a", href=address)) == 1


def test_moved_dates_objections_answers_and_steps_are_news(client, mfano):
    found = titles(feed_of(client, "/mfano/feed.atom?as_of=2026-06-30"))

    assert [each for each in found if "moved" in each or "object" in each or "Obstacle: The spring" in each] == [
        "Set up the second crane: The objection is right",
        "Bring water to the hill: date moved to 2027",
        "Move the cannery to the port: Nobody Fisheries objects",
        "Obstacle: The spring lies under a graveyard: Escalated",
        "Bring first power to the hill: The objection was declined",
        "Set up the second crane: date moved to 30 June 2027",
        "Bring first power to the hill: Nonesuch Developers objects",
        "Set up the second crane: Nonesuch Developers objects",
        "Obstacle: The spring lies under a graveyard: Assigned",
        "Bring water to the hill: date moved to September 2026",
        "Obstacle: The spring lies under a graveyard",
    ]
    then = titles(feed_of(client, "/mfano/feed.atom?as_of=2026-06-30&known_on=2026-03-30"))
    assert "Set up the second crane: Nonesuch Developers objects" in then
    assert "Set up the second crane: The objection is right" not in then
    hill = titles(feed_of(client, "/mfano/zones/mfano-hill/feed.atom?as_of=2026-06-30"))
    assert "Obstacle: The spring lies under a graveyard: Escalated" in hill
    ministry = titles(feed_of(client, "/mfano/parties/ministry-of-samples/feed.atom?as_of=2026-06-30"))
    assert "Obstacle: The spring lies under a graveyard: Escalated" in ministry


def test_evidence_that_lapses_is_news_the_day_after_its_last(client, tmp_path):
    evidence = (
        "commitment,observed_on,grade,says,quantity,unit,source,note,valid_until\n"
        "build-quay,2021-11,official,delivered,1.5,km,gazette,,2026-07-31\n"
    )
    make.loaded(tmp_path, evidence=evidence)
    said_of_it = "Build the quay: a report of it lapsed"

    assert said_of_it not in titles(feed_of(client, "/isles/feed.atom?as_of=2026-07-31"))
    feed = feed_of(client, "/isles/feed.atom?as_of=2026-08-01")
    assert (titles(feed)[0], said(entries(feed)[0], "published")) == (said_of_it, "2026-08-01T00:00:00+00:00")
    assert "It proves nothing since 1 August 2026" in said(entries(feed)[0], "content")
    assert said(feed, "updated") == "2026-08-01T00:00:00+00:00"


def test_an_answer_at_the_desk_is_news_at_its_moment(client, isles):
    who = {"at": make.NOON, "on": make.TODAY}
    miller, officer = (make.actor("isles", party, role) for party, role in DESK)
    contest = contest_entry(Commitment.objects.get(code="bring-water"), "Nobody asked", by=miller, **who)
    answer_contest(contest, "declined", "You signed", by=officer, at=LATER, on=LATER.date())
    feed = feed_of(client, f"/isles/feed.atom?as_of={LATER.date()}")

    assert titles(feed)[:2] == ["Bring water: The objection was declined", "Bring water: The Mill objects"]
    assert said(entries(feed)[0], "published") == LATER.isoformat()
