"""Obstacles: which stand, since when, where and for whom; and the page of one with the promises stuck there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.days import last_day
from corridor.ledger.models import Obstacle, Step
from corridor.ledger.queries.obstacles import obstacle_zones, obstacles_by, steps_told
from corridor.ledger.queries.words import OBSTACLES, STEPS
from corridor.programme.models import Programme
from corridor.results.queries.commitments import Found, found
from corridor.results.queries.named import names_of
from corridor.results.queries.registers import Register, RegisterWording, chooser
from corridor.results.queries.wording import Wording
from corridor.results.rules.lists import ORDERS, Choice
from corridor.results.rules.registers import PAGE, ObstacleLine, days_since, standing_first


def obstacles_register(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None
) -> Register[ObstacleLine]:
    """The obstacles that had begun by a day, those that stand first, kind by kind."""
    seen, zones = obstacles_by(programme, by, on, known_on), obstacle_zones(programme, by)
    lines = standing_first(_line(each, on) for each in seen)
    names = names_of(programme, {line.party for line in lines if line.party}, zones)
    sources = {each.source.code: each.source for each in seen}
    return Register("obstacles", ObstacleLine, lines, {"kind": list(OBSTACLES), "zone": zones}, names, sources, on)


def _line(obstacle: Obstacle, on: date) -> ObstacleLine:
    is_over = bool(obstacle.until) and last_day(obstacle.until) < on
    return ObstacleLine(
        obstacle.code,
        obstacle.kind,
        not is_over,
        obstacle.zone.code if obstacle.zone else "",
        obstacle.party.code if obstacle.party else "",
        obstacle.since,
        # The day on which it will be over has not come yet.
        obstacle.until if is_over else "",
        days_since(obstacle.since, last_day(obstacle.until) if is_over else on),
        obstacle.summary_en,
        obstacle.source.code,
    )


def shown_obstacles(register: Register[ObstacleLine], choice: Mapping[str, str], language: str) -> dict[str, Any]:
    """The obstacles that a choice asks for as text in a language."""
    with override(language):
        words, lines = _Worded(language, register), register.chosen(choice)
        kinds = [(kind, words.word(OBSTACLES, kind)) for kind in register.offered["kind"]]
        zones = [(code, words.named(words.zones, code)) for code in register.offered["zone"]]
        return {
            "finding": words.finding(lines),
            "total": len(lines),
            "parts": words.parts(line for line in lines if line.stands),
            "over": words.parts(line for line in lines if not line.stands),
            "choosers": [
                chooser("kind", _("Kind"), _("any"), kinds, choice.get("kind", "")),
                chooser("zone", _("Where"), _("anywhere"), zones, choice.get("zone", "")),
            ],
        }


def shown_obstacle(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The obstacle of that code as text in a language, with what is late or blocked there, else of its party."""
    register = obstacles_register(programme, by, on=on, known_on=known_on)
    line = next((each for each in register.lines if each.code == code), None)
    if line is None:
        return None
    steps = steps_told(programme, by, code, on, known_on)
    with override(language):
        words = _Worded(language, register)
        page: dict[str, Any] = {**words.line(line), **words.choice(line), "source": words.source(line.source)}
        page["steps"] = [words.step(each) for each in steps]
        if line.zone or line.party:
            debtor = "" if line.zone else line.party
            late, blocked = (
                found(
                    programme,
                    by,
                    Choice(mark=mark, zone=line.zone, debtor=debtor),
                    on=on,
                    known_on=known_on,
                    most=PAGE,
                )
                for mark in ("late", "blocked")
            )
            page |= _stuck(late, blocked, language)
        return page


def _stuck(late: Found, blocked: Found, language: str) -> dict[str, Any]:
    """Promises that are late, blocked or both, each once, those for which most others wait first."""
    words = Wording(language, {**late.parties, **blocked.parties}, {**late.zones, **blocked.zones})
    items = {item.facts.code: item for item in (*late.rows, *blocked.rows)}
    rows = sorted(items.values(), key=ORDERS["waiting"])[:PAGE]
    return {
        "rows": [words.item(item) for item in rows],
        "late_total": words.number(late.total),
        "blocked_total": words.number(blocked.total),
    }


class _Worded(RegisterWording):
    def finding(self, lines: Sequence[ObstacleLine]) -> str:
        """How many stand, in a sentence."""
        count, standing = len(lines), sum(line.stands for line in lines)
        said = ngettext("{standing} of {n} obstacle stands", "{standing} of {n} obstacles stand", count)
        return said.format(standing=self.number(standing), n=self.number(count))

    def parts(self, lines: Iterable[ObstacleLine]) -> list[dict[str, Any]]:
        """Obstacles kind by kind."""
        kinds = [(kind, list(own)) for kind, own in groupby(lines, lambda line: line.kind)]
        return [
            {
                "kind": self.word(OBSTACLES, kind),
                "count": self.number(len(own)),
                "rows": [self.line(line) for line in own],
            }
            for kind, own in kinds
        ]

    def choice(self, line: ObstacleLine) -> dict[str, str]:
        """What the list of promises is asked for to show those that it may hold up."""
        if line.zone:
            return {"filter": "zone", "filter_word": line.zone}
        return {"filter": "debtor", "filter_word": line.party}

    def line(self, line: ObstacleLine) -> dict[str, Any]:
        """An obstacle as a row, or as the head of its page."""
        return {
            "code": line.code,
            "kind": self.word(OBSTACLES, line.kind),
            "summary": line.summary,
            "stands": line.stands,
            "zone": self.zone(line.zone),
            "party": self.party(line.party),
            "since": self.day(line.since),
            "until": self.day(line.until),
            "stood": self.stood(line),
            "paper": self.source(line.source),
        }

    def step(self, step: Step) -> dict[str, Any]:
        """What was done about an obstacle: on which day, by or to whom, in which words, on which paper."""
        party = step.party
        return {
            "day": self.day(step.taken_on),
            "what_code": step.what,
            "what": str(STEPS[step.what]),
            "party": {"code": party.code, "name": party.name_in(self.language)} if party else None,
            "says": step.says,
            "source": self.paper(step.source),
        }

    def stood(self, line: ObstacleLine) -> str:
        """How long it has stood, or stood until it was over."""
        if line.days_stood is None:
            return ""
        days = ngettext("{n} day", "{n} days", line.days_stood).format(n=self.number(line.days_stood))
        return _("{days}, no end reported").format(days=days) if line.stands else days
