"""In which order somebody's promises come before them. Pure."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from corridor.ledger.rules.items import Item

# So many days past it is critical, and so many before it is soon.
CRITICAL, SOON = 90, 28
# So many rows of a group stand on the page.
MOST = 20
GROUPS = ("critical", "overdue", "soon", "awaited", "owed-late")


class Owed(NamedTuple):
    """An open promise, the last date given for it, and by how many days that has passed; nothing where none was."""

    item: Item
    due_on: str
    past: int | None


def group_of(past: int | None, others: int, is_mine: bool) -> str:
    """Where a promise stands in somebody's day; nowhere, where nothing need be done about it now.

    past: by how many days the last date given has passed. others: how many other promises wait for it.

    >>> group_of(91, 0, True), group_of(3, 0, True), group_of(3, 2, True), group_of(-28, 0, True)
    ('critical', 'overdue', 'critical', 'soon')
    >>> group_of(None, 13, True), group_of(None, 0, True), group_of(1, 0, False), group_of(-1, 9, False)
    ('awaited', '', 'owed-late', '')
    """
    if not is_mine:
        return "owed-late" if past is not None and past > 0 else ""
    if past is None:
        return "awaited" if others else ""
    if past > 0:
        return "critical" if past > CRITICAL or others else "overdue"
    return "soon" if past >= -SOON else ""


def groups_of(owed: Iterable[Owed], mine: Collection[str]) -> dict[str, list[Owed]]:
    """Promises by group, what holds up most first; what is soon by its day."""
    groups: dict[str, list[Owed]] = {name: [] for name in GROUPS}
    for each in owed:
        name = group_of(each.past, each.item.waiting.others, each.item.facts.debtor in mine)
        if name:
            groups[name].append(each)
    for name, rows in groups.items():
        rows.sort(key=_by_day if name == "soon" else _by_weight)
    return groups


def _by_day(owed: Owed) -> tuple[int, int, str]:
    return -(owed.past or 0), -owed.item.waiting.others, owed.item.facts.code


def _by_weight(owed: Owed) -> tuple[int, int, int, str]:
    waiting = owed.item.waiting
    return -waiting.others, -waiting.workers, -(owed.past or 0), owed.item.facts.code
