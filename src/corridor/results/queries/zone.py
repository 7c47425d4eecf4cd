"""A zone in words of one language: promises through the years, utilities, figures, ventures, obstacles."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.base.quantities import plain
from corridor.enterprises.models import Venture
from corridor.enterprises.queries import ventures_at
from corridor.enterprises.rules import GONE, height, rungs
from corridor.ledger.models import Move
from corridor.ledger.queries.moves import moves_told
from corridor.ledger.queries.obstacles import obstacles_at
from corridor.ledger.rules.items import Item
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.results.queries.commitments import found
from corridor.results.queries.figures import figures_by, side_by_side
from corridor.results.queries.measures import GROUPS
from corridor.results.queries.stories import story_line
from corridor.results.queries.timeline import shown_timeline
from corridor.results.queries.utilities import PROMISES_FIRST, about_utilities, reports_of, shown_utilities
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import STAGES
from corridor.results.rules.board import states
from corridor.results.rules.lists import Choice
from corridor.results.rules.stories import stories
from corridor.results.rules.timeline import drawn, is_dated
from corridor.results.rules.utilities import group_of, grouped
from corridor.results.rules.zones import counted
from corridor.sources.models import Figure, Sourced
from corridor.sources.rules import was_known
from corridor.zones.models import Zone
from corridor.zones.queries import zone_of

# So much of each stands on the page.
UNDATED_FIRST, FIGURES_FIRST, OTHERS_FIRST = 10, 250, 60


def shown_zone(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The zone of that code as text in a language; nothing if there is none."""
    zone = zone_of(programme, code)
    if zone is None:
        return None

    def seen(day: str, each: Sourced) -> bool:
        return by_then(day, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)

    figures = figures_by(programme, "zone", code, on, known_on)
    ventures = [each for each in ventures_at(programme, code) if seen(each.as_of, each)]
    obstacles = [each for each in obstacles_at(programme, by, code) if seen(each.since, each)]
    standing = [each for each in obstacles if not each.until or not by_then(each.until, on)]
    with override(language):
        promises = found(programme, by, Choice(zone=code), on=on, known_on=known_on)
        utilities = about_utilities(promises.rows)
        shown = [item for items in utilities.values() for item in items[:PROMISES_FIRST]]
        reports = reports_of(programme, by, shown, on=on, known_on=known_on)
        moves = moves_told([item.facts.number for item in drawn(promises.rows)], on, known_on)
        words = Wording(language, promises.parties, promises.zones)
        return {
            **_head(zone, words),
            **_promises(promises.rows, on, words, moves),
            "stories": [story_line(each, words) for each in stories(promises.rows)[:OTHERS_FIRST]],
            "utilities": shown_utilities(utilities, reports, figures, words),
            **_figures(figures, words),
            "ventures": [_venture(each, programme, words) for each in ventures[:OTHERS_FIRST]],
            "ventures_more": _more(ventures, OTHERS_FIRST, words),
            "obstacles": [words.obstacle(each) for each in standing[:OTHERS_FIRST]],
            "obstacles_more": _more(standing, OTHERS_FIRST, words),
            "obstacles_over": len(obstacles) - len(standing),
            "over_text": ngettext("{n} is overcome.", "{n} are overcome.", len(obstacles) - len(standing)).format(
                n=words.number(len(obstacles) - len(standing))
            ),
        }


def _head(zone: Zone, words: Wording) -> dict[str, Any]:
    placed = zone.latitude is not None and zone.longitude is not None
    return {
        "code": zone.code,
        "title": zone.name_in(words.language),
        "aliases": zone.aliases,
        "province": zone.province,
        "developer": _party(zone.developer, words),
        "authority": _party(zone.authority, words),
        "place": f"{plain(zone.latitude)}, {plain(zone.longitude)}" if placed else "",
        "place_source": zone.coordinate_source,
        "source": words.paper(zone.source),
    }


def _party(party: Party | None, words: Wording) -> dict[str, Any] | None:
    return {"code": party.code, "name": party.name_in(words.language)} if party else None


def _promises(
    items: Sequence[Item], on: date, words: Wording, moves: Mapping[int, Sequence[Move]]
) -> dict[str, Any]:
    count = counted(items)
    undated = [item for item in items if not is_dated(item)]
    total = ngettext("{n} promise", "{n} promises", len(items)).format(n=words.number(len(items)))
    late = ngettext("{n} late", "{n} late", count.late).format(n=words.number(count.late))
    return {
        "total": len(items),
        "all_text": ngettext("{n} promise as a list", "All {n} promises as a list", len(items)).format(
            n=words.number(len(items))
        ),
        "summary": [total, *([late] if count.late else [])],
        "states": words.states(states(items), sum(item.is_kept_undated for item in items)),
        "timeline": shown_timeline(items, on, words, moves),
        "undated": [words.item(item) for item in undated[:UNDATED_FIRST]],
    }


def _more(things: Sequence[Any], first: int, words: Wording) -> str:
    rest = len(things) - first
    return ngettext("and {n} more", "and {n} more", rest).format(n=words.number(rest)) if rest > 0 else ""


def _figures(figures: Sequence[Figure], words: Wording) -> dict[str, Any]:
    """What sources said of the zone, group by group and measure by measure; those that differ stand together."""
    told = figures[:FIGURES_FIRST]
    groups = grouped(((group_of(each.measure, each.unit), each) for each in told), GROUPS)
    return {
        "figures": [{"label": str(GROUPS[name]), "measures": side_by_side(found, words)} for name, found in groups],
        "figures_more": _more(figures, FIGURES_FIRST, words),
    }


def _stage(stage: str) -> str:
    return str(STAGES.get(stage, stage))


def _venture(venture: Venture, programme: Programme, words: Wording) -> dict[str, Any]:
    ladder = rungs(programme.words("venture_stages"))
    rung = height(venture.stage, ladder)
    said = _("Rung {rung} of {rungs}: {kind}").format(
        rung=words.number(rung), rungs=words.number(len(ladder)), kind=_stage(venture.stage)
    )
    return {
        "code": venture.code,
        "name": venture.name,
        "stage": _stage(venture.stage),
        "cells": [
            {"is": "here" if place == rung else "passed" if place < rung else ""}
            for place in range(1, len(ladder) + 1)
        ],
        "said": said if rung else _stage(venture.stage),
        "is_gone": venture.stage == GONE,
        "sector": venture.sector,
        "day": words.day(venture.as_of),
        "source": words.paper(venture.source),
    }
