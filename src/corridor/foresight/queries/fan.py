"""What is in operation month by month, as shapes in hundredths of a chart's width and as text of one language."""

import csv
import io
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from corridor.base.names import RIGHT_TO_LEFT
from corridor.foresight.queries.asking import Asker
from corridor.foresight.queries.curves import EXPORTS, FACTORIES, WORKERS, Fan, fans
from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.queries.kept import Kept
from corridor.foresight.queries.shown import Shown
from corridor.results.rules.axes import from_start, number_ticks, place, year_ticks

# As far as a forecast looks.
MONTHS = 120
# The height of the picture and what stands above it, in points; the numbers stand in front of it.
HEIGHT, ABOVE, FRONT = 180, 24, 3.5
LAST_LABEL = 90.0
DECEMBER = 12
TEN = 9.95
FANS: Kept[dict[str, Fan]] = Kept(standing=16, own=64)
TABLES: Kept[str] = Kept(standing=16, own=16)

MEASURES = {
    WORKERS: gettext_lazy("Workers in operation"),
    FACTORIES: gettext_lazy("Factories in operation"),
    EXPORTS: gettext_lazy("Exports in operation, USD a year"),
}


def month_ends(on: date, months: int = MONTHS) -> list[date]:
    """The last days of the month of a day and of those after it.

    >>> [str(day) for day in month_ends(date(2027, 11, 22), 4)]
    ['2027-11-30', '2027-12-31', '2028-01-31', '2028-02-29']
    """
    places = (on.year * 12 + on.month - 1 + later for later in range(months))
    return [
        date(year, month + 1, monthrange(year, month + 1)[1]) for year, month in (divmod(at, 12) for at in places)
    ]


def shown_fan(
    found: Forecast, language: str, beside: Forecast | None = None, asker: Asker | None = None
) -> list[dict[str, Any]]:
    """A chart for each measure of which anything is pledged; beside: expected otherwise."""
    other = of_programme(beside, asker) if beside else {}
    drawn = of_programme(found, asker)
    with override(language):
        shown = Fanned(found, language, month_ends(found.on))
        return [shown.chart(drawn[name], other.get(name)) for name in MEASURES if name in drawn]


def of_programme(found: Forecast, asker: Asker | None = None) -> dict[str, Fan]:
    """The fans of the whole programme, by what they measure."""
    return FANS.once(
        found, lambda: {each.what: each for each in fans(found, month_ends(found.on), of_zones=False)}, asker
    )


def fan_csv(found: Forecast, asker: Asker | None = None) -> str:
    """All months of all measures, of the programme and of each zone, for spreadsheets and scripts."""
    return TABLES.once(found, lambda: _csv(found), asker)


def _csv(found: Forecast) -> str:
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(["measure", "zone", "last_on", "p10", "p50", "p90", "mean", "promised"])
    days = month_ends(found.on)
    for each in fans(found, days):
        for at, day in enumerate(days):
            numbers = (each.p10[at], each.p50[at], each.p90[at], each.mean[at], each.promised[at])
            lines.writerow([each.what, each.zone, day.isoformat(), *(f"{each.there + one:.1f}" for one in numbers)])
    return written.getvalue()


