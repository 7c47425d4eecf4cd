"""The list of commitments and the page of one: the address says what is shown, and the same rows come as CSV."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from corridor.programme.models import Programme
from portal.pages import Page

DAY = "as_of=2024-09-01"


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_list_begins_with_what_most_others_wait_for(client, cpec):
    page = Page(client.get(f"/cpec/commitments/?{DAY}"))
    first = next(each["href"] for each in page.all("a") if "/commitments/rsz" in each["href"])

    assert first == "/cpec/commitments/rsz-source-of-supply/?as_of=2024-09-01"
    assert "211 promises" in page.text


def test_a_list_shows_what_its_address_asks_for_and_says_so(client, cpec):
    page = Page(client.get("/cpec/commitments/?state=overdue&debtor=pesco&zone=rashakai-sez&kind=utility-power"))

    assert "1 promise Overdue owed by Peshawar Electric Supply Company at the zone" in page.text
    assert [each["href"] for each in page.all("a") if each["href"].startswith("/cpec/commitments/r")] == [
        "/cpec/commitments/rsz-power-50mw-2022/"
    ]
    assert page.one("link", type="text/csv")["href"] == (
        "/cpec/commitments.csv?state=overdue&debtor=pesco&zone=rashakai-sez&kind=utility-power"
    )


def test_the_csv_holds_exactly_the_rows_of_the_list(client, cpec):
    found = rows(client.get(f"/cpec/commitments.csv?{DAY}&state=overdue&order=late"))

    assert {row["state"] for row in found} == {"overdue"}
    assert [int(row["days_late"]) for row in found] == sorted(
        (int(row["days_late"]) for row in found), reverse=True
    )
    assert len(found) == 22


def test_pages_of_a_list_hold_every_row_once(client, cpec):
    everything = [row["code"] for row in rows(client.get("/cpec/commitments.csv?order=code"))]
    shown = []
    for number in range(1, 7):
        page = Page(client.get(f"/cpec/commitments/?order=code&page={number}"))
        links = [each["href"] for each in page.all("a")]
        shown += [
            link.split("/")[3] for link in links if link.startswith("/cpec/commitments/") and link.count("/") == 4
        ]

    assert everything == sorted(everything)
    assert shown == everything
    assert len(everything) == 277


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("state=overdu", "State: “overdu” is not known here. Did you mean “overdue”?"),
        ("debtor=pescoo", "Who owes: “pescoo” is not known here. Did you mean “pesco”?"),
        ("zone=rashaki-sez", "Where: “rashaki-sez” is not known here. Did you mean “rashakai-sez”?"),
        ("order=sideways", "First: “sideways” is not known here. Known: waiting, late, due, code"),
        ("page=99", "Page: “99” is not known here."),
        ("page=0", "Page: “0” is not known here."),
        ("page=x", "Page: “x” is not known here."),
        ("page=01", "Page: “01” is not known here."),
        ("zone=%00", "Where: “"),
        ("debtor=Pesco", "Who owes: “Pesco” is not known here. Did you mean “pesco”?"),
        ("agreement=a%0A", "Agreement"),
        ("source=-", "Source: “-” is not known here."),
        ("meeting=' OR 1=1 --", "Meeting: “' OR 1=1 --” is not known here."),
        ("creditor=" + "a" * 81, "To whom: “" + "a" * 40 + "” is not known here."),
        ("as_of=soon", "“soon” is not a day."),
    ],
)
def test_an_address_that_asks_for_nonsense_is_refused_with_the_reason(client, cpec, query, said):
    answer = client.get(f"/cpec/commitments/?{query}")

    assert answer.status_code == 400
    assert said in Page(answer).text
    assert client.get(f"/cpec/commitments.csv?{query}").status_code == 400


def test_a_list_without_rows_says_so(client, cpec):
    answer = client.get("/cpec/commitments/?state=lapsed")

    assert answer.status_code == 200
    assert "No promise is like this on that day." in Page(answer).text
    assert rows(client.get("/cpec/commitments.csv?state=lapsed")) == []


def test_a_promise_reads_as_who_owes_what_to_whom(client, cpec):
    text = Page(client.get(f"/cpec/commitments/rsz-energise/?{DAY}")).text

    for said in (
        "Energise the internal network of Rashakai Agreed Blocked",
        "Who owes it Peshawar Electric Supply Company",
        "To whom Rashakai Special Economic Zone Development and Operations Company",
        "How much 160 MW",
        "Who waits 13 other promises wait for it, with 202,500 pledged workers",
        "29 August 2024 · blocked on that day (press reports) all works ready, decision missing",
    ):
        assert said in text


def test_a_promise_shows_only_what_had_happened_and_was_known(client, cpec):
    now = Page(client.get("/cpec/commitments/rsz-energise/")).text
    then = Page(client.get("/cpec/commitments/rsz-energise/?as_of=2024-09-01&known_on=2024-03-01"))

    assert "2 July 2025 · not yet" in now
    assert then.text.count("blocked on that day") == 0
    assert client.get("/cpec/commitments/rsz-om-agreement/?as_of=2024-09-01").status_code == 404


def test_every_date_given_for_the_same_thing_stands_on_one_page(client, cpec):
    page = Page(client.get("/cpec/commitments/rsz-power-70mw/?as_of=2022-07-01"))
    same = page.text[page.text.index("The same kind of promise") :]

    assert [
        same.index(day) for day in ("29 February 2020", "December 2020", "March 2021", "December 2021", "June 2022")
    ] == sorted(
        same.index(day) for day in ("29 February 2020", "December 2020", "March 2021", "December 2021", "June 2022")
    )


@pytest.mark.parametrize("path", ["commitments/nothing/", "sources/nothing/", "commitments/rsz%20x/"])
def test_a_code_that_names_nothing_leads_nowhere(client, cpec, path):
    assert client.get(f"/cpec/{path}").status_code == 404


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("/isles/commitments/", "/cpec/commitments/"),
        ("/isles/commitments/{}/", "/cpec/commitments/rsz-energise/"),
        ("/isles/sources/gazette/", "/cpec/sources/dawn-2024-01-10/"),
    ],
)
def test_a_page_asks_as_many_questions_of_few_rows_as_of_many(client, cpec, tmp_path, small, large):
    make.loaded(tmp_path)
    one = rows(client.get("/isles/commitments.csv"))[0]["code"]
    counts = []
    for path in (small.format(one), large):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 24
    assert Programme.objects.count() == 2
