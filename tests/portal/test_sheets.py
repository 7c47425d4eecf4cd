"""Lists as workbooks: the rows of the CSV, in the reader's words, with a sheet that says what they are."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

import make
from corridor.base.texts import FORMULA_START, NUMBER
from portal.pages import Page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = ["agreements", "meetings", "obstacles", "parties", "sources", "ventures", "zones"]


def workbook(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
    # Read to its end it closes itself; closed once more, it would take the test's connection with it.
    body = b"".join(answer.streaming_content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def rows(client, path):
    return list(csv.DictReader(io.StringIO(client.get(path).content.decode())))


def test_a_workbook_holds_exactly_the_rows_of_the_list(client, cpec):
    query = "?as_of=2024-09-01&state=overdue&order=late"
    found = rows(client, f"/cpec/commitments.csv{query}")
    head, *lines = workbook(client, f"/cpec/commitments.xlsx{query}")["Promises"]

    assert head[:4] == ["Code", "State", "Proof of delivery", "Days late"]
    assert [line[0] for line in lines] == [row["code"] for row in found]
    assert [line[3] for line in lines] == [float(row["days_late"]) for row in found]
    assert {line[1] for line in lines} == {"Overdue"}
    assert len(lines) == 22


def test_a_whole_day_is_a_day_and_a_shortened_one_stays_as_promised(client, mfano):
    lines = {line[0]: line for line in workbook(client, "/mfano/commitments.xlsx")["Promises"]}
    place = lines["Code"].index("Promised for")

    assert (lines["port-power"][place], lines["port-water"][place]) == (date(2024, 12, 31), "2024-12")


def test_what_was_kept_without_a_date_is_not_said_to_be_on_time(client, cpec):
    head, *lines = workbook(client, "/cpec/commitments.xlsx?mark=kept")["Promises"]
    state, due = head.index("State"), head.index("Promised for")

    assert {line[state] for line in lines if not line[due]} == {"Kept, no date promised"}
    assert "Kept, no date promised" not in {line[state] for line in lines if line[due]}


def test_a_second_sheet_says_what_the_list_is(client, mfano):
    path = "/mfano/commitments.xlsx?debtor=dummy-electric&as_of=2025-01-31&known_on=2025-06"
    about = dict(workbook(client, path)["About this list"])

    assert about["List"] == "4 promises · owed by Dummy Electric"
    assert (about["As of"], about["with what was known on"]) == ("31 January 2025", "30 June 2025")
    assert about["Address"] == (
        "http://testserver/mfano/commitments/?debtor=dummy-electric&as_of=2025-01-31&known_on=2025-06"
    )
    assert about["Made"].endswith(" UTC")


def test_a_workbook_is_in_the_language_of_its_address(client, cpec):
    urdu = workbook(client, "/ur/cpec/commitments.xlsx?debtor=pesco")
    (first, *_others) = urdu.values()

    assert "Promises" not in urdu
    assert first[1][first[0].index("ذمہ دار فریق")] == "پشاور الیکٹرک سپلائی کمپنی"


@pytest.mark.parametrize("query", ["state=overdu", "debtor=nobody", "as_of=soon", "colour=red"])
def test_a_workbook_of_nonsense_is_refused(client, mfano, query):
    assert client.get(f"/mfano/commitments.xlsx?{query}").status_code == 400


@pytest.mark.parametrize("lists", ["commitments", "figures", *LISTS])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_that_leaves_has_no_pages(client, mfano, lists, form):
    answers = [client.get(f"/mfano/{lists}.{form}?page={page}") for page in ("1", "abc")]

    assert [answer.status_code for answer in answers] == [400, 400]


@pytest.mark.parametrize("path", ["commitments/?order=code", "sources/", "figures/"])
def test_the_second_page_of_a_list_leads_to_the_whole_of_it(client, cpec, path):
    page = Page(client.get(f"/cpec/{path}{'&' if '?' in path else '?'}page=2"))
    links = [each["href"] for tag in ("a", "link") for each in page.all(tag) if ".csv" in each["href"]]

    assert {client.get(link).status_code for link in links} == {200}
    assert [link for link in links if "page" in link] == []


def test_a_list_without_rows_is_a_workbook_without_rows(client, mfano):
    assert len(workbook(client, "/mfano/commitments.xlsx?state=lapsed&zone=mfano-hill")["Promises"]) == 1


@pytest.mark.parametrize("lists", LISTS)
def test_every_list_comes_as_a_workbook_too(client, mfano, lists):
    found = rows(client, f"/mfano/{lists}.csv")
    first, about = workbook(client, f"/mfano/{lists}.xlsx?as_of=2026-06-30").values()
    (place,) = [number for number, name in enumerate(first[0]) if name == "Code"]

    assert [line[place] for line in first[1:]] == [row["code"] for row in found]
    assert dict(about)["As of"] == "30 June 2026"
    assert client.get(f"/nowhere/{lists}.xlsx").status_code == 404


@pytest.mark.parametrize("lists", ["commitments", *LISTS])
def test_a_list_leads_to_its_files(client, mfano, lists):
    page = Page(client.get(f"/mfano/{lists}/?as_of=2026-06-30"))
    links = [each["href"] for each in page.all("a")]
    files = [link for link in links if link.startswith((f"/mfano/{lists}.csv", f"/mfano/{lists}.xlsx"))]

    assert files == [f"/mfano/{lists}.csv?as_of=2026-06-30", f"/mfano/{lists}.xlsx?as_of=2026-06-30"]


@pytest.mark.parametrize("lists", ["commitments", *LISTS])
def test_nothing_that_leaves_is_a_formula(client, cpec, lists):
    cells = [cell for row in rows(client, f"/cpec/{lists}.csv") for cell in row.values()]

    assert [cell for cell in cells if cell.startswith(FORMULA_START) and not NUMBER.fullmatch(cell[1:])] == []
    assert not client.get(f"/cpec/{lists}.csv").content.startswith(b"\xef\xbb\xbf")


def test_a_workbook_asks_as_many_questions_of_few_rows_as_of_many(
    client, tmp_path, cpec, django_assert_max_num_queries, django_assert_num_queries
):
    make.loaded(tmp_path)
    with django_assert_max_num_queries(14) as few:
        workbook(client, "/isles/commitments.xlsx")
    with django_assert_num_queries(len(few.captured_queries)):
        workbook(client, "/cpec/commitments.xlsx")
