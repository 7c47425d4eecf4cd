"""The search page, short links, and the page for an address that leads nowhere inside a programme."""

import pytest

import make
from corridor.programme.models import Programme
from corridor.search.actions import index_programme
from corridor.search.models import Merge
from corridor.sources.models import Source
from portal.pages import Page


@pytest.fixture
def isles(tmp_path):
    same = "mill,<i>The same</i> & more,O mesmo,,CV,,,,,,,gazette"
    return findable(make.loaded(tmp_path, zones=make.more(same)))


@pytest.fixture
def real(cpec):
    return findable(cpec)


def findable(programme: Programme) -> Programme:
    index_programme(programme, by=make.OPERATOR, at=make.NOON)
    return programme


def found(page: Page, programme: str) -> list[str]:
    """Where the hits of a page lead."""
    begin = f"/{programme}/"
    nav = {"commitments/", "zones/", "parties/", "agreements/", "ventures/", "obstacles/", "meetings/", "sources/"}
    links = [each["href"].partition(begin)[2] for each in page.all("a") if begin in each["href"]]
    return [link for link in links if link.count("/") == 2 and link not in nav]


def test_hits_stand_by_noun_with_their_counts_and_links(client, isles):
    page = Page(client.get("/isles/search/?q=quay"))

    assert found(page, "isles") == [
        "zones/east-quay/", "zones/west-quay/", "agreements/quay-lease/", "agreements/pact/",
        "commitments/build-quay/", "commitments/bring-water/", "commitments/build-mill/",
        "sources/gazette/", "ventures/the-mill/", "obstacles/no-spring/",
    ]  # fmt: skip
    assert "10 found Everything 10 Zones 2 Agreements 2 Promises 3 Ventures 1 Obstacles 1 Sources 1" in page.text


def test_searched_words_are_marked_and_all_else_is_escaped(client, isles):
    body = client.get("/isles/search/?q=same+%3Ci%3E").content.decode()
    page = Page(client.get("/isles/search/?q=same"))

    assert "<i>" not in body
    assert [element for element in page.elements if element[0] == "mark"] == [("mark", {})]
    assert "<mark>same</mark>&lt;/i&gt; &amp; more" in client.get("/isles/search/?q=same").content.decode()
    assert Page(client.get("/isles/search/?q=same+%3Ci%3E")).one("input", name="q")["value"] == "same <i>"


def test_a_hit_by_another_name_shows_that_name(client, isles):
    assert "Ilhas" not in Page(client.get("/isles/search/?q=isles")).text
    assert "Cais Leste" in Page(client.get("/isles/search/?q=cais")).text


def test_a_slip_is_said(client, isles):
    text = Page(client.get("/isles/search/?q=harborr")).text

    assert "Shown for “ harbour ”" in text[text.index("Search – ") :]


def test_days_are_carried_into_every_link(client, isles):
    page = Page(client.get("/isles/search/?q=quay&as_of=2022-06-30&known_on=2022"))
    hits = [each["href"] for each in page.all("a") if "/isles/" in each["href"] and "lang" not in each]

    assert {href.partition("?")[2] for href in hits} == {"as_of=2022-06-30&known_on=2022"}
    assert page.one("input", type="hidden", name="as_of")["value"] == "2022-06-30"
    assert page.one("input", type="hidden", name="known_on")["value"] == "2022-12-31"
    assert Page(client.get("/isles/zones/east-quay/")).all("input", type="hidden") == []


def test_one_noun_alone(client, isles):
    page = Page(client.get("/isles/search/?q=quay&noun=zones"))

    assert found(page, "isles") == ["zones/east-quay/", "zones/west-quay/"]
    assert page.one("a", **{"aria-current": "page"})["href"] == "?q=quay&noun=zones"


def test_more_hits_than_are_shown_are_counted_and_linked(client, real):
    page = Page(client.get("/cpec/search/?q=rashakai"))
    all_promises = Page(client.get("/cpec/search/?q=rashakai&noun=commitments"))

    assert len([hit for hit in found(page, "cpec") if hit.startswith("commitments/")]) == 6
    assert "All 55: Promises" in page.text
    assert "The first 50 of 55 are shown" in all_promises.text


def test_nothing_searched_says_what_can_be_found(client, isles):
    page = Page(client.get("/isles/search/"))

    assert "autofocus" in page.one("input", name="q")
    assert found(page, "isles") == [
        "zones/east-quay/", "parties/auditor/", "commitments/bring-water/", "sources/folha/",
    ]  # fmt: skip


