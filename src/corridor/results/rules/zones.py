"""How the promises of each zone stand, counted, beside what sources say is there."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from corridor.base.quantities import plain
from corridor.ledger.rules.items import Item
from corridor.results.rules.statements import Amount
from corridor.results.rules.utilities import CAPACITIES, utility_of

# Words of the package format that carry a meaning here (docs/rooms/exchange.md).
IN_PRODUCTION, POWER_THERE = "units-in-production", "power-available"
NOTHING: Mapping[str, Decimal] = {}


class ZoneCount(NamedTuple):
    """How many promises a zone has and how they stand; waiting: the most others that wait for one of them.

    power is the largest amount of power that any one of them promises, in each unit: steps of one promise and
    the whole of it cannot be added.
    """

    promises: int = 0
    kept: int = 0
    late: int = 0
    blocked: int = 0
    still_open: int = 0
    waiting: int = 0
    power: Mapping[str, Decimal] = NOTHING

    @property
    def standing(self) -> str:
        """What a map says of it in one word: none, blocked, late or calm.

        >>> ZoneCount(3, late=1).standing, ZoneCount(3, late=1, blocked=1).standing, ZoneCount().standing
        ('late', 'blocked', 'none')
        """
        if not self.promises:
            return "none"
        if self.blocked:
            return "blocked"
        return "late" if self.late else "calm"

    def with_more(self, other: "ZoneCount") -> "ZoneCount":
        """The count of these and other promises of the zone together."""
        power = dict(self.power)
        for unit, most in other.power.items():
            power[unit] = max(most, power.get(unit, most))
        return ZoneCount(
            self.promises + other.promises,
            self.kept + other.kept,
            self.late + other.late,
            self.blocked + other.blocked,
            self.still_open + other.still_open,
            max(self.waiting, other.waiting),
            power,
        )


def counted(items: Iterable[Item]) -> ZoneCount:
    """How some promises stand together."""
    found = ZoneCount()
    for item in items:
        found = found.with_more(_one(item))
    return found


def by_zone(items: Iterable[Item]) -> dict[str, ZoneCount]:
    """How the promises of every zone stand that has any."""
    found: dict[str, ZoneCount] = {}
    for item in items:
        if item.facts.zone:
            found[item.facts.zone] = found.get(item.facts.zone, ZoneCount()).with_more(_one(item))
    return found


def _one(item: Item) -> ZoneCount:
    return ZoneCount(
        1,
        int(item.standing.is_kept),
        int(item.is_late),
        int(item.standing.is_blocked),
        int(item.standing.is_open),
        item.waiting.others,
        power_of(item.facts.kind, item.facts.unit, item.facts.quantity),
    )


def power_of(kind: str, unit: str, quantity: Decimal | None) -> dict[str, Decimal]:
    """The power that a promise of a kind is about, by its unit; nothing where it is about none.

    >>> power_of("utility-power", "MW", Decimal(10)), power_of("utility-power", "kV", Decimal(132))
    ({'MW': Decimal('10')}, {})
    """
    is_power = quantity is not None and unit in CAPACITIES and utility_of(kind) == "power"
    return {unit: quantity} if is_power and quantity is not None else {}


@dataclass(frozen=True)
class ZoneRow:
    """A zone in the list: where it is, how its promises stand, what sources say is there.

    by_name: ventures there that a source saw in production or exporting.
    """

    code: str
    names: Mapping[str, str]
    country: str
    province: str
    place: tuple[Decimal, Decimal] | None
    place_source: str
    count: ZoneCount
    factories: Sequence[Amount]
    by_name: int
    power: Sequence[Amount]


def in_order(rows: Iterable[ZoneRow]) -> list[ZoneRow]:
    """Zones with most late promises first, then most open ones, then by code."""
    return sorted(rows, key=lambda row: (-row.count.late, -row.count.still_open, row.code))


COLUMNS = (
    "number", "code", "name_en", "country", "province", "latitude", "longitude", "coordinate_source", "standing",
    "promises", "kept", "late", "blocked", "open", "waiting", "factories_least", "factories_most",
    "factories_by_name", "power_promised", "power_reported_least", "power_reported_most",
)  # fmt: skip


def as_csv(rows: Sequence[ZoneRow]) -> str:
    """The list of zones as CSV with a header; amounts of power are in MW."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    for number, row in enumerate(rows, 1):
        count, place = row.count, row.place or (None, None)
        lines.writerow(
            [
                number, row.code, row.names.get("en", ""), row.country, row.province, *map(plain, place),
                row.place_source, count.standing, count.promises, count.kept, count.late, count.blocked,
                count.still_open, count.waiting, *_span(row.factories, "count"), row.by_name,
                plain(count.power.get("MW")), *_span(row.power, "MW"),
            ]
        )  # fmt: skip
    return written.getvalue()


def _span(amounts: Sequence[Amount], unit: str) -> tuple[str, str]:
    found = next((each for each in amounts if each.unit == unit), None)
    return (plain(found.least), plain(found.most)) if found else ("", "")
