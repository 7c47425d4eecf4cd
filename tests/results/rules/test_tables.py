"""Lists as CSV and as workbooks: what is written comes back, as what it was."""

import io
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from corridor.results.rules.tables import (
    Dress,
    Table,
    as_xlsx,
    csv_of,
    is_whole_day,
    sheet_name,
    table_from,
    write_xlsx,
)

COLUMNS = ("code", "title", "due_on", "days_late", "blocked", "area")
# Neither a mark that Excel writes in its own way, nor a line break that its readers unite.
TEXTS = st.text(st.characters(min_codepoint=32, blacklist_categories=["Cs", "Cc", "Cn", "Co"]), max_size=20)
ROWS = st.tuples(
    st.from_regex(r"[a-z]{1,5}", fullmatch=True),
    TEXTS,
    st.sampled_from(["", "2021", "2021-12", "2021-12-31"]),
    st.integers(0, 10**6),
    st.booleans(),
    st.none() | st.decimals(0, 10**6, places=2),
)


def sheets(workbook):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def back(value, column):
    """A value as a workbook gives it back."""
    if is_whole_day(column, str(value)):
        return date.fromisoformat(value)
    if isinstance(value, Decimal):
        return float(value)
    return "" if value is None else value


@settings(max_examples=60)
@given(st.lists(ROWS, max_size=6))
def test_what_goes_into_a_workbook_comes_out_as_what_it_was(rows):
    (found,) = sheets(as_xlsx(Table("t", COLUMNS, rows))).values()

    assert found[0] == ["Code", "Title", "Due on", "Days late", "Blocked", "Area"]
    assert found[1:] == [[back(value, name) for name, value in zip(COLUMNS, row, strict=True)] for row in rows]


@pytest.mark.parametrize("text", ["=1+1", "+92 51", "-", "@here", "=HYPERLINK(1)", "https://example.org", "{=1}"])
def test_a_text_stays_a_text(text):
    workbook = as_xlsx(Table("t", ("title",), [(text,)]))
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert sheets(workbook)["t"] == [["Title"], [text]]
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)


def test_a_workbook_is_dressed_for_its_reader():
    dress = Dress(
        title="وعدے",
        headings={"code": "کوڈ"},
        words={"state": {"due": "میعاد باقی"}},
        link="https://example.org/ur/x/commitments/{}/",
        is_rtl=True,
        about_title="فہرست",
        about=[("پتا", "https://example.org/ur/x/commitments/"), ("=", "=1")],
    )
    workbook = as_xlsx(Table("t", ("code", "state"), [("dam", "due"), ("mill", "odd")]), dress)
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        first = parts.read("xl/worksheets/sheet1.xml").decode()
        links = parts.read("xl/worksheets/_rels/sheet1.xml.rels").decode()

    assert sheets(workbook) == {
        "وعدے": [["کوڈ", "State"], ["dam", "میعاد باقی"], ["mill", "odd"]],
        "فہرست": [["پتا", "https://example.org/ur/x/commitments/"], ["=", "=1"]],
    }
    assert [mark in first for mark in ('rightToLeft="1"', 'state="frozen"', '<autoFilter ref="A1:B3"/>')] == [
        True
    ] * 3
    assert 'Target="https://example.org/ur/x/commitments/dam/"' in links


def test_an_address_too_long_for_a_link_is_written_as_a_text():
    long = f"https://example.org/?q={'a' * 5_000}"
    (_rows, about) = sheets(as_xlsx(Table("t", ("code",), []), Dress(about=[("Address", long)]))).values()

    assert about == [["Address", long[:2_000]]]


@pytest.mark.once
def test_a_long_list_is_written_without_being_held():
    rows = ((f"c-{number}", "A title of some length", "2021-12-31", number, True, None) for number in range(20_000))
    tracemalloc.start()
    with io.BytesIO() as file:
        assert write_xlsx(file, Table("t", COLUMNS, rows), Dress(link="https://example.org/{}/")) == 20_000
        size = file.tell()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak - size < 10_000_000


def test_csv_has_no_mark_before_it_and_plain_lines():
    written = csv_of(Table("t", ("code", "title"), [("a", "Say “yes”, or no"), ("b", None)]))

    assert written.encode() == b'code,title\na,"Say \xe2\x80\x9cyes\xe2\x80\x9d, or no"\nb,\n'


@given(st.lists(st.tuples(st.integers(0, 99), st.booleans(), TEXTS), max_size=5))
def test_a_table_comes_back_from_its_csv(rows):
    table = Table("t", ("days", "blocked", "title"), rows)
    found = [tuple(row) for row in table_from("t", csv_of(table)).rows]

    assert found == rows


def test_a_column_of_years_stays_a_column_of_days():
    assert [*table_from("t", "signed_on,promises\n2013,2\n2014,\n").rows] == [["2013", 2], ["2014", ""]]


@pytest.mark.parametrize("text", ["", "a" * 40, "Agreements: 1/2 [x]*?\\", "'"])
def test_any_name_can_stand_on_a_sheet(text):
    assert list(sheets(as_xlsx(Table(text, ("code",), [])))) == [sheet_name(text)]
