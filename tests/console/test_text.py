"""Tables of a terminal: signs that take two places, marks that take none, numbers at the end."""

import pytest

from corridor.console.text import board_lines, pad, table_lines, width


@pytest.mark.parametrize(
    ("text", "places"),
    [("", 0), ("road", 4), ("承诺", 4), ("e\u0301", 1), ("وعدہ", 4), ("a\u200fb", 2), ("１", 2)],
)
def test_width_counts_places_and_not_signs(text, places):
    assert width(text) == places


def test_a_text_is_filled_up_behind_or_before():
    assert (pad("承诺", 6), pad("7", 3, end=True), pad("longer", 2)) == ("承诺  ", "  7", "longer")


def test_numbers_end_at_the_edge_and_words_begin_there():
    rows = [["road", "7"], ["承诺", "1,200"], ["-", "–"]]

    assert list(table_lines(["name", "owed"], rows)) == [
        "name   owed",
        "----  -----",
        "road      7",
        "承诺  1,200",
        "-         –",
    ]


def test_a_table_without_rows_is_its_header():
    assert list(table_lines(["name", "owed"], [])) == ["name  owed", "----  ----"]


def test_long_lines_of_the_board_are_broken_between_words():
    held = {
        "title": "Road", "code": "road", "state": "Overdue", "marks": [], "late": "", "waiting": "", "debtor": "City",
        "zone": None, "dates": [], "dates_more": False, "first_passed": "", "due": "2020", "has": ["stones " * 30],
        "missing": [], "gone": [],
    }  # fmt: skip
    page = {
        "name": "Isles", "on": "today", "known_on": "", "summary": [], "outcomes": [], "held_title": "1", "held": [held],
        "path": [{"label": "Promised", "count": "0", "share": 0, "lost": ""}], "debtors": [], "debtors_more": [],
        "soon_title": "Soon", "soon": [], "hindrances": [],
    }  # fmt: skip

    lines = list(board_lines(page, "en"))

    assert max(map(width, lines)) <= 96
    assert "     Promised for 2020" in lines
