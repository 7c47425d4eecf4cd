"""Publishing forecasts and saving scenarios: who may, what is written, that nothing is overwritten."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import make
from corridor.base.actors import READER, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed, UnknownCode
from corridor.foresight.actions.forecasts import NothingToSay, PublishedAlready, publish_forecast
from corridor.foresight.actions.scenarios import BadTitle, NothingChanged, save_scenario
from corridor.foresight.models import Forecast, Foreseen, Scenario
from corridor.foresight.queries.forecast import WrongScenario
from corridor.foresight.queries.published import published, stored
from corridor.foresight.queries.scenarios import editions_of, scenario_of, scenarios_of

ON = date(2022, 3, 31)
WORDS = {"at": make.NOON, "on": ON}


def publish(programme, by=make.OPERATOR, **more):
    return publish_forecast(programme, by=by, **{**WORDS, "scenarios": 256, **more})


def save(programme, title="Spring", changes=("clear:no-spring@2022-06",), by=make.OPERATOR, **more):
    return save_scenario(programme, title, changes, by=by, **{**WORDS, **more})


def test_a_published_forecast_keeps_what_it_said_and_how_it_was_made(isles):
    made = publish(isles)

    found = stored(isles, READER, made.pk)
    rows = {each.code: each for each in found.foreseen.all()}
    assert (found.as_of, found.seed, found.scenarios, len(found.digest)) == (ON, 2026, 256, 32)
    assert sorted(rows) == ["bring-water", "build-mill", "give-work"]
    assert len(rows["bring-water"].curve) == 25
    assert rows["bring-water"].curve == sorted(rows["bring-water"].curve)
    assert (rows["bring-water"].promised_days, rows["bring-water"].chance) == (-90, 0)
    assert rows["give-work"].chance is None


def test_it_leaves_a_trace(isles):
    made = publish(isles)

    event = Event.objects.get(name="forecast.published")
    assert (event.by, event.key, event.after["digest"]) == ("operator", str(made.pk), made.digest)


def test_the_same_forecast_is_not_published_twice(isles):
    publish(isles)

    with pytest.raises(PublishedAlready):
        publish(isles)
    assert Forecast.objects.count() == 1


def test_another_day_or_seed_is_another_forecast(isles):
    publish(isles)
    publish(isles, seed=7)
    publish(isles, on=date(2022, 4, 30))

    assert [each.as_of for each in published(isles, READER)] == [date(2022, 4, 30), ON, ON]


def test_a_programme_without_open_promises_has_nothing_to_publish(isles):
    with pytest.raises(NothingToSay):
        publish(isles, on=date(2020, 1, 1), known_on=date(2019, 1, 1))
    assert Forecast.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "may_publish", "may_save"),
    [
        (None, False, False),
        (Role.READER, False, False),
        (Role.CONTRIBUTOR, False, True),
        (Role.VERIFIER, False, True),
        (Role.OFFICER, True, True),
        (Role.OWNER, True, True),
        (Role.ADMINISTRATOR, False, False),
    ],
)
def test_who_may(isles, role, may_publish, may_save):
    by = make.actor("isles", "harbour-board", role) if role else READER

    for deed, may in ((publish, may_publish), (save, may_save)):
        if may:
            deed(isles, by=by)
        else:
            with pytest.raises(NotAllowed):
                deed(isles, by=by)
    assert (Forecast.objects.count(), Scenario.objects.count()) == (may_publish, may_save)


def test_an_officer_of_one_zone_does_not_publish_for_all(isles):
    by = make.actor("isles", "harbour-board", Role.OFFICER, zone="east-quay")

    with pytest.raises(NotAllowed):
        publish(isles, by=by)


def test_a_scenario_is_saved_with_its_lines(isles):
    made = save(isles)

    found = scenario_of(isles, READER, made.code)
    assert (found.code, found.edition, found.title) == ("scenario-spring", 1, "Spring")
    assert found.changes == ["clear:no-spring@2022-06"]
    assert Event.objects.get(name="scenario.saved").after["changes"] == "clear:no-spring@2022-06"


def test_a_new_edition_overwrites_nothing(isles):
    first = save(isles)
    second = save(isles, changes=["clear:no-spring@2023"], code=first.code)

    assert [each.edition for each in editions_of(isles, READER, first.code)] == [2, 1]
    assert scenario_of(isles, READER, first.code) == second
    assert scenario_of(isles, READER, first.code, 1).changes == ["clear:no-spring@2022-06"]
    assert scenarios_of(isles, READER) == [second]


def test_two_of_one_title_are_two(isles):
    assert save(isles).code != save(isles, changes=["stalled=0.2"]).code


@pytest.mark.parametrize("title", ["", "  ", "=1+1", "a\u202eb", "x" * 121])
def test_a_title_that_people_cannot_read_is_refused(isles, title):
    with pytest.raises(BadTitle):
        save(isles, title=title)


@pytest.mark.parametrize("changes", [["gas"], ["done:build-quay@2023"]])
def test_a_scenario_that_cannot_be_computed_is_not_saved(isles, changes):
    with pytest.raises(WrongScenario):
        save(isles, changes=changes)
    assert Scenario.objects.count() == 0


def test_a_scenario_that_says_nothing_new_is_not_saved(isles):
    first = save(isles)

    with pytest.raises(NothingChanged):
        save(isles, code=first.code)
    with pytest.raises(NothingChanged):
        save(isles, changes=[])
    with pytest.raises(UnknownCode):
        save(isles, code="scenario-autumn")


def test_a_forecast_under_a_scenario_names_it(isles):
    scenario = save(isles)

    made = publish(isles, scenario=scenario)

    assert made.scenario == scenario
    assert made.digest != publish(isles).digest


def test_a_promise_that_leaves_the_package_leaves_what_was_said_of_it(isles, tmp_path):
    made = publish(isles)
    make.load(
        make.package(
            tmp_path / "less",
            commitments=make.without(5),
            dependencies=make.without(4),
            endings=make.SMALL["endings"].splitlines(keepends=True)[0],
        )
    )

    rows = Foreseen.objects.filter(forecast=made).order_by("code").values_list("code", flat=True)
    assert list(rows) == ["bring-water", "build-mill", "give-work"]


@pytest.mark.parametrize("model", [Scenario, Forecast, Foreseen])
def test_what_was_said_is_changed_by_no_program(isles, model):
    publish(isles, scenario=save(isles))
    text = "title" if model is Scenario else "digest" if model is Forecast else "code"

    with pytest.raises(IntegrityError, match="stays as it was said"), transaction.atomic():
        model.objects.update(**{text: "other"})

    assert not model.objects.filter(**{text: "other"}).exists()
