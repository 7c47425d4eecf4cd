"""Charts: each with a finding as its title, its sources, its day, its picture and its numbers, in one language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from corridor.base.actors import Actor
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results.queries.charted import ROWS_FIRST, Charted
from corridor.results.queries.commitments import found
from corridor.results.rules.charts import month_rows, party_rows, path_rows, slip_rows
from corridor.results.rules.lists import Choice
from corridor.sources.models import Source
from corridor.sources.rules import was_known

CHARTS = {
    "path": gettext_lazy("From promise to proof"),
    "parties": gettext_lazy("Kept, late and open by party"),
    "slips": gettext_lazy("Promised dates against delivery"),
    "due": gettext_lazy("What falls due, month by month"),
}


@dataclass(frozen=True)
class Drawn:
    """Everything charts are drawn from: the promises of a programme on a day, and how many sources there are."""

    items: Sequence[Item]
    parties: Mapping[str, Mapping[str, str]]
    sources: int
    on: date
    known_on: date | None


def drawn_from(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> Drawn:
    """What the charts of a programme are drawn from, as somebody may see it on a day."""
    everything = found(programme, by, Choice(order="code"), on=on, known_on=known_on)
    days = Source.objects.filter(programme=programme).values_list("published_on", "recorded_at")
    sources = sum(was_known(published_on, at.date(), known_on) for published_on, at in days)
    return Drawn(everything.rows, everything.parties, sources, on, known_on)


def shown_chart(name: str, drawn: Drawn, language: str, *, most: int = ROWS_FIRST) -> dict[str, Any]:
    """One chart as text and shapes in a language; `most` says how many rows it names of those that may be many."""
    with override(language):
        charted = Charted(language, drawn.parties, drawn.items, drawn.on, most)
        drawing = {
            "path": charted.along_path,
            "parties": charted.by_party,
            "slips": charted.by_delay,
            "due": charted.by_month,
        }
        sources = ngettext("from {n} source", "from {n} sources", drawn.sources)
        known = _("with what was known on {day}").format(day=charted.day(drawn.known_on))
        return {
            "chart": name,
            "label": str(CHARTS[name]),
            "told": [
                sources.format(n=charted.number(drawn.sources)),
                _("As of {day}").format(day=charted.day(drawn.on)),
                *([known] if drawn.known_on else []),
            ],
            **drawing[name](),
        }


def chart_rows(name: str, drawn: Drawn) -> Iterable[Sequence[Any]]:
    """The numbers behind a chart, all of them, the first row being the header: for scripts and spreadsheets."""
    rows: dict[str, Callable[[], Iterable[Sequence[Any]]]] = {
        "path": lambda: path_rows(drawn.items),
        "parties": lambda: party_rows(drawn.items, drawn.parties),
        "slips": lambda: slip_rows(drawn.items),
        "due": lambda: month_rows(drawn.items, drawn.on),
    }
    return rows[name]()
