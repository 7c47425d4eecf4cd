"""Working days: on which days promises are done, which calendar is whose, and what is not known of it."""

from collections import Counter
from datetime import date

import pytest

import make
from corridor.base.actors import READER
from corridor.foresight.queries.forecast import forecast_of
from corridor.foresight.queries.shown import shown_forecast
from corridor.foresight.rules.calendars import Calendar, calendars_of, next_working
from corridor.foresight.rules.plain import outlook_as_plain

ON = date(2026, 6, 30)
CHARTER = {"country": "CV", "weekend": ["sunday"], "fixed_holidays": ["05-02"]}


def days_in(found, calendar):
    """The days ahead that a forecast names for promises that are done by a calendar."""
    codes = {each.past.code for each in found.outlook.plan.promises if each.calendar == calendar}
    rows = [row for code, row in found.outlook.foreseen.items() if code in codes]
    return [day for row in rows for day in (row.p10, row.p50, row.p80, row.p90) if day and day > found.on]


def test_promises_of_the_real_programme_are_done_on_working_days(cpec):
    found = forecast_of(cpec, READER, on=ON, scenarios=1024)
    calendars = {each.code: each for each in calendars_of(cpec.charter)}

    used = Counter(each.calendar for each in found.outlook.plan.promises)
    assert set(used) == {"pk-federal", "cn-national", ""}
    for code, calendar in calendars.items():
        days = days_in(found, code)
        assert days
        assert all(calendar.works(day) for day in days)
    assert outlook_as_plain(found.outlook, None)["assumptions"]["calendars"] == ["cn-national", "pk-federal"]


def test_without_calendars_any_day_is_a_working_day(cpec):
    laid = forecast_of(cpec, READER, on=ON, scenarios=1024)
    free = forecast_of(cpec, READER, on=ON, scenarios=1024, changes=["without:calendars"])

    assert any(day.weekday() > 4 for day in days_in(free, "pk-federal"))
    assert free.outlook.digest != laid.outlook.digest
    assert outlook_as_plain(free.outlook, None)["assumptions"]["calendars"] == []
    for code, row in laid.outlook.foreseen.items():
        assert row.within_year <= free.outlook.foreseen[code].within_year + 1e-9


@pytest.mark.parametrize("language", ["en", "ur", "zh-hans"])
def test_what_is_not_known_of_a_calendar_is_said(cpec, language):
    told = shown_forecast(forecast_of(cpec, READER, on=ON), language)["assumptions"]

    assert len([each for each in told if "pk-federal" in each and "eid-ul-fitr" in each]) == 1


def test_what_is_said_to_be_there_on_a_day_is_there_on_it(db, tmp_path):
    isles = make.loaded(tmp_path / "isles")
    isles.charter |= {"working_calendars": ["isle"], "calendars": {"isle": CHARTER}}
    isles.save()
    on, sunday = date(2022, 3, 31), "2022-05-01"

    found = forecast_of(isles, READER, on=on, changes=[f"done:bring-water@{sunday}"])

    # The mill waits for the water and is done on any day but a Sunday.
    assert found.outlook.foreseen["bring-water"].p50 == date(2022, 5, 1)
    assert found.outlook.promise("build-mill").calendar == "isle"
    mill = found.outlook.foreseen["build-mill"]
    assert all(day.weekday() < 6 for day in (mill.p10, mill.p50, mill.p80) if day)


@pytest.mark.parametrize(
    ("charter", "codes"),
    [
        ({}, []),
        ({"working_calendars": "isle", "calendars": {"isle": CHARTER}}, []),
        ({"working_calendars": ["isle"], "calendars": {"isle": "every day"}}, []),
        ({"working_calendars": ["isle"], "calendars": {"isle": CHARTER | {"country": 7}}}, []),
        ({"working_calendars": ["isle", "other"], "calendars": {"isle": CHARTER, "other": CHARTER}}, ["isle"]),
        # Nobody works on no day; and a calendar without a day off is none.
        (
            {
                "working_calendars": ["isle"],
                "calendars": {
                    "isle": CHARTER
                    | {"weekend": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}
                },
            },
            [],
        ),
        ({"working_calendars": ["isle"], "calendars": {"isle": {"country": "CV", "weekend": ["feast"]}}}, []),
    ],
)
def test_a_charter_that_says_nothing_of_use_has_no_calendar(charter, codes):
    assert [each.code for each in calendars_of(charter)] == codes


def test_where_every_day_is_a_holiday_the_day_stays():
    never = Calendar("isle", "CV", (), tuple((month, day) for month in range(1, 13) for day in range(1, 32)))

    assert next_working(never, ON) == ON
