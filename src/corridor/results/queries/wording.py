"""A commitment in words and numbers of one language, wherever it is shown."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from corridor.base.formats import shown_day, shown_money, shown_number
from corridor.base.names import Name, name_for
from corridor.base.quantities import is_money
from corridor.ledger.models import Obstacle
from corridor.ledger.queries.words import BLOCKED, CONTESTED, DISPUTED, OBSTACLES, PROOFS, STATES
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import State
from corridor.sources.models import Source

JUST_COUNTED = "count"
# Which list holds what is counted so, where it is not the state of that name.
QUERIES = {"kept-on-time": "mark=punctual", "kept-undated": "mark=undated"}
Names = Mapping[str, Mapping[str, str]]


class Wording:
    """What a reader of a language is told; `parties` and `zones` are their names by code."""

    def __init__(self, language: str, parties: Names, zones: Names) -> None:
        self.language, self.parties, self.zones = language, parties, zones

    def number(self, number: Any) -> str:
        return shown_number(number, self.language)

    def day(self, day: Any) -> str:
        return shown_day(day, self.language)

    def named(self, names: Mapping[str, Mapping[str, str]], code: str) -> Name | None:
        return name_for(names.get(code, {}), self.language, code) if code else None

    def states(self, counts: Mapping[State, int], undated: int) -> list[dict[str, str]]:
        """How many stand in each state; those kept without a promised date stand apart from those on time."""
        on_time = {State.KEPT_ON_TIME: counts[State.KEPT_ON_TIME] - undated}
        rows = [
            (state.value, state.value, str(STATES[state]), count) for state, count in {**counts, **on_time}.items()
        ]
        rows.append(("kept-undated", State.KEPT_ON_TIME.value, _("Kept, no date promised"), undated))
        return [
            {
                "code": code,
                "state": state,
                "query": QUERIES.get(code, f"state={state}"),
                "label": label,
                "count": self.number(count),
            }
            for code, state, label, count in rows
            if count
        ]

    def quantity(self, number: Decimal | None, unit: str) -> str:
        if number is None:
            return ""
        if is_money(unit):
            return shown_money(number, unit, self.language)
        return f"{self.number(number.normalize())} {'' if unit == JUST_COUNTED else unit}".strip()

    def paper(self, source: Source) -> dict[str, Any]:
        return {
            "code": source.code,
            "title": Name(source.title or source.code, source.language or "en"),
            "publisher": source.publisher,
            "day": self.day(source.published_on),
        }

    def obstacle(self, obstacle: Obstacle) -> dict[str, Any]:
        return {
            "kind": str(OBSTACLES.get(obstacle.kind, obstacle.kind)),
            "summary": obstacle.summary_en,
            "since": self.day(obstacle.since),
            "until": self.day(obstacle.until),
            "source": self.paper(obstacle.source),
        }

    @cached_property
    def said(self) -> dict[str, str]:
        """The states and marks in words; once for all rows, as a page may have many."""
        return {
            **{state: str(label) for state, label in STATES.items()},
            "blocked": str(BLOCKED),
            "disputed": str(DISPUTED),
            "contested": str(CONTESTED),
            "undated": _("Kept, no date promised"),
        }

    def row(self, item: Item) -> dict[str, Any]:
        """A commitment as a row of a list."""
        standing, facts = item.standing, item.facts
        marks = [self.said["blocked"]] if standing.is_blocked else []
        marks += [self.said["disputed"]] if standing.is_disputed else []
        marks += [self.said["contested"]] if standing.is_contested else []
        return {
            "code": facts.code,
            "title": facts.title,
            **self.state(item),
            "marks": marks,
            "debtor": self.named(self.parties, facts.debtor),
            "due": self.day(facts.due_on),
            "days": self.number(standing.days_late) if standing.days_late else "",
            "others": self.number(item.waiting.others),
        }

    def state(self, item: Item) -> dict[str, str]:
        """The state in words; what was kept where no date was promised is not said to be on time."""
        if item.is_kept_undated:
            return {"state_code": "kept-undated", "state": self.said["undated"]}
        return {"state_code": item.standing.state.value, "state": self.said[item.standing.state]}

    def item(self, item: Item) -> dict[str, Any]:
        """A commitment where more is told of it."""
        standing, facts = item.standing, item.facts
        return {
            **self.row(item),
            "is_blocked": standing.is_blocked,
            "proof": str(PROOFS[standing.proof]),
            "creditor": self.named(self.parties, facts.creditor),
            "zone": self.named(self.zones, facts.zone),
            "late": self.late(standing.days_late),
            "waiting_short": ngettext("promise waits", "promises wait", item.waiting.others),
            "workers": self.number(item.waiting.workers) if item.waiting.workers else "",
            "workers_short": ngettext("pledged worker", "pledged workers", item.waiting.workers),
            "waiting": self.waiting(item),
        }

    def late(self, days: int) -> str:
        if not days:
            return ""
        return ngettext("{n} day late", "{n} days late", days).format(n=self.number(days))

    def waiting(self, item: Item) -> str:
        others, workers = item.waiting
        if not others:
            return _("nobody waits for it in the ledger")
        wait = ngettext("{n} other promise waits for it", "{n} other promises wait for it", others)
        wait = wait.format(n=self.number(others))
        if not workers:
            return wait
        pledged = ngettext("with {n} pledged worker", "with {n} pledged workers", workers)
        return _("{wait}, {pledged}").format(wait=wait, pledged=pledged.format(n=self.number(workers)))
