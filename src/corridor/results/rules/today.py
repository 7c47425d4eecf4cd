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


def group_of(past: int | None, others: int, is_mine: bool, is_late: bool = False) -> str:
    """Where a promise stands in somebody's day; nowhere, where nothing need be done about it now.

    past: by how many days the last date given has passed. others: how many other promises wait for it.
    is_late: whether the first date has passed; moved far ahead, it is overdue all the same.

    >>> group_of(91, 0, True), group_of(3, 0, True), group_of(3, 2, True), group_of(-28, 0, True)
    ('critical', 'overdue', 'critical', 'soon')
    >>> group_of(None, 13, True), group_of(None, 0, True), group_of(1, 0, False), group_of(-1, 9, False)
    ('awaited', '', 'owed-late', '')
    >>> group_of(-60, 0, True), group_of(-60, 0, True, is_late=True), group_of(-60, 0, False, is_late=True)
    ('', 'overdue', 'owed-late')
    """
    if not is_mine:
        return "owed-late" if is_late or (past is not None and past > 0) else ""
    if past is None:
        return "awaited" if others else ""
    if past > 0:
        return "critical" if past > CRITICAL or others else "overdue"
    if past >= -SOON:
        return "soon"
    return "overdue" if is_late else ""


def groups_of(owed: Iterable[Owed], mine: Collection[str]) -> dict[str, list[Owed]]:
    """Promises by group, what holds up most first; what is soon by its day."""
    groups: dict[str, list[Owed]] = {name: [] for name in GROUPS}
    for each in owed:
        name = group_of(each.past, each.item.waiting.others, each.item.facts.debtor in mine, each.item.is_late)
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
