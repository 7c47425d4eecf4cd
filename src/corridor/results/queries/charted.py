"""What each chart shows, as shapes in hundredths of its width and as text of one language."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from corridor.base.names import RIGHT_TO_LEFT
from corridor.ledger.queries.words import STATES
from corridor.ledger.rules.items import Item
from corridor.results.queries.wording import Names, Wording
from corridor.results.queries.words import STEPS
from corridor.results.rules import charts as rules
from corridor.results.rules.axes import from_start, number_ticks, place, share, year_ticks
from corridor.results.rules.board import SOON_DAYS, due_soon, path
from corridor.results.rules.charts import Bar, Month, Slip

PARTIES_FIRST, ROWS_FIRST, SOON_FIRST = 15, 30, 50
# So many years are named above the lines, so that they stand apart on a phone.
YEARS = 5
# The height of the columns, and what stands above them, in points.
HEIGHT, ABOVE = 180, 24
# Marks at the edge stay whole; the heights of columns stand in front of them.
EDGE, FRONT = 2.0, 3.5
# A year that begins further on has no room for its name.
LAST_LABEL = 88.0

PARTS = {
    "kept-on-time": STATES["kept-on-time"],
    "kept-undated": gettext_lazy("Kept, no date promised"),
    "kept-late": STATES["kept-late"],
    "partly-kept": STATES["partly-kept"],
    "overdue": STATES["overdue"],
    "open": gettext_lazy("Otherwise open"),
    "ended": gettext_lazy("Ended unkept"),
}
# How a promise stands in its month, and the fill that it shares with the parts.
MONTHLY = {
    "kept": ("kept-on-time", gettext_lazy("Kept")),
    "missed": ("overdue", gettext_lazy("Not kept")),
    "coming": ("open", gettext_lazy("Still to come")),
    "ended": ("ended", PARTS["ended"]),
}
DELAYS = {
    "on-time": gettext_lazy("on time"),
    "quarter": gettext_lazy("up to 90 days"),
    "year": gettext_lazy("91 days to a year"),
    "years": gettext_lazy("one to three years"),
    "longer": gettext_lazy("over three years"),
}
DELIVERED, STILL_NOT = gettext_lazy("Delivered"), gettext_lazy("Still not delivered")


class Charted(Wording):
    """The charts of some promises on a day; `most` says how many of the late ones are named."""

    def __init__(self, language: str, parties: Names, items: Sequence[Item], on: date, most: int) -> None:
        super().__init__(language, parties, {})
        self.items, self.on, self.most = items, on, most
        self.is_from_right = language.split("-")[0] in RIGHT_TO_LEFT

    def along_path(self) -> dict[str, Any]:
        """From promise to proof: how many reached each step, and what fell away before it."""
        steps = path(self.items)
        counts = {step.name: step.count for step in steps}
        kept = ngettext(
            "{n} of {promises} was reported kept", "{n} of {promises} were reported kept", counts["delivered"]
        )
        shown = []
        for step in steps:
            lost = ngettext("{n} fell away", "{n} fell away", step.lost).format(n=self.number(step.lost))
            shown.append(
                {
                    "label": str(STEPS[step.name]),
                    "number": self.number(step.count),
                    "aside": lost if step.lost else "",
                    "pieces": self.pieces({"kept-on-time": step.count, "ended": step.lost}, len(self.items)),
                    "said": f"{STEPS[step.name]}: {self.number(step.count)}",
                    "cells": [self.number(step.count), self.number(step.lost)],
                }
            )
        return {
            "is_empty": not self.items,
            "title": _("{kept}; {document}, {verified}").format(
                kept=kept.format(n=self.number(counts["delivered"]), promises=self.promises(counts["promised"])),
                document=self.or_none(counts["document"], _("none on a document or better"), ngettext(
                    "{n} on a document or better", "{n} on a document or better", counts["document"]
                )),
                verified=self.or_none(counts["verified"], _("none verified"), ngettext(
                    "{n} verified by another party", "{n} verified by another party", counts["verified"]
                )),
            ),
            "rows": shown,
            "legend": [
                {"part": "kept-on-time", "label": _("Reached the step")},
                {"part": "ended", "label": _("Fell away before it")},
            ],
            "head": [_("Step"), _("Promises"), _("Fell away")],
        }  # fmt: skip

    def by_party(self) -> dict[str, Any]:
        """How the promises of the parties stand that promised most; all others together."""
        everyone = rules.bars(self.items)
        first, others = everyone[:PARTIES_FIRST], everyone[PARTIES_FIRST:]
        longest = first[0].total if first else 0
        rows = [self.party(bar, longest, {"name": self.named(self.parties, bar.party)}) for bar in first]
        if others:
            label = ngettext("{n} other party together", "{n} other parties together", len(others))
            # They may be more than anybody's bar, so they have none.
            rows.append(self.party(rules.together(others), 0, {"label": label.format(n=self.number(len(others)))}))
        return {
            "is_empty": not first,
            "title": self.of_parties(first, len(everyone)),
            "rows": rows,
            "legend": [{"part": part, "label": str(label)} for part, label in PARTS.items()],
            "head": [_("Party"), _("Promises"), *map(str, PARTS.values())],
        }

    def of_parties(self, first: Sequence[Bar], parties: int) -> str:
        """What became of the promises of those that promised most."""
        sums = rules.together(first)
        kept = sum(count for part, count in sums.parts.items() if part.startswith("kept"))
        who = ngettext("{n} party", "{n} parties", parties).format(n=self.number(parties))
        said = _("{parties} gave {promises}; {kept}, {overdue}")
        if len(first) < parties:
            said = _("{most} of {parties} gave {part} of {promises}; of these {kept}, {overdue}")
        were = self.reported_kept(kept)
        are = ngettext("{n} is overdue", "{n} are overdue", sums.parts["overdue"])
        return said.format(
            most=self.number(len(first)),
            parties=who,
            part=self.number(sums.total),
            promises=self.promises(len(self.items)),
            kept=were,
            overdue=are.format(n=self.number(sums.parts["overdue"])),
        )

    def party(self, bar: Bar, longest: int, called: Mapping[str, Any]) -> dict[str, Any]:
        kept = sum(count for part, count in bar.parts.items() if part.startswith("kept"))
        counts = {_("kept"): kept, _("overdue"): bar.parts["overdue"], _("partly"): bar.parts["partly-kept"]}
        return {
            **called,
            "debtor": bar.party,
            "number": self.number(bar.total),
            "aside": " · ".join(f"{label} {self.number(count)}" for label, count in counts.items() if count),
            "pieces": self.pieces(bar.parts, longest) if longest else [],
            "said": " · ".join(f"{PARTS[part]} {self.number(n)}" for part, n in bar.parts.items() if n),
            "cells": [self.number(bar.total), *map(self.number, bar.parts.values())],
        }

    def by_delay(self) -> dict[str, Any]:
        """How far delivery lies behind the promised dates: by classes, and promise by promise the latest."""
        found = rules.slips(self.items)
        delays = rules.delays(found)
        longest = max((delay.kept + delay.still for delay in delays), default=0)
        on_time = sum(not slip.days for slip in found)
        kept = ngettext(
            "{n} of {promises} whose date has come was reported kept in time",
            "{n} of {promises} whose date has come were reported kept in time",
            on_time,
        ).format(n=self.number(on_time), promises=self.promises(len(found)))
        days = ngettext("{n} day", "{n} days", rules.middle(found)).format(n=self.number(rules.middle(found)))
        return {
            "is_empty": not found,
            "title": _("{kept}; the median delay so far is {days}").format(kept=kept, days=days),
            "rows": [
                {
                    "label": str(DELAYS[delay.name]),
                    "number": self.number(delay.kept + delay.still),
                    "aside": "",
                    "pieces": self.pieces(
                        {
                            "kept-on-time" if delay.name == "on-time" else "kept-late": delay.kept,
                            "overdue": delay.still,
                        },
                        longest,
                    ),
                    "said": f"{DELIVERED} {self.number(delay.kept)} · {STILL_NOT} {self.number(delay.still)}",
                    "cells": [self.number(delay.kept), self.number(delay.still)],
                }
                for delay in delays
            ],
            "legend": [
                {"part": "kept-on-time", "label": _("Delivered on time")},
                {"part": "kept-late", "label": _("Delivered late")},
                {"part": "overdue", "label": str(STILL_NOT)},
            ],
            "head": [_("Delay so far"), str(DELIVERED), str(STILL_NOT)],
            "slips": self.late_rows(found),
        }

    def late_rows(self, found: Sequence[Slip]) -> dict[str, Any]:
        """The latest promises as lines from the promised day to delivery, or to the day that is shown.

        What is still not there stands before what was delivered, which takes a third of the rows where it can.
        """
        kept = [slip for slip in found if slip.kept]
        still = [slip for slip in found if not slip.kept]
        shown_kept = kept[: max(self.most // 3, self.most - len(still))]
        shown_still = still[: self.most - len(shown_kept)]
        every = (*shown_still, *shown_kept)
        first = min((slip.promised for slip in every), default=self.on).replace(month=1, day=1)
        last = max((self.on, *(slip.promised for slip in every)))
        groups = ((STILL_NOT, shown_still, still), (DELIVERED, shown_kept, kept))
        return {
            "years": [
                {"x": self.x(place(tick, first, last)), "label": self.day(str(tick.year))}
                for tick in year_ticks(first, last, most=YEARS)
            ],
            "groups": [
                {
                    "label": str(label),
                    "rows": [self.late_row(slip, first, last) for slip in shown],
                    "more": self.more(len(every_one) - len(shown)),
                }
                for label, shown, every_one in groups
                if shown
            ],
        }

    def late_row(self, slip: Slip, first: date, last: date) -> dict[str, Any]:
        return {
            **self.item(slip.item),
            "kept": self.day(slip.kept),
            "is_kept": slip.kept is not None,
            "from": self.x(place(slip.promised, first, last)),
            "to": self.x(place(slip.kept or self.on, first, last)),
        }

    def by_month(self) -> dict[str, Any]:
        """What falls due month by month, what became of it, and what comes next."""
        window = rules.calendar(rules.due_months(self.items), self.on)
        fallen, coming = rules.fallen_and_coming(self.items, self.on)
        fell = ngettext(
            "{n} promise fell due in the past five years",
            "{n} promises fell due in the past five years",
            len(fallen),
        )
        kept = sum(item.standing.is_kept for item in fallen)
        comes = ngettext(
            "{n} falls due in the coming two years", "{n} fall due in the coming two years", len(coming)
        )
        soon = due_soon(self.items, self.on)
        return {
            "is_empty": not fallen and not coming,
            "title": _("{fell}, {kept}; {comes}").format(
                fell=fell.format(n=self.number(len(fallen))),
                kept=self.reported_kept(kept),
                comes=comes.format(n=self.number(len(coming))),
            ),
            "columns": self.columns(window),
            "rows": [
                {
                    "label": self.day(f"{month.first:%Y-%m}"),
                    "cells": [self.number(month.total), *map(self.number, month.parts.values())],
                }
                for month in window
                if month.total
            ],
            "legend": [{"part": part, "label": str(label)} for part, label in MONTHLY.values()],
            "head": [_("Month"), _("Promises"), *(str(label) for _part, label in MONTHLY.values())],
            "soon_title": _("Due in the next {days} days").format(days=self.number(SOON_DAYS)),
            "soon": [self.item(item) for item in soon[:SOON_FIRST]],
            "soon_more": len(soon) > SOON_FIRST,
        }

    def columns(self, window: Sequence[Month]) -> dict[str, Any]:
        """The months as columns: their places across in hundredths, their heights in points."""
        ticks = number_ticks(max(month.total for month in window), about=4)
        first, end = window[0].first, window[-1].first
        width = (100 - FRONT) / len(window)

        def at(day: date) -> float:
            return FRONT + place(day, first, end) * (100 - FRONT - width) / 100

        return {
            "height": ABOVE + HEIGHT + ABOVE,
            "base": ABOVE + HEIGHT,
            "start": "100%" if self.is_from_right else "0",
            "ticks": [
                {"y": round(ABOVE + HEIGHT * (1 - tick / ticks[-1])), "label": self.number(tick)}
                for tick in ticks[1:]
            ],
            "years": [
                {"x": self.across(at(tick)), "label": self.day(str(tick.year)) if at(tick) < LAST_LABEL else ""}
                for tick in year_ticks(first, end)
            ],
            "today": self.across(at(self.on)),
            "day": self.day(self.on),
            "months": [
                {
                    "said": f"{self.day(f'{month.first:%Y-%m}')}: {self.number(month.total)}",
                    "stack": self.stack(month, FRONT + number * width, width, HEIGHT / ticks[-1]),
                }
                for number, month in enumerate(window)
                if month.total
            ],
        }

    def stack(self, month: Month, begins: float, width: float, unit: float) -> list[dict[str, str]]:
        """A month's promises one upon the other, what was kept at the bottom."""
        x = self.across(begins + width * 0.1, width * 0.8)
        floor, pieces = float(ABOVE + HEIGHT), []
        for part, count in month.parts.items():
            if count:
                floor -= count * unit
                long = {"w": f"{width * 0.8:.2f}%", "y": f"{floor:.1f}", "h": f"{count * unit:.1f}"}
                pieces.append({"part": MONTHLY[part][0], "x": x, **long})
        return pieces

    def pieces(self, parts: Mapping[str, int], longest: int) -> list[dict[str, str]]:
        """The parts of a bar behind one another, the longest bar being as wide as there is room."""
        begins, found = 0.0, []
        for part, count in parts.items():
            if count:
                long = share(count, longest)
                found.append({"part": part, "x": self.across(begins, long), "w": f"{long:.2f}%"})
                begins += long
        return found

    def across(self, begins: float, long: float = 0.0) -> str:
        """A place across as SVG writes it, seen from where lines begin in the language."""
        return f"{from_start(begins, long, self.is_from_right):.2f}%"

    def x(self, place: float) -> str:
        """The same for a mark, a little inside the edges."""
        return self.across(EDGE + place * (100 - 2 * EDGE) / 100)

    def more(self, left: int) -> str:
        return ngettext("{n} more promise", "{n} more promises", left).format(n=self.number(left)) if left else ""

    def promises(self, count: int) -> str:
        return ngettext("{n} promise", "{n} promises", count).format(n=self.number(count))

    def reported_kept(self, count: int) -> str:
        said = ngettext("{n} was reported kept", "{n} were reported kept", count)
        return said.format(n=self.number(count))

    def or_none(self, count: int, none: str, some: str) -> str:
        return some.format(n=self.number(count)) if count else none
