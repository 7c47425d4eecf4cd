"""Parties: the list with its orders and its CSV, and the scoreboard of one."""

import csv
import io
import re

import pytest

import make
from corridor.results.actions.balance import strike_balance
from corridor.results.queries.balance import balance_for
from portal.pages import Page

ON = "as_of=2026-06-30"


def names(page):
    """The codes of the parties that a list leads to, in its order."""
    found = [re.fullmatch(r"/mfano/parties/([a-z-]+)/\?.*", each["href"]) for each in page.all("a")]
    return [each[1] for each in found if each]


def total(client, address):
    """How many promises the list behind an address holds, as it says itself."""
    return int(re.search(r"(\d+) promises?\b", Page(client.get(address)).text[60:].split("Promises", 3)[-1])[1])


def test_the_title_of_the_list_is_what_was_found(client, mfano):
    page = Page(client.get(f"/mfano/parties/?{ON}"))

    assert "1 of 11 parties is reported to have kept all it promised" in page.text
    assert names(page)[:3] == ["nobody-fisheries", "ministry-of-samples", "placeholder-water"]
    assert len(page.all("a", href="/mfano/parties/?as_of=2026-06-30", **{"aria-current": "page"})) == 1


def test_the_list_is_ordered_and_chosen_as_the_address_says(client, mfano):
    most = names(Page(client.get(f"/mfano/parties/?{ON}&order=owed")))
    utilities = Page(client.get(f"/mfano/parties/?{ON}&kind=utility"))

    assert most[:2] == ["example-zones-authority", "nonesuch-developers"]
    assert names(utilities) == ["placeholder-water", "dummy-electric"]
    assert "None of the 2 parties is reported to have kept all it promised" in utilities.text


def test_the_csv_holds_exactly_the_list(client, mfano):
    answer = client.get(f"/mfano/parties.csv?{ON}&kind=utility")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    assert [row["code"] for row in rows] == ["placeholder-water", "dummy-electric"]
    assert {name: rows[1][name] for name in ("owes_total", "owes_partly", "owes_ended", "parent", "country")} == {
        "owes_total": "4",
        "owes_partly": "2",
        "owes_ended": "1",
        "parent": "ministry-of-samples",
        "country": "TZ",
    }


def test_the_balance_counts_as_what_is_derived(client, mfano):
    derived = [client.get(f"/mfano/parties{path}?{ON}").content for path in ("/", ".csv")]
    strike_balance(mfano, by=make.OPERATOR, at=make.NOON, on=make.TODAY)

    assert balance_for(mfano, make.TODAY, None) is not None
    assert [client.get(f"/mfano/parties{path}?{ON}").content for path in ("/", ".csv")] == derived


def test_the_numbers_of_a_party_are_those_of_the_lists_behind_them(client, mfano):
    page = Page(client.get(f"/mfano/parties/nonesuch-developers/?{ON}"))
    behind = [each["href"] for each in page.all("a") if "/commitments/?" in each["href"]]
    marks = {re.search(r"(\w+)=nonesuch-developers&mark=(\w+)", each): each for each in behind if "mark=" in each}
    counts = {found.groups(): total(client, each) for found, each in marks.items()}

    assert counts == {
        ("debtor", "kept"): 1,
        ("debtor", "punctual"): 1,
        ("debtor", "late"): 1,
        ("debtor", "open"): 3,
        ("debtor", "blocked"): 0,
        ("creditor", "kept"): 3,
        ("creditor", "punctual"): 2,
        ("creditor", "late"): 4,
        ("creditor", "open"): 4,
        ("creditor", "blocked"): 1,
    }
    assert "It owes 4 promises; 1 is reported kept 1 kept 1 late 3 still owed 0 blocked" in page.text
    assert "It is owed 7 promises; 3 are reported kept 3 kept 4 late 4 still owed 1 blocked" in page.text


def test_what_was_kept_without_a_date_stands_apart_and_each_number_is_that_of_its_list(client, cpec):
    page = Page(client.get(f"/cpec/parties/pesco/?{ON}"))
    behind = [each["href"] for each in page.all("a") if re.search(r"mark=(undated|punctual)", each["href"])]
    said = re.search(r"Kept, no date promised (\d+)", page.text)

    assert said
    assert total(client, next(each for each in behind if "debtor=" in each and "undated" in each)) == int(said[1])


