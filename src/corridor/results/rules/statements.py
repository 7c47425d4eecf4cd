"""Numbers that sources stated, side by side: added up over different things, never averaged over one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from corridor.base.days import last_day


class Statement(NamedTuple):
    """A figure as a source stated it: about what, how much, as of which day, reported or only claimed."""

    subject_kind: str
    subject: str
    measure: str
    value: Decimal
    unit: str
    as_of: str
    nature: str
    definition: str
    source: str


@dataclass(frozen=True)
class Amount:
    """A total with its unit and what it counts; where sources contradict each other, from the least to the most."""

    least: Decimal | None
    most: Decimal | None
    unit: str
    counts: str

    @property
    def is_range(self) -> bool:
        """Whether the sources contradict each other."""
        return self.least != self.most


def by_day(statements: Iterable[Statement], on: date) -> list[Statement]:
    """Those stated as of a day or before; a figure without a day is shown elsewhere and adds to nothing."""
    return [each for each in statements if each.as_of and last_day(each.as_of) <= on]


def latest(statements: Iterable[Statement], on: date) -> list[Statement]:
    """For each thing and unit, what was stated last by a day: several where sources differ on that day."""
    best: dict[tuple[str, str, str], date] = {}
    dated = by_day(statements, on)
    for each in dated:
        key = (each.subject_kind, each.subject, each.unit)
        best[key] = max(last_day(each.as_of), best.get(key, date.min))
    return [each for each in dated if last_day(each.as_of) == best[each.subject_kind, each.subject, each.unit]]


def totals(statements: Iterable[Statement], counts: str) -> list[Amount]:
    """The sum over different things for each unit, from the least to the most that was stated of each.

    >>> def jobs(zone, value):
    ...     return Statement("zone", zone, "jobs-claimed", Decimal(value), "person", "2021", "claim", "", "dawn")
    >>> totals([jobs("east", 50), jobs("east", 300), jobs("west", 100)], "claims")
    [Amount(least=Decimal('150'), most=Decimal('400'), unit='person', counts='claims')]
    """
    spans: dict[str, dict[tuple[str, str], tuple[Decimal, Decimal]]] = {}
    for each in statements:
        of_unit = spans.setdefault(each.unit, {})
        key = (each.subject_kind, each.subject)
        low, high = of_unit.get(key, (each.value, each.value))
        of_unit[key] = (min(low, each.value), max(high, each.value))
    return [
        Amount(
            sum((low for low, _ in span.values()), Decimal(0)),
            sum((high for _, high in span.values()), Decimal(0)),
            unit,
            counts,
        )
        for unit, span in spans.items()
    ]