def test_nothing_found_says_what_to_try(client, isles):
    unknown = Page(client.get("/isles/search/?q=quay+xyzzyq")).text
    apart = Page(client.get("/isles/search/?q=spring+council+lease"))

    assert "Nothing here has a word like this: “ xyzzyq ”" in unknown
    assert "Nothing was found" in apart.text


def test_each_word_alone_is_offered_where_nothing_has_all(client, isles):
    page = Page(client.get("/isles/search/?q=Spring+Lease"))

    assert [each["href"] for each in page.all("a") if each["href"].startswith("?q=")] == ["?q=Spring", "?q=Lease"]


@pytest.mark.parametrize("query", ["%00", "%ED%A0%80", "%22", "*", "NEAR(a", "a" * 10_000, "-", "%E2%80%AEx"])
def test_nothing_that_is_typed_breaks_the_page(client, isles, query):
    for prefix in ("", "/ur", "/zh-hans"):
        assert client.get(f"{prefix}/isles/search/?q={query}").status_code == 200


def test_a_search_that_was_cut_says_so(client, isles):
    page = Page(client.get(f"/isles/search/?q={'quay+' * 2000}"))

    assert "only its first 200 letters and 12 words were read" in page.text
    assert len(page.one("input", name="q")["value"]) <= 200


def test_wrong_addresses_of_a_search_are_refused(client, isles):
    assert client.get("/isles/search/?q=quay&noun=zone").status_code == 400
    assert client.get("/isles/search/?query=quay").status_code == 400
    assert client.get("/nowhere/search/?q=quay").status_code == 404


def test_a_page_asks_as_much_for_many_hits_as_for_one(client, real, django_assert_max_num_queries):
    for query in ("rsz-energise", "rashakai", "rashakiai", ""):
        with django_assert_max_num_queries(5):
            client.get(f"/cpec/search/?q={query}")


def test_a_code_alone_leads_to_its_page_in_the_language_and_with_the_days(client, isles):
    answer = client.get("/ur/isles/build-quay/?as_of=2022")

    assert (answer.status_code, answer["Location"]) == (302, "/ur/isles/commitments/build-quay/?as_of=2022")
    assert client.get("/isles/board-1/")["Location"] == "/isles/meetings/board-1/"


def test_several_things_of_a_code_are_offered(client, isles):
    page = Page(client.get("/isles/mill/"))

    assert found(page, "isles") == ["zones/mill/", "parties/mill/"]


def test_merged_codes_lead_on_for_ever(client, isles):
    paper = Source.objects.get(programme=isles, code="paper")
    for code, into in (("old-quay", "older-quay"), ("older-quay", "east-quay")):
        Merge.objects.create(
            programme=isles,
            noun="zones",
            code=code,
            into=into,
            merged_on="2022",
            source=paper,
            recorded_at=make.NOON,
        )

    assert client.get("/isles/old-quay/")["Location"] == "/isles/zones/east-quay/"
    assert client.get("/ur/isles/zones/old-quay/?as_of=2023")["Location"] == "/ur/isles/zones/east-quay/?as_of=2023"
    assert client.get("/isles/parties/old-quay/").status_code == 404


@pytest.mark.parametrize(
    "path", ["/isles/east-quai/", "/isles/zones/east-quai/", "/isles/zones/nothing/east-quai/"]
)
def test_an_address_that_leads_nowhere_offers_what_is_near(client, isles, path):
    for prefix in ("", "/ur", "/zh-hans"):
        answer = client.get(f"{prefix}{path}?as_of=2022")
        page = Page(answer)

        assert answer.status_code == 404
        assert f"{prefix}/isles/zones/east-quay/?as_of=2022" in [each["href"] for each in page.all("a")]
        assert page.one("input", type="search")["value"] == "east quai"
        assert page.one("form", role="search")["action"] == f"{prefix}/isles/search/"


@pytest.mark.parametrize(
    "path", ["/isles/zones/%00/", "/isles/zones/%F0%9F%8F%AD/", "/isles/x/?as_of=x", "/%00/x/y/z/"]
)
def test_no_address_is_worse_than_not_found(client, isles, path):
    assert client.get(path).status_code in (400, 404)


def test_the_head_of_every_page_of_a_programme_has_a_search(client, isles):
    form = Page(client.get("/ur/isles/zones/east-quay/")).one("form", role="search")

    assert form["action"] == "/ur/isles/search/"
    assert len(Page(client.get("/isles/search/")).all("form", role="search")) == 1
    assert Page(client.get("/nowhere/")).all("form", role="search") == []
