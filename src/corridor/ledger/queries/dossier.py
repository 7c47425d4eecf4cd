"""Everything the ledger holds about one commitment, on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.days import by_then, last_day, last_day_or_none
from corridor.base.models import Event
from corridor.ledger import access
from corridor.ledger.models import Commitment, Contest, Evidence, Move, Obstacle, Verification
from corridor.ledger.queries.contests import contests_told
from corridor.ledger.queries.items import items
from corridor.ledger.queries.moves import moves_told
from corridor.ledger.queries.obstacles import obstacles_at
from corridor.ledger.rules.items import Item
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Source, Sourced
from corridor.sources.rules import was_known
from corridor.zones.models import Zone

# So many steps away is still near: of what a commitment needs, and of what needs it.
NEEDS_DEEP, WAITS_DEEP = 3, 2


class Seen(NamedTuple):
    """A piece of evidence with the source it stands in.

    valid_until: the last day on which it proves anything, if any. lapsed_on: the first on which it proves nothing,
    where that has come. wrong_on: the day on which it was found to be wrong.
    """

    observed_on: str
    grade: str
    says: str
    note: str
    source: Source
    verified_on: str
    valid_until: str = ""
    lapsed_on: date | None = None
    wrong_on: str = ""


@dataclass(frozen=True)
class Dossier:
    """One commitment with its papers, its needs, who waits for it, its evidence and its history.

    agreement, meeting: the paper that carries it, once it was signed; the sitting that decided it, once held.
    same: commitments for the same kind of thing at the same zone that bear a date, the earliest date first.
    near: all within three steps of what it needs and two steps of what needs it, by number, itself among them.
    moves: every later date that was given by the day, for it and for those in `same`, by number.
    contests: who says that it is told wrongly, oldest first, with the answers that had come.
    """

    commitment: Commitment
    item: Item
    needs: list[Item]
    waits: list[Item]
    same: list[Item]
    near: Mapping[int, Item]
    agreement: Agreement | None
    meeting: Meeting | None
    evidence: list[Seen]
    obstacles: list[Obstacle]
    moves: Mapping[int, list[Move]]
    contests: list[Contest]
    events: list[Event]
    parties: Mapping[str, Mapping[str, str]]
    zones: Mapping[str, Mapping[str, str]]


def dossier(
    programme: Programme,
    by: Actor,
    code: str,
    *,
    on: date,
    known_on: date | None = None,
    among: Mapping[int, Item] | None = None,
) -> Dossier | None:
    """Everything about the commitment of that code; nothing where it was not made, or not known, by the day.

    among: where it and those about it stand, where somebody knows it already; else everything is derived.
    """
    seen = access.commitments_seen(by, programme)
    papers = ("source", "agreement", "agreement__source", "meeting", "meeting__source", "meeting__body")
    commitment = seen.filter(code=code).select_related(*papers).first()
    found = items(seen, on=on, known_on=known_on) if among is None else among
    item = found.get(commitment.pk) if commitment else None
    if commitment is None or item is None:
        return None
    same, near = _same(item, found), _near(item, found)
    agreement, meeting = commitment.agreement, commitment.meeting
    parties, zones = _names(programme, [*same, *near.values()])
    contests = contests_told(commitment, on, known_on)
    return Dossier(
        commitment=commitment,
        item=item,
        needs=[found[number] for number in (*item.waits_for, *item.has)],
        waits=[each for each in found.values() if item.facts.number in (*each.waits_for, *each.has)],
        same=same,
        near=near,
        agreement=agreement if agreement and _told(agreement, agreement.signed_on, on, known_on) else None,
        meeting=meeting if meeting and _told(meeting, meeting.held_on, on, known_on) else None,
        evidence=_evidence(commitment, contests, on, known_on),
        obstacles=_obstacles(programme, by, item, on, known_on),
        moves=moves_told({item.facts.number, *(each.facts.number for each in same)}, on, known_on),
        contests=contests,
        events=list(Event.objects.filter(programme=programme.code, table="commitments", key=code).order_by("-id")),
        parties={**parties, **({} if commitment.meeting is None else _body(commitment.meeting))},
        zones=zones,
    )


def _told(paper: Sourced, day: str, on: date, known_on: date | None) -> bool:
    return by_then(day, on) and was_known(paper.source.published_on, paper.recorded_at.date(), known_on)


def _body(meeting: Meeting) -> dict[str, dict[str, str]]:
    return {meeting.body.code: meeting.body.names}


def _names(programme: Programme, named: Iterable[Item]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the parties and zones of some commitments are called."""
    owing = {code for each in named for code in (each.facts.debtor, each.facts.creditor)}
    places = {each.facts.zone for each in named}
    parties = Party.objects.filter(programme=programme, code__in=owing).values_list("code", "names")
    return dict(parties), dict(
        Zone.objects.filter(programme=programme, code__in=places).values_list("code", "names")
    )


