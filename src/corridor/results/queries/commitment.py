"""The page of one commitment, in words of one language, read from top to bottom as a sentence."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.base.formats import shown_day
from corridor.base.models import Event
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Contest, Evidence, Move
from corridor.ledger.queries.dossier import Dossier, Seen, dossier
from corridor.ledger.queries.words import ANSWERS, EVENTS, PROOFS, SAYINGS
from corridor.ledger.rules.items import Item
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import as_they_stand, balance_for, items_near
from corridor.results.queries.graph import shown_graph
from corridor.results.queries.wording import Wording


def read_dossier(
    programme: Programme, by: Actor, code: str, *, on: date, known_on: date | None = None
) -> Dossier | None:
    """Everything about a commitment on a day, from the balance where there is one for that day."""
    struck = balance_for(programme, on, known_on)
    among = items_near(lines_seen(by, programme), code) if struck else None
    if struck and struck.is_behind and among is not None:
        few = commitments_seen(by, programme).filter(Q(pk__in=list(among)) | Q(code=code))
        among = as_they_stand(few, among, on)
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
            "last_due": self.last_due(dossier.item),
            "dates": self.dates(),
            "contests": [self.contest(each) for each in dossier.contests],
            "same": [
                {**self.neighbour(each), "paper": each.facts.source, "last_due": self.last_due(each)}
                for each in dossier.same
            ],
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
            "valid_until": "" if seen.lapsed_on else self.day(seen.valid_until),
            "lapsed": self.day(seen.lapsed_on),
            "wrong": self.day(seen.wrong_on),
        }

    def last_due(self, item: Item) -> str:
        """The last date that was given for a promise, where its date was moved."""
        moves = self.dossier.moves.get(item.facts.number)
        return self.day(moves[-1].due_on) if moves else ""

    def dates(self) -> list[dict[str, Any]]:
        """Every later date that was given, oldest first: to when, on which day, by whose leave, why."""
        return [self.move(each) for each in self.dossier.moves.get(self.dossier.item.facts.number, ())]

    def move(self, move: Move) -> dict[str, Any]:
        agreement = move.agreement
        return {
            "due": self.day(move.due_on),
            "day": self.day(move.moved_on),
            "authority": self.party(move.authority),
            "agreement": {"code": agreement.code, "title": agreement.title_en} if agreement else None,
            "reason": move.reason,
            "source": self.paper(move.source),
        }

    def contest(self, contest: Contest) -> dict[str, Any]:
        evidence = contest.evidence
        return {
            "day": self.day(contest.contested_on),
            "party": self.party(contest.party),
            "says": contest.says,
            "evidence": self.pointed_at(evidence) if evidence else None,
            "answer": str(ANSWERS[contest.answer]) if contest.answer else "",
            "answered": self.day(contest.answered_on),
            "answered_for": self.party(contest.answered_for),
            "answer_says": contest.answer_says,
            "source": self.paper(contest.source),
        }

    def pointed_at(self, evidence: Evidence) -> dict[str, str]:
        """A piece of evidence in few words."""
        day, says = self.day(evidence.observed_on), str(SAYINGS[evidence.says])
        return {"day": day, "says": says, "grade": str(PROOFS[evidence.grade])}

    def party(self, party: Party | None) -> dict[str, Any] | None:
        return {"code": party.code, "name": party.name_in(self.language)} if party else None

    def event(self, event: Event) -> dict[str, str]:
        verb = event.name.rpartition(".")[2]
        before, after = event.before or {}, event.after or {}
        fields = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        return {
            "day": shown_day(event.at.date(), self.language),
            "what": str(EVENTS[verb]),
            "fields": ", ".join(fields) if verb == "changed" else "",
        }
