"""The board as a page and as JSON: the day, the language, the same numbers as the terminal, few queries."""

import gzip
import json

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import make
from corridor.console.main import main
from portal.pages import Page

LANGUAGES = [("", "en", "ltr"), ("/ur", "ur", "rtl"), ("/zh-hans", "zh-Hans", "ltr")]


@pytest.mark.parametrize(("prefix", "tag", "direction"), LANGUAGES)
def test_the_board_is_served_in_every_language(client, cpec, prefix, tag, direction):
    answer = client.get(f"{prefix}/cpec/?as_of=2024-09-01")
    page = Page(answer)

    assert answer.status_code == 200
    assert page.one("html") == {"lang": tag, "dir": direction}
    assert answer["Content-Language"] == (prefix.strip("/") or "en")
    assert cpec.names[tag.partition("-")[0]] in page.text


def test_rashakai_stands_first_on_the_page(client, cpec):
    page = Page(client.get("/cpec/?as_of=2024-09-01"))
    cards = [each["id"] for each in page.all("li") if "card" in each.get("class", "")]

    assert cards[:3] == ["rsz-source-of-supply", "rsz-licence-grant", "rsz-energise"]
    assert "Holds up Energise the internal network of Rashakai" in page.text
    assert len(cards) == 12


def test_every_language_leads_to_the_same_page_on_the_same_day(client, mfano):
    page = Page(client.get("/ur/mfano/?as_of=2025-06-30"))

    assert [
        (each["hreflang"], each["href"], each.get("aria-current")) for each in page.all("a") if "lang" in each
    ] == [
        ("en", "/mfano/?as_of=2025-06-30", None),
        ("ur", "/ur/mfano/?as_of=2025-06-30", "true"),
        ("zh-Hans", "/zh-hans/mfano/?as_of=2025-06-30", None),
    ]


def test_the_form_asks_for_the_day_that_is_shown(client, mfano):
    page = Page(client.get("/mfano/?as_of=2025&known_on=2024-05"))

    assert page.one("input", name="as_of", type="date")["value"] == "2025-12-31"
    assert page.one("input", name="known_on", type="date")["value"] == "2024-05-31"
    assert page.one("form", **{"class": "when"})["method"] == "get"


@pytest.mark.parametrize("query", ["", "?as_of=", "?as_of=%20"])
def test_without_a_day_it_is_today(client, mfano, query):
    page = Page(client.get(f"/mfano/{query}"))

    assert page.one("input", name="as_of", type="date")["value"] == timezone.localdate().isoformat()


@pytest.mark.parametrize("path", ["/mfano/", "/mfano/board.json"])
def test_what_is_no_day_is_refused_with_the_reason(client, mfano, path):
    for name in ("as_of", "known_on"):
        answer = client.get(path, {name: "<30.6.2022>"})

        assert answer.status_code == 400
        assert "“<30.6.2022>” is not a day. A day is written 2022-06-30, 2022-06 or 2022." in Page(answer).text


def test_the_reason_is_said_in_the_language_of_the_page(client, mfano):
    page = Page(client.get("/ur/mfano/?as_of=never"))

    assert page.one("html")["lang"] == "ur"
    assert "is not a day" not in page.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?as_of=2024-09-01", ["--as-of", "2024-09-01"]),
        ("?as_of=2024-09&known_on=2022", ["--as-of", "2024-09", "--known-on", "2022"]),
    ],
)
def test_json_is_what_the_command_prints(client, mfano, settings, tmp_path, query, words):
    settings.HOME = tmp_path
    printed = CliRunner().invoke(main, ["board", "--format", "json", *words], catch_exceptions=False)

    answer = client.get(f"/mfano/board.json{query}")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.content.decode() == printed.stdout.rstrip("\n")


def test_the_page_leads_to_its_json(client, mfano):
    query = "?as_of=2025-06-30&known_on=2024-01-01"
    page = Page(client.get(f"/mfano/{query}"))

    assert page.one("link", rel="alternate", type="application/json")["href"] == f"/mfano/board.json{query}"
    assert json.loads(client.get(f"/mfano/board.json{query}").content)["as_of"] == "2025-06-30"


def test_the_board_takes_the_same_few_queries_for_a_small_and_a_larger_programme(client, tmp_path, cpec):
    def queries(path):
        with CaptureQueriesContext(connection) as taken:
            assert client.get(path).status_code == 200
        return len(taken)

    make.loaded(tmp_path)

    assert queries("/isles/") == queries("/cpec/") == queries("/cpec/board.json")
    assert queries("/cpec/") <= 25


def test_an_empty_programme_has_a_page(client, tmp_path):
    empty = dict.fromkeys(make.SMALL, lambda text: text.partition("\n")[0] + "\n")
    make.loaded(tmp_path, **{**empty, "programme": [], "sources": [], "verifications": None, "endings": None})
    answer = client.get("/isles/")

    assert answer.status_code == 200
    assert "0 promises are late, blocked or hold up a late one" in Page(answer).text
    assert "Nothing is late and nothing is blocked on this day." in Page(answer).text
    assert "No obstacle stands on this day." in Page(answer).text


def test_names_are_marked_with_the_language_they_are_in(client, cpec):
    page = Page(client.get("/ur/cpec/?as_of=2024-09-01"))

    assert page.all("bdi", lang="en", dir="ltr") != []
    assert page.all("bdi", lang="ur") == []


def test_what_a_package_says_is_shown_and_never_run(client, tmp_path):
    make.loaded(tmp_path, commitments=make.cell(3, "title_en", "Bring <script>alert(1)</script> & water"))
    answer = client.get("/isles/?as_of=2026-06-30")

    assert b"Bring &lt;script&gt;alert(1)&lt;/script&gt; &amp; water" in answer.content
    assert [set(each) for each in Page(answer).all("script")] == [{"src", "defer"}]


def test_the_first_view_is_small(client, cpec, collected):
    sheet = Page(client.get("/cpec/")).one("link", rel="stylesheet")["href"].removeprefix("/static/")
    page = client.get("/cpec/", headers={"accept-encoding": "gzip"})

    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) + len(gzip.compress((collected / sheet).read_bytes())) < 100_000
