"""What charts show: how parties stand, how far delivery lies behind the promised dates, what falls due when."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median_low
from typing import Any, NamedTuple

from corridor.base.days import EARLIEST, LATEST
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import State
from corridor.results.rules.axes import month_of, months
from corridor.results.rules.board import path

# How a promise stands in the bar of its party, in the order of the bar.
PARTS = ("kept-on-time", "kept-undated", "kept-late", "partly-kept", "overdue", "open", "ended")
# How a promise stands in the month for which it was promised.
MONTHLY = ("kept", "missed", "coming", "ended")
# The most days of each class of delay; the last has no end.
DELAYS = {"on-time": 0, "quarter": 90, "year": 365, "years": 3 * 365, "longer": None}
PAST_MONTHS, COMING_MONTHS = 60, 24


class Bar(NamedTuple):
    """A party and how its promises stand; every promise is in one part."""

    party: str
    parts: Mapping[str, int]
    total: int


class Slip(NamedTuple):
    """A promise whose date has come: for when it was promised, and when it was delivered, if it was."""

    item: Item
    promised: date
    kept: date | None
    days: int


class Delay(NamedTuple):
    """How many promises are late by so much: those delivered, and those still not."""

    name: str
    kept: int
    still: int


class Month(NamedTuple):
    """A month and how the promises stand that were promised for it."""

    first: date
    parts: Mapping[str, int]
    total: int


def part_of(item: Item) -> str:
    """Which part of its party's bar a promise is."""
    standing = item.standing
    if item.is_kept_undated:
        return "kept-undated"
    if standing.is_kept or standing.state in (State.PARTLY_KEPT, State.OVERDUE):
        return standing.state.value
    return "open" if standing.is_open else "ended"


def bars(items: Iterable[Item]) -> list[Bar]:
    """Every party that owes or owed, with how its promises stand; who promised most stands first."""
    counted: dict[str, Counter[str]] = {}
    for item in items:
        counted.setdefault(item.facts.debtor, Counter())[part_of(item)] += 1
    found = [Bar(party, {part: parts[part] for part in PARTS}, parts.total()) for party, parts in counted.items()]
    return sorted(found, key=lambda bar: (-bar.total, -bar.parts["overdue"], bar.party))


def together(some: Iterable[Bar]) -> Bar:
    """Several parties as one, without a name.

    >>> together([Bar("a", {"overdue": 1}, 1), Bar("b", {"overdue": 2}, 2)]).total
    3
    """
    listed = list(some)
    parts = {part: sum(bar.parts.get(part, 0) for bar in listed) for part in PARTS}
    return Bar("", parts, sum(bar.total for bar in listed))


def slips(items: Iterable[Item]) -> list[Slip]:
    """Promises with a date that were kept, or whose date has passed and that are still owed; the latest first.

    What ended otherwise is neither delivered nor owed, and is left out.
    """
    found = [
        Slip(item, item.due_by, item.standing.kept_on, item.standing.days_late)
        for item in items
        if item.due_by and (item.standing.is_kept or item.is_late)
    ]
    return sorted(found, key=lambda slip: (-slip.days, slip.promised, slip.item.facts.code))


def delays(found: Iterable[Slip]) -> list[Delay]:
    """How many are late by how much, each class of delay once, the shortest first."""
    kept: Counter[str] = Counter()
    still: Counter[str] = Counter()
    for slip in found:
        (kept if slip.kept else still)[delay_of(slip.days)] += 1
    return [Delay(name, kept[name], still[name]) for name in DELAYS]


def delay_of(days: int) -> str:
    """The class of a delay.

    >>> delay_of(0), delay_of(90), delay_of(91), delay_of(4000)
    ('on-time', 'quarter', 'year', 'longer')
    """
    return next(name for name, most in DELAYS.items() if most is None or days <= most)


