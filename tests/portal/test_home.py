"""The first page: nothing yet, the only programme, or a choice."""

import pytest

import make
from portal.pages import Page


def links(page):
    return [each["href"] for each in page.all("a") if "hreflang" not in each and each["href"] not in ("#main", "/")]


def test_without_a_programme_it_says_how_to_bring_one_in(client):
    answer = client.get("/")
    page = Page(answer)

    assert answer.status_code == 200
    assert "corridor load FOLDER" in page.text
    assert links(page) == []


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
def test_with_one_programme_it_leads_there(client, mfano, prefix):
    answer = client.get(f"{prefix}/")

    assert (answer.status_code, answer["Location"]) == (302, f"{prefix}/mfano/")


def test_with_two_programmes_it_offers_both(client, mfano, tmp_path):
    make.loaded(tmp_path)
    page = Page(client.get("/"))

    assert links(page) == ["/isles/", "/mfano/"]
    assert "Isles of Nowhere (made up) isles Lake Mfano Partnership (made up) mfano" in page.text


def test_the_choice_keeps_the_language(client, mfano, tmp_path):
    make.loaded(tmp_path)
    page = Page(client.get("/ur/"))

    assert [link for link in links(page) if link != "/ur/"] == ["/ur/isles/", "/ur/mfano/"]
    assert page.one("html") == {"lang": "ur", "dir": "rtl"}
