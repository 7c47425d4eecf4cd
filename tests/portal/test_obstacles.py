"""Obstacles: the list, its CSV, the page of one."""

import pytest

import make
from portal.lists import codes, rows
from portal.pages import Page

ON = "as_of=2026-06-30"


def test_obstacles_stand_kind_by_kind_and_those_overcome_apart(client, mfano):
    page = Page(client.get(f"/mfano/obstacles/?{ON}"))

    assert codes(page, "obstacles") == [
        "lake-coordination",
        "hill-rails-missing",
        "hill-graveyard",
        "port-customs-hours",
    ]
    assert "3 of 4 obstacles stand" in page.text
    assert "30 June 2025 365 days, no end reported" in page.text
    assert "2024 365 days 31 December 2025" in page.text


def test_an_obstacle_stands_until_its_last_day_and_begins_on_its_first(client, mfano):
    pages = [
        Page(client.get(f"/mfano/obstacles/?as_of={day}")) for day in ("2024-12-30", "2025-12-31", "2026-01-01")
    ]

    assert ["port-customs-hours" in codes(each, "obstacles") for each in pages] == [False, True, True]
    assert ["Overcome" in each.text for each in pages] == [False, False, True]
    assert "31 December 2025" not in pages[1].text
    assert client.get("/mfano/obstacles/port-customs-hours/?as_of=2024-12-30").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=land", ["hill-graveyard"]),
        ("zone=mfano-hill", ["hill-rails-missing", "hill-graveyard"]),
        ("kind=security", []),
    ],
)
def test_the_list_is_chosen_in_the_address_and_the_csv_with_it(client, mfano, query, found):
    page = Page(client.get(f"/mfano/obstacles/?{query}&{ON}"))

    assert codes(page, "obstacles") == found
    assert ("No obstacle is like this on that day." in page.text) == (not found)
    assert [row["code"] for row in rows(client.get(f"/mfano/obstacles.csv?{query}&{ON}"))] == found


def test_an_unknown_word_is_refused_with_the_nearest(client, mfano):
    answer = client.get("/mfano/obstacles/?kind=lannd")

    assert answer.status_code == 400
    assert "Kind: “lannd” is not known here. Did you mean “land”?" in Page(answer).text


def test_an_obstacle_stands_beside_what_is_late_or_blocked_there(client, mfano):
    page = Page(client.get(f"/mfano/obstacles/hill-graveyard/?{ON}"))

    assert "Has stood 212 days, no end reported" in page.text
    assert "Late: 5" in page.text
    assert "Blocked: 2" in page.text
    assert codes(page, "commitments") == [
        "hill-power-first",
        "hill-rail-spur",
        "hill-power-whole",
        "hill-water",
        "hill-cement-works",
    ]
    assert page.one("a", href=f"/mfano/commitments/?zone=mfano-hill&mark=late&{ON}")


def test_an_obstacle_without_a_zone_stands_beside_what_its_party_owes(client, mfano, tmp_path):
    text = Page(client.get(f"/mfano/obstacles/lake-coordination/?{ON}")).text
    make.loaded(tmp_path, obstacles=make.swap("utility,east-quay,water-works", "utility,,"))

    assert "Its late or blocked promises" in text
    assert "Nothing is late and nothing is blocked on this day." in text
    assert "It names neither a zone nor a party" in Page(client.get("/isles/obstacles/no-spring/")).text


def test_the_list_asks_the_same_few_questions_whatever_its_length(
    client, cpec, tmp_path, django_assert_num_queries
):
    make.loaded(tmp_path)
    for code in ("isles", "cpec"):
        with django_assert_num_queries(4):
            client.get(f"/{code}/obstacles/")


def test_an_obstacle_says_what_was_done_about_it_and_when(client, mfano):
    def steps(days):
        text = Page(client.get(f"/mfano/obstacles/hill-graveyard/?{days}")).text
        return text[text.index("What was done") : text.index("Late or blocked promises there")].strip()

    first = (
        "What was done about it 10 December 2025 · Assigned Placeholder Water "
        "Find a place for the well beside the graves Maji bado · Habari za Mfano · 20 January 2026"
    )
    assert steps(ON) == (
        f"{first} February 2026 · Escalated Ministry of Samples The elders do not answer the water office "
        "Second audit · Institute of Fiction · February 2026"
    )
    assert steps("as_of=2026-02-27") == first
    assert steps("as_of=2026-06-30&known_on=2026-02-27") == first
    assert steps("as_of=2025-12-09") == (
        "What was done about it Nothing is recorded that was done about it by this day."
    )
