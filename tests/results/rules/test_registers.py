"""The plain lists: their order, what a choice takes out of them, and the same as a table."""

from corridor.results.rules.registers import (
    ObstacleLine,
    SourceLine,
    VentureLine,
    by_rung,
    chosen,
    newest_first,
    standing_first,
    table_of,
)
from corridor.results.rules.tables import csv_of


def venture(code, stage, rung, as_of):
    return VentureLine(code, code, "", "", stage, rung, as_of, *[None] * 8, "")


def obstacle(code, kind, since, stands=True):
    return ObstacleLine(code, kind, stands, "", "", since, "", None, "", "")


def source(code, day, publisher=""):
    return SourceLine(code, day, publisher, code, "press", "en", 0, 0, 0, "")


def test_ventures_stand_by_their_rung_then_by_the_day_they_were_seen():
    rows = [
        venture("gone", "withdrawn", 0, "2026"),
        venture("old", "production", 8, "2020"),
        venture("undated", "production", 8, ""),
        venture("new", "production", 8, "2024-05"),
        venture("letter", "mou", 2, "2025"),
        venture("strange", "unheard-of", 0, "2025"),
    ]

    assert [row.code for row in by_rung(rows)] == ["new", "old", "undated", "letter", "strange", "gone"]


def test_obstacles_stand_kind_by_kind_and_those_overcome_last():
    rows = [
        obstacle("over", "land", "2001", stands=False),
        obstacle("undated", "land", ""),
        obstacle("power", "utility", "1999"),
        obstacle("young", "land", "2021"),
        obstacle("old", "land", "2020-05"),
    ]

    assert [row.code for row in standing_first(rows)] == ["old", "young", "undated", "power", "over"]


def test_sources_stand_newest_first_and_undated_ones_last():
    rows = [source("undated", ""), source("month", "2021-12"), source("day", "2021-12-05"), source("year", "2021")]

    assert [row.code for row in newest_first(rows)] == ["month", "year", "day", "undated"]


def test_a_choice_takes_words_together():
    rows = [source("a", "", "Dawn"), source("b", "", "Dawn"), source("c", "", "Profit")]

    assert [row.code for row in chosen(rows, {"publisher": "Dawn", "kind": "", "code": "b"})] == ["b"]


def test_a_table_has_the_columns_of_its_lines():
    table = table_of("obstacles", ObstacleLine, [obstacle("old", "land", "2020-05")])

    assert csv_of(table) == (
        "code,kind,stands,zone,party,since,until,days_stood,summary,source\nold,land,yes,,,2020-05,,,,\n"
    )
