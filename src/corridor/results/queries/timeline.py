"""The promises of a zone through the years, in words and as bars that a page draws."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from corridor.base.formats import shown_day
from corridor.base.names import RIGHT_TO_LEFT
from corridor.ledger.models import Move
from corridor.ledger.rules.items import Item
from corridor.results.queries.wording import Wording
from corridor.results.rules.axes import from_start, year_ticks
from corridor.results.rules.timeline import Axis, Course, Part, axis, course, drawn

SIGNS = (
    ("promised", _("from when it was given to when it was promised for")),
    ("due", _("first date promised")),
    ("moved", _("the date it was moved to")),
    ("late", _("late")),
    ("kept", _("delivered")),
    ("undated", _("no date promised")),
    ("today", _("the day of this page")),
)


def shown_timeline(
    items: Sequence[Item], on: date, words: Wording, moves: Mapping[int, Sequence[Move]]
) -> dict[str, Any]:
    """Some promises in the order of time, each a bar from when it was given to when it was due, and on while late.

    Places are in percent from the left; where lines run from the right, so does the time.
    moves: those of a due date, each promise's oldest first, by its number.
    """
    rows = drawn(items)
    moved = {number: found[-1].due_on for number, found in moves.items()}
    courses = [course(item, on, moved.get(item.facts.number, "")) for item in rows]
    time = _Time(axis(courses, on), words.language)
    return {
        "rows": [
            {
                **words.item(item),
                **_told(item, words),
                "moved": words.day(moved.get(item.facts.number, "")),
                "bar": time.bar(each),
            }
            for item, each in zip(rows, courses, strict=True)
        ],
        "years": [
            {"at": time.mark(day), "label": shown_day(str(day.year), words.language)}
            for day in year_ticks(time.axis.first, time.axis.last)
            if day < time.axis.last
        ],
        "today": time.mark(on),
        "signs": [(sign, label) for sign, label in SIGNS if moved or sign != "moved"],
        "from_right": time.from_right,
    }


def _told(item: Item, words: Wording) -> dict[str, str]:
    return {"given": words.day(item.facts.made_on), "kept": words.day(item.standing.kept_on)}


class _Time:
    """An axis as a reader of a language sees it."""

    def __init__(self, axis: Axis, language: str) -> None:
        self.axis, self.from_right = axis, language in RIGHT_TO_LEFT

    def mark(self, day: date) -> str:
        return _percent(from_start(self.axis.at(day), 0, self.from_right))

    def part(self, part: Part) -> dict[str, str]:
        return {
            "at": _percent(from_start(part.at, part.length, self.from_right)),
            "length": _percent(max(part.length, 0.4)),
        }

    def bar(self, course: Course) -> dict[str, Any]:
        given, due, until, moved = course.given, course.due, course.until, course.moved
        span = self.part(self.axis.part(given, until)) if given and until else None
        return {
            "promised": span if due else None,
            "undated": None if due else span,
            "late": self.part(self.axis.part(due, course.late_until)) if due and course.late_until else None,
            "due": self.mark(due) if due else "",
            "moved": self.mark(moved) if moved else "",
            "moved_from": self.mark(due) if due and moved else "",
            "kept": self.mark(course.kept) if course.kept else "",
        }


def _percent(number: float) -> str:
    return f"{number:.1f}%".replace(".0%", "%")
