"""Charts as pages, as bare pictures and as numbers; and the small graph of what a promise waits for."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from portal.pages import Page

NAMES = ["path", "parties", "slips", "due"]
DAY = "as_of=2024-09-01"


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def asked(client, path):
    """How many questions a page asks of the database."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("path", "54 of 211 promises were reported kept; none on a document or better, none verified"),
        ("parties", "15 of 56 parties gave 140 of 211 promises; of these 31 were reported kept, 20 are overdue"),
        (
            "slips",
            "4 of 38 promises whose date has come were reported kept in time; the median delay so far is 763 days",
        ),
        (
            "due",
            "37 promises fell due in the past five years, 11 were reported kept; "
            "3 fall due in the coming two years",
        ),
    ],
)
def test_the_title_of_a_chart_is_its_finding(client, cpec, name, finding):
    page = Page(client.get(f"/cpec/charts/{name}/?{DAY}"))

    assert finding in page.text
    assert "As of 1 September 2024" in page.text
    assert {f"/cpec/charts/{name}.csv?{DAY}", f"/cpec/charts/{name}.svg?{DAY}"} <= {
        each["href"] for each in page.all("a")
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_has_a_permanent_link_for_its_day(client, mfano, name):
    page = Page(client.get(f"/mfano/charts/{name}/?as_of=2025-06&known_on=2025"))

    assert f"/mfano/charts/{name}/?as_of=2025-06-30&known_on=2025-12-31" in [each["href"] for each in page.all("a")]


def test_all_charts_stand_on_one_page(client, mfano):
    page = Page(client.get("/mfano/charts/"))

    assert [each["aria-labelledby"] for each in page.all("section")] == NAMES
    assert len(page.all("a", href="/mfano/charts/slips/")) == 1


def test_the_board_leads_to_the_charts(client, mfano):
    links = {each["href"] for each in Page(client.get("/mfano/?as_of=2025")).all("a")}

    assert {f"/mfano/charts/{name}/?as_of=2025" for name in NAMES} <= links


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
@pytest.mark.parametrize("name", NAMES)
def test_a_bare_picture_is_whole_in_itself(client, cpec, prefix, name):
    answer = client.get(f"{prefix}/cpec/charts/{name}.svg?{DAY}")
    picture = ElementTree.fromstring(answer.content)
    elements = list(picture.iter())
    fetched = [each.get("href") for each in elements if each.get("href")]

    assert answer["Content-Type"] == "image/svg+xml"
    assert picture.get("direction") == ("rtl" if prefix == "/ur" else "ltr")
    assert picture.get("aria-labelledby") == "title desc"
    assert [each.tag.rpartition("}")[2] for each in elements[1:3]] == ["title", "desc"]
    assert (fetched, [each for each in elements if each.tag.endswith("style") or each.get("style")]) == ([], [])
    assert "2024-09-01" in answer.content.decode()


def test_lines_run_from_the_right_in_urdu(client, cpec):
    def places(prefix):
        page = Page(client.get(f"{prefix}/cpec/charts/path/?{DAY}"))
        bars = page.all("rect", height="18")
        return [(float(each["x"].rstrip("%")), float(each["width"].rstrip("%"))) for each in bars]

    assert [round(100 - x - width, 1) for x, width in places("/ur")] == [round(x, 1) for x, _width in places("")]


def test_the_numbers_of_the_path_are_those_of_the_board(client, cpec):
    board = client.get(f"/cpec/board.json?{DAY}").json()

    assert [(row["step"], int(row["promises"])) for row in rows(client.get(f"/cpec/charts/path.csv?{DAY}"))] == [
        (step["name"], step["count"]) for step in board["path"]
    ]


def test_the_numbers_are_whole_though_a_chart_names_only_some(client, cpec):
    everything = rows(client.get(f"/cpec/commitments.csv?{DAY}"))
    parties = rows(client.get(f"/cpec/charts/parties.csv?{DAY}"))
    late = rows(client.get(f"/cpec/charts/slips.csv?{DAY}"))
    months = rows(client.get(f"/cpec/charts/due.csv?{DAY}"))

    assert sum(int(row["total"]) for row in parties) == len(everything)
    assert sum(int(row["overdue"]) for row in parties) == sum(row["state"] == "overdue" for row in everything)
    assert sum(int(row["total"]) for row in months) == sum(bool(row["due_on"]) for row in everything)
    assert {row["code"] for row in late if int(row["days_late"])} == {
        row["code"] for row in everything if int(row["days_late"])
    }
    assert [int(row["days_late"]) for row in late] == sorted((int(row["days_late"]) for row in late), reverse=True)


def test_charts_tell_only_of_what_had_happened_and_was_known(client, cpec):
    then = rows(client.get("/cpec/charts/path.csv?as_of=2024-09-01&known_on=2020-01-01"))
    text = Page(client.get("/cpec/charts/due/?as_of=2024-09-01&known_on=2020-01-01")).text

    assert int(then[0]["promises"]) < 211
    assert "with what was known on 1 January 2020" in text


def test_what_comes_due_in_the_next_days_is_named(client, mfano):
    page = Page(client.get("/mfano/charts/due/?as_of=2026-07-15"))

    assert "Due in the next 90 days" in page.text
    assert len(page.all("a", href="/mfano/commitments/hill-gate/?as_of=2026-07-15")) == 1


def test_before_the_first_promise_a_chart_says_that_there_is_none(client, mfano):
    for name in NAMES:
        page = Page(client.get(f"/mfano/charts/{name}/?as_of=1950&known_on=1950"))

        assert "none was made by then, or none bears a date" in page.text
        assert client.get(f"/mfano/charts/{name}.svg?as_of=1950&known_on=1950").status_code == 200
        assert client.get(f"/mfano/charts/{name}.csv?as_of=1950&known_on=1950").status_code == 200


@pytest.mark.parametrize("path", ["charts/pie/", "charts/pie.svg", "charts/pie.csv"])
def test_a_chart_that_there_is_not_leads_nowhere(client, mfano, path):
    assert client.get(f"/mfano/{path}").status_code == 404
    assert client.get(f"/nowhere/{path.replace('pie', 'path')}").status_code == 404


def test_an_address_that_asks_for_what_charts_do_not_know_is_refused(client, mfano):
    answer = client.get("/mfano/charts/path/?as-of=2025")

    assert answer.status_code == 400
    assert "Did you mean “as_of”?" in Page(answer).text


@pytest.mark.parametrize("name", ["charts/", *(f"charts/{name}/" for name in NAMES)])
def test_a_chart_asks_as_many_questions_of_few_rows_as_of_many(client, cpec, tmp_path, name):
    make.loaded(tmp_path)

    assert asked(client, f"/isles/{name}?{DAY}") == asked(client, f"/cpec/{name}?{DAY}") <= 20


# The small graph of a promise


def boxes(page):
    """Where the boxes of a graph lead, in their order."""
    start = next(place for place, (_tag, given) in enumerate(page.elements) if given.get("class") == "graph")
    end = next(place for place, (tag, _given) in enumerate(page.elements[start:], start) if tag == "svg")
    links = [given for tag, given in page.elements[start:end] if tag == "a" and given.get("class") == "title"]
    return [given["href"].split("/")[3] for given in links]


def test_what_is_missing_of_rashakais_power_is_seen_at_a_glance(client, cpec):
    page = Page(client.get(f"/cpec/commitments/rsz-energise/?{DAY}"))
    missing = [each for each in page.all("li") if " missing" in each.get("class", "")]

    assert "What it waits for, and who waits for it" in page.text
    assert "1 of the 4 promises that it needs is missing. 13 other promises wait for it" in page.text
    assert "Missing Announced Settle the licence: grant it or lift the need" in page.text
    assert len(missing) == 2
    assert boxes(page)[:4] == [
        "rsz-source-of-supply",
        "rsz-licence-application",
        "rsz-licence-grant",
        "rsz-grid-132kv",
    ]
    assert "3 more promises" in page.text


def test_lines_lead_from_what_is_needed_to_what_needs_it(client, mfano):
    page = Page(client.get("/mfano/commitments/hill-cement-works/?as_of=2025-01-01"))
    lines = page.all("path", **{"vector-effect": "non-scaling-stroke"})

    assert set(boxes(page)) == {"hill-power-first", "hill-power-whole", "hill-rail-spur", "hill-water"}
    assert len(lines) == 4
    assert [each["d"][:3] for each in lines] == ["M0 "] * 4


def test_of_a_single_need_it_is_said_that_it_is_missing(client, mfano):
    page = Page(client.get("/mfano/commitments/hill-power-whole/?as_of=2025-01-01"))

    assert "The one promise that it needs is missing." in page.text


def test_a_promise_that_stands_alone_has_no_graph(client, mfano):
    page = Page(client.get("/mfano/commitments/yearly-council/?as_of=2025-01-01"))

    assert page.all("div", **{"class": "graph"}) == []
    assert "Nothing else is recorded that it needs." in page.text
