"""A zone in words of one language: its figures side by side, its promises, its ventures, its obstacles."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.enterprises.models import Venture
from corridor.enterprises.queries import ventures_at
from corridor.ledger.queries.obstacles import obstacles_at
from corridor.programme.models import Programme
from corridor.results.queries.commitments import found
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import NATURES, STAGES
from corridor.results.rules.board import states
from corridor.results.rules.lists import Choice
from corridor.sources.models import Figure, Sourced
from corridor.sources.queries import figures_about
from corridor.sources.rules import was_known
from corridor.zones.queries import zone_of


def shown_zone(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The zone of that code as text in a language; nothing if there is none."""
    zone = zone_of(programme, code)
    if zone is None:
        return None

    def seen(day: str, each: Sourced) -> bool:
        return by_then(day, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)

    figures = [each for each in figures_about(programme, "zone", code) if seen(each.as_of, each)]
    ventures = [each for each in ventures_at(programme, code) if seen(each.as_of, each)]
    obstacles = [each for each in obstacles_at(programme, by, code) if seen(each.since, each)]
    with override(language):
        promises = found(programme, by, Choice(zone=code), on=on, known_on=known_on)
        words = Wording(language, promises.parties, promises.zones)
        return {
            "code": code,
            "title": zone.name_in(language),
            "aliases": zone.aliases,
            "province": zone.province,
            "developer": zone.developer and zone.developer.name_in(language),
            "authority": zone.authority and zone.authority.name_in(language),
            "source": words.paper(zone.source),
            "states": words.states(states(promises.rows), sum(item.is_kept_undated for item in promises.rows)),
            "rows": [words.item(item) for item in promises.rows],
            "figures": _figures(figures, words),
            "ventures": [_venture(each, words) for each in ventures],
            "obstacles": [words.obstacle(each) for each in obstacles],
        }


def _figures(figures: Sequence[Figure], words: Wording) -> list[dict[str, Any]]:
    """What sources said of the zone, measure by measure; those that contradict each other stand together."""
    return [
        {
            "measure": measure,
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
        for measure, said in groupby(figures, key=lambda each: each.measure)
    ]


def _venture(venture: Venture, words: Wording) -> dict[str, Any]:
    return {
        "name": venture.name,
        "stage": str(STAGES.get(venture.stage, venture.stage)),
        "sector": venture.sector,
        "day": words.day(venture.as_of),
        "source": words.paper(venture.source),
    }
