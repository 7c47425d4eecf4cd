"""What sources stated, figure by figure: the paper behind every sum that is shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.base.names import Name
from corridor.programme.models import Programme
from corridor.results.queries.board import COUNTED
from corridor.results.queries.measures import measure_name
from corridor.results.queries.named import Names
from corridor.results.queries.registers import Register, RegisterWording, chooser
from corridor.results.queries.subjects import KINDS, Key, subjects_of
from corridor.results.queries.words import NATURES
from corridor.results.rules.registers import FigureLine, latest_first
from corridor.sources.models import Figure
from corridor.sources.queries import sources_of
from corridor.sources.rules import was_known

# Of so many subjects a reader can still choose one from a list; of more, only from those on the page.
MOST_SUBJECTS = 300
Subjects = Mapping[Key, Mapping[str, Any]]


def figures_register(programme: Programme, *, on: date, known_on: date | None = None) -> Register[FigureLine]:
    """The figures as of a day or before that were known then, the newest first; those without a day stand last."""
    rows = Figure.objects.filter(programme=programme).order_by("id")
    columns = (*(name if name != "source" else "source__code" for name in FigureLine._fields),)
    every = [
        (FigureLine(*row[:-2]), was_known(row[-2], row[-1].date(), known_on))
        for row in rows.values_list(*columns, "source__published_on", "recorded_at")
    ]
    lines = latest_first(line for line, is_known in every if is_known and by_then(line.as_of, on))
    found = [line for line, _is_known in every]
    kinds, natures = {line.subject_kind for line in found}, {line.nature for line in found}
    offered = {
        # What the board adds up can be asked for though nobody stated any.
        "measure": sorted({*COUNTED, *(line.measure for line in found)}),
        "subject_kind": [kind for kind in KINDS if kind in kinds],
        "subject": sorted({line.subject for line in found}),
        "nature": [nature for nature in NATURES if nature in natures],
    }
    papers = {each.code: each for each in sources_of(programme)}
    return Register("figures", FigureLine, lines, offered, Names({}, {}), papers, on)


def shown_figures(
    programme: Programme,
    by: Actor,
    register: Register[FigureLine],
    choice: Mapping[str, str],
    lines: Sequence[FigureLine],
    language: str,
    *,
    known_on: date | None = None,
) -> dict[str, Any]:
    """One page of the figures that a choice asks for as text in a language."""
    everything, chosen = register.lines, register.chosen(choice)
    wanted = {(line.subject_kind, line.subject) for line in everything}
    if len(wanted) > MOST_SUBJECTS:
        wanted = {(line.subject_kind, line.subject) for line in lines}
    with override(language):
        subjects = subjects_of(programme, by, wanted, language, on=register.on, known_on=known_on)
        words = _Worded(language, register, subjects)
        return {
            "finding": words.finding(chosen, choice),
            "narrowed": words.narrowed(chosen, choice),
            "total": len(chosen),
            "rows": [words.line(line) for line in lines],
            "choosers": words.choosers(choice),
        }


class _Worded(RegisterWording):
    def __init__(self, language: str, register: Register[FigureLine], subjects: Subjects) -> None:
        super().__init__(language, register)
        self.subjects = subjects

    def finding(self, lines: Sequence[FigureLine], choice: Mapping[str, str]) -> str:
        """How many figures from how many sources, and on what where this language has a word for it."""
        papers = len({line.source for line in lines})
        figures = ngettext("{n} figure", "{n} figures", len(lines)).format(n=self.number(len(lines)))
        sources = ngettext("{n} source", "{n} sources", papers).format(n=self.number(papers))
        if not lines:
            sources = ""
        on = self._measured(lines, choice)
        if on and self._is_own(on):
            if not sources:
                return _("{figures} on {measure}").format(figures=figures, measure=on)
            return _("{figures} on {measure} from {sources}").format(figures=figures, measure=on, sources=sources)
        return _("{figures} from {sources}").format(figures=figures, sources=sources) if sources else figures

    def narrowed(self, lines: Sequence[FigureLine], choice: Mapping[str, str]) -> list[Name]:
        """What else the figures were chosen by."""
        own = self.language.split("-")[0]
        on, code = self._measured(lines, choice), choice.get("subject", "")
        kind, nature = choice.get("subject_kind", ""), choice.get("nature", "")
        return [
            *([on] if on and not self._is_own(on) else []),
            *([self._called(code)] if code else []),
            *([Name(self.word(KINDS, kind), own)] if kind and not code else []),
            *([Name(self.word(NATURES, nature), own)] if nature else []),
        ]

    def _measured(self, lines: Sequence[FigureLine], choice: Mapping[str, str]) -> Name | None:
        kinds = {line.subject_kind for line in lines}
        measure = choice.get("measure", "")
        return measure_name(measure, kinds.pop() if len(kinds) == 1 else "", self.language) if measure else None

    def _is_own(self, name: Name) -> bool:
        return name.language == self.language.split("-")[0]

    def _called(self, code: str) -> Name:
        found = [each for (_kind, subject), each in self.subjects.items() if subject == code and each["name"]]
        if not found:
            return Name(code, "en")
        name, more = found[0]["name"], found[0]["more"]
        return Name(f"{name}, {more}", name.language) if more else name

    def line(self, line: FigureLine) -> dict[str, Any]:
        """A figure as a row."""
        return {
            "subject": self.subjects[line.subject_kind, line.subject],
            "measure": measure_name(line.measure, line.subject_kind, self.language),
            "definition": line.definition,
            "value": self.quantity(line.value, line.unit),
            "day": self.day(line.as_of),
            "nature": self.word(NATURES, line.nature),
            "note": line.note,
            "paper": self.source(line.source),
        }

    def choosers(self, choice: Mapping[str, str]) -> list[dict[str, Any]]:
        """What the list can be chosen by."""
        offered = self.register.offered
        measures = [(word, str(measure_name(word, "", self.language))) for word in offered["measure"]]
        codes = {*(subject for _kind, subject in self.subjects), choice.get("subject", "")} - {""}
        about = [(code, str(self._called(code))) for code in codes]
        kinds = [(word, self.word(KINDS, word)) for word in offered["subject_kind"]]
        natures = [(word, self.word(NATURES, word)) for word in offered["nature"]]
        return [
            chooser("measure", _("What"), _("any"), _by_label(measures), choice.get("measure", "")),
            chooser("subject_kind", _("Kind"), _("any"), kinds, choice.get("subject_kind", "")),
            chooser("subject", _("About"), _("anything"), _by_label(about), choice.get("subject", "")),
            chooser("nature", _("Nature"), _("any"), natures, choice.get("nature", "")),
        ]


def _by_label(options: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(options, key=lambda each: (each[1].casefold(), each[0]))
