"""The page of a zone: promises and what became of them, figures that contradict each other, ventures, obstacles."""

import make
from portal.pages import Page


def test_a_zone_shows_contradicting_figures_side_by_side(client, cpec):
    text = Page(client.get("/cpec/zones/rashakai-sez/")).text
    said = text[text.index("What sources say of it") :]

    assert [figure for figure in ("1,000 acre", "3,000 acre") if figure in said] == ["1,000 acre", "3,000 acre"]
    assert "nothing is averaged" in text


def test_a_zone_shows_its_promises_those_most_wait_for_first(client, cpec):
    page = Page(client.get("/cpec/zones/rashakai-sez/"))
    promises = [each["href"] for each in page.all("a") if "/commitments/rsz" in each["href"]]

    assert promises[0] == "/cpec/commitments/rsz-om-agreement/"
    assert len(promises) == 48
    assert "Alice · withdrawn" in page.text
    assert "Utilities Line, grid and network finished but not live" in page.text


def test_a_zone_on_a_past_day_knows_nothing_of_later_days(client, cpec):
    then = Page(client.get("/cpec/zones/rashakai-sez/?as_of=2020-06-30&known_on=2020-06-30")).text

    assert "promised for December 2021" in then
    assert [day for day in ("28 May 2021", "10 January 2024", "2023") if day in then] == []
    assert "Alice" not in then


def test_a_zone_of_which_nobody_said_anything(client, tmp_path):
    make.loaded(tmp_path, zones=make.more("bare,Bare Rock,Rocha,,CV,,,,,,,gazette"))
    answer = client.get("/isles/zones/bare/")

    assert answer.status_code == 200
    assert Page(answer).text.count("None.") == 3
    assert client.get("/isles/zones/nowhere/").status_code == 404
