"""The list of commitments and the page of one: the address says what is shown, and the same rows come as CSV."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from corridor.base.actors import Role
from corridor.ledger.actions.contests import contest_entry
from corridor.ledger.models import Commitment
from corridor.programme.models import Programme
from corridor.results.actions.balance import strike_balance
from portal.pages import Page

DAY = "as_of=2024-09-01"
ON = "as_of=2026-06-30"


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


def section(page, title, end):
    return page.text[page.text.index(title) : page.text.index(end)]


def test_every_date_ever_given_stands_beside_the_first_by_which_the_state_is_judged(client, mfano):
    page = Page(client.get(f"/mfano/commitments/hill-water/?{ON}"))

    assert "Promised for December 2025 Last date given 2027 · every date given" in page.text
    assert "Overdue Blocked 181 days late" in page.text
    assert section(page, "Every date given A", "What it waits") == (
        "Every date given A date that is moved does not wash the first one away: "
        "the state is judged by the first date. "
        "December 2025 · the first date · given 14 September 2023 "
        "“Power by Christmas”, says council · The Mfano Times · September 2023 "
        "September 2026 · given 1 December 2025 · by leave of: Placeholder Water another spring has to be found "
        "Maji bado · Habari za Mfano · 20 January 2026 "
        "2027 · given February 2026 · by leave of: Lake Mfano Council the other spring is dry "
        "Second audit · Institute of Fiction · February 2026 "
    )
    crane = Page(client.get(f"/mfano/commitments/port-crane/?{ON}"))
    assert crane.all("a", href=f"/mfano/agreements/port-development/?{ON}") != []


@pytest.mark.parametrize(
    ("days", "last"),
    [
        ("as_of=2025-11-30", ""),
        ("as_of=2025-12-01", "September 2026"),
        ("as_of=2026-02-27", "September 2026"),
        ("as_of=2026-02-28", "2027"),
        ("as_of=2026-06-30&known_on=2026-01-19", ""),
        ("as_of=2026-06-30&known_on=2026-01-20", "September 2026"),
    ],
)
def test_a_date_is_moved_from_the_day_on_which_it_was_and_was_known(client, mfano, days, last):
    text = Page(client.get(f"/mfano/commitments/hill-water/?{days}")).text

    assert (f"Last date given {last} ·" in text, "Every date given" in text) == (bool(last), bool(last))


def test_an_objection_stands_with_its_words_until_it_is_answered(client, mfano):
    cannery = Page(client.get(f"/mfano/commitments/port-cannery/?{ON}"))
    rail = Page(client.get(f"/mfano/commitments/hill-power-first/?{ON}"))

    assert "Overdue Objected to 242 days late" in cannery.text
    assert (
        "Objections February 2026 · Nobody Fisheries · objection to the promise as it stands here "
        "We never gave a date "
        "Second audit · Institute of Fiction · February 2026 Nobody has answered yet." in cannery.text
    )
    assert "Objected to" not in rail.text
    assert (
        "objection to this report: 28 February 2025, partly delivered (official word) "
        "The line ends two fields short of the hill" in rail.text
    )
    assert "15 February 2026 · The objection was declined · Ministry of Samples The fields are ours" in rail.text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("as_of=2026-01-19", (False, False, False)),
        ("as_of=2026-01-20", (True, True, False)),
        ("as_of=2026-03-30", (True, True, False)),
        ("as_of=2026-03-31", (True, False, True)),
        ("as_of=2026-06-30&known_on=2026-03-30", (True, True, False)),
        ("as_of=2026-06-30&known_on=2026-01-19", (False, False, False)),
    ],
)
def test_a_report_found_wrong_is_struck_through_in_words_from_the_answer_on(client, mfano, days, said):
    page = Page(client.get(f"/mfano/commitments/port-crane/?{days}"))

    assert (
        "The crane came in July, in parts" in page.text,
        "Objected to" in page.text,
        "Found wrong on March 2026. Until then it counted; since then it proves nothing." in page.text,
    ) == said
    assert len(page.all("s")) == said[2]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-04-30", "a document · proves until April 2024 )"),
        ("2024-05-01", "Lapsed on 1 May 2024: it proved something until the day before, and proves nothing since."),
    ],
)
def test_evidence_says_until_when_it_proves_and_when_it_lapsed(client, tmp_path, day, said):
    row = "commitment,observed_on,grade,says,quantity,unit,source,note,valid_until\n"
    row += "give-work,2024-03-31,document,delivered,200,person,gazette,payroll,2024-04\n"
    make.loaded(tmp_path, evidence=row, verifications=None, endings=None)
    text = Page(client.get(f"/isles/commitments/give-work/?as_of={day}")).text.replace("april 2024)", "")

    assert said in text.replace("2024)", "2024 )")
    assert ("Kept on time" in text or "Kept, no date promised" in text) == (day == "2024-04-30")


def test_a_list_marks_and_finds_what_is_objected_to(client, mfano):
    page = Page(client.get(f"/mfano/commitments/?mark=contested&{ON}"))
    found = rows(client.get(f"/mfano/commitments.csv?mark=contested&{ON}"))

    assert "1 promise objected to" in page.text
    assert "Overdue Objected to" in page.text
    assert [(row["code"], row["contested"]) for row in found] == [("port-cannery", "yes")]
    assert page.one("option", value="contested", selected="")


def test_an_objection_is_on_the_public_pages_the_day_it_is_made(client, isles_and_miller):
    programme, miller = isles_and_miller
    water = Commitment.objects.get(code="bring-water")
    strike_balance(programme, by=make.OPERATOR, at=make.NOON, on=make.TODAY)
    path = f"/isles/commitments.csv?mark=contested&as_of={make.TODAY}"
    assert rows(client.get(path)) == []

    contest_entry(water, "Nobody asked us", by=miller, at=make.NOON, on=make.TODAY)
    derived = rows(client.get(path))
    strike_balance(programme, by=make.OPERATOR, at=make.NOON, on=make.TODAY)

    assert [row["code"] for row in derived] == ["bring-water"]
    assert rows(client.get(path)) == derived
    assert "Objected to" in Page(client.get(f"/isles/commitments/bring-water/?as_of={make.TODAY}")).text


@pytest.fixture
def isles_and_miller(tmp_path, db):
    return make.loaded(tmp_path), make.actor("isles", "mill", Role.CONTRIBUTOR)


@pytest.mark.parametrize("more", [1, 3])
def test_moves_and_objections_cost_no_question_each(client, tmp_path, more, django_assert_num_queries):
    moves = "commitment,moved_on,due_on,agreement,authority,reason,source\n"
    contests = (
        "commitment,party,contested_on,says,evidence_observed_on,evidence_says,evidence_source,answer,"
        "answered_on,answered_for,answer_says,source\n"
    )
    for number in range(more):
        moves += f"build-quay,2021-0{number + 1},2022,pact,isles,late,gazette\n"
        contests += f"build-quay,mill,2021-12-0{number + 1},no,2021-11,delivered,gazette,,,,,gazette\n"
    make.loaded(tmp_path, moves=moves, contests=contests)

    with django_assert_num_queries(22):
        page = client.get("/isles/commitments/build-quay/")
    assert page.content.count(b"objection to this report") == more
