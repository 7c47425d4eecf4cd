"""The board in the words and numbers of a language."""

from datetime import date

import pytest

import make
from corridor.base.actors import READER
from corridor.base.names import Name
from corridor.results.queries.board import board
from corridor.results.queries.shown import shown_board
from corridor.results.rules.board import DEBTORS_FIRST

pytestmark = pytest.mark.django_db


def shown(programme, language="en", *, on=make.TODAY, known_on=None):
    return shown_board(board(programme, READER, on=on, known_on=known_on), language)


def test_names_that_a_language_lacks_are_shown_in_english_and_marked(mfano):
    page = shown(mfano, "ur")

    assert page["name"] == Name("Lake Mfano Partnership (made up)", "en")
    assert {row["name"].language for row in page["debtors"]} == {"en"}


def test_days_and_numbers_follow_the_language(mfano):
    assert [shown(mfano, language)["on"] for language in ("en", "ur", "zh-hans")] == [
        "30 June 2026",
        "30 جون، 2026",
        "2026年6月30日",
    ]


def test_sources_that_contradict_each_other_are_a_range(mfano):
    workers = shown(mfano)["outcomes"][1]

    assert [each["figure"] for each in workers["promised"]] == ["2,012", "1,200 – 2,000"]
    assert [each["figure"] for each in workers["reported"]] == ["395 – 535"]


def test_money_bears_its_currency(mfano):
    exports = shown(mfano)["outcomes"][2]

    assert [each["figure"] for each in exports["reported"]] == ["USD 1,200,000.5", "TZS 3,100,000,000"]


def test_what_was_not_promised_is_a_dash(tmp_path):
    programme = make.loaded(tmp_path, commitments=make.cell(4, "outcome_exports_usd", ""))

    assert shown(programme)["outcomes"][2]["promised"] == [
        {"figure": "–", "counts": "no amount was promised", "leads": "", "measure": ""}
    ]


def test_a_range_of_money_bears_its_currency_once(tmp_path):
    figures = "zone,east-quay,exports,{value},USD,2021,reported,,{source},"
    programme = make.loaded(
        tmp_path,
        programme=make.swap('units = ["count"', 'units = ["USD", "count"'),
        figures=make.more(
            figures.format(value=1000, source="paper"), figures.format(value="2500.5", source="folha")
        ),
    )

    assert shown(programme)["outcomes"][2]["reported"][0]["figure"] == "USD 1,000 – 2,500.5"


def test_what_is_stuck_says_what_it_has_and_what_is_missing(tmp_path):
    page = shown(make.loaded(tmp_path))

    assert page["held_title"] == "2 promises are late, blocked or hold up a late one"
    water, mill = page["held"]
    assert (water["title"], water["state"], water["late"], water["waiting"]) == (
        "Bring water",
        "Overdue",
        "1,642 days late",
        "1 other promise waits for it, with 50 pledged workers",
    )
    assert ([each["title"] for each in mill["has"]], [each["title"] for each in mill["missing"]]) == (
        ["Build the quay"],
        ["Bring water"],
    )
    assert (mill["marks"], mill["dates"], mill["dates_more"]) == ([], ["30 June 2022"], False)
    assert mill["waiting"] == "nobody waits for it in the ledger"


def test_marks_stand_beside_the_state(mfano):
    marks = {row["code"]: row["marks"] for row in shown(mfano)["held"]}

    assert marks["hill-water"] == ["Blocked"]


def test_one_is_said_as_one(tmp_path):
    programme = make.loaded(tmp_path)
    page = shown(programme, on=date(2022, 1, 1))

    assert page["held_title"] == "1 promise is late, blocked or holds up a late one"
    assert page["held"][0]["late"] == "1 day late"


def test_reports_that_are_verified_are_counted(mfano):
    assert shown(mfano)["summary"][-1] == "4 reports verified"


def test_the_first_parties_are_seen_at_once_and_the_others_follow(tmp_path):
    names = [f"party-{place:02}" for place in range(DEBTORS_FIRST + 2)]
    programme = make.loaded(
        tmp_path,
        parties=make.more(*(f"{name},{name},,authority,CV,,paper" for name in names)),
        commitments=make.more(*(f"by-{name},Pave,quay,{name},,,,,,,2020,2021,,,paper," for name in names)),
    )
    page = shown(programme)

    assert (len(page["debtors"]), page["debtors_more"]) == (DEBTORS_FIRST, "5 more parties")


def test_a_day_that_has_not_passed_is_not_said_to_have_passed(tmp_path):
    programme = make.loaded(
        tmp_path,
        commitments=make.more("second-mill,Mill again,factory,mill,,east-quay,,,,,2020,2030,,,paper,"),
    )
    rows = {row["code"]: row for row in shown(programme)["held"]}

    assert (rows["build-mill"]["dates"], rows["build-mill"]["first_passed"]) == (
        ["30 June 2022", "2030"],
        "the first passed 1,461 days ago",
    )
