"""Tables of a terminal: signs that take two places, marks that take none, numbers at the end."""

import pytest

from corridor.console.text import pad, table_lines, width


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
