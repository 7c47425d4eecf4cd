"""What sources said of one thing, measure by measure; those that contradict each other stand together."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from corridor.base.days import by_then
from corridor.programme.models import Programme
from corridor.results.queries.measures import measure_name
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import NATURES
from corridor.sources.models import Figure
from corridor.sources.queries import figures_about
from corridor.sources.rules import was_known


def figures_by(programme: Programme, kind: str, code: str, on: date, known_on: date | None) -> list[Figure]:
    """The figures about one thing that were stated as of a day or before, and known then."""
    return [
        each
        for each in figures_about(programme, kind, code)
        if by_then(each.as_of, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]


def side_by_side(figures: Sequence[Figure], words: Wording) -> list[dict[str, Any]]:
    """Figures about one thing, measure by measure, as text in a language."""
    return [
        {
            "measure": measure,
            "name": measure_name(measure, kind, words.language),
            "said": [
                {
                    "value": words.quantity(each.value, each.unit),
                    "day": words.day(each.as_of),
                    "nature": str(NATURES.get(each.nature, each.nature)),
                    "definition": each.definition,
                    "source": words.paper(each.source),
                }
                for each in said
            ],
        }
        for (measure, kind), said in groupby(figures, key=lambda each: (each.measure, each.subject_kind))
    ]
