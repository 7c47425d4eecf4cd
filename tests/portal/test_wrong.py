"""What cannot be answered is answered with a page that says why, in the language of the address."""

import pytest

from portal.pages import Page

MANY = "&".join(f"x{number}=1" for number in range(1_100))
TITLES = ["Something went wrong here", "یہاں کوئی خرابی ہو گئی", "这里出了错"]


@pytest.fixture
def broken(client, settings):
    settings.ROOT_URLCONF = "portal.broken"
    client.raise_request_exception = False
    return client


def heading(answer):
    """A page's language, direction and first words after its brand."""
    page = Page(answer)
    assert len(page.all("h1")) == len(page.all("main")) == 1
    assert [each for each in page.elements if each[0] in ("script", "style")] == []
    return page.one("html"), page.text


@pytest.mark.parametrize(
    "path", ["/", "/mfano/", "/mfano/zones/", "/mfano/nothing/", "/nowhere/", "/mfano/board.json"]
)
def test_an_address_with_too_many_names_is_refused_with_the_reason(client, mfano, path):
    answer = client.get(f"{path}?{MANY}")
    told, text = heading(answer)

    assert (answer.status_code, told) == (400, {"lang": "en", "dir": "ltr"})
    assert text.endswith("This cannot be shown This address asks for too many things at once.")


def test_the_reason_is_in_the_language_of_the_address(client, mfano):
    told, text = heading(client.get(f"/ur/mfano/?{MANY}"))
    chinese, _text = heading(client.get(f"/zh-hans/nothing/?{MANY}"))

    assert (told, chinese["lang"]) == ({"lang": "ur", "dir": "rtl"}, "zh-Hans")
    assert "This cannot be shown" not in text


@pytest.mark.parametrize("path", ["/mfano/", "/ur/", "/nothing", "/UR/x"])
def test_a_host_that_is_not_ours_gets_a_page_too(client, mfano, path):
    answer = client.get(path, headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    assert heading(answer)[0]["lang"] == ("ur" if path.lower().startswith("/ur") else "en")


def test_what_broke_says_so_in_every_language_and_no_more(broken, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = [broken.get(path) for path in ("/broken/", "/ur/broken/")]

    assert [answer.status_code for answer in answers] == [500, 500]
    assert ["secret" in answer.content.decode() for answer in answers] == [False, False]
    assert [heading(answer)[0] for answer in answers] == [
        {"lang": "en", "dir": "ltr"},
        {"lang": "ur", "dir": "rtl"},
    ]
    assert [[title in Page(answer).text for title in TITLES] for answer in answers] == [[True] * 3] * 2
    assert all("Content-Security-Policy" in answer for answer in answers)


def test_what_broke_for_a_program_is_a_problem(broken):
    answer = broken.get("/api/v1/broken")

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert (answer.json()["code"], "secret" in answer.content.decode()) == ("failed", False)


def test_a_program_that_names_another_host_is_told_so(client):
    answer = client.get("/api/v1/programmes", headers={"host": "evil.example"})

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["code"] == "unknown-host"


@pytest.mark.parametrize("path", ["/", "/mfano/", "/mfano/commitments.csv", "/api/v1/", "/api/"])
def test_a_method_that_is_not_answered_is_told_so(client, mfano, path):
    answer = client.post(path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert heading(answer)[1].endswith("Nothing can be written here This page can only be read.")


def test_a_method_that_is_not_answered_is_told_so_in_the_language_of_the_address(client, mfano):
    told, text = heading(client.delete(f"/ur/mfano/?{MANY}"))

    assert (told["lang"], "Nothing can" in text) == ("ur", False)


def test_a_path_that_nobody_can_mean_is_refused_before_it_is_written_anywhere(client, mfano):
    answer = client.get(f"/mfano/{'a' * 2_000}/")

    assert (answer.status_code, "aaaa" in answer.content.decode()) == (400, False)
    assert client.get(f"/mfano/{'a' * 1_900}/").status_code == 404


@pytest.mark.parametrize("path", ["/mfano/%00/", "/%00/", "/mfano/zones/%00/", "/mfano/%ED%A0%80/", "/mfano/%0A/x"])
def test_signs_that_no_code_has_lead_nowhere(client, mfano, path):
    assert client.get(path).status_code == 404
