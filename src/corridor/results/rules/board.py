"""The programme board: what was promised, what is proven, what is late, who owes it, whom it holds up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from corridor.base.days import last_day
from corridor.enterprises.rules import GONE
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import STRENGTH, Proof, State
from corridor.results.rules.outcomes import Outcome, VentureSeen

SOON_DAYS = 90
# So many parties are seen at once; the others are one step away.
DEBTORS_FIRST = 12


@dataclass(frozen=True)
class Step:
    """One step on the path from promise to proof, how many reached it, and how many fell away before it."""

    name: str
    count: int
    lost: int


class Held(NamedTuple):
    """A commitment that is late, blocked or holds up a late one, and why.

    missing: the open commitments it waits for, directly or through others, the nearest first.
    has: what it needed and got. dates_given: every date promised for this kind of thing at its place.
    gone: ventures that left its place. holds: where it is neither late nor blocked
    itself, the late or blocked commitments that wait for it directly.
    """

    item: Item
    missing: tuple[Item, ...]
    has: tuple[Item, ...]
    dates_given: tuple[str, ...]
    gone: tuple[VentureSeen, ...]
    holds: tuple[Item, ...] = ()


class Debtor(NamedTuple):
    """A party that owes: how many of its commitments stand how; undated: kept, where no date was promised."""

    party: str
    total: int
    on_time: int
    undated: int
    late_kept: int
    partly: int
    overdue: int
    blocked: int
    still_open: int


@dataclass(frozen=True)
class Hindrance:
    """A kind of obstacle: how many of it stand, and since when the oldest of them that bears a date."""

    kind: str
    count: int
    oldest: str


class ObstacleSeen(NamedTuple):
    """An obstacle as its source tells of it."""

    code: str
    kind: str
    zone: str
    since: str
    until: str


@dataclass(frozen=True)
class Board:
    """Everything the board shows, for one programme on one day; newest: when its last source was published.

    is_behind: facts of the last minute are not counted yet, as there are too many to count at once.
    """

    programme: str
    names: Mapping[str, str]
    on: date
    known_on: date | None
    counts: Mapping[str, int]
    newest: str
    states: Mapping[State, int]
    kept_undated: int
    outcomes: list[Outcome]
    path: list[Step]
    held: list[Held]
    held_total: int
    debtors: list[Debtor]
    soon: list[Item]
    soon_total: int
    hindrances: list[Hindrance]
    parties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    zones: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_behind: bool = False


def named_on(board: Board) -> tuple[set[str], set[str]]:
    """The codes of the parties and of the zones that a board names."""
    named = [*board.soon, *(item for each in board.held for item in (each.item, *each.missing))]
    parties = {code for item in named for code in (item.facts.debtor, item.facts.creditor) if code}
    parties |= {row.party for row in board.debtors[:DEBTORS_FIRST]}
    return parties, {item.facts.zone for item in named if item.facts.zone}


def states(items: Iterable[Item]) -> dict[State, int]:
    """How many commitments stand in each state."""
    counted = Counter(item.standing.state for item in items)
    return {state: counted[state] for state in State}


def path(items: Sequence[Item]) -> list[Step]:
    """The path from promise to proof; whoever reached a step had reached all before it.

    Promised, begun (something delivered, be it a part), delivered in full by anybody's word, by the word
    of an official, by a document or measurement, and verified by somebody who neither brought it nor owes it.
    """
    kept = [item for item in items if item.standing.is_kept]

    def at_least(proof: Proof) -> int:
        return sum(STRENGTH[item.standing.proof] >= STRENGTH[proof] for item in kept)

    begun = sum(item.standing.is_kept or item.standing.proof is not Proof.NONE for item in items)
    counts = {
        "promised": len(items),
        "begun": begun,
        "delivered": len(kept),
        "official": at_least(Proof.OFFICIAL),
        "document": at_least(Proof.DOCUMENT),
        "verified": at_least(Proof.VERIFIED),
    }
    before = len(items)
    steps = []
    for name, count in counts.items():
        steps.append(Step(name, count, before - count))
        before = count
    return steps


def held(items: Mapping[int, Item], ventures: Iterable[VentureSeen] = (), on: date = date.max) -> list[Held]:
    """Open commitments that are late, blocked or hold up a late one; those for which most others wait stand first.

    What holds up a late promise belongs here even if nobody ever gave a date for it: a grid station without a
    date keeps the power waiting that was promised for one. Then come workers who wait, and days late.
    """
    behind = holding_up(items)
    stuck = [item for number, item in items.items() if item.is_stuck or number in behind]
    stuck.sort(
        key=lambda each: (
            -each.waiting.others,
            -each.waiting.workers,
            -each.standing.days_late,
            each.facts.code,
        )
    )
    given: dict[tuple[str, str], set[str]] = {}
    for item in items.values():
        if item.facts.zone and item.facts.due_on:
            given.setdefault((item.facts.zone, item.facts.kind), set()).add(item.facts.due_on)
    gone: dict[str, list[VentureSeen]] = {}
    for venture in ventures:
        if venture.stage == GONE and venture.zone and venture.as_of and last_day(venture.as_of) <= on:
            gone.setdefault(venture.zone, []).append(venture)
    holds: dict[int, list[Item]] = {}
    for item in stuck:
        for needed in item.waits_for if item.is_stuck else ():
            holds.setdefault(needed, []).append(item)
    return [
        Held(
            item,
            missing(item, items),
            tuple(items[number] for number in item.has),
            tuple(sorted(given.get((item.facts.zone, item.facts.kind), ()), key=lambda day: (last_day(day), day))),
            tuple(gone.get(item.facts.zone, ())),
            () if item.is_stuck else tuple(holds.get(item.facts.number, ())),
        )
        for item in stuck
    ]


def holding_up(items: Mapping[int, Item]) -> set[int]:
    """The open commitments that a late one waits for, directly or through others."""
    found: set[int] = set()
    queue = [number for number, item in items.items() if item.is_late]
    for number in queue:
        for needed in items[number].waits_for:
            if needed not in found:
                found.add(needed)
                queue.append(needed)
    return found


def missing(item: Item, items: Mapping[int, Item]) -> tuple[Item, ...]:
    """The open commitments that one waits for, directly or through others, each once, the nearest first."""
    found: dict[int, None] = dict.fromkeys(item.waits_for)
    queue = list(found)
    for number in queue:
        for further in items[number].waits_for:
            if further not in found:
                found[further] = None
                queue.append(further)
    return tuple(items[number] for number in queue)


def debtors(items: Iterable[Item]) -> list[Debtor]:
    """Parties that owe, those with most overdue first, then most kept late or in part, then most owed."""
    owed: dict[str, list[Item]] = {}
    for item in items:
        owed.setdefault(item.facts.debtor, []).append(item)
    rows = []
    for party, own in owed.items():
        state = Counter(item.standing.state for item in own)
        rows.append(
            Debtor(
                party,
                len(own),
                state[State.KEPT_ON_TIME] - sum(item.is_kept_undated for item in own),
                sum(item.is_kept_undated for item in own),
                state[State.KEPT_LATE],
                state[State.PARTLY_KEPT],
                state[State.OVERDUE],
                sum(item.standing.is_blocked for item in own),
                sum(item.standing.is_open for item in own),
            )
        )
    return sorted(rows, key=lambda row: (-row.overdue, -row.late_kept - row.partly, -row.total, row.party))


def due_soon(items: Iterable[Item], on: date, days: int = SOON_DAYS) -> list[Item]:
    """Open commitments that fall due from a day on within so many days, the soonest first."""
    until = on + timedelta(days=days)
    soon = [(item.due_by, item.facts.code, item) for item in items if item.standing.is_open]
    due = [(day, code, item) for day, code, item in soon if day is not None and on <= day <= until]
    return [item for _day, _code, item in sorted(due, key=lambda each: each[:2])]


def hindrances(obstacles: Iterable[ObstacleSeen], on: date) -> list[Hindrance]:
    """Obstacles that stand on a day, by kind, most first. One without a day stands, as far as anybody said."""
    kinds: dict[str, list[str]] = {}
    for each in obstacles:
        begun = not each.since or last_day(each.since) <= on
        over = each.until and last_day(each.until) < on
        if begun and not over:
            kinds.setdefault(each.kind, []).append(each.since)
    rows = [Hindrance(kind, len(since), min(filter(None, since), default="")) for kind, since in kinds.items()]
    return sorted(rows, key=lambda row: (-row.count, row.kind))