def test_a_party_shows_what_bears_its_name(client, mfano):
    page = Page(client.get(f"/mfano/parties/dummy-electric/?{ON}"))
    ministry = Page(client.get(f"/mfano/parties/ministry-of-samples/?{ON}"))
    developer = Page(client.get(f"/mfano/parties/nonesuch-developers/?{ON}")).text

    assert "Most wait for this one: Bring first power to the hill" in page.text
    assert "utility · Tanzania" in page.text
    assert page.all("a", href="/mfano/parties/ministry-of-samples/?as_of=2026-06-30")
    assert "Parties that belong to it Example Zones Authority Dummy Electric" in ministry.text
    assert "Obstacles that concern it Finance No money for rails, or for sleepers" in ministry.text
    assert "Memorandum of the lake 14 February 2022" in ministry.text
    assert "Zones Mfano Port Zone Developer Mfano Hill Zone Developer" in developer


def test_a_country_is_named_in_the_language_of_the_page(client, mfano):
    assert "坦桑尼亚" in Page(client.get("/zh-hans/mfano/parties/dummy-electric/")).text


def test_a_party_on_a_past_day_knows_nothing_of_later_days(client, mfano):
    then = Page(client.get("/mfano/parties/nobody-fisheries/?as_of=2024-06-30")).text

    assert "It owes 1 promise; none is reported kept" in then
    assert "Nobody’s cannery" not in then
    assert "Nobody owes it anything by this day" in then


def test_a_party_that_owes_nothing(client, tmp_path):
    make.loaded(tmp_path)
    page = Page(client.get("/isles/parties/auditor/"))

    assert "It owes nothing by this day" in page.text
    assert "auditor" not in Page(client.get("/isles/parties/")).text


def test_long_lists_are_paged_by_fifty(client, tmp_path):
    owing = range(60)
    make.loaded(
        tmp_path,
        parties=make.more(*(f"p{n:02},Party {n},,enterprise,CV,,gazette" for n in owing)),
        commitments=make.more(*(f"c{n:02},Build {n},quay,p{n:02},,,,,,,,,,,gazette," for n in owing)),
    )
    first, second = (Page(client.get(f"/isles/parties/?page={page}")) for page in (1, 2))

    assert [len(page.all("th", scope="row")) for page in (first, second)] == [50, 14]
    assert client.get("/isles/parties/?page=3").status_code == 400


def test_of_a_long_list_fifty_are_shown_and_the_rest_is_a_link_away(client, tmp_path):
    more = (f"c{n:02},Build {n},quay,mill,isles,,,,,,,,,,gazette," for n in range(60))
    make.loaded(tmp_path, commitments=make.more(*more))
    page = Page(client.get("/isles/parties/mill/"))

    assert (
        len([each for each in page.all("a") if re.match("/isles/commitments/(c|build-mill)", each["href"])]) == 50
    )
    assert "All 62 promises" in page.text
    assert page.all("a", href="/isles/commitments/?debtor=mill")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/mfano/parties/nobody/", 404, "There is no such page"),
        ("/mfano/parties/?kind=utilty", 400, "Did you mean “utility”?"),
        ("/mfano/parties/?order=overdu", 400, "Did you mean “overdue”?"),
        ("/mfano/parties/?page=0", 400, "Page"),
        ("/mfano/parties/?debtor=x", 400, "Address"),
    ],
)
def test_what_is_not_known_is_refused(client, mfano, address, status, said):
    answer = client.get(address)

    assert answer.status_code == status
    assert said in Page(answer).text


@pytest.mark.parametrize(("path", "most"), [("/isles/parties/", 24), ("/isles/parties/mill/", 44)])
def test_a_page_of_parties_asks_as_much_of_a_few_as_of_many(
    client, tmp_path, path, most, django_assert_max_num_queries, django_assert_num_queries
):
    make.loaded(tmp_path)
    with django_assert_max_num_queries(most) as asked:
        client.get(path)
    more = (f"c{n},Build {n},quay,mill,harbour-board,east-quay,pact,,,,,2021,,,gazette," for n in range(3))
    make.load(make.package(tmp_path, commitments=make.more(*more)))
    with django_assert_num_queries(len(asked)):
        client.get(path)
