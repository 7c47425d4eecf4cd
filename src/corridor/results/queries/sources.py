"""Sources, newest first, and how much of a programme rests on each by a day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.formats import shown_language
from corridor.base.names import Name
from corridor.ledger.queries.resting import evidence_resting, promises_resting
from corridor.programme.models import Programme
from corridor.results.queries.named import Names
from corridor.results.queries.registers import Register, RegisterWording, chooser
from corridor.results.queries.words import SOURCE_KINDS
from corridor.results.rules.registers import PAGE, SourceLine, newest_first
from corridor.sources.queries import figures_resting, sources_of
from corridor.sources.rules import was_known


def sources_register(programme: Programme, *, on: date, known_on: date | None = None) -> Register[SourceLine]:
    """The sources that were known on a day, newest first; how much rests on each is `counted` where it is shown."""
    every = sources_of(programme)
    known = [each for each in every if was_known(each.published_on, each.recorded_at.date(), known_on)]
    lines = newest_first(
        SourceLine(
            each.code,
            each.published_on,
            each.publisher,
            each.title or each.code,
            each.kind,
            each.language,
            *(0, 0, 0),
            each.address,
        )
        for each in known
    )
    offered = {
        "kind": [kind for kind in SOURCE_KINDS if kind in {each.kind for each in every}],
        "publisher": sorted({each.publisher for each in every if each.publisher}, key=str.casefold),
        "language": sorted({each.language for each in every if each.language}),
    }
    return Register("sources", SourceLine, lines, offered, Names({}, {}), {each.code: each for each in known}, on)


def counted(
    programme: Programme, by: Actor, lines: Sequence[SourceLine], *, on: date, known_on: date | None = None
) -> list[SourceLine]:
    """The same lines with how many promises, how much evidence and how many figures rest on each by a day."""
    # Beyond a page the names of so many sources would weigh more than counting for all.
    codes = [line.code for line in lines] if len(lines) <= PAGE else None
    promises = promises_resting(programme, by, codes, on, known_on)
    evidence = evidence_resting(programme, by, codes, on, known_on)
    figures = figures_resting(programme, codes, on, known_on)
    return [
        line._replace(
            promises=promises.get(line.code, 0),
            evidence=evidence.get(line.code, 0),
            figures=figures.get(line.code, 0),
        )
        for line in lines
    ]


def shown_sources(
    register: Register[SourceLine], choice: Mapping[str, str], lines: Sequence[SourceLine], language: str
) -> dict[str, Any]:
    """One page of the sources that a choice asks for as text in a language."""
    with override(language):
        words, total = _Worded(language, register), len(register.chosen(choice))
        return {
            "finding": ngettext("{n} source", "{n} sources", total).format(n=words.number(total)),
            "total": total,
            "rows": [words.line(line) for line in lines],
            "choosers": words.choosers(choice),
        }


class _Worded(RegisterWording):
    def line(self, line: SourceLine) -> dict[str, Any]:
        return {
            "code": line.code,
            "title": Name(line.title, line.language or "en"),
            "day": self.day(line.published_on),
            "publisher": line.publisher,
            "kind": self.word(SOURCE_KINDS, line.kind),
            "language": shown_language(line.language, self.language),
            "promises": self.number(line.promises),
            "evidence": self.number(line.evidence),
            "figures": self.number(line.figures),
        }

    def choosers(self, choice: Mapping[str, str]) -> list[dict[str, Any]]:
        """What the list can be chosen by."""
        offered, anything = self.register.offered, _("any")
        kinds = [(word, self.word(SOURCE_KINDS, word)) for word in offered["kind"]]
        publishers = [(word, word) for word in offered["publisher"]]
        languages = [(word, shown_language(word, self.language)) for word in offered["language"]]
        return [
            chooser("kind", _("Kind"), anything, kinds, choice.get("kind", "")),
            chooser("publisher", _("Publisher"), _("anybody"), publishers, choice.get("publisher", "")),
            chooser("language", _("Language"), anything, languages, choice.get("language", "")),
        ]
