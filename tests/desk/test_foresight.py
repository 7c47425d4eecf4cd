"""Foresight at the desk: scenarios are saved in editions; who publishes a forecast confirms that it is they."""

import pytest

import make
from corridor.base.actors import Role
from corridor.base.models import Event
from corridor.foresight.models import Forecast, Scenario
from desk.conftest import PASSWORD
from portal.pages import Page

SCENARIOS, NEW, PUBLISHING = "/desk/isles/scenarios/", "/desk/isles/new-scenario/", "/desk/isles/forecasts/"
WATER = "done:bring-water@2099-06-30"


@pytest.fixture
def officer(isles):
    return make.person("isles", "isles", Role.OFFICER, email="o@isles.example", password=PASSWORD)


@pytest.fixture
def ayesha_in(client, ayesha, sign_in):
    """A browser in which a contributor has signed in."""
    sign_in(ayesha)
    return client


def editions():
    return list(Scenario.objects.values_list("title", "edition", "changes"))


def test_what_was_thought_through_is_saved_and_shared(ayesha_in):
    form = Page(ayesha_in.get(f"{NEW}?change={WATER}"))
    saved = ayesha_in.post(NEW, {"title": "Water at last", "changes": f"{WATER}\r\n\r\n"})
    page = Page(ayesha_in.get(saved["Location"]))
    address = "/isles/forecast/?scenario=scenario-water-at-last&edition=1"

    assert WATER in form.text
    assert editions() == [("Water at last", 1, [WATER])]
    assert page.one("a", href=address)
    assert "is there on 30 June 2099" in Page(ayesha_in.get(address)).text
    assert "Water at last" in Page(ayesha_in.get(SCENARIOS)).text
    assert Event.objects.get(name="scenario.saved").by.startswith("person-")


def test_the_next_edition_overwrites_none(ayesha_in):
    address = ayesha_in.post(NEW, {"title": "Water", "changes": WATER})["Location"]
    later = WATER.replace("06", "12")
    again = ayesha_in.post(address, {"title": "Water", "changes": WATER})
    assert (again.status_code, "The scenario says nothing new." in Page(again).text) == (400, True)

    assert ayesha_in.post(address, {"title": "Water", "changes": later}).status_code == 302
    assert editions() == [("Water", 1, [WATER]), ("Water", 2, [later])]
    page = Page(ayesha_in.get(address))
    assert [each["href"].rpartition("=")[2] for each in page.all("a") if "edition=" in each.get("href", "")] == [
        "2",
        "1",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": "", "changes": WATER}, "This must be filled in."),
        ({"title": "=1+1", "changes": WATER}, "formula"),
        ({"title": "Water", "changes": ""}, "This must be filled in."),
        ({"title": "Water", "changes": f"{WATER}\nbring water"}, "Line 2, “bring water”"),
        ({"title": "Water", "changes": "done:no-such@2099"}, "there is no promise “no-such”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(ayesha_in, typed, said):
    answer = ayesha_in.post(NEW, typed)
    page = Page(answer)

    assert (answer.status_code, editions()) == (400, [])
    assert said in page.text
    assert typed["changes"].replace("\n", " ") in page.text


def test_only_who_does_more_than_read_saves(client, isles, sign_in):
    sign_in(make.person("isles", "mill", Role.READER, email="r@mill.example", password=PASSWORD))

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"title": "Water", "changes": WATER}).status_code == 403
    assert client.get(SCENARIOS).status_code == 200
    assert (editions(), client.get(f"{SCENARIOS}nothing/").status_code) == ([], 404)


def test_an_officer_publishes_after_confirming_that_it_is_they(client, officer, sign_in):
    sign_in(officer)
    asked = client.post(PUBLISHING, {"scenario": ""})
    assert (asked.status_code, Forecast.objects.count()) == (302, 0)
    assert asked["Location"].startswith("/desk/account/reauthenticate/")

    client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    made = Forecast.objects.get()
    page = Page(client.get(PUBLISHING))

    assert made.digest in page.text
    assert Event.objects.get(name="forecast.published").by == f"person-{officer.pk}"
    assert made.digest in Page(client.get("/isles/forecast/calibration/")).text


def test_the_same_forecast_is_published_once(client, officer, sign_in):
    sign_in(officer)
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    assert client.post(PUBLISHING, {"scenario": ""}).status_code == 302
    again = client.post(PUBLISHING, {"scenario": ""})

    assert (again.status_code, Forecast.objects.count()) == (400, 1)
    assert "This very forecast was published already" in Page(again).text
    assert client.post(PUBLISHING, {"scenario": "nothing"}).status_code == 400


def test_a_forecast_under_a_scenario_is_published_as_such(client, officer, sign_in):
    sign_in(officer)
    client.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    client.post(NEW, {"title": "Water", "changes": WATER})
    client.post(PUBLISHING, {"scenario": Scenario.objects.get().code})

    assert Forecast.objects.get().scenario == Scenario.objects.get()
    assert "Water" in Page(client.get(PUBLISHING)).text


def test_a_contributor_publishes_nothing(ayesha_in):
    page = Page(ayesha_in.get(PUBLISHING))

    assert "Publish the forecast of today" not in page.text
    ayesha_in.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    assert (ayesha_in.post(PUBLISHING, {"scenario": ""}).status_code, Forecast.objects.count()) == (403, 0)
