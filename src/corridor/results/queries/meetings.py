"""Sittings of bodies: when they were planned and held, what they decided, and the page of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import last_day
from corridor.ledger.queries.resting import promises_by
from corridor.meetings.queries import Told, bodies_of, meetings_by
from corridor.meetings.rules import apart
from corridor.programme.models import Programme
from corridor.results.queries.commitments import found
from corridor.results.queries.named import names_of
from corridor.results.queries.registers import Register, RegisterWording, chooser, promises_of
from corridor.results.rules.lists import Choice
from corridor.results.rules.registers import MeetingLine


def meetings_register(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None
) -> Register[MeetingLine]:
    """The sittings that are told of on a day, body by body, the earliest first."""
    told, bodies = meetings_by(programme, on, known_on), bodies_of(programme)
    promises = promises_by(programme, by, "meeting", on, known_on)
    lines = [_line(each, promises, on) for each in told]
    sources = {each.meeting.source.code: each.meeting.source for each in told}
    return Register("meetings", MeetingLine, lines, {"body": bodies}, names_of(programme, bodies, ()), sources, on)


def _line(told: Told, promises: Mapping[str, int], on: date) -> MeetingLine:
    meeting, planned_on = told.meeting, told.meeting.planned_on
    overdue = (on - last_day(planned_on)).days if planned_on and not told.held_on else 0
    return MeetingLine(
        meeting.code,
        meeting.body.code,
        meeting.number,
        planned_on,
        told.held_on,
        apart(planned_on, told.held_on),
        overdue if overdue > 0 else None,
        meeting.place,
        promises.get(meeting.code, 0),
        meeting.source.code,
        meeting.note,
    )


def shown_meetings(register: Register[MeetingLine], choice: Mapping[str, str], language: str) -> dict[str, Any]:
    """The sittings that a choice asks for as text in a language, body by body."""
    with override(language):
        words, lines = _Worded(language, register), register.chosen(choice)
        bodies = [(code, words.named(words.parties, code)) for code in register.offered["body"]]
        return {
            "finding": words.finding(lines),
            "total": len(lines),
            "parts": [
                {"body": words.party(code), "rows": [words.line(line) for line in own]}
                for code, own in groupby(lines, lambda line: line.body)
            ],
            "choosers": [chooser("body", _("Body"), _("any"), bodies, choice.get("body", ""))],
        }


def shown_meeting(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The sitting of that code as text in a language, with the one before and the one after it."""
    register = meetings_register(programme, by, on=on, known_on=known_on)
    line = next((each for each in register.lines if each.code == code), None)
    if line is None:
        return None
    with override(language):
        words = _Worded(language, register)
        own = [each for each in register.lines if each.body == line.body]
        place = own.index(line)
        promises = found(programme, by, Choice(meeting=code), on=on, known_on=known_on)
        return {
            **words.line(line),
            **promises_of(promises, language),
            "query": f"meeting={code}",
            "before": words.line(own[place - 1]) if place else None,
            "after": words.line(own[place + 1]) if place + 1 < len(own) else None,
            "note": line.note,
            "source": words.source(line.source),
        }


class _Worded(RegisterWording):
    def finding(self, lines: Sequence[MeetingLine]) -> str:
        """How many were held later than they had been planned, of those of which both days are known."""
        known = [line for line in lines if line.days_apart is not None]
        late = sum((line.days_apart or 0) > 0 for line in known)
        said = ngettext(
            "{late} of {n} sitting with both days known was held later than planned",
            "{late} of {n} sittings with both days known were held later than planned",
            len(known),
        )
        return said.format(late=self.number(late), n=self.number(len(known)))

    def line(self, line: MeetingLine) -> dict[str, Any]:
        """A sitting as a row, or as the head of its page."""
        return {
            "code": line.code,
            "body": self.party(line.body),
            "number": self.number(line.number) if line.number is not None else "",
            "called": self.called(line),
            "planned": self.day(line.planned_on),
            "held": self.day(line.held_on),
            "apart": self.apart(line),
            "is_late": bool(line.days_overdue),
            "place": line.place,
            "promises": self.number(line.promises),
        }

    def called(self, line: MeetingLine) -> str:
        """What tells it from the other sittings of its body."""
        if line.number is not None:
            return _("Sitting {number}").format(number=self.number(line.number))
        day = self.day(line.held_on or line.planned_on)
        return _("Sitting of {day}").format(day=day) if day else _("Sitting without a day")

    def apart(self, line: MeetingLine) -> str:
        """How far from its planned day it was held, or has not been."""
        if line.days_overdue:
            said = ngettext(
                "{n} day past it; no report that it was held",
                "{n} days past it; no report that it was held",
                line.days_overdue,
            )
            return said.format(n=self.number(line.days_overdue))
        days = line.days_apart
        if not days:
            return "" if days is None else _("as planned")
        later = ngettext("{n} day later", "{n} days later", abs(days))
        earlier = ngettext("{n} day earlier", "{n} days earlier", abs(days))
        return (later if days > 0 else earlier).format(n=self.number(abs(days)))
