"""Lists: pages forth and back without a gap, cursors good for one list only, filters, days, few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from corridor.people.models import Party
from corridor.results.actions.balance import strike_balance

NOUNS = (
    "parties", "zones", "agreements", "meetings", "commitments", "ventures", "obstacles", "sources", "figures",
    "evidence",
)  # fmt: skip
DAY = "as_of=2026-12-31"


def walked(ask, address, way="next"):
    """The codes of every page from an address on, page by page, and the last answer."""
    pages = []
    while address:
        found = ask(address)
        pages.append([each["code"] for each in found["items"]])
        address = (found[way] or "").removeprefix("/api/v1/programmes/mfano")
    return pages, found


@pytest.mark.parametrize("noun", NOUNS)
def test_pages_hold_every_row_once_forth_and_back(ask, mfano, noun):
    everything = [each["code"] for each in ask(f"/{noun}?{DAY}&limit=100")["items"]]
    pages, last = walked(ask, f"/{noun}?{DAY}&limit=2")

    assert [code for page in pages for code in page] == everything
    assert len(set(everything)) == len(everything)
    assert last["next"] is None
    if last["previous"]:
        back, first = walked(ask, last["previous"].removeprefix("/api/v1/programmes/mfano"), "previous")
        assert [*reversed(back), pages[-1]] == pages
        assert first["previous"] is None


def test_lists_are_as_long_as_the_package(ask, mfano):
    found = {noun: len(ask(f"/{noun}?{DAY}&limit=100")["items"]) for noun in NOUNS}

    assert found == {
        noun: len((make.MFANO / f"{noun}.csv").read_text(encoding="utf-8").splitlines()) - 1 for noun in NOUNS
    }


def test_a_page_says_in_its_header_where_the_others_are(client, mfano):
    second = client.get(client.get("/api/v1/programmes/mfano/zones?limit=1").json()["next"])
    told = second.json()

    assert second["Link"] == f'<{told["previous"]}>; rel="prev", <{told["next"]}>; rel="next"'
    assert [each["code"] for each in told["items"]] == ["mfano-island"]


def test_what_is_added_meanwhile_moves_no_page(ask, mfano):
    first = ask("/parties?limit=3")
    like = Party.objects.get(programme=mfano, code=first["items"][0]["code"])
    like.pk, like.code = None, "aaa-before-everybody"
    like.save()
    second = ask(first["next"].removeprefix("/api/v1/programmes/mfano"))

    everyone = [each["code"] for each in ask("/parties?limit=100")["items"]]
    assert [each["code"] for each in second["items"]] == everyone[4:7]


def test_a_cursor_is_good_for_its_own_list_only(ask, refused, mfano):
    cursor = ask(f"/commitments?limit=2&{DAY}")["next"].partition("cursor=")[2]

    for path in (
        f"/programmes/mfano/commitments?cursor={cursor}",
        f"/programmes/mfano/commitments?{DAY}&state=due&cursor={cursor}",
        f"/programmes/mfano/parties?{DAY}&cursor={cursor}",
        f"/programmes?cursor={cursor}",
        f"/programmes/mfano/commitments?{DAY}&cursor={cursor[:-1]}",
        f"/programmes/mfano/commitments?{DAY}&cursor=A{cursor}",
        f"/programmes/mfano/commitments?{DAY}&cursor=",
        f"/programmes/mfano/commitments?{DAY}&cursor={'A' * 500}",
        f"/programmes/mfano/commitments?{DAY}&cursor=%00",
    ):
        told = refused(path)
        assert (told["status"], told["code"], [each["name"] for each in told["errors"]]) == (
            400, "bad-cursor", ["cursor"],
        )  # fmt: skip
    assert len(ask(f"/commitments?limit=5&fields=code&{DAY}&cursor={cursor}")["items"]) == 5


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("parties?kind=enterprise&country=KM", ["acme-textiles"]),
        ("parties?parent=ministry-of-samples", None),
        ("zones?country=KM", ["mfano-island"]),
        ("agreements?party=bank-of-nowhere", ["first-loan", "lake-framework"]),
        ("agreements?state=superseded", ["lake-memorandum"]),
        ("agreements?kind=law", []),
        ("meetings?body=mfano-council", ["council-1", "council-2", "council-3"]),
        ("ventures?stage=production", ["acme-mill"]),
        ("ventures?zone=mfano-hill&party=testum-cement", ["testum-kiln"]),
        ("obstacles?kind=land", ["hill-graveyard"]),
        ("sources?written_in=fr", ["mfano-gazette-2", "mfano-leaflet"]),
        ("figures?subject=acme-mill&nature=claim", None),
        ("figures?subject=mfano-island", []),
        ("evidence?commitment=port-power&says=partly", ["port-power.2024-09.partly.mfano-times-1"]),
    ],
)
def test_a_list_holds_what_its_filters_ask_for(client, mfano, query, codes):
    answer = client.get(f"/api/v1/programmes/mfano/{query}&{DAY}")
    found = [each["code"] for each in answer.json()["items"]]
    if codes is None:
        name, _is, word = query.rpartition("&")[2].rpartition("?")[2].partition("=")
        assert found
        assert {each[name] for each in answer.json()["items"]} == {word}
    else:
        assert found == codes


@pytest.mark.parametrize(
    ("query", "name", "near"),
    [
        ("parties?parent=ministry-of-sample", "parent", "ministry-of-samples"),
        ("agreements?state=in-forc", "state", "in-force"),
        ("ventures?stage=produktion", "stage", "production"),
        ("commitments?debtor=dumy-electric", "debtor", "dummy-electric"),
        ("commitments?state=overdu", "state", "overdue"),
        ("commitments?kind=electricty", "kind", "electricity"),
        ("commitments?mark=lat", "mark", "late"),
        ("commitments?order=du", "order", "due"),
        ("obstacles?kind=taxaton", "kind", "taxation"),
        ("figures?subject=mfano-prot", "subject", "mfano-port"),
        ("figures?measure=worker", "measure", "workers"),
        ("evidence?commitment=port-pover", "commitment", "port-power"),
    ],
)
def test_a_word_that_names_nothing_is_refused_with_the_nearest(refused, mfano, query, name, near):
    told = refused(f"/programmes/mfano/{query}")

    assert (told["status"], told["code"]) == (400, "unknown-choice")
    assert [(each["name"], each["said"].partition("here. ")[2]) for each in told["errors"]] == [
        (name, f"Did you mean “{near}”?")
    ]


def test_a_word_that_names_something_without_rows_leaves_the_list_empty(ask, mfano):
    assert ask("/commitments?debtor=institute-of-fiction")["items"] == []
    assert ask("/commitments?meeting=council-2&state=lapsed")["items"] == []


def test_a_past_day_shows_what_had_come_and_was_known_by_then(ask, mfano):
    def codes(path):
        return [each["code"] for each in ask(path)["items"]]

    assert codes("/agreements?as_of=2023-02") == ["ferry-draft", "lake-memorandum"]
    assert codes("/agreements?as_of=2023-06-29") == ["ferry-draft", "lake-framework", "lake-memorandum"]
    assert codes("/agreements?as_of=2023-06&known_on=2023-03-02") == [
        "lake-framework", "lake-memorandum", "port-development",
    ]  # fmt: skip
    assert codes("/agreements?as_of=2023-06&known_on=2023-03-01") == ["lake-memorandum"]
    assert codes("/meetings?as_of=2023-12-31") == ["council-1", "council-3"]
    assert codes("/ventures?as_of=2024") == ["lamp-letter", "paper-enquiry", "rope-lease"]
    assert codes("/evidence?commitment=port-power&as_of=2024-10-04") == ["port-power.2024-09.partly.mfano-times-1"]


def test_an_obstacle_stood_until_it_was_overcome(ask, mfano):
    def until(day):
        return ask(f"/obstacles/port-customs-hours?as_of={day}")["until"]

    assert [until("2025-12-30"), until("2025-12-31")] == [None, "2025-12-31"]


def test_the_days_go_with_every_address(ask, mfano):
    links = ask("/zones/mfano-port?as_of=2025&known_on=2024-05")["links"]

    assert links["self"] == "/api/v1/programmes/mfano/zones/mfano-port?as_of=2025&known_on=2024-05"
    assert links["page"] == "/mfano/zones/mfano-port/?as_of=2025&known_on=2024-05"
    assert links["ventures"] == "/api/v1/programmes/mfano/ventures?zone=mfano-port&as_of=2025&known_on=2024-05"
    assert links["programme"] == "/api/v1/programmes/mfano"


@pytest.mark.parametrize("noun", NOUNS)
def test_every_address_in_an_answer_leads_somewhere(client, ask, mfano, noun):
    rows = ask(f"/{noun}?{DAY}&limit=100")["items"]
    addresses = {address for row in rows for address in row["links"].values()}

    wrong = {address: client.get(address).status_code for address in sorted(addresses)}
    assert {address: status for address, status in wrong.items() if status != 200} == {}


@pytest.mark.parametrize("noun", [*NOUNS, "board"])
def test_a_list_asks_as_many_questions_of_few_rows_as_of_many(client, mfano, noun):
    counts = []
    for limit in ("limit=1", "limit=100") if noun != "board" else ("as_of=2000", "as_of=2026"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/programmes/mfano/{noun}?{limit}").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_commitments_are_read_in_five_questions_from_the_balance(client, ask, mfano):
    day = make.TODAY
    anew = [
        ask(path) for path in (f"/commitments?as_of={day}&limit=9", f"/commitments/port-textile-mill?as_of={day}")
    ]
    strike_balance(mfano, by=make.OPERATOR, at=make.NOON + timedelta(days=1), on=day)
    stored, counts = [], []
    for path in (f"/commitments?as_of={day}&limit=9", f"/commitments/port-textile-mill?as_of={day}"):
        with CaptureQueriesContext(connection) as queries:
            stored.append(ask(path))
        counts.append(len(queries))

    assert stored == anew
    assert counts[0] <= 5
    assert counts[1] <= 11
    with CaptureQueriesContext(connection) as queries:
        ask(f"/commitments?as_of={day}&zone=mfano-port&mark=kept")
    assert len(queries) <= 5