def middle(found: Sequence[Slip]) -> int:
    """The delay that half of them do not exceed, in days; nothing where there is none.

    >>> middle([])
    0
    """
    return median_low([slip.days for slip in found]) if found else 0


def monthly_of(item: Item) -> str:
    """How a promise stands in the month for which it was promised."""
    if item.standing.is_kept:
        return "kept"
    if not item.standing.is_open:
        return "ended"
    return "missed" if item.is_late else "coming"


def due_months(items: Iterable[Item]) -> dict[date, Month]:
    """How many were promised for each month for which any was, by its first day, the earliest first.

    A date of which only the year is known lies in its last month, as it is not late before.
    """
    counted: dict[date, Counter[str]] = {}
    for item in items:
        if item.due_by:
            counted.setdefault(month_of(item.due_by), Counter())[monthly_of(item)] += 1
    return {first: _month(first, counted[first]) for first in sorted(counted)}


def _month(first: date, parts: Counter[str]) -> Month:
    return Month(first, {part: parts[part] for part in MONTHLY}, parts.total())


def calendar(by_month: Mapping[date, Month], on: date) -> list[Month]:
    """Every month of the past five years, this one, and the coming 24, with what falls due in it.

    Before 1900 and after 2199 there is no day, so there the window ends.

    >>> len(calendar({}, date(2026, 11, 22))), str(calendar({}, date(2026, 11, 22))[0].first)
    (85, '2021-11-01')
    >>> len(calendar({}, date(1900, 1, 1))), len(calendar({}, date(2199, 12, 31)))
    (25, 61)
    """
    first = max(month_of(on, -PAST_MONTHS), date(EARLIEST, 1, 1))
    window = months(first, min(month_of(on, COMING_MONTHS), date(LATEST, 12, 1)))
    return [by_month.get(first) or _month(first, Counter()) for first in window]


def fallen_and_coming(items: Iterable[Item], on: date) -> tuple[list[Item], list[Item]]:
    """The promises of the calendar that fell due by a day, and those that fall due after it."""
    first, end = month_of(on, -PAST_MONTHS), month_of(on, COMING_MONTHS + 1)
    dated = [(item.due_by, item) for item in items]
    inside = [(due, item) for due, item in dated if due and first <= due < end]
    return [item for due, item in inside if due <= on], [item for due, item in inside if due > on]


def path_rows(items: Sequence[Item]) -> list[list[Any]]:
    """The path from promise to proof as rows, the header first."""
    return [["step", "promises", "fell_away"], *([step.name, step.count, step.lost] for step in path(items))]


def party_rows(items: Iterable[Item], names: Mapping[str, Mapping[str, str]]) -> list[list[Any]]:
    """Every party and how its promises stand as rows, the header first."""
    header = ["party", "name", *(part.replace("-", "_") for part in PARTS), "total"]
    rows = [
        [bar.party, names.get(bar.party, {}).get("en", ""), *bar.parts.values(), bar.total] for bar in bars(items)
    ]
    return [header, *rows]


def slip_rows(items: Iterable[Item]) -> list[list[Any]]:
    """Every promise whose date has come as rows, the header first; days are ISO 8601."""
    header = ["code", "promised_for", "promised_by", "delivered_by", "days_late", "state", "debtor", "title"]
    return [
        header,
        *(
            [
                slip.item.facts.code, slip.item.facts.due_on, slip.promised, slip.kept or "", slip.days,
                slip.item.standing.state.value, slip.item.facts.debtor, slip.item.facts.title,
            ]
            for slip in slips(items)
        ),
    ]  # fmt: skip


def month_rows(items: Iterable[Item], on: date) -> list[list[Any]]:
    """The months of the calendar, and every other for which something was promised, as rows, the header first."""
    by_month = due_months(items)
    found = by_month | {month.first: month for month in calendar(by_month, on)}
    return [
        ["month", *MONTHLY, "total"],
        *([f"{first:%Y-%m}", *month.parts.values(), month.total] for first, month in sorted(found.items())),
    ]
