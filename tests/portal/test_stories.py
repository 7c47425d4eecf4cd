"""The same promise, given again: the list of stories, and Rashakai's power as one anybody can read."""

import re

import pytest

import make
from corridor.results.actions.balance import strike_balance
from corridor.results.queries.balance import balance_for
from portal.pages import Page

POWER = "/cpec/stories/rashakai-sez/utility-power/"
ON = "as_of=2026-06-30"


def test_the_power_of_rashakai_is_told_in_its_title(client, cpec):
    page = Page(client.get(f"{POWER}?{ON}"))

    assert (
        "Power supply at Rashakai Special Economic Zone : 5 promises for 2020 to 2022, reported delivered in part"
        in page.text
    )
    assert "Since the first date, 29 February 2020: 2,313 days" in page.text
    assert "nothing of it verified by another party" in page.text


def test_every_date_stands_with_its_slip_from_the_first(client, cpec):
    text = Page(client.get(f"{POWER}?{ON}")).text
    dates = text[text.index("Every date promised") : text.index("As it happened")]

    assert re.findall(r"(?:(\d+|–) (?:10|70|Over 60|80|50) MW)", dates) == ["–", "306", "396", "671", "852"]


def test_it_is_told_in_the_order_in_which_it_happened(client, cpec):
    text = Page(client.get(f"{POWER}?{ON}")).text
    told = text[text.index("As it happened") :]
    lines = [
        "11 January 2020 · Ministry of Energy, Power Division promised for 29 February 2020:",
        "29 February 2020 · The date passed; nothing was reported by then: 10 MW at Rashakai by end",
        "September 2020 · delivered , 10 MW (press reports):",
        "18 March 2021 · not yet (press reports): 70 MW at Rashakai by December 2020",
        "March 2021 · The date passed; only a part was reported by then: Over 60 MW at Rashakai within a year",
        "10 January 2024 · blocked on that day (press reports): 50 MW at Rashakai by June 2022",
        "11 August 2025 · No longer in the way: Nobody could say who may sell power to the zone",
    ]

    assert [told.index(line) for line in lines] == sorted(told.index(line) for line in lines)


def test_no_paper_is_cited_for_the_end_of_an_obstacle(client, cpec):
    text = Page(client.get(f"{POWER}?{ON}")).text

    assert "From then on stood in the way: Caretaker ministers busy elsewhere (Policy) Red tape hinders" in text
    assert "No longer in the way: Caretaker ministers busy elsewhere (Policy) 2 July 2025" in text


def test_it_says_what_is_missing_who_waits_and_who_left(client, cpec):
    text = Page(client.get(f"{POWER}?{ON}")).text
    why, waits = text[text.index("Why it is still not there") :], text[text.index("Who waits") :]

    assert "Missing Announced Sign the single-point and O&M agreement for Rashakai" in why
    assert "Settle the licence: grant it or lift the need" in why[why.index(" There ") : why.index("Who waits")]
    assert "Temporary supply too small and unstable" in why[: why.index(" There ")]
    assert "Court raised land price" not in why
    assert "Start production at Century Steel" in waits
    assert "Gone Alice" in waits


def test_its_axis_runs_the_other_way_in_urdu(client, cpec):
    years = {}
    for prefix in ("", "/ur"):
        page = Page(client.get(f"{prefix}{POWER}?{ON}"))
        years[prefix] = [float(each["x"].rstrip("%")) for each in page.all("text")]

    assert years[""] == sorted(years[""])
    assert years["/ur"] == pytest.approx([100 - each for each in years[""]], abs=0.02)


def test_the_balance_tells_the_same_story(client, cpec):
    derived = client.get(f"{POWER}?{ON}").content
    strike_balance(cpec, by=make.OPERATOR, at=make.NOON, on=make.TODAY)

    assert balance_for(cpec, make.TODAY, None) is not None
    assert client.get(f"{POWER}?{ON}").content == derived


def test_a_story_on_a_past_day_knows_nothing_of_later_days(client, cpec):
    then = Page(client.get(f"{POWER}?as_of=2020-12-15&known_on=2020-12-15")).text

    assert "4 promises for 2020 to 2021, not reported delivered" in then
    assert [year for year in ("2022", "2024") if year in then] == []
    assert client.get(f"{POWER}?as_of=2019-12-31").status_code == 404


def test_another_programme_tells_its_own(client, mfano):
    page = Page(client.get(f"/mfano/stories/mfano-hill/electricity/?{ON}"))

    assert "Electricity at Mfano Hill Zone : 2 promises for 2024 to 2025, reported delivered in part" in page.text
    # Said to be delivered, and short: the ledger takes it as a part.
    assert "1 December 2025 · partly delivered , 12 MW" in page.text
    assert "under a graveyard" not in page.text
    assert "Gone Glass of Old" in page.text
    assert "Overdue Blocked Build the cement works" in page.text


def test_the_list_begins_with_what_was_promised_most_often(client, mfano):
    page = Page(client.get(f"/mfano/stories/?{ON}"))
    stories = [each["href"].split("?")[0] for each in page.all("a") if each["href"].startswith("/mfano/stories/m")]

    assert "The same promise, given again 4 things were promised for more than one date" in page.text
    assert stories == [
        "/mfano/stories/mfano-island/berth/",
        "/mfano/stories/mfano-port/berth/",
        "/mfano/stories/mfano-hill/electricity/",
        "/mfano/stories/mfano-port/factory/",
    ]
    assert "Berth Mfano Island Zone Due 3 – 31 December 2024 30 June 2027 911" in page.text


def test_where_nothing_was_promised_again(client, tmp_path):
    make.loaded(tmp_path)

    assert "Nothing was promised for more than one date" in Page(client.get("/isles/stories/")).text


def test_a_zone_and_a_promise_lead_to_their_story(client, mfano):
    address = f"/mfano/stories/mfano-hill/electricity/?{ON}"
    pages = [f"/mfano/zones/mfano-hill/?{ON}", f"/mfano/commitments/hill-power-whole/?{ON}"]

    assert [len(Page(client.get(page)).all("a", href=address)) for page in pages] == [1, 1]
    alone = Page(client.get(f"/mfano/commitments/hill-water/?{ON}"))
    assert [each for each in alone.all("a") if "/stories/mfano" in each["href"]] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/mfano/stories/mfano-hill/fresh-water/", 404),
        ("/mfano/stories/nowhere/electricity/", 404),
        ("/mfano/stories/?page=2", 400),
        ("/mfano/stories/?zone=mfano-hill", 400),
    ],
)
def test_what_is_no_story_is_not_told(client, mfano, address, status):
    assert client.get(address).status_code == status


@pytest.mark.parametrize(("path", "most"), [("/isles/stories/", 24), ("/isles/stories/east-quay/quay/", 44)])
def test_a_story_asks_as_much_of_a_few_as_of_many(
    client, tmp_path, path, most, django_assert_max_num_queries, django_assert_num_queries
):
    def promises(count):
        rows = (f"c{n},Build {n},quay,mill,isles,east-quay,,,,,,202{n % 5},,,gazette," for n in range(count))
        return make.more(*rows)

    make.loaded(tmp_path, commitments=promises(1))
    with django_assert_max_num_queries(most) as asked:
        client.get(path)
    make.load(make.package(tmp_path, commitments=promises(5)))
    with django_assert_num_queries(len(asked)):
        client.get(path)
