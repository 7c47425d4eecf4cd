"""The zones on a map and in a list, and the page of one: utilities, promises through the years, figures."""

import csv
import gzip
import io

import pytest

import make
from corridor.base.actors import Role
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import Commitment
from corridor.project.settings import MAP_OUTLINE
from corridor.results.actions.balance import strike_balance
from corridor.zones.rules import outline_of
from portal.pages import Page

OUTLINE = '{"type": "LineString", "coordinates": [[-23.4, 14.45], [-23.1, 14.55]]}'
CARVED = make.more(*(f"rock-{n},Rock {n},,,CV,,14.{n + 1:02}5,-23,invented,,,gazette" for n in range(12)))


def table(answer):
    """The rows of a CSV by the code of the zone."""
    return {row["code"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}


def points(page, size="large"):
    """Where each zone stands on a map, by the address it leads to."""
    maps = [place for place, (tag, given) in enumerate(page.elements) if tag == "svg" and "direction" in given]
    begin = maps[size == "little"]
    end = next((place for place in maps if place > begin), len(page.elements))
    found, leads = {}, ""
    for tag, given in page.elements[begin:end]:
        if tag == "a":
            leads = given["href"] if "point" in given.get("class", "") else ""
        elif leads and tag in ("circle", "rect"):
            found.setdefault(
                leads, (tag, float(given.get("cx") or given["x"]), float(given.get("cy") or given["y"]))
            )
    return found


def test_every_zone_stands_in_the_list_and_those_with_a_place_on_both_maps(client, mfano):
    page = Page(client.get("/mfano/zones/"))
    rows = [each["href"] for each in page.all("a") if each["href"].startswith("/mfano/zones/mfano-")]

    assert (
        list(points(page))
        == list(points(page, "little"))
        == ["/mfano/zones/mfano-hill/", "/mfano/zones/mfano-port/"]
    )
    assert rows[-3:] == ["/mfano/zones/mfano-hill/", "/mfano/zones/mfano-port/", "/mfano/zones/mfano-island/"]
    assert "Without a place on the map: 3 Mfano Island Zone" in page.text


def test_the_shape_says_how_promises_stand_and_so_does_a_word(client, mfano):
    page = Page(client.get("/mfano/zones/?as_of=2026-06-30"))

    assert [shape for shape, _x, _y in points(page).values()] == ["rect", "circle"]
    assert len(page.all("g", role="img", **{"aria-label": "1 Mfano Hill Zone: blocked"})) == 2
    assert [each["aria-label"] for each in page.all("svg", role="img")] == ["blocked", "late", "late"]


@pytest.mark.parametrize("prefix", ["/ur", "/zh-hans"])
def test_a_page_that_runs_from_the_right_does_not_mirror_the_ground(client, mfano, prefix):
    here, there = points(Page(client.get("/mfano/zones/"))), points(Page(client.get(f"{prefix}/mfano/zones/")))

    assert {f"{prefix}{leads}": place for leads, place in here.items()} == there


def test_names_on_the_map_run_in_their_own_direction(client, cpec):
    names = [each for each in Page(client.get("/ur/cpec/zones/")).all("text") if each.get("class") == "name"]

    assert {(each["lang"], each["direction"]) for each in names} == {("ur", "rtl")}


def test_no_border_is_drawn_unless_the_installation_sets_one(client, tmp_path, settings):
    make.loaded(tmp_path)
    bare = Page(client.get("/isles/zones/"))
    settings.MAP_OUTLINE = outline_of(OUTLINE)
    drawn = Page(client.get("/isles/zones/"))

    assert MAP_OUTLINE == ()
    assert (bare.all("polyline"), "No border is drawn." in bare.text) == ([], True)
    assert [each["class"] for each in drawn.all("polyline")] == ["outline", "outline"]
    assert "The outline was chosen by whoever runs this installation." in drawn.text


def test_the_list_goes_into_a_table_with_the_same_days(client, mfano):
    page = Page(client.get("/mfano/zones/?as_of=2024-12-31"))
    now = table(client.get("/mfano/zones.csv?as_of=2026-06-30"))
    then = table(client.get(page.one("a", href="/mfano/zones.csv?as_of=2024-12-31")["href"]))

    assert [now["mfano-port"][name] for name in ("number", "promises", "kept", "late", "open")] == [
        "2", "10", "6", "2", "4",
    ]  # fmt: skip
    assert [now["mfano-port"][name] for name in ("factories_least", "factories_most", "power_promised")] == [
        "3", "5", "15",
    ]  # fmt: skip
    assert [then["mfano-port"][name] for name in ("promises", "kept", "late", "factories_least")] == [
        "10", "5", "0", "",
    ]  # fmt: skip


def test_a_programme_without_zones_says_so(client, tmp_path):
    make.loaded(
        tmp_path,
        zones=[make.without(3), make.without(2)],
        commitments=[make.cell(line, "zone", "") for line in (2, 3, 4)],
        obstacles=make.cell(2, "zone", ""),
        ventures=make.cell(2, "zone", ""),
        figures=[make.without(3), make.without(2)],
    )
    answer = client.get("/isles/zones/")

    assert answer.status_code == 200
    assert "This programme has no zones yet." in Page(answer).text


def test_names_are_written_safely_on_the_map(client, tmp_path):
    make.loaded(tmp_path, zones=make.cell(2, "name_en", "<b>East & West</b>"))
    text = client.get("/isles/zones/").content.decode()

    assert "<b>East" not in text
    assert "&lt;b&gt;East &amp;" in text


@pytest.mark.parametrize("path", ["/isles/zones/?known_on=2026-01-01", "/isles/zones/", "/isles/zones/rock-1/"])
def test_more_zones_ask_no_more_questions(
    client, tmp_path, path, django_assert_max_num_queries, django_assert_num_queries
):
    make.loaded(tmp_path / "few", zones=make.more("rock-1,Rock 1,,,CV,,14,-23,invented,,,gazette"))
    with django_assert_max_num_queries(25) as few:
        client.get(path)
    make.loaded(tmp_path / "many", zones=CARVED)
    with django_assert_num_queries(len(few)):
        client.get(path)


def test_a_zone_shows_contradicting_figures_side_by_side(client, cpec):
    text = Page(client.get("/cpec/zones/rashakai-sez/")).text
    said = text[text.index("What sources say of it") :]

    assert [figure for figure in ("1,000 acre", "3,000 acre") if figure in said] == ["1,000 acre", "3,000 acre"]
    assert "land of the zone 778 acre" in said
    assert "nothing is averaged" in text


def test_a_utility_shows_what_was_promised_beside_what_sources_report(client, mfano):
    text = Page(client.get("/mfano/zones/mfano-port/?as_of=2026-06-30")).text
    power = text[text.index("Power Promise") : text.index("Water Promise")]

    assert "Bring power to the port 15 MW 31 December 2024 Kept on time partly delivered 8 MW" in power
    assert "delivered 15 MW · 5 October 2024 · a document" in power


def test_a_zone_shows_what_is_said_of_a_utility_whatever_was_promised(client, cpec):
    text = Page(client.get("/cpec/zones/bin-qasim-industrial-park/")).text

    assert "The zone as a whole, whatever was promised power supplied 4 MW" in text
    assert text.index("power needed 17 MW") > text.index("What sources say of it")


def test_a_zone_shows_its_promises_through_the_years(client, cpec):
    page = Page(client.get("/cpec/zones/rashakai-sez/?as_of=2024-09-01"))
    late = [each for each in page.all("rect") if each.get("class") == "late" and "x" in each]

    assert "given 11 January 2020 · promised for December 2020 · 1,340 days late" in page.text
    assert late[0]["x"].endswith("%")
    assert page.one("a", href="/cpec/commitments/?zone=rashakai-sez&as_of=2024-09-01")


def test_a_moved_date_is_marked_beside_the_first(client, cpec):
    promise = Commitment.objects.get(programme=cpec, code="rsz-power-50mw-2022")
    officer = make.actor("cpec", "boi", Role.OFFICER)
    paper = Paper(title="Minutes of the tenth meeting")
    move_due_date(promise, "2027-06", "the cable", paper, by=officer, at=make.NOON, on=make.TODAY)
    zone, story = (
        Page(client.get(f"/cpec/{path}/?as_of={make.TODAY}"))
        for path in ("zones/rashakai-sez", "stories/rashakai-sez/utility-power")
    )

    assert "promised for June 2022 · moved to June 2027" in zone.text
    assert "first promised for June 2022 · moved to June 2027" in story.text
    assert "The date was moved to June 2027: 50 MW at Rashakai by June 2022 – the cable Minutes" in story.text
    # One in the key, one on the axis.
    assert [len([each for each in page.all("path") if each.get("class") == "moved"]) for page in (zone, story)] == [
        2,
        2,
    ]
    assert "moved to" not in Page(client.get("/cpec/zones/rashakai-sez/?as_of=2020-06-30")).text


def test_time_runs_with_the_page(client, mfano):
    ticks = [
        [float(each["x"].rstrip("%")) for each in Page(client.get(f"{prefix}/mfano/zones/mfano-port/")).all("text")]
        for prefix in ("", "/ur")
    ]

    assert ticks[0] == sorted(ticks[0])
    assert ticks[1] == sorted(ticks[1], reverse=True)


def test_a_zone_shows_ventures_on_their_ladder_and_those_that_left_on_none(client, cpec):
    page = Page(client.get("/cpec/zones/rashakai-sez/"))

    assert [each["aria-label"] for each in page.all("span", role="img")] == ["Rung 6 of 9: under construction"] * 2
    assert "Alice · withdrawn" in page.text


def test_only_obstacles_that_stand_are_shown_and_the_others_counted(client, cpec):
    now = Page(client.get("/cpec/zones/rashakai-sez/")).text
    then = Page(client.get("/cpec/zones/rashakai-sez/?as_of=2020-01-01")).text

    assert "Utilities Line, grid and network finished but not live" in now
    assert "2 are overcome." in now
    assert "Line, grid and network" not in then


def test_a_zone_on_a_past_day_knows_nothing_of_later_days(client, cpec):
    then = Page(client.get("/cpec/zones/rashakai-sez/?as_of=2020-06-30&known_on=2020-06-30")).text

    assert "promised for December 2021" in then
    assert [day for day in ("28 May 2021", "10 January 2024", "July 2023") if day in then] == []
    assert "Alice" not in then


def test_a_zone_of_which_nobody_said_anything(client, tmp_path):
    make.loaded(tmp_path, zones=make.more("bare,Bare Rock,Rocha,,CV,,,,,,,gazette"))
    answer = client.get("/isles/zones/bare/")

    assert answer.status_code == 200
    assert Page(answer).text.count("None.") == 3
    assert client.get("/isles/zones/nowhere/").status_code == 404


def test_a_zone_of_very_many_promises_stays_light_and_asks_no_more(
    client, tmp_path, django_assert_max_num_queries, django_assert_num_queries
):
    line = "water-{n},Bring water number {n},water,water-works,mill,east-quay,,board-1,{n},km,2020-02,2021,,,paper,"
    seen = "water-{n},2022-03-0{day},press,not-yet,,,folha,"

    def much(count):
        return {
            "commitments": make.more(*(line.format(n=n) for n in range(count))),
            "evidence": make.more(*(seen.format(n=n, day=day) for n in range(count) for day in (1, 2, 3))),
        }

    make.loaded(tmp_path / "few", **much(2))
    with django_assert_max_num_queries(25) as few:
        client.get("/isles/zones/east-quay/")
    programme = make.loaded(tmp_path / "many", **much(3000))
    with django_assert_num_queries(len(few)):
        answer = client.get("/isles/zones/east-quay/")
    strike_balance(programme, by=make.OPERATOR, at=make.NOON, on=make.TODAY)

    assert len(gzip.compress(answer.content)) < 30_000
    assert "All 3,003 promises as a list" in Page(answer).text
    assert table(client.get("/isles/zones.csv?as_of=2026-06-30"))["east-quay"]["promises"] == "3003"
