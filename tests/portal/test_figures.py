"""The figures: what sources stated, each leading to what it is about and to the paper it stands in."""

import csv
import io
from contextlib import closing

from python_calamine import CalamineWorkbook

import make
from portal.lists import codes, rows
from portal.pages import Page


def test_a_sum_of_the_board_is_taken_apart(client, cpec):
    page = Page(client.get("/cpec/figures/?measure=workers&as_of=2026-06-30"))
    found = rows(client.get("/cpec/figures.csv?measure=workers&as_of=2026-06-30"))

    assert sum(int(row["value"]) for row in found) == 6500
    assert codes(page, "ventures") == [row["subject"] for row in found]
    assert set(codes(page, "sources")) == {row["source"] for row in found}
    assert "2 figures on workers at work from 2 sources" in page.text


def test_figures_stand_newest_first_and_those_without_a_day_last(client, mfano):
    found = rows(client.get("/mfano/figures.csv?as_of=2026-06-30"))

    assert [row["as_of"] for row in found] == [
        *["2026-01"] * 2,
        *["2025"] * 2,
        *["2025-12-31"] * 3,
        "2025-06-30",
        "2024-11",
        "2024-05-20",
        *["2023"] * 2,
        "2023-03-02",
        "",
    ]


def test_the_csv_holds_what_the_package_holds(client, mfano):
    with (make.MFANO / "figures.csv").open(encoding="utf-8", newline="") as file:
        package = list(csv.DictReader(file))
    found = rows(client.get("/mfano/figures.csv"))

    assert sorted(tuple(row.items()) for row in found) == sorted(tuple(row.items()) for row in package)


def test_only_what_was_stated_by_then_and_known_then_is_listed(client, mfano):
    by_then = rows(client.get("/mfano/figures.csv?as_of=2024-12-31"))
    known = rows(client.get("/mfano/figures.csv?as_of=2026-06-30&known_on=2024-12-31"))

    assert [row["as_of"] for row in by_then] == ["2024-11", "2024-05-20", "2023", "2023", "2023-03-02", ""]
    assert {row["source"] for row in known} <= {
        "mfano-gazette-1",
        "mfano-gazette-2",
        "mfano-gazette-3",
        "mfano-times-1",
        "mfano-habari-1",
    }


def test_a_choice_is_told_in_the_title(client, mfano):
    def title(query):
        return Page(client.get(f"/mfano/figures/?as_of=2026-06-30&{query}")).text

    assert "2 figures on exports from 2 sources" in title("measure=exports")
    assert "1 figure on exports from 1 source · claim" in title("measure=exports&nature=claim")
    assert "14 figures from 8 sources" in title("")
    assert "1 figure from 1 source · Party" in title("subject_kind=party")
    assert "2 figures on area from" not in title("measure=area")


def test_every_subject_leads_to_its_page(client, tmp_path):
    lines = "".join(
        f"\n{kind},{code},heads,{number},count,2021,claim,,paper,"
        for number, (kind, code) in enumerate(
            {
                "party": "mill",
                "venture": "the-mill",
                "agreement": "pact",
                "commitment": "build-quay",
                "meeting": "board-1",
                "obstacle": "no-spring",
            }.items()
        )
    )
    make.loaded(tmp_path, figures=lambda text: text.rstrip("\n") + lines + "\n")
    page = Page(client.get("/isles/figures/?as_of=2022-06-30"))
    main = [each["href"] for each in page.all("a") if "as_of=2022-06-30" in each["href"] and "hreflang" not in each]
    found = {link.split("?")[0] for link in main if link.split("?")[0].endswith("/")}

    assert found >= {
        "/isles/",
        "/isles/zones/east-quay/",
        "/isles/parties/mill/",
        "/isles/ventures/the-mill/",
        "/isles/agreements/pact/",
        "/isles/commitments/build-quay/",
        "/isles/meetings/board-1/",
        "/isles/obstacles/no-spring/",
    }
    assert {client.get(f"{link}?as_of=2022-06-30").status_code for link in found} == {200}
    assert "Harbour Board , Sitting 1" in page.text


def test_what_had_not_been_seen_yet_is_not_named(client, tmp_path):
    more = make.more("venture,the-mill,heads,3,count,2020-02,claim,,gazette,")
    make.loaded(tmp_path, figures=more)
    early, later = (Page(client.get(f"/isles/figures/?measure=heads&as_of={day}")) for day in ("2020-03", "2022"))

    assert (codes(early, "ventures"), codes(later, "ventures")) == ([], ["the-mill"])
    assert ("The mill" in early.text, "the-mill" in early.text) == (False, True)


def test_a_measure_without_a_word_is_told_in_those_of_its_code(client, cpec):
    zone = Page(client.get("/ur/cpec/figures/?measure=applications-received-area"))

    assert zone.all("bdi", lang="en", dir="ltr") != []
    assert "applications received area" in zone.text
    assert zone.all("code") == []


def test_a_source_names_what_its_figures_are_about(client, cpec):
    page = Page(client.get("/cpec/sources/br-2021-08-05/?as_of=2024-01-01"))

    assert codes(page, "zones") != []


def test_a_measure_of_the_board_can_be_asked_for_though_nobody_stated_it(client, tmp_path):
    make.loaded(tmp_path)
    page = Page(client.get("/isles/figures/?measure=exports"))

    assert "0 figures on exports" in page.text
    assert "No source states such a figure by this day." in page.text


def test_a_word_that_names_nothing_is_refused_with_the_nearest(client, mfano):
    answer = client.get("/mfano/figures/?measure=workerz")

    assert answer.status_code == 400
    assert "“workerz” is not known here. Did you mean “workers”?" in Page(answer).text
    assert client.get("/mfano/figures/?subject=nobody").status_code == 400
    assert client.get("/nowhere/figures/").status_code == 404


def test_the_pages_hold_exactly_the_rows_of_the_csv(client, cpec):
    shown = 0
    for number in range(1, 8):
        shown += len(Page(client.get(f"/cpec/figures/?page={number}")).all("th", scope="row"))

    assert shown == len(rows(client.get("/cpec/figures.csv"))) == 346
    assert client.get("/cpec/figures/?page=8").status_code == 400


def test_the_workbook_holds_the_same_figures_as_numbers(client, mfano):
    with closing(client.get("/mfano/figures.xlsx?measure=exports")) as answer:
        book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    head, *lines = book.get_sheet_by_name("Figures").to_python()

    assert [line[head.index("Figure")] for line in lines] == [1200000.5, 3100000000]


def test_the_list_asks_the_same_few_questions_whatever_its_length(
    client, cpec, tmp_path, django_assert_max_num_queries
):
    make.loaded(tmp_path)
    for path in ("isles/figures/", "cpec/figures/", "cpec/figures.csv", "cpec/figures/?measure=area"):
        with django_assert_max_num_queries(7):
            client.get(f"/{path}")
