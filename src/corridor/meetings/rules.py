"""Sittings of a body: which was before which, and how far from the planned day each was held."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from corridor.base.days import by_then, first_day, last_day, last_day_or_none


class Sitting(NamedTuple):
    """One sitting: its code, the number that the body gave it, the days it was planned for and held on."""

    code: str
    number: int | None
    planned_on: str
    held_on: str


def in_order(sittings: Iterable[Sitting]) -> list[Sitting]:
    """The sittings of one body, the earliest first.

    By the day held, else planned. One of which only its number is known stands before the first with a higher
    number; one of which nothing is known, last.
    """
    rows = sorted(sittings, key=lambda each: (_day(each) or date.max, each.number or 0, each.code))
    found = [each for each in rows if _day(each)]
    for each in sorted((each for each in rows if not _day(each)), key=_by_number):
        place = _place(each, found)
        found[place:place] = [each]
    return found


def _day(each: Sitting) -> date | None:
    return last_day_or_none(each.held_on or each.planned_on)


def _by_number(each: Sitting) -> tuple[bool, int, str]:
    return each.number is None, each.number or 0, each.code


def _place(each: Sitting, found: list[Sitting]) -> int:
    if each.number is None:
        return len(found)
    return next((place for place, other in enumerate(found) if (other.number or 0) > each.number), len(found))


def apart(planned_on: str, held_on: str) -> int | None:
    """How many days after the planned day a sitting was held, less than 0 if before it; None if that is not known.

    A date cut short may mean any of its days: held within the planned month is held as planned.

    >>> apart("2023-09-01", "2023-09-14"), apart("2018-12", "2018-12-20"), apart("2024-06", "2024-05")
    (13, 0, -1)
    """
    if not planned_on or not held_on:
        return None
    if last_day(held_on) < first_day(planned_on):
        return -(first_day(planned_on) - last_day(held_on)).days
    if first_day(held_on) <= last_day(planned_on):
        return 0
    return (last_day(held_on) - last_day(planned_on)).days


def is_there(planned_on: str, held_on: str, on: date) -> bool:
    """Whether a sitting is told of on a day: held by then, planned for a day by then, or not held at all so far.

    >>> [is_there("2020-11", "2021-09-23", date(year, 1, 1)) for year in (2020, 2021, 2022)]
    [False, True, True]
    """
    return by_then(held_on, on) or bool(planned_on and last_day(planned_on) <= on)