class Fanned(Shown):
    """Fan charts in the words of one language."""

    def __init__(self, found: Forecast, language: str, days: Sequence[date]) -> None:
        super().__init__(found, language)
        self.days = days
        self.is_from_right = language.split("-")[0] in RIGHT_TO_LEFT

    def chart(self, fan: Fan, beside: Fan | None) -> dict[str, Any]:
        """One measure: its finding, its picture, the numbers at the end of each year."""
        last = len(self.days) - 1
        rows = [at for at, day in enumerate(self.days) if day.month == DECEMBER or at == last]
        columns = (fan.p10, fan.p50, fan.p90, fan.mean, fan.promised)
        return {
            "measure": fan.what,
            "label": str(MEASURES[fan.what]),
            "title": self.finding(fan),
            "legend": self.legend(bool(beside)),
            "head": [
                _("End of the month"),
                "P10",
                "P50",
                "P90",
                _("Expected"),
                _("If every promised date came true"),
            ],
            "rows": [
                {
                    "label": self.day(f"{self.days[at]:%Y-%m}"),
                    "cells": [self.few(fan.there + column[at]) for column in columns],
                }
                for at in rows
            ],
            "picture": self.picture(fan, beside),
        }

    def finding(self, fan: Fan) -> str:
        """What is expected in the end, and how wide it is open."""
        mean = fan.there + fan.mean[-1]
        many = 1 if mean == 1 else max(2, round(mean))
        said = {
            WORKERS: ngettext("{n} worker", "{n} workers", many),
            FACTORIES: ngettext("{n} factory", "{n} factories", many),
            EXPORTS: _("USD {n} of exports a year"),
        }[fan.what]
        return _("{expected} expected in operation by {month}; in eight of ten scenarios {low} to {high}").format(
            expected=said.format(n=self.few(mean)),
            month=self.day(f"{self.days[-1]:%Y-%m}"),
            low=self.few(fan.there + fan.p10[-1]),
            high=self.few(fan.there + fan.p90[-1]),
        )

    def few(self, number: float) -> str:
        """Of less than ten one digit behind the point, else three digits that count."""
        return self.tenths(number) if number < TEN else self.rounded(number)

    def legend(self, has_beside: bool) -> list[dict[str, str]]:
        keys = [
            {"mark": "band", "label": _("Eight of ten scenarios (P10 to P90)")},
            {"mark": "middle", "label": _("Half of the scenarios (P50)")},
            {"mark": "mean", "label": _("Expected: the mean of all")},
        ]
        return [*keys, {"mark": "beside", "label": _("Expected as things stand")}] if has_beside else keys

    def picture(self, fan: Fan, beside: Fan | None) -> dict[str, Any]:
        """Places across in hundredths of the width, heights in points; the paths in a box of 100 by the height."""
        first, last = self.days[0], self.days[-1]
        top = max(fan.there + max(*fan.p90, *fan.mean), beside.there + max(beside.mean) if beside else 0)
        ticks = number_ticks(max(1, round(top)), about=4)
        across = [from_start(place(day, first, last), 0.0, self.is_from_right) for day in self.days]

        def points(there: float, column: Sequence[float]) -> list[str]:
            heights = (HEIGHT * (1 - (there + number) / ticks[-1]) for number in column)
            return [f"{x:.1f},{y:.1f}" for x, y in zip(across, heights, strict=True)]

        def line(parts: Sequence[str]) -> str:
            return f"M{' L'.join(parts)}"

        outline = points(fan.there, fan.p90) + points(fan.there, fan.p10)[::-1]
        return {
            "height": ABOVE + HEIGHT + ABOVE,
            "above": ABOVE,
            "drawn": HEIGHT,
            "base": ABOVE + HEIGHT,
            "begins": "0" if self.is_from_right else f"{FRONT}%",
            "width": f"{100 - FRONT}%",
            "start": "100%" if self.is_from_right else "0",
            "band": f"{line(outline)} Z",
            "middle": line(points(fan.there, fan.p50)),
            "mean": line(points(fan.there, fan.mean)),
            "beside": line(points(beside.there, beside.mean)) if beside else "",
            "ticks": [
                {"y": round(ABOVE + HEIGHT * (1 - tick / ticks[-1])), "label": self.number(tick)}
                for tick in ticks[1:]
            ],
            "years": [self.year(tick, first, last) for tick in year_ticks(first, last, most=6)],
        }

    def year(self, tick: date, first: date, last: date) -> dict[str, str]:
        where = FRONT + place(tick, first, last) * (100 - FRONT) / 100
        return {
            "x": f"{from_start(where, 0.0, self.is_from_right):.2f}%",
            "label": self.day(str(tick.year)) if where < LAST_LABEL else "",
        }
