"""A list of commitments: which of them, in which order, which part of it. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import ENDED, STRENGTH, Proof, State
from corridor.results.rules.board import holding_up

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
    "contested": lambda item: item.standing.is_contested,
    "punctual": lambda item: item.standing.state is State.KEPT_ON_TIME and not item.is_kept_undated,
    "undated": lambda item: item.is_kept_undated,
    "pledging": lambda item: bool(item.facts.workers) and item.standing.state not in ENDED,
}
# The grades of proof that a list can ask for, the weakest first.
PROVEN = tuple(grade.value for grade in Proof if grade is not Proof.NONE)
# What is late, blocked or holds up a late one: no promise shows it by itself.
HELD = "held"


@dataclass(frozen=True)
class Choice:
    """What a list shows: only those in a state, of a mark, owed by or to a party, and so on; empty asks for all.

    proof: those proven at least so well.
    """

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
    proof: str = ""


# The columns of a commitment that a choice compares as they are.
COMPARED = ("debtor", "creditor", "zone", "kind", "agreement", "meeting", "source")


def proven_at_least(proof: str) -> list[Proof]:
    """The grades of proof from one upwards, the weakest first.

    >>> [grade.value for grade in proven_at_least("document")]
    ['document', 'measured', 'verified']
    """
    return [grade for grade in Proof if STRENGTH[grade] >= STRENGTH[proof]]


def chosen(items: Iterable[Item], choice: Choice) -> list[Item]:
    """The commitments that a choice asks for, in its order."""
    if choice.mark == HELD:
        every = {item.facts.number: item for item in items}
        behind = holding_up(every)
        items = [item for number, item in every.items() if item.is_stuck or number in behind]
    wanted = [(name, getattr(choice, name)) for name in COMPARED if getattr(choice, name)]
    is_so = MARKS.get(choice.mark)
    grades = proven_at_least(choice.proof or Proof.NONE)
    found = [
        item
        for item in items
        if (choice.state is None or item.standing.state is choice.state)
        and (is_so is None or is_so(item))
        and item.standing.proof in grades
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
