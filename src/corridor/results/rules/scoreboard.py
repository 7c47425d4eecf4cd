"""How promises stand, counted: what a party owes, or what it is owed. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import CLOSED, KEPT, State


@dataclass(frozen=True)
class Score:
    """How some promises stand. Each is kept, ended or open; what is open is late, or its day has not come.

    on_time, undated (no date was promised) and kept_late add up to kept; overdue, partly and the rest of what
    is open to still_open. late and blocked are marks on open ones and may fall together.
    """

    total: int = 0
    on_time: int = 0
    undated: int = 0
    kept_late: int = 0
    partly: int = 0
    overdue: int = 0
    late: int = 0
    blocked: int = 0
    still_open: int = 0

    @property
    def kept(self) -> int:
        """Delivered in full: on time, without a promised date, or late."""
        return self.on_time + self.undated + self.kept_late

    @property
    def ended(self) -> int:
        """Withdrawn, superseded or lapsed, and not kept."""
        return self.total - self.kept - self.still_open

    @property
    def ahead(self) -> int:
        """Open and not late: the day has not passed, or none was promised."""
        return self.still_open - self.late

    @property
    def is_all_kept(self) -> bool:
        """Whether there was something to keep and all of it was kept; what ended unkept was not."""
        return 0 < self.total == self.kept


class Stand(NamedTuple):
    """What of a promise a score counts."""

    state: State
    is_late: bool
    is_blocked: bool
    is_dated: bool


Counts = Mapping[Stand, int]


def stand(item: Item) -> Stand:
    """What a score counts of one promise."""
    return Stand(item.standing.state, item.is_late, item.standing.is_blocked, bool(item.facts.due_on))


def score(counts: Counts) -> Score:
    """How promises stand of which so many stand alike.

    >>> score({Stand(State.OVERDUE, True, False, True): 3}).late, score({}).is_all_kept
    (3, False)
    """

    def so_many(is_so: Callable[[Stand], bool]) -> int:
        return sum(count for each, count in counts.items() if is_so(each))

    return Score(
        total=so_many(lambda each: True),
        on_time=so_many(lambda each: each.state is State.KEPT_ON_TIME and each.is_dated),
        undated=so_many(lambda each: each.state in KEPT and not each.is_dated),
        kept_late=so_many(lambda each: each.state is State.KEPT_LATE),
        partly=so_many(lambda each: each.state is State.PARTLY_KEPT),
        overdue=so_many(lambda each: each.state is State.OVERDUE),
        late=so_many(lambda each: each.is_late),
        blocked=so_many(lambda each: each.is_blocked),
        still_open=so_many(lambda each: each.state not in CLOSED),
    )


def score_of(items: Iterable[Item]) -> Score:
    """How these promises stand."""
    return score(Counter(map(stand, items)))


class Pair(NamedTuple):
    """A party with what it owes and what it is owed."""

    party: str
    owes: Score
    owed: Score


def pairs(owes: Mapping[str, Counts], owed: Mapping[str, Counts]) -> list[Pair]:
    """Every party that owes or is owed something, by code."""
    return [Pair(party, score(owes.get(party, {})), score(owed.get(party, {}))) for party in sorted({*owes, *owed})]


# Ways in which parties can be ordered, each with the most first; the board's is the first one.
ORDERS: Mapping[str, Callable[[Pair], tuple[Any, ...]]] = {
    "overdue": lambda row: (-row.owes.overdue, -row.owes.kept_late - row.owes.partly, -row.owes.total),
    "owes": lambda row: (-row.owes.total,),
    "open": lambda row: (-row.owes.still_open,),
    "blocked": lambda row: (-row.owes.blocked, -row.owes.overdue),
    "kept": lambda row: (-row.owes.kept, row.owes.total),
    "owed": lambda row: (-row.owed.total, -row.owed.still_open),
    "waiting": lambda row: (-row.owed.still_open, -row.owed.total),
}


def ordered(rows: Iterable[Pair], order: str) -> list[Pair]:
    """Parties in an order; those that stand alike by code, and who owes before who is only owed."""
    key = ORDERS[order]
    return sorted(rows, key=lambda row: (*key(row), not row.owes.total, row.party))


class Part(NamedTuple):
    """A stretch of the bar that shows a score: which promises, how many, its place and length in hundredths."""

    name: str
    promises: int
    begins: float
    length: float


def parts(found: Score) -> list[Part]:
    """The bar of a score: kept, late, not due yet, ended; what there is none of is left out.

    >>> [(part.name, part.begins, part.length) for part in parts(Score(total=4, on_time=1, still_open=3, late=1))]
    [('kept', 0.0, 25.0), ('late', 25.0, 25.0), ('ahead', 50.0, 50.0)]
    """
    counts = {"kept": found.kept, "late": found.late, "ahead": found.ahead, "ended": found.ended}
    bar, before = [], 0
    for name, count in counts.items():
        if count:
            bar.append(Part(name, count, 100 * before / found.total, 100 * count / found.total))
        before += count
    return bar


def stuck_first(items: Iterable[Item]) -> list[Item]:
    """Late or blocked promises, then other open ones, ended ones, kept ones; each of these as they stood."""
    return sorted(
        items,
        key=lambda item: (not item.is_stuck, not item.standing.is_open, item.standing.is_kept),
    )
