"""What a commitment waits for and who waits for it, as a small graph in words of one language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.ledger.rules.items import Item
from corridor.results.queries.wording import Wording
from corridor.results.rules.graph import Box, Column, Line, graph


def shown_graph(item: Item, near: Mapping[int, Item], words: Wording) -> dict[str, Any] | None:
    """The graph as boxes with text and lines with coordinates; nothing where there is nothing to draw."""
    found = graph(item, near)
    if found is None:
        return None
    return {
        "lacks": bool(item.waits_for),
        "missing": _missing(item, words),
        "waiting": words.waiting(item) if item.standing.is_open and item.waiting.others else "",
        "columns": [
            {**_column(column, words), "place": 2 * place + 1} for place, column in enumerate(found.columns)
        ],
        "gaps": [
            {
                "place": 2 * place,
                "rows": found.rows,
                "side": "before" if found.columns[place].distance <= 0 else "after",
                "lines": [_line(line) for line in lines],
            }
            for place, lines in enumerate(found.gaps, 1)
        ],
    }


def _missing(item: Item, words: Wording) -> str:
    """How much of what it needs is missing, in a sentence; nothing where it needs nothing."""
    missing, needed = len(item.waits_for), len(item.waits_for) + len(item.has)
    if missing and needed == 1:
        return _("The one promise that it needs is missing.")
    if missing:
        lacking = ngettext(
            "{n} of the {needed} promises that it needs is missing.",
            "{n} of the {needed} promises that it needs are missing.",
            missing,
        )
        return lacking.format(n=words.number(missing), needed=words.number(needed))
    there = ngettext(
        "The promise that it needs is reported kept.", "All {n} promises that it needs are reported kept.", needed
    )
    return there.format(n=words.number(needed)) if needed else ""


def _column(column: Column, words: Wording) -> dict[str, Any]:
    boxes = [_box(box, column.distance, words) for box in column.boxes]
    more = ngettext("{n} more promise", "{n} more promises", column.more).format(n=words.number(column.more))
    return {
        "label": _label(column.distance),
        "side": "before" if column.distance < 0 else "after" if column.distance else "here",
        "boxes": boxes,
        "more": more if column.more else "",
        "more_row": column.more_row,
        # Only those directly beside it stand in a list on the page.
        "list": {-1: "needs", 1: "waits"}.get(column.distance, ""),
    }


def _label(distance: int) -> str:
    if distance < -1:
        return _("Before that")
    return {-1: _("What it needs"), 0: _("This promise"), 1: _("What needs it")}.get(distance, _("After that"))


def _box(box: Box, distance: int, words: Wording) -> dict[str, Any]:
    return {
        **words.item(box.item),
        "row": box.row,
        "span": box.span,
        "here": not distance,
        "is_missing": distance < 0 and box.item.standing.is_open,
        "is_open": box.item.standing.is_open,
    }


def _line(line: Line) -> dict[str, Any]:
    """A line through the gap between two columns, whose box is a hundred by a hundred."""
    begins, ends = f"{line.begins:.2f}", f"{line.ends:.2f}"
    return {"path": f"M0 {begins}C55 {begins} 45 {ends} 100 {ends}", "holds": line.holds}
