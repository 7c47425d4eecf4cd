"""Everything the ledger holds about one commitment, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corridor.base.actors import Actor
from corridor.base.days import by_then, last_day
from corridor.base.models import Event
from corridor.ledger import access
from corridor.ledger.models import Commitment, Evidence, Obstacle, Verification
from corridor.ledger.queries.items import items
from corridor.ledger.queries.obstacles import obstacles_at
from corridor.ledger.rules.items import Item
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Source
from corridor.sources.rules import was_known
from corridor.zones.models import Zone


class Seen(NamedTuple):
    """A piece of evidence with the source it stands in."""

    observed_on: str
    grade: str
    says: str
    note: str
    source: Source
    verified_on: str


@dataclass(frozen=True)
class Dossier:
    """One commitment with its papers, its needs, who waits for it, its evidence and its history.

    meeting: the sitting that decided it, once it was held.
    same: commitments for the same kind of thing at the same zone that bear a date, the earliest date first.
    """

    commitment: Commitment
    item: Item
    needs: list[Item]
    waits: list[Item]
    same: list[Item]
    meeting: Meeting | None
    evidence: list[Seen]
    obstacles: list[Obstacle]
    events: list[Event]
    parties: Mapping[str, Mapping[str, str]]
    zones: Mapping[str, Mapping[str, str]]


def dossier(
    programme: Programme, by: Actor, code: str, *, on: date, known_on: date | None = None
) -> Dossier | None:
    """Everything about the commitment of that code; nothing where it was not made, or not known, by the day."""
    seen = access.commitments_seen(by, programme)
    papers = ("source", "agreement", "agreement__source", "meeting", "meeting__source", "meeting__body")
    commitment = seen.filter(code=code).select_related(*papers).first()
    found = items(seen, on=on, known_on=known_on)
    item = found.get(commitment.pk) if commitment else None
    if commitment is None or item is None:
        return None
    return Dossier(
        commitment=commitment,
        item=item,
        needs=[found[number] for number in (*item.waits_for, *item.has)],
        waits=[each for each in found.values() if item.facts.number in (*each.waits_for, *each.has)],
        same=_same(item, found),
        meeting=commitment.meeting if commitment.meeting and by_then(commitment.meeting.held_on, on) else None,
        evidence=_evidence(commitment, on, known_on),
        obstacles=_obstacles(programme, by, item, on, known_on),
        events=list(Event.objects.filter(programme=programme.code, table="commitments", key=code).order_by("-id")),
        parties=dict(Party.objects.filter(programme=programme).values_list("code", "names")),
        zones=dict(Zone.objects.filter(programme=programme).values_list("code", "names")),
    )


def _same(item: Item, found: Mapping[int, Item]) -> list[Item]:
    place = (item.facts.zone, item.facts.kind)
    same = [
        (each.due_by, each.facts.code, each)
        for each in found.values()
        if item.facts.zone and each.due_by and (each.facts.zone, each.facts.kind) == place
    ]
    return [each for _due, _code, each in sorted(same, key=lambda row: (row[0], row[1]))]


def _evidence(commitment: Commitment, on: date, known_on: date | None) -> list[Seen]:
    """What was observed by the day, oldest first; what bears no day stands last, as it moves nothing."""
    rows = Verification.objects.filter(evidence__commitment=commitment).exclude(verifier=commitment.debtor_id)
    verified = {
        each.evidence_id: each.verified_on
        for each in rows.select_related("source").order_by("-verified_on")
        if by_then(each.verified_on, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    }
    brought = Evidence.objects.filter(commitment=commitment).select_related("source").order_by("id")
    seen = [
        Seen(each.observed_on, each.grade, each.says, each.note, each.source, verified.get(each.pk, ""))
        for each in brought
        if by_then(each.observed_on, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]
    return sorted(seen, key=lambda each: (not each.observed_on, each.observed_on and last_day(each.observed_on)))


def _obstacles(programme: Programme, by: Actor, item: Item, on: date, known_on: date | None) -> list[Obstacle]:
    """Obstacles at its zone that had begun by the day, those overcome since among them."""
    if not item.facts.zone:
        return []
    return [
        each
        for each in obstacles_at(programme, by, item.facts.zone)
        if by_then(each.since, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]
