"""The page of a source: the paper behind what is shown, and everything that rests on it."""

import pytest

import make
from corridor.base.actors import Role
from corridor.ledger.actions.evidence import Handed, accept_evidence, bring_evidence
from corridor.ledger.models import Attachment, Commitment
from corridor.ledger.rules.given import Observed
from corridor.sources.actions import keep_document
from corridor.sources.rules import handed
from portal.lists import codes, rows
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


def test_what_had_not_happened_or_was_not_known_does_not_rest_on_it(client, mfano):
    def resting(query):
        page = Page(client.get(f"/mfano/sources/mfano-audit-1/?{query}"))
        return codes(page, "commitments"), "person" in page.text, "It was not known yet" in page.text

    assert resting("as_of=2024-12-31") == (["port-power", "port-fence", "port-water"], False, False)
    assert resting("as_of=2026-06-30&known_on=2024-12-31") == ([], False, True)
    assert resting("as_of=2026-06-30")[1:] == (True, False)


def test_a_title_is_marked_with_its_language(client, mfano):
    own, listed = (Page(client.get(f"/mfano/sources/{path}")) for path in ("mfano-gazette-2/", "?kind=official"))

    assert own.all("bdi", lang="fr", dir="ltr") != []
    assert len(listed.all("bdi", lang="fr")) == 1
    assert Page(client.get("/mfano/agreements/lake-framework/")).all("bdi", lang="fr") != []


def test_sources_stand_newest_first_with_what_rests_on_them(client, mfano):
    page = Page(client.get("/mfano/sources/?as_of=2026-06-30"))

    assert codes(page, "sources") == [
        "mfano-audit-2",
        "mfano-habari-2",
        "mfano-times-2",
        "mfano-audit-1",
        "mfano-habari-1",
        "mfano-gazette-3",
        "mfano-times-1",
        "mfano-gazette-2",
        "mfano-gazette-1",
        "mfano-leaflet",
    ]
    assert "Second audit Institute of Fiction February 2026 dataset English 0 2 4" in page.text


def test_the_list_and_its_csv_count_what_the_page_of_a_source_shows(client, cpec):
    for query in ("as_of=2022-06-30", "as_of=2026-06-30&known_on=2021-12"):
        found = rows(client.get(f"/cpec/sources.csv?{query}"))
        for row in found[:: len(found) // 6]:
            page = Page(client.get(f"/cpec/sources/{row['code']}/?{query}"))
            promises, seen = page.text.split("Promises it tells of")[1].split("What it reports to have happened")

            assert ("None." in promises) == (row["promises"] == "0")
            assert ("None." in seen.split("Figures it states")[0]) == (row["evidence"] == "0")
            assert len(page.all("th", scope="row")) == int(row["figures"])


def test_fifty_sources_stand_on_a_page(client, cpec):
    shown = []
    for number in range(1, 7):
        shown += codes(Page(client.get(f"/cpec/sources/?page={number}")), "sources")

    assert shown == [row["code"] for row in rows(client.get("/cpec/sources.csv"))]
    assert len(shown) == 262
    assert client.get("/cpec/sources/?page=7").status_code == 400


def test_sources_are_chosen_in_the_address(client, cpec):
    urdu = Page(client.get("/cpec/sources/?language=ur&kind=press"))
    found = rows(client.get("/cpec/sources.csv?publisher=Dawn&known_on=2022-06-30"))

    assert len(codes(urdu, "sources")) == 12
    assert {row["publisher"] for row in found} == {"Dawn"}
    assert max(row["published_on"] for row in found) <= "2022-06-30"
    answer = client.get("/cpec/sources/?publisher=Dawnn")
    assert answer.status_code == 400
    assert "Publisher: “Dawnn” is not known here. Did you mean “Dawn”?" in Page(answer).text


def test_the_list_asks_the_same_few_questions_whatever_its_length(
    client, cpec, tmp_path, django_assert_num_queries
):
    make.loaded(tmp_path)
    for path in ("isles/sources/", "cpec/sources/", "cpec/sources.csv"):
        with django_assert_num_queries(5):
            client.get(f"/{path}")


@pytest.fixture
def accepted(client, tmp_path, db):
    """The page of the source of evidence that was brought at the desk with an open and a sealed file."""
    make.loaded(tmp_path)
    water, person = Commitment.objects.get(code="bring-water"), make.actor("isles", "water-works", Role.CONTRIBUTOR)
    open_one, sealed = (
        keep_document(handed(name, text), by=make.OPERATOR, at=make.NOON)
        for name, text in (("gate book.txt", b"two litres"), ("names.txt", b"who measured"))
    )
    given = Observed("2026-06-29", "delivered", "measured", note="2 litres a second")
    files = [Handed(open_one, "gate book.txt"), Handed(sealed, "names.txt", is_sealed=True)]
    when = {"at": make.NOON, "on": make.TODAY}
    submission = bring_evidence(water, given, files, by=person, **when)
    before = Page(client.get("/isles/commitments/bring-water/?as_of=2026-06-30"))
    submission = accept_evidence(submission, by=make.actor("isles", "auditor", Role.VERIFIER), **when)
    return before, Page(client.get(f"/isles/sources/{submission.evidence.source.code}/?as_of=2026-06-30"))


def test_evidence_of_the_desk_tells_for_whom_it_was_brought_and_verified_and_its_open_files(client, accepted):
    before, page = accepted

    assert "2 litres a second" not in before.text
    assert "entry at the desk · Water Works" in page.text
    assert (
        "How it came here Brought for: Water Works 30 June 2026 "
        "· Verified for: Auditor of Nowhere 30 June 2026 Files: gate book.txt" in page.text
    )
    assert [each["href"] for each in page.all("a") if "/files/" in each["href"]] == [
        f"/isles/files/{Attachment.objects.get(is_sealed=False).pk}/gate%20book.txt"
    ]
    for secret in ("names.txt", "sealed", "@", "person-"):
        assert secret not in page.text
