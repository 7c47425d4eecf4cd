"""The forecast as pages: words, what holds back, months, what-if, one promise, how forecasts did."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from corridor.foresight.actions.forecasts import publish_forecast
from corridor.foresight.actions.scenarios import save_scenario
from corridor.foresight.queries.whatif import BASES
from portal.pages import Page

DAY = "as_of=2026-06-30"
GRAVES = "clear:hill-graveyard@2027-01-31"
PREFIXES = ["", "/ur", "/zh-hans"]


def asked(client, path):
    """How many questions a page asks of the database; a back-test, remembered, asked for each past half year."""
    client.get(path)
    BASES.cache_clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def links(page):
    return {each["href"] for each in page.all("a") if "href" in each}


def test_words_come_first(client, mfano):
    page = Page(client.get(f"/mfano/forecast/?{DAY}"))

    assert "open promises; expected to be kept within a year" in page.text
    assert "What holds back the most:" in page.text
    assert page.one("a", href=f"/mfano/forecast/?{DAY}", **{"aria-current": "page"})
    assert page.text.index("What holds back the most") < page.text.index("Month by month")


def test_what_a_forecast_rests_on_can_be_read(client, mfano):
    page = Page(client.get(f"/mfano/forecast/?{DAY}&known_on=2026-01-31"))
    digest = client.get(f"/api/v1/programmes/mfano/forecast?{DAY}&known_on=2026-01-31&fields=digest").json()

    assert "Learned from" in page.text
    assert "Seed 2026" in page.text
    assert "4,096" in page.text
    assert digest["digest"] in page.text
    assert "with what was known on 31 January 2026" in page.text


def test_what_holds_back_leads_to_whoever_holds_the_ball(client, mfano):
    page = Page(client.get(f"/mfano/forecast/?{DAY}"))
    first = client.get(f"/api/v1/programmes/mfano/held-back?{DAY}").json()["held_back"][0]["code"]

    assert page.text.count("Who can unblock it today:") == len(page.all("li", **{"class": "card"})) + 1
    assert any(f"/{first}/" in each for each in links(page))
    assert any(f"{first}%40" in each and each.endswith("#changed") for each in links(page))


def test_the_numbers_of_every_month_can_be_taken_along(client, cpec):
    rows = list(csv.DictReader(io.StringIO(client.get(f"/cpec/forecast/months.csv?{DAY}").content.decode())))
    workers = [row for row in rows if (row["measure"], row["zone"]) == ("workers", "")]

    assert [row["last_on"] for row in workers[:3]] == ["2026-06-30", "2026-07-31", "2026-08-31"]
    assert len(workers) == 120
    assert all(float(row["p10"]) <= float(row["p50"]) <= float(row["p90"]) for row in rows)
    assert [float(row["mean"]) for row in workers] == sorted(float(row["mean"]) for row in workers)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_band_is_drawn_on_the_server_with_its_numbers_beside_it(client, cpec, prefix):
    page = Page(client.get(f"{prefix}/cpec/forecast/?{DAY}"))
    bands = page.all("path", **{"class": "band"})
    first = float(bands[0]["d"][1:].partition(",")[0])

    assert len(bands) == len(page.all("svg", **{"class": "fan columns", "role": "img"})) == 2
    assert first == (100.0 if prefix == "/ur" else 0.0)
    assert {"finding-workers", "finding-factories"} <= {each.get("id") for each in page.all("p")}


# What if


def test_a_change_is_told_at_once(client, mfano):
    page = Page(client.get(f"/mfano/forecast/?{DAY}&change={GRAVES}"))

    assert "If this changes" in page.text
    assert "worker-months in ten years" in page.text
    assert "is gone on 31 January 2027" in page.text
    assert page.one("input", name="change", type="hidden")["value"] == GRAVES
    assert page.one("input", id="line-1")["value"] == GRAVES


def test_a_form_adds_a_line_to_those_before(client, mfano):
    form = {"as_of": "2026-06-30", "change": GRAVES, "what": "done", "item": "hill-water", "day": "۲۰۲۷-۰۳"}
    page = Page(client.get("/mfano/forecast/", form))

    assert [each["value"] for each in page.all("input", name="change", autocomplete="off")] == [
        GRAVES,
        "done:hill-water@2027-03",
    ]


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ({"what": "done", "item": "!hill-graveyard", "day": "2027"}, "clear:hill-graveyard@2027"),
        ({"what": "due", "item": "hill-water", "day": "2027"}, "due:hill-water@2027"),
        ({"what": "need", "item": "hill-water", "other": "hill-power-whole"}, "need:hill-water>hill-power-whole"),
        (
            {"what": "need", "item": "hill-water", "other": "hill-power-whole", "lag": "30"},
            "need:hill-water>hill-power-whole+30",
        ),
        ({"what": "drop", "item": "hill-cement-works", "other": "hill-water"}, "drop:hill-cement-works>hill-water"),
        ({"lines": " stalled=0.3 \r\n\r\n"}, "stalled=0.3"),
    ],
)
def test_every_kind_of_line_can_be_added(client, mfano, form, line):
    answer = client.get("/mfano/forecast/", {"as_of": "2026-06-30", **form})

    assert answer.status_code == 200
    assert Page(answer).one("input", id="line-1")["value"] == line


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"what": "done", "item": "hill-water"}, "add-day"),
        ({"what": "need", "item": "hill-water"}, "add-other"),
        ({"what": "done", "day": "2027"}, "add-item"),
    ],
)
def test_what_is_missing_is_said_at_its_field(client, mfano, form, field):
    answer = client.get("/mfano/forecast/", {"as_of": "2026-06-30", **form})
    page = Page(answer)
    wrong = next(each for _tag, each in page.elements if each.get("id") == field)

    assert answer.status_code == 400
    assert wrong["aria-invalid"] == "true"
    assert page.one("a", href=f"#{field}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("done:hill-wate@2027", "there is no promise “hill-wate”"),
        ("due:hill-water@2027-13", "is not a day"),
        ("due:hill-water@2020", "is before 2026-06-30"),
        ("gas in June", "this is no change that is known"),
        ("need:hill-water>hill-cement-works", "then these wait for one another"),
        ("stalled=7", "is not between"),
        ("done:" + "x" * 5000, "this is no change that is known"),
        ("<script>", "this is no change that is known"),
    ],
)
def test_a_line_that_contradicts_itself_says_so_at_the_line(client, mfano, line, said):
    answer = client.get("/mfano/forecast/", {"as_of": "2026-06-30", "change": [GRAVES, line]})
    page = Page(answer)

    assert answer.status_code == 400
    assert said in page.text
    assert page.one("input", id="line-2")["aria-describedby"] == "wrong-2"
    assert page.all("input", id="line-1", **{"aria-invalid": "true"}) == []
    assert "Month by month" in page.text


def test_two_scenarios_stand_side_by_side(client, mfano):
    saved = save_scenario(mfano, "No graves", [GRAVES], by=make.OPERATOR, at=make.NOON, on=make.TODAY)
    form = {"as_of": "2026-06-30", "one": "done:hill-water@2027-03", "other_saved": saved.code}
    page = Page(client.get("/mfano/forecast/compare/", form))

    assert "What is expected As things stand First scenario No graves" in page.text
    assert GRAVES in page.text
    wrong = client.get("/mfano/forecast/compare/", {"as_of": "2026-06-30", "one": "x", "other": GRAVES})
    assert (wrong.status_code, "this is no change that is known" in Page(wrong).text) == (400, True)


def test_the_address_of_an_edition_keeps_its_meaning(client, mfano):
    when, line = {"by": make.OPERATOR, "at": make.NOON, "on": make.TODAY}, "done:hill-water@2027-03"
    code = save_scenario(mfano, "No graves", [GRAVES], **when).code
    save_scenario(mfano, "No graves", [line], code=code, **when)
    address = f"/mfano/forecast/?scenario={code}"
    first = Page(client.get(f"{address}&{DAY}&edition=1"))
    newest = Page(client.get(f"{address}&{DAY}"))

    assert first.one("input", id="line-1")["value"] == GRAVES
    assert newest.one("input", id="line-1")["value"] == line
    assert f"{address}&edition=2" in links(newest)
    assert client.get(f"{address}&edition=3").status_code == 404
    assert client.get(f"{address}&edition=x").status_code == 400


def test_an_address_that_asks_for_what_is_not_known_is_refused(client, mfano):
    answer = client.get("/mfano/forecast/?chang=x")

    assert (answer.status_code, "Did you mean “change”?" in Page(answer).text) == (400, True)
    assert client.get("/mfano/forecast/?item=a&item=b").status_code == 400


# One promise


def test_a_promise_says_why_and_from_what_it_was_learned(client, cpec):
    page = Page(client.get(f"/cpec/forecast/items/rsz-energise/?{DAY}"))

    for heading in ("Why this date", "What it waits for", "Who can unblock it today", "What it was learned from"):
        assert heading in page.text
    assert f"/cpec/commitments/rsz-line-160mw/?{DAY}" in links(page)
    assert f"/cpec/forecast/items/rsz-om-agreement/?{DAY}" in links(page)
    assert f"/cpec/commitments/rsz-energise/?{DAY}" in links(page)


def test_the_page_of_an_open_promise_leads_to_its_forecast(client, cpec):
    address = f"/cpec/forecast/items/rsz-energise/?{DAY}"

    assert address in links(Page(client.get(f"/cpec/commitments/rsz-energise/?{DAY}")))
    assert address not in links(Page(client.get(f"/cpec/commitments/rsz-licence-grant/?{DAY}")))
    assert client.get(f"/cpec/forecast/items/rsz-licence-grant/?{DAY}").status_code == 404


def test_no_code_hides_the_page_of_a_promise(client, tmp_path):
    codes = ("compare", "calibration", "items", "obstacles", "months")
    make.loaded(
        tmp_path,
        commitments=make.more(*(f"{code},{code},water,water-works,,,,,,,2020-02,,,,paper," for code in codes)),
    )
    held = {each.partition("?")[0] for each in links(Page(client.get("/isles/forecast/?as_of=2022-03-31")))}

    for code in codes:
        address = f"/isles/forecast/items/{code}/"
        assert address in held
        assert f"<title>Forecast: {code}" in client.get(f"{address}?as_of=2022-03-31").content.decode()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_address_before_leads_on_with_all_that_it_asks(client, mfano, prefix):
    answer = client.get(f"{prefix}/mfano/forecast/hill-water/?{DAY}&change={GRAVES}")

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"{prefix}/mfano/forecast/items/hill-water/?{DAY}&change={GRAVES}",
    )


def test_a_promise_can_be_asked_about_under_changes(client, mfano):
    page = Page(client.get("/mfano/forecast/items/hill-water/", {"as_of": "2026-06-30", "change": GRAVES}))
    wrong = client.get("/mfano/forecast/items/hill-water/", {"as_of": "2026-06-30", "change": "x"})

    assert "is gone on 31 January 2027" in page.text
    assert wrong.status_code == 400


# How forecasts did


def test_the_back_test_is_printed_whatever_it_says(client, cpec):
    page = Page(client.get(f"/cpec/forecast/calibration/?{DAY}"))

    assert "None could be watched for so long yet." in page.text
    assert "10 forecasts:" in page.text
    assert len(page.all("svg", **{"class": "reliability"})) == 1
    assert "Where outcomes fell" in page.text


def test_what_was_published_is_listed(client, mfano):
    made = publish_forecast(mfano, by=make.OPERATOR, at=make.NOON, on=make.TODAY)
    page = Page(client.get(f"/mfano/forecast/calibration/?{DAY}"))

    assert made.digest in page.text
    assert "As things stand" in page.text


# Every one of them


@pytest.mark.parametrize(
    "path",
    ["forecast/", "forecast/compare/", "forecast/calibration/", "forecast/items/{item}/", "forecast/months.csv"],
)
def test_a_page_asks_as_many_questions_of_few_rows_as_of_many(client, cpec, tmp_path, path):
    make.loaded(tmp_path)
    few = asked(client, f"/isles/{path.format(item='bring-water')}?{DAY}")
    many = asked(client, f"/cpec/{path.format(item='rsz-energise')}?{DAY}")

    # The history of the other programmes is a third of them.
    assert few == many <= 40


@pytest.mark.parametrize("prefix", PREFIXES)
def test_where_nothing_is_open_a_sentence_says_so(client, mfano, prefix):
    answer = client.get(f"{prefix}/mfano/forecast/?as_of=1950&known_on=1950")
    page = Page(answer)

    assert answer.status_code == 200
    assert page.all("path", **{"class": "band"}) == []
    if not prefix:
        assert "No promise is open, so there is nothing to foresee." in page.text
