"""Why an obstacle is expected to stand for so long, what waits for it, and what clearing it would change."""

import pytest

import make
from portal.pages import Page

DAY = "as_of=2026-06-30"
POWER = "/cpec/forecast/obstacles/obs-rsz-no-power/"


def links(page):
    return {each["href"] for each in page.all("a") if "href" in each}


def test_an_obstacle_says_what_a_promise_says(client, cpec):
    page = Page(client.get(f"{POWER}?{DAY}"))

    for heading in (
        "Who holds the ball",
        "What if it were gone in 90 days",
        "What waits for it",
        "Why this date",
        "What it was learned from",
        "The past that weighs most",
        "The published class beside it",
    ):
        assert heading in page.text
    assert "It has stood for" in page.text
    assert "worker-months in ten years" in page.text
    assert f"/cpec/obstacles/obs-rsz-no-power/?{DAY}" in links(page)
    assert any(each.startswith("/cpec/forecast/items/rsz-") for each in links(page))
    (trial,) = {each for each in links(page) if each.endswith("#changed")}
    assert "clear%3Aobs-rsz-no-power%402026-09-28" in trial
    assert client.get(trial.partition("#")[0]).status_code == 200


def test_what_clearing_it_would_change_is_what_the_page_of_that_change_says(client, cpec):
    page = client.get(f"{POWER}?{DAY}").content.decode()
    (said,) = page.split('<p class="finding">')[1:]
    told = client.get(f"/cpec/forecast/?{DAY}&change=clear:obs-rsz-no-power@2026-09-28").content.decode()

    assert said.partition("</p>")[0] in told


def test_the_list_of_what_holds_back_leads_to_it(client, cpec):
    board, promise = (Page(client.get(f"/cpec/forecast/{path}?{DAY}")) for path in ("", "items/rsz-energise/"))

    assert any(each.startswith("/cpec/forecast/obstacles/") for each in links(board))
    assert f"{POWER}?{DAY}" in links(promise)


def test_it_can_be_asked_about_under_changes(client, cpec):
    gone = Page(client.get(POWER, {"as_of": "2026-06-30", "change": "clear:obs-rsz-no-power@2027-01-31"}))
    other = Page(client.get(POWER, {"as_of": "2026-06-30", "change": "done:rsz-om-agreement@2027-01"}))

    assert "The changes above say already when it is gone." in gone.text
    assert "worker-months in ten years" in other.text
    assert client.get(POWER, {"as_of": "2026-06-30", "change": "x"}).status_code == 400


@pytest.mark.parametrize("item", ["nothing", "rsz-energise", "bring-water"])
def test_what_holds_up_nothing_has_no_such_page(client, cpec, item):
    assert client.get(f"/cpec/forecast/obstacles/{item}/?{DAY}").status_code == 404


def test_a_block_that_nobody_recorded_has_a_page_too(client, tmp_path):
    make.loaded(tmp_path, obstacles=make.without(2), evidence=make.cell(3, "says", "blocked"))
    page = Page(client.get("/isles/forecast/obstacles/block-of-bring-water/?as_of=2022-03-31"))

    assert "Something in the way, not named" in page.text
    assert "/isles/forecast/items/bring-water/?as_of=2022-03-31" in links(page)
    assert not any(each.startswith("/isles/obstacles/block") for each in links(page))


def test_an_obstacle_and_a_promise_of_one_code_are_told_apart(client, tmp_path):
    make.loaded(tmp_path, obstacles=make.cell(2, "code", "build-mill"))
    page = Page(client.get("/isles/forecast/?as_of=2022-03-31"))
    told = {
        path: Page(client.get(f"/isles/forecast/{path}/build-mill/?as_of=2022-03-31"))
        for path in ("items", "obstacles")
    }

    assert "The spring ran dry" in page.text
    assert "/isles/forecast/obstacles/build-mill/?as_of=2022-03-31" in links(page)
    assert "Build the mill" in told["items"].text
    assert "The spring ran dry" in told["obstacles"].text
