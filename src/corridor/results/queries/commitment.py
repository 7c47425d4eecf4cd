"""The page of one commitment, in words of one language, read from top to bottom as a sentence."""

from datetime import date
from typing import Any

from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.base.formats import shown_day
from corridor.base.models import Event
from corridor.ledger.queries.dossier import Dossier, Seen, dossier
from corridor.ledger.queries.words import EVENTS, PROOFS, SAYINGS
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import balance_for, items_near
from corridor.results.queries.graph import shown_graph
from corridor.results.queries.wording import Wording


def read_dossier(
    programme: Programme, by: Actor, code: str, *, on: date, known_on: date | None = None
) -> Dossier | None:
    """Everything about a commitment on a day, from the balance where there is one for that day."""
    struck = balance_for(programme, on, known_on)
    among = items_near(lines_seen(by, programme), code) if struck else None
    return dossier(programme, by, code, on=on, known_on=known_on, among=among)


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
            "creditor_code": facts.creditor,
            "zone_code": facts.zone,
            "kind_code": facts.kind,
            "quantity": self.quantity(facts.quantity, facts.unit),
            "made": self.day(facts.made_on),
            "kept": self.day(dossier.item.standing.kept_on),
            "note": commitment.note,
            "agreement": self.agreement(),
            "meeting": self.meeting(),
            "source": self.paper(commitment.source),
            "is_open": dossier.item.standing.is_open,
            "needs": [self.neighbour(each) for each in dossier.needs],
            "waits": [self.neighbour(each) for each in dossier.waits],
            "graph": shown_graph(dossier.item, dossier.near, self),
            "same": [{**self.neighbour(each), "paper": each.facts.source} for each in dossier.same],
            "evidence": [self.evidence(each) for each in dossier.evidence],
            "obstacles": [self.obstacle(each) for each in dossier.obstacles],
            "events": [self.event(each) for each in dossier.events],
        }

    def agreement(self) -> dict[str, Any] | None:
        agreement = self.dossier.agreement
        if agreement is None:
            return None
        return {
            "code": agreement.code,
            "title": agreement.title_en,
            "day": self.day(agreement.signed_on),
            "source": self.paper(agreement.source),
        }

    def meeting(self) -> dict[str, Any] | None:
        meeting = self.dossier.meeting
        if meeting is None:
            return None
        body = self.named(self.parties, meeting.body.code)
        return {
            "code": meeting.code,
            "body": body,
            "number": meeting.number,
            "day": self.day(meeting.held_on),
            "source": self.paper(meeting.source),
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
            "source": self.paper(seen.source),
            "verified": self.day(seen.verified_on),
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
