"""A commitment as everybody reads it: its facts, where it stands, what it waits for and what waits for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from corridor.base.days import last_day_or_none
from corridor.ledger.rules.states import Promise, Standing, standing
from corridor.ledger.rules.waiting import NOBODY, Edge, Waiting, waiting


class Facts(NamedTuple):
    """What the ledger holds of one commitment; days are text at the precision that was promised."""

    number: int
    code: str
    title: str
    kind: str
    debtor: str
    creditor: str
    zone: str
    quantity: Decimal | None
    unit: str
    made_on: str
    due_on: str
    workers: int | None
    exports_usd: Decimal | None
    source: str
    agreement: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One commitment on one day. `waits_for` are the open ones it needs, `has` those it needed and got."""

    facts: Facts
    standing: Standing
    waiting: Waiting
    waits_for: Sequence[int]
    has: Sequence[int]

    @property
    def due_by(self) -> date | None:
        """The last day of the first date that was promised."""
        return last_day_or_none(self.facts.due_on)

    @property
    def is_kept_undated(self) -> bool:
        """Kept, where no date was promised: it counts as on time, as there was nothing to be late against."""
        return self.standing.is_kept and not self.facts.due_on

    @property
    def is_stuck(self) -> bool:
        """Late or blocked."""
        return self.is_late or self.standing.is_blocked

    @property
    def is_late(self) -> bool:
        """Still owed after the first date that was promised, in whole or in part."""
        return self.standing.is_open and self.standing.days_late > 0


def items_on(promises: Iterable[tuple[Facts, Promise]], needs: Iterable[Edge], on: date) -> dict[int, Item]:
    """Every commitment made by a day, where it stood then and who waited for whom, by its number."""
    facts: dict[int, Facts] = {}
    standings: dict[int, Standing] = {}
    for fact, promise in promises:
        found = standing(promise, on)
        if found is not None:
            facts[fact.number], standings[fact.number] = fact, found
    edges = [edge for edge in needs if edge[0] in standings and edge[1] in standings]
    still_open = [number for number, found in standings.items() if found.is_open]
    pledged = {number: fact.workers for number, fact in facts.items() if fact.workers}
    held = waiting(still_open, edges, pledged)
    unmet, met = _split(edges, standings)
    return {
        number: Item(fact, standings[number], held.get(number, NOBODY), unmet.get(number, ()), met.get(number, ()))
        for number, fact in facts.items()
    }


def _split(
    edges: Iterable[Edge], standings: Mapping[int, Standing]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    unmet: dict[int, list[int]] = {}
    met: dict[int, list[int]] = {}
    for item, needed in edges:
        found = standings[needed]
        if found.is_open:
            unmet.setdefault(item, []).append(needed)
        elif found.is_kept:
            met.setdefault(item, []).append(needed)
    return unmet, met
