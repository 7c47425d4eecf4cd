"""Dates keep the precision that was promised; a shortened one means its last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.base.days import first_day, is_day, last_day, last_day_or_none

dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(dates)
def test_a_whole_date_means_its_own_day(day: date):
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == day


@given(dates)
def test_a_month_means_all_its_days(day: date):
    month = day.isoformat()[:7]

    assert first_day(month) <= day <= last_day(month)
    assert (last_day(month) + timedelta(1)).day == 1
    assert first_day(month).day == 1


@given(dates)
def test_a_year_means_all_its_days(day: date):
    year = day.isoformat()[:4]

    assert first_day(year) == date(day.year, 1, 1)
    assert last_day(year) == date(day.year, 12, 31)


@given(dates, st.sampled_from([4, 7, 10]))
def test_every_shortened_date_is_a_day(day: date, length: int):
    assert is_day(day.isoformat()[:length])


@given(st.text(max_size=12))
def test_a_text_is_a_day_exactly_when_it_has_a_last_day(text: str):
    try:
        last_day(text)
    except ValueError:
        assert not is_day(text)
    else:
        assert is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2021-00",
        "2021-13",
        "2021-02-29",
        "2021-02-30",
        "2021-1",
        "2021-1-1",
        "21-12-31",
        "20211231",
        "2021/12/31",
        "1899",
        "2200",
        "1899-12-31",
        "2021-12-",
        "-2021",
        "٢٠٢١",
        "2021-W01",
        "2021-12-31T00:00",
        "",
        " 2021",
        "2021-12-31 ",
        "2021\n",
    ],
)
def test_what_is_no_date_is_refused(text: str):
    assert not is_day(text)
    with pytest.raises(ValueError, match=r"not a date|out of range|no such month"):
        last_day(text)


def test_what_is_not_known_has_no_day():
    assert last_day_or_none("") is None
    assert last_day_or_none("2021-12") == date(2021, 12, 31)