def _near(item: Item, found: Mapping[int, Item]) -> dict[int, Item]:
    near, edge = {item.facts.number: item}, [item]
    for _step in range(NEEDS_DEEP):
        numbers = {number for each in edge for number in (*each.waits_for, *each.has) if number in found} - set(
            near
        )
        edge = [found[number] for number in numbers]
        near |= {number: found[number] for number in numbers}
    numbers = {item.facts.number}
    for _step in range(WAITS_DEEP):
        numbers = {number for number, each in found.items() if not numbers.isdisjoint((*each.waits_for, *each.has))}
        near |= {number: found[number] for number in numbers}
    return near


def _same(item: Item, found: Mapping[int, Item]) -> list[Item]:
    place = (item.facts.zone, item.facts.kind)
    same = [
        (each.due_by, each.facts.code, each)
        for each in found.values()
        if item.facts.zone and each.due_by and (each.facts.zone, each.facts.kind) == place
    ]
    return [each for _due, _code, each in sorted(same, key=lambda row: (row[0], row[1]))]


def _evidence(commitment: Commitment, contests: Iterable[Contest], on: date, known_on: date | None) -> list[Seen]:
    """What was observed by the day, oldest first; what bears no day stands last, as it moves nothing."""
    rows = Verification.objects.filter(evidence__commitment=commitment).exclude(verifier=commitment.debtor_id)
    verified = {
        each.evidence_id: each.verified_on
        for each in rows.select_related("source").order_by("-verified_on")
        if by_then(each.verified_on, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    }
    brought = Evidence.objects.filter(commitment=commitment).select_related("source").order_by("id")
    wrong: dict[int, str] = {}
    for contest in sorted(contests, key=lambda each: last_day_or_none(each.answered_on) or date.max):
        if contest.evidence_id and contest.answer == "upheld":
            wrong.setdefault(contest.evidence_id, contest.answered_on)
    seen = [
        Seen(
            each.observed_on,
            each.grade,
            each.says,
            each.note,
            each.source,
            verified.get(each.pk, ""),
            each.valid_until,
            _lapsed_on(each, on),
            wrong.get(each.pk, ""),
        )
        for each in brought
        if by_then(each.observed_on, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]
    return sorted(seen, key=lambda each: (not each.observed_on, each.observed_on and last_day(each.observed_on)))


def _lapsed_on(evidence: Evidence, on: date) -> date | None:
    """The first day on which evidence proves nothing any more, where that has come."""
    until = last_day_or_none(evidence.valid_until)
    return until + timedelta(days=1) if until and until < on else None


def _obstacles(programme: Programme, by: Actor, item: Item, on: date, known_on: date | None) -> list[Obstacle]:
    """Obstacles at its zone that had begun by the day, those overcome since among them."""
    if not item.facts.zone:
        return []
    return [
        each
        for each in obstacles_at(programme, by, item.facts.zone)
        if by_then(each.since, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]
