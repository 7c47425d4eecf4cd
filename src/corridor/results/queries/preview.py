"""A programme or a zone in a few words and bars, as a picture and as the lines beneath a link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.formats import shown_day, shown_number
from corridor.base.names import Name
from corridor.ledger.rules.words import State
from corridor.programme.models import Programme
from corridor.results.queries.board import board
from corridor.results.queries.commitments import found
from corridor.results.queries.words import STEPS
from corridor.results.rules.board import Board, Step, path, states
from corridor.results.rules.lists import Choice
from corridor.results.rules.preview import finding
from corridor.zones.queries import zone_of


@dataclass(frozen=True)
class Bar:
    """One step on the path from promise to proof: its name, how many reached it, and their share of all."""

    label: str
    count: str
    share: float


@dataclass(frozen=True)
class Preview:
    """What a picture says; it can be told apart from another by its content.

    title: the zone's or the programme's name. within: the programme's, where the title is a zone's. words: the
    language of everything that is no name.
    """

    language: str
    title: Name
    within: Name | None
    kept: str
    proven: str
    late: str
    bars: tuple[Bar, ...]
    day: str

    @property
    def said(self) -> str:
        """The finding as one line of text."""
        return " · ".join((self.kept, self.proven, self.late))


def board_preview(
    programme: Programme, by: Actor, language: str, *, on: date, known_on: date | None = None
) -> Preview:
    """A programme on a day."""
    return preview_of(programme, board(programme, by, on=on, known_on=known_on), language)


def preview_of(programme: Programme, board: Board, language: str) -> Preview:
    """A board that has been read, as a picture says it."""
    return _preview(language, (programme.name_in(language), None), board.states, board.path, board.on)


def zone_preview(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> Preview | None:
    """A zone on a day; nothing where there is none of that code."""
    zone = zone_of(programme, code)
    if zone is None:
        return None
    rows = found(programme, by, Choice(zone=code), on=on, known_on=known_on).rows
    names = (zone.name_in(language), programme.name_in(language))
    return _preview(language, names, states(rows), path(rows), on)


def _preview(
    language: str, names: tuple[Name, Name | None], counts: Mapping[State, int], steps: Sequence[Step], on: date
) -> Preview:
    told, most = finding(counts, steps), max(1, steps[0].count)

    def number(count: int) -> str:
        return shown_number(count, language)

    with override(language):
        kept = ngettext("{kept} of {n} promise kept", "{kept} of {n} promises kept", told.promised)
        return Preview(
            language=language,
            title=names[0],
            within=names[1],
            kept=kept.format(kept=number(told.kept), n=number(told.promised)),
            proven=ngettext("{n} verified", "{n} verified", told.verified).format(n=number(told.verified)),
            late=ngettext("{n} overdue", "{n} overdue", told.overdue).format(n=number(told.overdue)),
            bars=tuple(Bar(str(STEPS[step.name]), number(step.count), step.count / most) for step in steps),
            day=_("As of {day}").format(day=shown_day(on, language)),
        )
