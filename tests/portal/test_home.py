"""The first page: nothing yet, the only programme, or all of them side by side."""

import pytest

import make
from portal.pages import Page


def links(page):
    """Where the content of a page leads, without its head and its foot."""
    tags = [tag for tag, _given in page.elements]
    content = page.elements[tags.index("main") : tags.index("footer")]
    return [given["href"] for tag, given in content if tag == "a"]


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


def test_the_day_goes_along(client, mfano):
    assert client.get("/?as_of=2024-12-31")["Location"] == "/mfano/?as_of=2024-12-31"


def test_with_two_programmes_it_shows_both_with_what_became_of_them(client, mfano, tmp_path):
    make.loaded(tmp_path)
    page = Page(client.get("/?as_of=2026-06-30"))

    assert links(page) == ["/isles/?as_of=2026-06-30", "/mfano/?as_of=2026-06-30"]
    assert "Isles of Nowhere (made up) Cape Verde · Portugal · isles Promises 4 kept 1 overdue 1" in page.text
    assert "Lake Mfano Partnership (made up) Tanzania · Comoros · mfano Promises 27 kept 7 overdue 4" in page.text
    assert "Factories operating 6 ventures announced by name 1" in page.text


def test_on_a_past_day_it_shows_what_had_become_of_them_then(client, mfano, tmp_path):
    make.loaded(tmp_path)

    assert "mfano Promises 2 kept 0 overdue 0" in Page(client.get("/?as_of=2022-06-30")).text


def test_the_choice_keeps_the_language(client, mfano, tmp_path):
    make.loaded(tmp_path)
    page = Page(client.get("/ur/"))

    assert links(page) == ["/ur/isles/", "/ur/mfano/"]
    assert page.one("html") == {"lang": "ur", "dir": "rtl"}
    assert "تنزانیہ" in page.text


def test_each_programme_asks_as_many_questions_as_any_other(
    client, mfano, tmp_path, django_assert_max_num_queries, django_assert_num_queries
):
    code = make.swap('code = "isles"', 'code = "islets"')
    make.loaded(tmp_path / "two")
    with django_assert_max_num_queries(45) as two:
        client.get("/?known_on=2026-06-30")
    make.load(
        make.package(tmp_path / "three", programme=code, figures=make.swap("programme,isles", "programme,islets"))
    )
    with django_assert_num_queries(1 + (len(two) - 1) // 2 * 3):
        client.get("/?known_on=2026-06-30")


def test_what_it_does_not_know_is_refused(client, mfano):
    assert client.get("/?asof=2024").status_code == 400
