"""A list of commitments: which of them, in which order, which part of it. Pure."""

from collections.abc import Callable, Iterable
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


# What a list can be asked for beside a state: promises of which something is true.
MARKS: dict[str, Callable[[Item], bool]] = {
    "open": lambda item: item.standing.is_open,
    "kept": lambda item: item.standing.is_kept,
    "late": lambda item: item.is_late,
    "blocked": lambda item: item.standing.is_blocked,
    "disputed": lambda item: item.standing.is_disputed,
}


@dataclass(frozen=True)
class Choice:
    """What a list shows: only those in a state, of a mark, owed by or to a party, and so on; empty asks for all."""

    state: State | None = None
    debtor: str = ""
    zone: str = ""
    kind: str = ""
    order: str = "waiting"
    creditor: str = ""
    agreement: str = ""
    meeting: str = ""
    source: str = ""
    mark: str = ""


# The columns of a commitment that a choice compares as they are.
COMPARED = ("debtor", "creditor", "zone", "kind", "agreement", "meeting", "source")


def chosen(items: Iterable[Item], choice: Choice) -> list[Item]:
    """The commitments that a choice asks for, in its order."""
    wanted = [(name, getattr(choice, name)) for name in COMPARED if getattr(choice, name)]
    is_so = MARKS[choice.mark] if choice.mark else None
    found = [
        item
        for item in items
        if (choice.state is None or item.standing.state is choice.state)
        and (is_so is None or is_so(item))
        and all(getattr(item.facts, name) == word for name, word in wanted)
    ]
    return sorted(found, key=ORDERS[choice.order])


def near_pages(number: int, pages: int) -> list[int]:
    """The pages that a page of a long list leads to: the first, those about it, the last; 0 stands for a gap.

    >>> near_pages(1, 3), near_pages(10, 2000)
    ([1, 2, 3], [1, 0, 8, 9, 10, 11, 12, 0, 2000])
    """
    shown = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    numbers: list[int] = []
    for each in shown:
        if numbers and each > numbers[-1] + 1:
            numbers.append(each - 1 if each == numbers[-1] + 2 else 0)
        numbers.append(each)
    return numbers
