"""Ventures on their ladder: the list, its CSV, the page of one."""

import pytest

import make
from portal.lists import codes, rows
from portal.pages import Page

ON = "as_of=2026-06-30"


def test_ventures_stand_by_their_rung_and_those_that_withdrew_apart(client, mfano):
    page = Page(client.get(f"/mfano/ventures/?{ON}"))

    assert codes(page, "ventures") == [
        "nobody-cannery",
        "acme-mill",
        "testum-kiln",
        "rope-lease",
        "lamp-letter",
        "paper-enquiry",
        "glass-gone",
    ]
    assert "2 of 6 ventures are said to produce; 1 has withdrawn" in page.text
    assert "1 enquiry 1 letter 1 lease 1 building 1 producing 1 exporting 1 withdrawn" in page.text
    assert [each["aria-label"] for each in page.all("span", role="img")][:2] == [
        "Rung 6 of 6: exporting",
        "Rung 5 of 6: producing",
    ]
    assert page.text.index("Withdrawn") < page.text.index("Glass of Old")


def test_a_rung_is_the_one_seen_by_the_day(client, mfano):
    page = Page(client.get("/mfano/ventures/?as_of=2025-03-02"))

    assert codes(page, "ventures") == ["acme-mill", "rope-lease", "lamp-letter", "paper-enquiry"]
    assert "1 of 4 ventures are said to produce" in page.text
    assert "withdrawn" not in page.text[: page.text.index("enquiry")]
    assert "28 February 2025 2 days ago" in page.text
    assert client.get("/mfano/ventures/glass-gone/?as_of=2025-03-02").status_code == 404


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-22", "2 of 20 ventures are said to produce; 4 have withdrawn"),
        ("2021-06-30", "1 of 8 ventures are said to produce; 3 have withdrawn"),
    ],
)
def test_the_list_counts_ventures_as_the_board_does(client, cpec, day, said):
    page = Page(client.get(f"/cpec/ventures/?as_of={day}"))
    factories = client.get(f"/cpec/board.json?as_of={day}").json()["results"]["factories"]

    pledged, producing = (factories[side][0]["least"] for side in ("promised", "reported"))

    assert said in page.text
    assert said.startswith(f"{producing} of {pledged} ventures")


@pytest.mark.parametrize(
    ("query", "found", "finding"),
    [
        ("zone=mfano-port", ["nobody-cannery", "acme-mill", "rope-lease"], "2 of 3 ventures"),
        ("stage=letter", ["lamp-letter"], "2 of 6 ventures"),
        ("zone=mfano-port&stage=letter", [], "2 of 3 ventures"),
    ],
)
def test_the_list_is_chosen_in_the_address_and_the_csv_with_it(client, mfano, query, found, finding):
    page = Page(client.get(f"/mfano/ventures/?{query}&{ON}"))

    assert codes(page, "ventures") == found
    assert finding in page.text
    assert ("No venture is like this on that day." in page.text) == (not found)
    assert [row["code"] for row in rows(client.get(f"/mfano/ventures.csv?{query}&{ON}"))] == found


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("stage=lettre", "Rung: “lettre” is not known here. Did you mean “letter”?"),
        ("zone=mfano-prot", "Where: “mfano-prot” is not known here. Did you mean “mfano-port”?"),
        ("party=acme-textiles", "Address: “party” is not known here."),
    ],
)
def test_an_unknown_word_is_refused(client, mfano, query, said):
    answer = client.get(f"/mfano/ventures/?{query}")

    assert answer.status_code == 400
    assert said in Page(answer).text


def test_the_csv_holds_plain_values(client, mfano):
    (found,) = rows(client.get(f"/mfano/ventures.csv?stage=production&{ON}"))

    assert found == {
        "code": "acme-mill",
        "name": "Acme mill",
        "party": "acme-textiles",
        "zone": "mfano-port",
        "stage": "production",
        "rung": "5",
        "as_of": "2025-02-28",
        "days_since": "487",
        "sector": "textiles",
        "isic": "1312",
        "origin_country": "KM",
        "area_acres": "40.5",
        "investment_usd": "12000000",
        "workers_pledged": "300",
        "source": "mfano-audit-1",
        "note": "",
    }


def test_a_venture_shows_what_it_is_and_what_sources_say_of_it(client, mfano):
    page = Page(client.get(f"/mfano/ventures/acme-mill/?{ON}"))

    for said in (
        "Country of origin Comoros",
        "Area 40.5 acre",
        "Investment USD 12,000,000",
        "Workers pledged 300",
        "310 person reported",
        "450 person claim",
        "Promises of its party there",
    ):
        assert said in page.text
    assert page.one("li", **{"aria-current": "step"})["class"] == "here"
    assert codes(page, "commitments") == ["first-export", "port-textile-mill"]


def test_a_country_is_called_in_the_language_of_the_page(client, mfano):
    assert "科摩罗" in Page(client.get("/zh-hans/mfano/ventures/acme-mill/")).text


def test_a_venture_that_withdrew_stands_on_no_rung(client, mfano):
    page = Page(client.get("/mfano/ventures/glass-gone/"))

    assert "It has withdrawn: it stands on no rung." in page.text
    assert page.all("ol") == []
    assert "No source states a figure about it by this day." in page.text


def test_figures_of_later_days_are_not_told(client, mfano):
    text = Page(client.get("/mfano/ventures/acme-mill/?as_of=2025-12-31")).text

    assert "310 person" not in text


def test_the_list_asks_the_same_few_questions_whatever_its_length(
    client, cpec, tmp_path, django_assert_num_queries
):
    make.loaded(tmp_path)
    for code in ("isles", "cpec"):
        with django_assert_num_queries(4):
            client.get(f"/{code}/ventures/")
