"""What holds on every page: status, policy, no inline script or style, methods, addresses that lead nowhere."""

import pytest
from django.urls import resolve

import make
from corridor.portal import urls as portal
from portal.pages import Page

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PREFIXES = ["", "/ur", "/zh-hans"]
PAGES = {
    "/": 200,
    "/mfano/": 200,
    "/isles/?as_of=2022-06-30": 200,
    "/mfano/commitments/": 200,
    "/mfano/commitments/?state=overdue": 200,
    "/isles/sources/gazette/": 200,
    "/isles/zones/east-quay/": 200,
    "/mfano/zones/": 200,
    "/mfano/zones/mfano-port/?as_of=2024-09-01": 200,
    "/isles/zones/?as_of=2022-06-30": 200,
    "/mfano/zones/nothing/": 404,
    "/mfano/charts/": 200,
    "/mfano/charts/path/": 200,
    "/isles/charts/parties/?as_of=2022-06-30": 200,
    "/mfano/charts/slips/": 200,
    "/mfano/charts/due/?as_of=2025-01-01": 200,
    "/mfano/commitments/hill-cement-works/?as_of=2025-01-01": 200,
    "/mfano/charts/pie/": 404,
    "/mfano/parties/": 200,
    "/mfano/parties/dummy-electric/": 200,
    "/mfano/parties/nobody/": 404,
    "/mfano/parties/?order=x": 400,
    "/mfano/stories/": 200,
    "/mfano/stories/mfano-hill/electricity/": 200,
    "/mfano/agreements/?kind=mou": 200,
    "/mfano/agreements/lake-framework/": 200,
    "/mfano/meetings/": 200,
    "/mfano/meetings/council-2/": 200,
    "/mfano/ventures/": 200,
    "/mfano/ventures/acme-mill/": 200,
    "/mfano/obstacles/": 200,
    "/mfano/obstacles/hill-graveyard/": 200,
    "/mfano/sources/": 200,
    "/mfano/sources/mfano-gazette-2/": 200,
    "/mfano/figures/": 200,
    "/mfano/figures/?measure=x": 400,
    "/mfano/agreements/?kind=x": 400,
    "/mfano/meetings/nothing/": 404,
    "/mfano/forecast/": 200,
    "/mfano/forecast/?as_of=2026-06-30&change=clear:hill-graveyard@2027": 200,
    "/mfano/forecast/?change=x": 400,
    "/mfano/forecast/?scenario=none": 404,
    "/mfano/forecast/calibration/": 200,
    "/mfano/forecast/compare/": 200,
    "/mfano/forecast/items/hill-cement-works/?as_of=2025-01-01": 200,
    "/mfano/forecast/items/nothing/": 404,
    "/mfano/forecast/obstacles/hill-graveyard/": 200,
    "/mfano/forecast/obstacles/nothing/": 404,
    "/mfano/search/": 200,
    "/isles/search/?q=quay": 200,
    "/isles/search/?q=quay&noun=zones&as_of=2022": 200,
    "/isles/search/?q=quay&noun=x": 400,
    "/mfano/?as_of=x": 400,
    "/mfano/commitments/?state=x": 400,
    "/api/v1/": 200,
    "/mfano/commitments/nothing/": 404,
    "/nowhere/": 404,
    "/mfano/nothing/": 404,
}
WORKBOOKS = ("agreements", "figures", "meetings", "obstacles", "parties", "sources", "ventures", "zones")
OTHERS = {
    "/mfano/feed.atom": 200,
    "/mfano/zones/nothing/feed.atom": 404,
    "/mfano/parties/dummy-electric/feed.atom?as_of=x": 400,
    "/mfano/board.png": 200,
    "/isles/zones/east-quay.png": 200,
    "/mfano/commitments.xlsx?state=x": 400,
    "/mfano/board.json": 200,
    "/nowhere/board.json": 404,
    "/mfano/board.json?as_of=x": 400,
    "/mfano/commitments.csv": 200,
    **{f"/mfano/{noun}.xlsx": 200 for noun in WORKBOOKS},
    "/mfano/agreements.csv": 200,
    "/mfano/meetings.csv": 200,
    "/mfano/ventures.csv?stage=x": 400,
    "/mfano/obstacles.csv": 200,
    "/mfano/sources.csv": 200,
    "/mfano/figures.csv": 200,
    "/mfano/zones.csv": 200,
    "/mfano/parties.csv": 200,
    "/mfano/charts/slips.svg": 200,
    "/mfano/charts/slips.csv": 200,
    "/mfano/forecast/months.csv": 200,
    "/mfano/forecast/hill-cement-works/": 301,
    "/mfano/files/1/gate.jpg": 404,
    "/mfano": 301,
}


@pytest.fixture(scope="module")
def both(for_the_module, tmp_path_factory):
    make.load(make.MFANO)
    make.loaded(tmp_path_factory.mktemp("isles"))


@pytest.fixture(scope="module")
def seen():
    """The pages that were looked at, by language."""
    return {}


@pytest.fixture(params=PREFIXES, ids=lambda prefix: prefix.strip("/") or "en")
def every(request, client, both, seen):
    """Every page of a language, by its address."""
    if request.param not in seen:
        seen[request.param] = {path: Page(client.get(f"{request.param}{path}")) for path in PAGES}
    return seen[request.param]


