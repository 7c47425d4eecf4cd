"""What a commitment waits for and who waits for it as columns of boxes with lines between them. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from corridor.ledger.rules.items import Item

# So many steps are drawn on either side, and so many boxes in a column.
NEEDS_DEEP, WAITS_DEEP, MOST = 3, 2, 7
# The heights of boxes in rows: what is missing says who owes it, and the commitment itself stands out.
LARGE, SMALL, REST = 4, 2, 1
Near = Mapping[int, Item]


class Box(NamedTuple):
    """A commitment in a column: the row at which its box begins, counted from 1, and how many rows it takes."""

    item: Item
    row: int
    span: int


class Column(NamedTuple):
    """Boxes at one distance: below 0 what is needed, 0 the commitment itself, above 0 what needs it.

    more: how many more there are; they stand as one box of one row at `more_row`.
    """

    distance: int
    boxes: tuple[Box, ...]
    more: int
    more_row: int


class Line(NamedTuple):
    """A line from a box to one of the next column, by the heights of their middles in hundredths.

    holds: both are open, so that the one waits for the other.
    """

    begins: float
    ends: float
    holds: bool


class Graph(NamedTuple):
    """Columns in the order in which things must happen, the lines between each and the next, and its rows."""

    columns: tuple[Column, ...]
    gaps: tuple[tuple[Line, ...], ...]
    rows: int


def graph(item: Item, near: Near) -> Graph | None:
    """The commitment between what it needs and what needs it; nothing where there is neither.

    near: all within three steps of needing and two of being needed, by number. What is kept waits for nothing and
    nothing waits through it: so only what is open is followed further. Each stands where it is nearest.
    """
    needs = _levels(item, near, _needed, NEEDS_DEEP)
    waits = _levels(item, near, _needing(near), WAITS_DEEP)
    if not needs and not waits:
        return None
    levels = {0: [item]} | {-step: level for step, level in enumerate(needs, 1)}
    levels |= dict(enumerate(waits, 1))
    rows = max(_height(step, level) for step, level in levels.items())
    columns = tuple(_column(step, levels[step], rows) for step in sorted(levels))
    gaps = tuple(_lines(columns[here], columns[here + 1], rows) for here in range(len(columns) - 1))
    return Graph(columns, gaps, rows)


def _needed(item: Item) -> Sequence[int]:
    return (*item.waits_for, *item.has)


def _needing(near: Near) -> Callable[[Item], Sequence[int]]:
    """What needs a commitment, by the needs of all that are near."""
    found: dict[int, list[int]] = {}
    for number, item in near.items():
        for needed in _needed(item):
            found.setdefault(needed, []).append(number)
    return lambda item: found.get(item.facts.number, ())


def _levels(item: Item, near: Near, reach: Callable[[Item], Sequence[int]], deep: int) -> list[list[Item]]:
    """Step by step what is reached from the boxes that are drawn, the open first, each next to what reached it."""
    seen, levels, edge = {item.facts.number}, [], [item]
    for _step in range(deep):
        found: dict[int, int] = {}
        for place, each in enumerate(edge):
            for number in reach(each):
                if number in near and number not in seen:
                    found.setdefault(number, place)
        seen |= set(found)
        level = sorted((near[number] for number in found), key=lambda each: _rank(each, found[each.facts.number]))
        if not level:
            break
        levels.append(level)
        edge = [each for each in level[:MOST] if each.standing.is_open]
    return levels


def _rank(item: Item, reached_from: int) -> tuple[bool, int, int, int, str]:
    return (
        not item.standing.is_open, reached_from, -item.waiting.others, -item.waiting.workers, item.facts.code,
    )  # fmt: skip


def _span(distance: int, item: Item) -> int:
    return LARGE if not distance or (distance < 0 and item.standing.is_open) else SMALL


def _height(distance: int, level: Sequence[Item]) -> int:
    """How many rows a column takes."""
    return sum(_span(distance, item) for item in level[:MOST]) + (REST if len(level) > MOST else 0)


def _column(distance: int, level: Sequence[Item], rows: int) -> Column:
    """A column in the middle of so many rows."""
    boxes, row = [], (rows - _height(distance, level)) // 2 + 1
    for item in level[:MOST]:
        boxes.append(Box(item, row, _span(distance, item)))
        row += boxes[-1].span
    return Column(distance, tuple(boxes), max(0, len(level) - MOST), row)


def _lines(here: Column, there: Column, rows: int) -> tuple[Line, ...]:
    """Lines from what is needed to what needs it, in two columns beside each other."""
    return tuple(
        Line(_middle(box, rows), _middle(other, rows), box.item.standing.is_open and other.item.standing.is_open)
        for other in there.boxes
        for box in here.boxes
        if box.item.facts.number in _needed(other.item)
    )


def _middle(box: Box, rows: int) -> float:
    """The height of a box's middle, in hundredths of all rows."""
    return 100 * (box.row - 1 + box.span / 2) / rows
