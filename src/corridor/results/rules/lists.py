"""A list of commitments: which of them, in which order, which part of it. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import State

PAGE = 50
FAR = date.max

ORDERS: dict[str, Callable[[Item], Any]] = {
    "waiting": lambda item: (
        -item.waiting.others,
        -item.waiting.workers,
        -item.standing.days_late,
        item.facts.code,
    ),
    "late": lambda item: (-item.standing.days_late, -item.waiting.others, item.facts.code),
    "due": lambda item: (item.due_by or FAR, item.facts.code),
    "code": lambda item: item.facts.code,
}


@dataclass(frozen=True)
class Choice:
    """What a list shows: only those in a state, owed by a party, at a zone, of a kind; empty asks for all."""

    state: State | None = None
    debtor: str = ""
    zone: str = ""
    kind: str = ""
    order: str = "waiting"


def chosen(items: Iterable[Item], choice: Choice) -> list[Item]:
    """The commitments that a choice asks for, in its order."""
    found = [
        item
        for item in items
        if (choice.state is None or item.standing.state is choice.state)
        and choice.debtor in ("", item.facts.debtor)
        and choice.zone in ("", item.facts.zone)
        and choice.kind in ("", item.facts.kind)
    ]
    return sorted(found, key=ORDERS[choice.order])


def part(rows: Sequence[Item], number: int) -> tuple[Sequence[Item], int]:
    """One page of a list, the first being 1, and how many pages there are; at least one, even if empty.

    >>> part([], 1)
    ([], 1)
    """
    pages = max(1, -(-len(rows) // PAGE))
    return rows[(number - 1) * PAGE : number * PAGE], pages
