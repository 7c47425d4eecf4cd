"""Working days, as far as the charter of a programme tells of them: weekends and holidays that have a day.

Nothing is made up: of holidays that move with the moon a charter gives names and no days, so they are not laid.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A leap year: 29 February is a day.
ANY_YEAR = 2000
# Longer than any run of days off.
MOST_OFF = 30


class Calendar(NamedTuple):
    """The days off of a country: days of the week from 0 for Monday, (month, day) of each year.

    movable: holidays of which no days are known. is_checked: somebody held the holidays against what was decreed.
    """

    code: str
    country: str
    weekend: tuple[int, ...]
    holidays: tuple[tuple[int, int], ...]
    movable: tuple[str, ...] = ()
    is_checked: bool = False

    def works(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day.weekday() not in self.weekend and (day.month, day.day) not in self.holidays


def calendars_of(charter: Mapping[str, Any]) -> tuple[Calendar, ...]:
    """The working calendars of a programme, the first of each country; what is no day is left out.

    >>> isle = {"country": "CV", "weekend": ["sunday", "feast"], "fixed_holidays": ["07-05", "13-01"]}
    >>> calendars_of({"working_calendars": ["isle"], "calendars": {"isle": isle}})[0][2:4]
    ((6,), ((7, 5),))
    """
    spelled, found = charter.get("calendars"), dict[str, Calendar]()
    for code in _texts(charter.get("working_calendars")):
        each = spelled.get(code) if isinstance(spelled, Mapping) else None
        country = each.get("country") if isinstance(each, Mapping) else None
        if not isinstance(each, Mapping) or not isinstance(country, str) or not country:
            continue
        weekend = tuple(WEEKDAYS.index(day) for day in _texts(each.get("weekend")) if day in WEEKDAYS)
        holidays = tuple(day for text in _texts(each.get("fixed_holidays")) for day in _day_of_year(text))
        if set(weekend) != set(range(7)) and (weekend or holidays):
            more = (_texts(each.get("movable_holidays")), each.get("checked") is True)
            found.setdefault(country, Calendar(code, country, weekend, holidays, *more))
    return tuple(found.values())


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _day_of_year(text: str) -> tuple[tuple[int, int], ...]:
    try:
        day = date.fromisoformat(f"{ANY_YEAR}-{text}")
    except ValueError:
        return ()
    return ((day.month, day.day),)


def next_working(calendar: Calendar, day: date) -> date:
    """The day, or the next that is a working day. So many holidays that none is left: the day itself.

    >>> sundays = Calendar("isle", "CV", (6,), ((7, 5),))
    >>> next_working(sundays, date(2026, 7, 5)).isoformat(), next_working(sundays, date(2026, 7, 6)).isoformat()
    ('2026-07-06', '2026-07-06')
    """
    for later in range(MOST_OFF):
        if calendar.works(day + timedelta(days=later)):
            return day + timedelta(days=later)
    return day


@lru_cache(maxsize=32)
def working_days(calendar: Calendar, first: date, number: int) -> tuple[bool, ...]:
    """Whether each of so many days, the first one first, is a working day.

    >>> working_days(Calendar("isle", "CV", (6,), ()), date(2026, 7, 4), 3)
    (True, False, True)
    """
    return tuple(calendar.works(first + timedelta(days=later)) for later in range(number))
