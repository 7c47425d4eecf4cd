"""The page of one commitment, in words of one language, read from top to bottom as a sentence."""

from typing import Any

from django.utils.translation import override

from corridor.base.formats import shown_day, shown_money
from corridor.base.models import Event
from corridor.ledger.queries.dossier import Dossier, Seen
from corridor.ledger.queries.words import EVENTS, OBSTACLES, PROOFS, SAYINGS
from corridor.ledger.rules.items import Item
from corridor.results.queries.wording import Wording

CURRENCY_CODE = 3


def shown_dossier(dossier: Dossier, language: str) -> dict[str, Any]:
    """Everything about a commitment as text in a language."""
    with override(language):
        return _Shown(dossier, language).everything()


class _Shown(Wording):
    def __init__(self, dossier: Dossier, language: str) -> None:
        super().__init__(language, dossier.parties, dossier.zones)
        self.dossier = dossier

    def everything(self) -> dict[str, Any]:
        dossier, facts = self.dossier, self.dossier.item.facts
        commitment = dossier.commitment
        return {
            **self.item(dossier.item),
            "debtor_code": facts.debtor,
            "zone_code": facts.zone,
            "quantity": self.quantity(),
            "made": self.day(facts.made_on),
            "kept": self.day(dossier.item.standing.kept_on),
            "note": commitment.note,
            "agreement": self.paper(commitment.agreement, "title_en", "signed_on"),
            "meeting": self.meeting(),
            "source": self.source(commitment.source),
            "is_open": dossier.item.standing.is_open,
            "needs": [self.neighbour(each) for each in dossier.needs],
            "waits": [self.neighbour(each) for each in dossier.waits],
            "same": [self.neighbour(each) for each in dossier.same],
            "evidence": [self.evidence(each) for each in dossier.evidence],
            "obstacles": [self.obstacle(each) for each in dossier.obstacles],
            "events": [self.event(each) for each in dossier.events],
        }

    def quantity(self) -> str:
        number, unit = self.dossier.item.facts.quantity, self.dossier.item.facts.unit
        if number is None:
            return ""
        if len(unit) == CURRENCY_CODE and unit.isupper():
            return shown_money(number, unit, self.language)
        return f"{self.number(number.normalize())} {unit}".strip()

    def paper(self, paper: Any, title: str, day: str) -> dict[str, Any] | None:
        if paper is None:
            return None
        return {
            "title": getattr(paper, title),
            "day": self.day(getattr(paper, day)),
            "source": self.source(paper.source),
        }

    def meeting(self) -> dict[str, Any] | None:
        meeting = self.dossier.meeting
        if meeting is None:
            return None
        body = self.named(self.parties, meeting.body.code)
        return {
            "body": body,
            "number": meeting.number,
            "day": self.day(meeting.held_on),
            "source": self.source(meeting.source),
        }

    def source(self, source: Any) -> dict[str, str]:
        return {
            "code": source.code,
            "title": source.title or source.code,
            "publisher": source.publisher,
            "day": self.day(source.published_on),
        }

    def neighbour(self, item: Item) -> dict[str, Any]:
        return {**self.item(item), "here": item is self.dossier.item, "kept": self.day(item.standing.kept_on)}

    def evidence(self, seen: Seen) -> dict[str, Any]:
        return {
            "day": self.day(seen.observed_on),
            "says_code": seen.says,
            "says": str(SAYINGS[seen.says]),
            "grade": str(PROOFS[seen.grade]),
            "note": seen.note,
            "source": {
                "code": seen.source,
                "title": seen.title or seen.source,
                "publisher": seen.publisher,
                "day": self.day(seen.published_on),
            },
            "verified": self.day(seen.verified_on),
        }

    def obstacle(self, obstacle: Any) -> dict[str, Any]:
        return {
            "kind": str(OBSTACLES.get(obstacle.kind, obstacle.kind)),
            "summary": obstacle.summary_en,
            "since": self.day(obstacle.since),
            "until": self.day(obstacle.until),
            "source": self.source(obstacle.source),
        }

    def event(self, event: Event) -> dict[str, str]:
        verb = event.name.rpartition(".")[2]
        before, after = event.before or {}, event.after or {}
        fields = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        return {
            "day": shown_day(event.at.date(), self.language),
            "what": str(EVENTS[verb]),
            "fields": ", ".join(fields) if verb == "changed" else "",
        }
