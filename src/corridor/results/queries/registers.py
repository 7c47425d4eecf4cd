"""What the plain lists of a programme share: lines on a day, what they can be chosen by, and the names in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from corridor.results.queries.commitments import Found
from corridor.results.queries.named import Names
from corridor.results.queries.wording import Wording
from corridor.results.rules.board import states
from corridor.results.rules.registers import PAGE, Row, chosen, table_of
from corridor.results.rules.tables import Table
from corridor.sources.models import Source

Choices = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Register(Generic[Row]):
    """A list on a day: all its lines; for each column it can be chosen by, the words known there on any day."""

    name: str
    line: type[Row]
    lines: Sequence[Row]
    offered: Choices
    names: Names
    papers: Mapping[str, Source]
    on: date

    def chosen(self, choice: Mapping[str, str]) -> list[Row]:
        """The lines that a choice asks for."""
        return chosen(self.lines, choice)

    def table(self, lines: Sequence[Row]) -> Table:
        """Some of its lines for scripts and spreadsheets."""
        return table_of(self.name, self.line, lines)


class RegisterWording(Wording):
    """A list in words of one language."""

    def __init__(self, language: str, register: Register[Any]) -> None:
        super().__init__(language, register.names.parties, register.names.zones)
        self.register = register

    def party(self, code: str) -> dict[str, Any] | None:
        """A party that a page can lead to; nothing where none is named."""
        return {"code": code, "name": self.named(self.parties, code)} if code else None

    def zone(self, code: str) -> dict[str, Any] | None:
        """A zone that a page can lead to; nothing where none is named."""
        return {"code": code, "name": self.named(self.zones, code)} if code else None

    def source(self, code: str) -> dict[str, Any]:
        """The paper that a line rests on."""
        return self.paper(self.register.papers[code])

    def word(self, words: Mapping[str, Any], word: str) -> str:
        """A programme's own word in the reader's language, where it is a known one."""
        return str(words.get(word, word))


def chooser(name: str, label: str, anything: str, options: Iterable[tuple[str, Any]], word: str) -> dict[str, Any]:
    """One select of the form above a list: what it chooses by, and its words as text."""
    rows = [(value, str(text or value), value == word) for value, text in options]
    return {"name": name, "label": label, "anything": anything, "options": rows}


def promises_of(found: Found, language: str) -> dict[str, Any]:
    """What became of the promises of one thing: how many stand how, and the first fifty of them."""
    words = Wording(language, found.parties, found.zones)
    return {
        "states": words.states(states(found.rows), sum(item.is_kept_undated for item in found.rows)),
        "rows": [words.item(item) for item in found.rows[:PAGE]],
        "more": found.total - len(found.rows[:PAGE]),
        "total": words.number(found.total),
    }
