"""The page of a source: the paper behind what is shown, and everything that rests on it."""

import make
from portal.pages import Page


def test_a_source_shows_all_that_rests_on_it(client, cpec):
    page = Page(client.get("/cpec/sources/dawn-2024-01-10/"))

    assert "Red tape hinders power to Rashakai Economic Zone" in page.text
    assert page.one("a", rel="noreferrer nofollow")["href"].startswith("https://")
    assert "10 January 2024 · delivered (press reports) Line for 160 MW to the zero point" in page.text
    assert "/cpec/commitments/rsz-grid-132kv/" in [each["href"] for each in page.all("a")]


def test_figures_stand_beside_their_definition(client, cpec):
    text = Page(client.get("/cpec/sources/br-2021-08-05/")).text

    assert "jobs expected when the zone is full 200,000 person 5 August 2021 claim" in text


def test_an_address_that_is_no_web_page_is_not_linked(client, tmp_path):
    make.loaded(tmp_path, sources=lambda text: text.replace("https://example.org/1", "javascript:alert(1)"))
    page = Page(client.get("/isles/sources/gazette/"))

    assert [each["href"] for each in page.all("a") if "javascript" in each["href"]] == []


def test_a_source_on_which_nothing_rests_says_so(client, tmp_path):
    make.loaded(tmp_path, sources=make.more("idle,Nobody read it,,,,en,press,"))
    text = Page(client.get("/isles/sources/idle/")).text

    assert text.count("None.") == 3