def answered(client, path):
    """The answer to an address, read to its end as a server does: what comes from a file then closes itself."""
    answer = client.get(path)
    b"".join(answer)  # Closed by us too, it would take the test's connection to PostgreSQL with it.
    return answer


def policy(answer):
    """The content security policy that an answer bears."""
    rules = (rule.split(maxsplit=1) for rule in answer["Content-Security-Policy"].split(";"))
    return {name: value.strip() for name, value in rules}


def test_every_address_stands_in_the_table():
    asked = {resolve(path.partition("?")[0]).route for path in (*PAGES, *OTHERS) if path != "/mfano"}

    assert sorted({each.pattern._route for each in portal.urlpatterns} - asked) == []


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_page_answers_with_its_status_and_its_policy(client, both, prefix):
    answers = {path: answered(client, f"{prefix}{path}") for path in {**PAGES, **OTHERS}}

    assert {path: answer.status_code for path, answer in answers.items()} == {**PAGES, **OTHERS}
    assert [path for path, answer in answers.items() if policy(answer) != POLICY] == []
    assert {answer["X-Content-Type-Options"] for answer in answers.values()} == {"nosniff"}
    assert {answer["Referrer-Policy"] for answer in answers.values()} == {"same-origin"}


@pytest.mark.once
@pytest.mark.parametrize("day", ["1900", "1901", "2198", "2199"])
def test_every_page_answers_on_the_first_and_on_the_last_days(client, both, day):
    paths = {path.partition("?")[0] for path, status in {**PAGES, **OTHERS}.items() if status == 200}
    paths |= {"/mfano/charts/due.svg", "/mfano/charts/due.csv", "/mfano/charts/due/", "/mfano/stories/"}
    asked = [f"{path}?{time}={day}" for path in sorted(paths - {"/api/v1/"}) for time in ("as_of", "known_on")]

    # What was not there yet, or of which nothing was known, is 404.
    assert {path for path in asked if answered(client, path).status_code not in (200, 404)} == set()


def test_a_page_holds_no_script_and_no_style_of_its_own(every):
    elements = [element for page in every.values() for element in page.elements]

    assert [given for tag, given in elements if tag == "script" and "src" not in given] == []
    assert [given for tag, given in elements if tag == "style"] == []
    assert [name for _tag, given in elements for name in given if name == "style" or name.startswith("on")] == []


def test_a_page_is_whole(every):
    for page in every.values():
        identifiers = [given["id"] for _tag, given in page.elements if "id" in given]

        assert [len(page.all(tag)) for tag in ("h1", "main", "title")] == [1, 1, 1]
        assert page.one("a", href="#main")["class"] == "skip"
        assert sorted(set(identifiers)) == sorted(identifiers)
        assert [each["hreflang"] for each in page.all("a") if "hreflang" in each] == ["en", "ur", "zh-Hans"]


def test_nobody_else_is_asked_for_anything(every):
    elements = [element for page in every.values() for element in page.elements]
    fetched = [
        given.get("src") or given.get("href", "") for tag, given in elements if tag in ("link", "script", "img")
    ]

    assert [address for address in fetched if not address.startswith("/")] == []


@pytest.mark.parametrize("path", ["/", "/mfano/", "/mfano/board.json", "/ur/mfano/"])
def test_pages_are_only_read(client, both, path):
    head, post = client.head(path), client.post(path)

    assert (head.status_code, head.content) == (200, b"")
    assert (post.status_code, post["Allow"]) == (405, "GET, HEAD")
    assert [client.generic(method, path).status_code for method in ("PUT", "DELETE", "PATCH")] == [405, 405, 405]


def test_an_address_that_leads_nowhere_offers_what_there_is(client, both):
    page = Page(client.get("/nowhere/"))

    assert "There is no such page" in page.text
    assert [each["href"] for each in page.all("a") if each["href"] in ("/isles/", "/mfano/")] == [
        "/isles/",
        "/mfano/",
    ]


def test_an_address_that_leads_nowhere_says_so_in_the_language_of_the_address(client, both):
    page = Page(client.get("/ur/nowhere/"))

    assert page.one("html") == {"lang": "ur", "dir": "rtl"}
    assert "There is no such page" not in page.text
    assert [each["href"] for each in page.all("a") if each["href"].endswith(("isles/", "mfano/"))] == [
        "/ur/isles/",
        "/ur/mfano/",
    ]


def test_a_page_that_did_not_change_is_not_sent_again(client, both):
    first = client.get("/mfano/?as_of=2025-01-01")
    again = client.get("/mfano/?as_of=2025-01-01", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_static_files_are_served_with_the_policy_and_kept_by_browsers(client, both):
    sheet = Page(client.get("/")).one("link", rel="stylesheet")["href"]

    answer = answered(client, sheet)

    assert (answer.status_code, answer["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert answer["Cache-Control"] == "max-age=315360000, public, immutable"
    assert policy(answer) == POLICY


def test_a_host_that_is_not_ours_is_refused(client, both):
    assert client.get("/mfano/", headers={"host": "evil.example"}).status_code == 400


def test_the_language_is_that_of_the_address_and_not_of_the_browser(client, both):
    answer = client.get("/mfano/", headers={"accept-language": "ur"})

    assert Page(answer).one("html")["lang"] == "en"
