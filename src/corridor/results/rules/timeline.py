"""Promises as lines through the years: from when each was given to when it was due, and while it was late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from corridor.base.days import last_day_or_none
from corridor.ledger.rules.items import Item
from corridor.results.rules.axes import place

MOST = 40
# A promise of another age would press all others together.
BEFORE, AFTER = timedelta(days=30 * 366), timedelta(days=15 * 366)


class Part(NamedTuple):
    """A part of the axis, in hundredths from its beginning."""

    at: float
    length: float


@dataclass(frozen=True)
class Course:
    """The dated course of one promise: from when it was given until when; due, where a date was promised.

    moved: the last date given, where the first was moved.
    late_until: where it was late, the day it was kept, ended, or the day that is asked for.
    """

    given: date | None
    due: date | None
    kept: date | None
    late_until: date | None
    until: date | None
    moved: date | None = None

    @property
    def days(self) -> list[date]:
        """All days it touches, in no order."""
        return [day for day in (self.given, self.due, self.kept, self.late_until, self.until, self.moved) if day]


def course(item: Item, on: date, moved_to: str = "") -> Course:
    """When a promise was given, due and kept, to when it was moved, how long it was late, as far as there are days.

    Where no date was promised, it runs until it was kept or, while it is owed, until the day.
    """
    given, due, kept = last_day_or_none(item.facts.made_on), item.due_by, item.standing.kept_on
    late = item.standing.days_late
    until = due or kept or (on if item.standing.is_open else None)
    late_until = due + timedelta(days=late) if due and late else None
    return Course(given, due, kept, late_until, until, last_day_or_none(moved_to))


def is_dated(item: Item) -> bool:
    """Whether a promise can stand on a timeline: it was given on a day or for one."""
    return bool(item.facts.made_on or item.facts.due_on)


def drawn(items: Iterable[Item], most: int = MOST) -> list[Item]:
    """The promises of a timeline: the first so many that have a day, in the order of time."""
    dated = [item for item in items if is_dated(item)][:most]
    return sorted(dated, key=lambda item: (_begin(item), item.due_by or date.max, item.facts.code))


def _begin(item: Item) -> date:
    given = last_day_or_none(item.facts.made_on)
    return min(day for day in (given, item.due_by) if day)


@dataclass(frozen=True)
class Axis:
    """Whole years, from the first day of one to the first day of another."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands; one before or after all stands at the edge.

        >>> Axis(date(2020, 1, 1), date(2024, 1, 1)).at(date(2022, 1, 1))
        50.03
        """
        return round(place(day, self.first, self.last), 2)

    def part(self, begin: date, end: date) -> Part:
        """What lies between two days; nothing where the end comes first.

        >>> Axis(date(2020, 1, 1), date(2024, 1, 1)).part(date(2022, 1, 1), date(2030, 1, 1))
        Part(at=50.03, length=49.97)
        """
        at = self.at(begin)
        return Part(at, round(max(self.at(end) - at, 0.0), 2))


def axis(courses: Sequence[Course], on: date) -> Axis:
    """The years from the first day of some promises to the last, the day that is asked for among them."""
    seen = [day for each in courses for day in each.days if on - BEFORE <= day <= on + AFTER]
    return Axis(date(min([*seen, on]).year, 1, 1), date(max([*seen, on]).year + 1, 1, 1))
