"""Agreements on their ladder: what grew out of what, and how long each has stood on its rung."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.agreements.models import Agreement
from corridor.agreements.queries import agreements_of, growths, there_by
from corridor.agreements.rules import (
    BESIDE,
    CONTRACT,
    FRAMEWORK,
    MEMORANDUM,
    Growth,
    chains,
    next_signings,
    rung,
    stood,
)
from corridor.base.actors import Actor
from corridor.base.days import last_day
from corridor.ledger.queries.resting import promises_by
from corridor.programme.models import Programme
from corridor.results.queries.named import Names
from corridor.results.queries.registers import Register, RegisterWording, chooser
from corridor.results.queries.words import AGREEMENT_KINDS, AGREEMENT_STATES
from corridor.results.rules.registers import AgreementLine

LADDER = (MEMORANDUM, FRAMEWORK, CONTRACT, BESIDE)
DEEPEST = 8


def agreements_register(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None
) -> Register[AgreementLine]:
    """The agreements that were there by a day, chain by chain, each after the one it grew out of."""
    every = agreements_of(programme)
    there = {each.code: each for each in there_by(every, on, known_on)}
    promises = promises_by(programme, by, "agreement", on, known_on)
    papers = growths(there.values())
    grown = next_signings(papers)
    lines = [
        _line(there[each.code], each, (chain[0][0].code, depth), grown, promises, on)
        for chain in chains(papers)
        for each, depth in chain
    ]
    parties = {each.party.code: each.party.names for paper in every for each in paper.signatories.all()}
    offered = {
        "kind": [kind for kind in AGREEMENT_KINDS if kind in {each.kind for each in every}],
        "state": sorted({each.state for each in every if each.state}),
        "party": sorted(parties),
    }
    sources = {each.source.code: each.source for each in there.values()}
    return Register("agreements", AgreementLine, lines, offered, Names(parties, {}), sources, on)


def _line(
    paper: Agreement,
    growth: Growth,
    place: tuple[str, int],
    grown: Mapping[str, list[str]],
    promises: Mapping[str, int],
    on: date,
) -> AgreementLine:
    after = grown.get(paper.code, [])
    standing = stood(paper.kind, paper.signed_on, after, on)
    return AgreementLine(
        paper.code,
        paper.title_en,
        paper.kind,
        rung(paper.kind),
        *place,
        tuple(each.party.code for each in paper.signatories.all()),
        paper.signed_on,
        paper.expires_on,
        bool(paper.expires_on) and last_day(paper.expires_on) < on,
        growth.elevates,
        bool(after),
        paper.state,
        standing.days,
        standing.has_moved,
        standing.is_stalled,
        promises.get(paper.code, 0),
        paper.source.code,
        paper.note,
    )


def shown_agreements(register: Register[AgreementLine], choice: Mapping[str, str], language: str) -> dict[str, Any]:
    """The agreements that a choice asks for as text in a language, in three parts, with what the list finds."""
    with override(language):
        words, lines = AgreementWording(language, register), register.chosen(choice)
        return {
            "finding": words.finding(),
            "stalled": words.stalled(),
            "total": len(lines),
            "parts": words.parts(lines),
            "rungs": words.rungs(),
            "choosers": words.choosers(choice),
        }


class AgreementWording(RegisterWording):
    """The ladder of agreements in words of one language."""

    def __init__(self, language: str, register: Register[AgreementLine]) -> None:
        super().__init__(language, register)
        self.lines = {line.code: line for line in register.lines}

    def rungs(self) -> list[str]:
        """What the cells of the ladder are called."""
        return [_("Memorandum"), _("Framework"), _("Project, lease, venture"), _("Beside: plan, law")]

    def finding(self) -> str:
        """What became of the memorandums, in a sentence."""
        memorandums = [line for line in self.lines.values() if line.rung == MEMORANDUM]
        count, grew = len(memorandums), sum(line.has_grown for line in memorandums)
        said = ngettext(
            "{grew} of {n} memorandum grew into something further",
            "{grew} of {n} memorandums grew into something further",
            count,
        )
        return said.format(grew=self.number(grew), n=self.number(count))

    def stalled(self) -> str:
        """How many memorandums came to nothing, in a sentence; nothing where there are none."""
        count = sum(line.is_stalled for line in self.lines.values())
        said = ngettext(
            "{n} memorandum is hatched: signed more than two years ago, and nothing has grown out of it.",
            "{n} memorandums are hatched: signed more than two years ago, and nothing has grown out of them.",
            count,
        )
        return said.format(n=self.number(count)) if count else ""

    def parts(self, lines: Sequence[AgreementLine]) -> list[dict[str, Any]]:
        """Chains that grew, what stands alone on its rung, and plans and laws, each with its rows."""
        titles = {"grown": _("Grown out of one another"), "alone": _("Alone on their rung")}
        titles["beside"] = _("Plans and laws beside the ladder")
        sizes = {code: list(own) for code, own in groupby(self.lines.values(), lambda line: line.chain)}
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in titles}
        for line in lines:
            chain = sizes[line.chain]
            name = "grown" if len(chain) > 1 else "alone"
            found[name if any(each.rung for each in chain) else "beside"].append(self.line(line))
        return [{"name": name, "title": titles[name], "rows": rows} for name, rows in found.items() if rows]

    def chain_parts(self, code: str) -> list[dict[str, Any]]:
        """The whole chain in which one agreement stands, that one marked; nothing where it stands alone."""
        chain = [line for line in self.lines.values() if line.chain == self.lines[code].chain]
        rows = [{**self.line(line), "here": line.code == code} for line in chain]
        return [{"rows": rows}] if len(rows) > 1 else []

    def line(self, line: AgreementLine) -> dict[str, Any]:
        """An agreement as a row of the ladder."""
        kind = self.word(AGREEMENT_KINDS, line.kind)
        return {
            "code": line.code,
            "title": line.title,
            "begins": line.depth == 0,
            "depth": min(line.depth, DEEPEST),
            "kind": kind,
            "cells": self.cells(line, kind),
            "said": self.told(line, kind),
            "signed": self.day(line.signed_on),
            "expires": self.day(line.expires_on),
            "is_expired": line.is_expired,
            "state": self.word(AGREEMENT_STATES, line.state),
            "parties": [self.party(each) for each in line.parties],
            "promises": self.number(line.promises),
            "stood": self.stood(line),
            "is_stalled": line.is_stalled,
        }

    def cells(self, line: AgreementLine, kind: str) -> list[dict[str, str]]:
        """The cells of its ladder: the rung it stands on, and those on which its chain stood before."""
        before = {each.rung for each in self.before(line)}
        own = "here stalled" if line.is_stalled else "here"
        passed = [{"is": "passed" if each in before else "", "text": ""} for each in LADDER]
        passed[LADDER.index(line.rung)] = {"is": own, "text": kind}
        return passed

    def before(self, line: AgreementLine) -> Iterable[AgreementLine]:
        """Those it grew out of, the nearest first."""
        seen = {line.code}
        while line.grew_from and line.grew_from not in seen:
            line = self.lines[line.grew_from]
            seen.add(line.code)
            yield line

    def told(self, line: AgreementLine, kind: str) -> str:
        """Its place on the ladder for somebody who does not see it."""
        if line.rung == BESIDE:
            return _("Beside the ladder: {kind}").format(kind=kind)
        said = _("Rung {rung} of {rungs}: {kind}")
        return said.format(rung=self.number(line.rung), rungs=self.number(CONTRACT), kind=kind)

    def stood(self, line: AgreementLine) -> str:
        """How long it has stood on its rung."""
        days = line.days_on_rung
        if line.rung == BESIDE:
            return ""
        if days is None:
            return _("no day of signing known")
        if line.has_moved:
            said = ngettext("{n} day until the next step", "{n} days until the next step", days)
        else:
            said = ngettext("{n} day so far", "{n} days so far", days)
        return said.format(n=self.number(days))

    def choosers(self, choice: Mapping[str, str]) -> list[dict[str, Any]]:
        """What the list can be chosen by."""
        offered, anything = self.register.offered, _("any")
        kinds = [(word, self.word(AGREEMENT_KINDS, word)) for word in offered["kind"]]
        states = [(word, self.word(AGREEMENT_STATES, word)) for word in offered["state"]]
        parties = [(word, self.named(self.parties, word)) for word in offered["party"]]
        return [
            chooser("kind", _("Kind"), anything, kinds, choice.get("kind", "")),
            chooser("state", _("State"), anything, states, choice.get("state", "")),
            chooser("party", _("Party"), _("anybody"), parties, choice.get("party", "")),
        ]
