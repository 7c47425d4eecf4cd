"""The plain lists of a programme: agreements, meetings, ventures, obstacles, sources, figures.

A line is made of plain values: codes, days as they were given, numbers. What a page shows in words, and what
scripts and spreadsheets read, is the same lines.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from corridor.base.days import last_day, last_day_or_none
from corridor.enterprises.rules import GONE
from corridor.results.rules.tables import Table

PAGE = 50
Row = TypeVar("Row", bound=tuple[Any, ...])


class AgreementLine(NamedTuple):
    """An agreement on its rung: how long it has stood there by a day, and how many promises are under it.

    rung: 1 memorandum, 2 framework, 3 what binds in one place, 0 beside the ladder. depth: steps from the first
    of its chain.
    """

    code: str
    title: str
    kind: str
    rung: int
    chain: str
    depth: int
    parties: tuple[str, ...]
    signed_on: str
    expires_on: str
    is_expired: bool
    grew_from: str
    has_grown: bool
    state: str
    days_on_rung: int | None
    has_moved: bool
    is_stalled: bool
    promises: int
    source: str
    note: str

    @property
    def party(self) -> tuple[str, ...]:
        """Any of its parties: what a list is chosen by."""
        return self.parties


class MeetingLine(NamedTuple):
    """A sitting: when it was planned and held, how many days lie between, how many promises came from it."""

    code: str
    body: str
    number: int | None
    planned_on: str
    held_on: str
    days_apart: int | None
    days_overdue: int | None
    place: str
    promises: int
    source: str
    note: str


class VentureLine(NamedTuple):
    """A venture on the rung that its source saw, counted from 1, and how many days ago; withdrawn on none."""

    code: str
    name: str
    party: str
    zone: str
    stage: str
    rung: int
    as_of: str
    days_since: int | None
    sector: str
    isic: str
    origin_country: str
    area_acres: Decimal | None
    investment_usd: Decimal | None
    workers_pledged: int | None
    source: str
    note: str


class ObstacleLine(NamedTuple):
    """An obstacle: whether it stands on a day, and how many days it has stood."""

    code: str
    kind: str
    stands: bool
    zone: str
    party: str
    since: str
    until: str
    days_stood: int | None
    summary: str
    source: str


class SourceLine(NamedTuple):
    """A source and how much rests on it by a day."""

    code: str
    published_on: str
    publisher: str
    title: str
    kind: str
    language: str
    promises: int
    evidence: int
    figures: int
    address: str


class FigureLine(NamedTuple):
    """A number as a source stated it, under the columns of a package."""

    subject_kind: str
    subject: str
    measure: str
    value: Decimal
    unit: str
    as_of: str
    nature: str
    definition: str
    source: str
    note: str


def table_of(name: str, line: type[Row], lines: Iterable[Row]) -> Table:
    """Lines as a table; several codes in one cell stand with semicolons between them, as in a package."""
    columns: tuple[str, ...] = line._fields  # type: ignore[attr-defined]
    rows = [tuple(";".join(each) if isinstance(each, tuple) else each for each in row) for row in lines]
    return Table(name, columns, rows)


def chosen(lines: Iterable[Row], choice: Mapping[str, str]) -> list[Row]:
    """The lines that a choice asks for, column by column; an empty word asks for all.

    >>> lines = [MeetingLine._make((code, body, *[None] * 9)) for code, body in ("ab", "cd")]
    >>> [line.code for line in chosen(lines, {"body": "d"})], len(chosen(lines, {"body": ""}))
    (['c'], 2)
    """
    wanted = [(name, word) for name, word in choice.items() if word]
    return [line for line in lines if all(_is_so(getattr(line, name), word) for name, word in wanted)]


def _is_so(value: Any, word: str) -> bool:
    return word in value if isinstance(value, tuple) else value == word


def by_rung(lines: Iterable[VentureLine]) -> list[VentureLine]:
    """Ventures, those furthest up the ladder first, then those seen last; those that withdrew stand last."""
    ordered = sorted(lines, key=lambda each: each.code)
    ordered.sort(key=lambda each: last_day_or_none(each.as_of) or date.min, reverse=True)
    return sorted(ordered, key=lambda each: (each.stage == GONE, -each.rung))


def standing_first(lines: Iterable[ObstacleLine]) -> list[ObstacleLine]:
    """Obstacles, those that stand first, kind by kind, in each the oldest first and last what bears no day."""
    return sorted(
        lines,
        key=lambda each: (not each.stands, each.kind, last_day_or_none(each.since) or date.max, each.code),
    )


def newest_first(lines: Iterable[SourceLine]) -> list[SourceLine]:
    """Sources, those published last first; what bears no date stands last."""
    ordered = sorted(lines, key=lambda each: each.code)
    return sorted(ordered, key=lambda each: last_day_or_none(each.published_on) or date.min, reverse=True)


def latest_first(lines: Iterable[FigureLine]) -> list[FigureLine]:
    """Figures, those stated of the latest day first, measure by measure; those without a day stand last."""
    ordered = sorted(lines, key=lambda each: (each.measure, each.subject_kind, each.subject))
    return sorted(ordered, key=lambda each: last_day_or_none(each.as_of) or date.min, reverse=True)


def days_since(day: str, on: date) -> int | None:
    """How many days ago something was, counted from the last day that its date can mean; None without a day.

    >>> days_since("2021-12", date(2022, 1, 2)), days_since("", date(2022, 1, 2))
    (2, None)
    """
    return (on - last_day(day)).days if day else None
