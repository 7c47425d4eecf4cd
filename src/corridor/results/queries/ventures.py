"""Ventures on their ladder, from interest to export, each on the rung that its source saw; and the page of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.formats import shown_country
from corridor.enterprises.models import Venture
from corridor.enterprises.queries import venture_zones, ventures_by
from corridor.enterprises.rules import GONE, OPERATING, height, rungs
from corridor.programme.models import Programme
from corridor.results.queries.commitments import found
from corridor.results.queries.figures import figures_by, side_by_side
from corridor.results.queries.named import names_of
from corridor.results.queries.registers import Register, RegisterWording, chooser, promises_of
from corridor.results.queries.words import STAGES
from corridor.results.rules.lists import Choice
from corridor.results.rules.registers import VentureLine, by_rung, days_since


def ventures_register(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None
) -> Register[VentureLine]:
    """The ventures that a source had seen by a day, those furthest up the ladder first, withdrawn ones last."""
    seen, stages = ventures_by(programme, on, known_on), stages_of(programme)
    zones = venture_zones(programme)
    lines = by_rung(_line(each, stages, on) for each in seen)
    names = names_of(programme, {line.party for line in lines if line.party}, zones)
    sources = {each.source.code: each.source for each in seen}
    return Register("ventures", VentureLine, lines, {"zone": zones, "stage": stages}, names, sources, on)


def stages_of(programme: Programme) -> list[str]:
    """The rungs of a programme's ladder with its word for those that withdrew."""
    return programme.words("venture_stages") or list(STAGES)


def _line(venture: Venture, stages: Sequence[str], on: date) -> VentureLine:
    return VentureLine(
        venture.code,
        venture.name,
        venture.party.code if venture.party else "",
        venture.zone.code if venture.zone else "",
        venture.stage,
        height(venture.stage, stages),
        venture.as_of,
        days_since(venture.as_of, on),
        venture.sector,
        venture.isic,
        venture.origin_country,
        venture.area_acres,
        venture.investment_usd,
        venture.workers_pledged,
        venture.source.code,
        venture.note,
    )


def shown_ventures(register: Register[VentureLine], choice: Mapping[str, str], language: str) -> dict[str, Any]:
    """The ventures that a choice asks for as text in a language, and how many stand on each rung at that zone."""
    with override(language):
        words = VentureWording(language, register)
        lines, there = register.chosen(choice), register.chosen({"zone": choice.get("zone", "")})
        zones = [(code, words.named(words.zones, code)) for code in register.offered["zone"]]
        stages = [(stage, words.stage(stage)) for stage in register.offered["stage"]]
        return {
            "finding": words.finding(there),
            "rungs": words.counts(there, choice),
            "total": len(lines),
            "zone_word": choice.get("zone", ""),
            "rows": [words.line(line) for line in lines if line.stage != GONE],
            "gone": [words.line(line) for line in lines if line.stage == GONE],
            "choosers": [
                chooser("zone", _("Where"), _("anywhere"), zones, choice.get("zone", "")),
                chooser("stage", _("Rung"), _("any"), stages, choice.get("stage", "")),
            ],
        }


def shown_venture(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The venture of that code as text in a language; nothing where no source had seen it by the day."""
    register = ventures_register(programme, by, on=on, known_on=known_on)
    line = next((each for each in register.lines if each.code == code), None)
    if line is None:
        return None
    with override(language):
        words = VentureWording(language, register)
        page = {
            **words.line(line),
            "title": line.name,
            "query": f"debtor={line.party}&zone={line.zone}" if line.zone else f"debtor={line.party}",
            "rungs": words.rungs(line),
            "isic": line.isic and f"ISIC {line.isic}",
            "area": words.quantity(line.area_acres, "acre"),
            "investment": words.quantity(line.investment_usd, "USD"),
            "workers": "" if line.workers_pledged is None else words.number(line.workers_pledged),
            "figures": side_by_side(figures_by(programme, "venture", code, on, known_on), words),
            "note": line.note,
            "source": words.source(line.source),
        }
        if line.party:
            choice = Choice(debtor=line.party, zone=line.zone)
            page |= promises_of(found(programme, by, choice, on=on, known_on=known_on), language)
        return page


class VentureWording(RegisterWording):
    """The ladder of ventures in words of one language."""

    def stage(self, stage: str) -> str:
        """A rung in the reader's language, where it is a known one."""
        return self.word(STAGES, stage)

    def finding(self, lines: Sequence[VentureLine]) -> str:
        """How many of those that have not withdrawn are said to produce, as the board counts them; and who has."""
        gone = sum(line.stage == GONE for line in lines)
        count, producing = len(lines) - gone, sum(line.stage in OPERATING and bool(line.as_of) for line in lines)
        said = ngettext(
            "{producing} of {n} venture is said to produce",
            "{producing} of {n} ventures are said to produce",
            count,
        ).format(producing=self.number(producing), n=self.number(count))
        left = ngettext("{n} has withdrawn", "{n} have withdrawn", gone).format(n=self.number(gone))
        return _("{producing}; {withdrawn}").format(producing=said, withdrawn=left) if gone else said

    def counts(self, lines: Sequence[VentureLine], choice: Mapping[str, str]) -> list[dict[str, Any]]:
        """How many stand on each rung, the lowest first, those that withdrew last."""
        stages = self.register.offered["stage"]
        ladder = [*rungs(stages), *(stage for stage in stages if stage == GONE)]
        counted = [(stage, sum(line.stage == stage for line in lines)) for stage in ladder]
        return [
            {
                "stage": stage,
                "label": self.stage(stage),
                "count": self.number(count),
                "is": ("gone" if stage == GONE else "here") if count else "",
                "is_chosen": stage == choice.get("stage"),
            }
            for stage, count in counted
        ]

    def rungs(self, line: VentureLine) -> list[dict[str, str]]:
        """The rungs of the ladder, those up to its own filled."""
        return [
            {
                "label": self.stage(stage),
                "is": "here" if place == line.rung else "passed" if place < line.rung else "",
            }
            for place, stage in enumerate(rungs(self.register.offered["stage"]), 1)
        ]

    def line(self, line: VentureLine) -> dict[str, Any]:
        """A venture as a row of the ladder."""
        cells = self.rungs(line)
        said = _("Rung {rung} of {rungs}: {kind}").format(
            rung=self.number(line.rung), rungs=self.number(len(cells)), kind=self.stage(line.stage)
        )
        return {
            "code": line.code,
            "name": line.name,
            "party": self.party(line.party),
            "zone": self.zone(line.zone),
            "sector": line.sector,
            "country": shown_country(line.origin_country, self.language),
            "stage": self.stage(line.stage),
            "is_gone": line.stage == GONE,
            "cells": cells,
            "said": said if line.rung else self.stage(line.stage),
            "day": self.day(line.as_of),
            "since": self.since(line.days_since),
            "paper": self.source(line.source),
        }

    def since(self, days: int | None) -> str:
        """How long ago its source saw it there."""
        if days is None:
            return ""
        return ngettext("{n} day ago", "{n} days ago", days).format(n=self.number(days))
