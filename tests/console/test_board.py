"""The board in the terminal: text in three languages, JSON, and the two times. Rashakai is its test."""

import json
from datetime import date

import pytest
from django.utils.translation import gettext, override

import make
from corridor.base.actors import READER
from corridor.programme.models import Programme
from corridor.results.queries.board import board
from corridor.results.rules.plain import board_as_plain

HEADINGS = ["Results that count", "From promise to proof", "Who owes", "Obstacles"]


def board_on(ask, *words):
    return json.loads(ask("board", "--format", "json", *words).stdout)


def test_the_board_begins_with_its_name_its_day_and_what_it_rests_on(cpec):
    assert cpec("board", "--as-of", "2024-09-01").stdout.splitlines()[:3] == [
        "China-Pakistan Economic Corridor: industrial cooperation",
        "As of 1 September 2024",
        "211 promises · 57 without a known date · 158 reports of what happened · from 262 sources "
        "· the newest of 29 August 2024 · none verified",
    ]


def test_rashakai_stands_out_by_itself(cpec):
    lines = cpec("board", "--as-of", "2024-09-01").stdout.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("  3. "))
    second = next(place for place, line in enumerate(lines) if line.startswith("  4. "))

    assert lines[first:second] == [
        "  3. Energise the internal network of Rashakai  [rsz-energise]",
        "     Agreed · Blocked · 13 other promises wait for it, with 202,500 pledged workers",
        "     Owed by Peshawar Electric Supply Company · at Rashakai Special Economic Zone",
        "     Dates given for such things there: 29 February 2020 → December 2020 → March 2021 → December",
        "       2021 → June 2022 · the first passed 1,646 days ago",
        "     ✓ There: Line for 160 MW to the zero point; 132 kV grid station at Rashakai; Internal",
        "       distribution network",
        "     ✗ Missing: Settle the licence: grant it or lift the need (National Electric Power",
        "       Regulatory Authority); Decide who sells power to the zone: CPPA-G or PESCO (Ministry of",
        "       Energy, Power Division)",
        "     ← Gone from there: Alice (29 August 2024)",
    ]


@pytest.mark.parametrize(
    ("day", "missing"),
    [
        ("2024-09-01", ["rsz-licence-grant", "rsz-source-of-supply"]),
        ("2026-11-22", ["rsz-om-agreement", "rsz-ppaa"]),
    ],
)
def test_what_rashakai_still_lacks_is_named(cpec, day, missing):
    (first,) = (row for row in board_on(cpec, "--as-of", day)["held_up"][:3] if row["code"] == "rsz-energise")

    assert (first["code"], first["missing"]) == ("rsz-energise", missing)
    assert set(first["has"]) >= {"rsz-line-160mw", "rsz-grid-132kv", "rsz-internal-network"}
    assert first["dates_given"][:4] == ["2020-02-29", "2020-12", "2021-03", "2021-12"]
    assert [gone["code"] for gone in first["gone"]] == ["ven-alice"]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2021-03-31", ["rsz-line-160mw", "rsz-grid-132kv"]),
        ("2022-06-30", ["rsz-line-160mw", "rsz-grid-132kv"]),
        ("2024-09-01", ["rsz-source-of-supply", "rsz-licence-grant", "rsz-energise"]),
        ("2026-11-22", ["rsz-om-agreement", "rsz-ppaa", "rsz-energise"]),
    ],
)
def test_what_keeps_power_from_rashakai_leads_on_every_day(cpec, day, first):
    held = board_on(cpec, "--as-of", day)["held_up"]

    assert [row["code"] for row in held[: len(first)]] == first
    assert [row["waiting"] for row in held] == sorted((row["waiting"] for row in held), reverse=True)


def test_nothing_of_cpec_is_verified_and_the_board_says_so(cpec):
    found = board_on(cpec, "--as-of", "2026-11-22")

    assert [step["count"] for step in found["path"]] == [277, 119, 70, 10, 0, 0]
    assert {name: sides["verified"][0]["most"] for name, sides in found["results"].items()} == {
        "factories": 0,
        "workers": 0,
        "exports": 0,
    }


@pytest.mark.parametrize(("word", "code"), [("ur", "ur"), ("zh", "zh-hans"), ("zh-hans", "zh-hans")])
def test_the_board_speaks_the_language_that_is_asked_for(cpec, word, code):
    lines = cpec("board", "--as-of", "2022-06-30", "--language", word).stdout.splitlines()
    names = Programme.objects.get(code="cpec").names
    with override(code):
        headings = [gettext(heading) for heading in HEADINGS]

    assert lines[0] == names[word.partition("-")[0]]
    assert set(headings) & set(HEADINGS) == set()
    assert [line for line in lines if line in headings] == headings


def test_json_is_the_same_board(mfano):
    found = board(Programme.objects.get(code="mfano"), READER, on=date(2025, 6, 30), known_on=date(2025, 1, 1))

    said = board_on(mfano, "--programme", "mfano", "--as-of", "2025-06", "--known-on", "2025-01-01")

    assert said == board_as_plain(found)


def test_known_on_uses_nothing_that_was_published_later(cpec):
    today = board_on(cpec, "--as-of", "2020-12-31")
    then = board_on(cpec, "--as-of", "2020-12-31", "--known-on", "2020-12-31")

    assert (today["counts"]["evidence"], then["counts"]["evidence"]) == (46, 31)
    assert then["known_on"] == "2020-12-31"
    assert (today["path"][0]["count"], then["path"][0]["count"]) == (143, 90)


def test_the_board_says_with_what_knowledge_it_is_drawn(mfano):
    lines = mfano("board", "--as-of", "2025", "--known-on", "2024").stdout.splitlines()

    assert lines[1] == "As of 31 December 2025 · with what was known on 31 December 2024"


def test_what_comes_due_is_listed_with_its_debtor(mfano):
    lines = mfano("board", "--as-of", "2026-09-01").stdout.splitlines()
    place = lines.index("Due in the next 90 days")

    assert lines[place + 2] == "  30 September 2026  Build the hill gate  [hill-gate]  Nonesuch Developers"


def test_a_quiet_programme_has_a_short_board(ask, tmp_path):
    make.loaded(tmp_path / "isles", obstacles=make.without(2))
    lines = ask("board", "--as-of", "2021-01-01").stdout.splitlines()

    assert "0 promises are late, blocked or hold up a late one" in lines
    assert lines[-3:] == ["", "Obstacles", "────────────"]


def test_more_parties_than_fit_are_counted(cpec):
    lines = cpec("board", "--as-of", "2026-11-22").stdout.splitlines()

    assert [line for line in lines if line.endswith("more parties")] == ["  … 56 more parties"]
