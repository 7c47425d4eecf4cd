"""What of the ledger rests on a source, and how many promises stand under an agreement or come from a meeting."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from corridor.base.actors import Actor
from corridor.ledger import access
from corridor.ledger.models import Attachment, Commitment, Evidence, Submission
from corridor.programme.models import Programme
from corridor.sources.models import Source
from corridor.sources.queries import had_come, resting, were_known


def commitments_from(
    source: Source, programme: Programme, by: Actor, on: date, known_on: date | None
) -> list[Commitment]:
    """The commitments made by a day that a source tells of, in the order in which they were recorded."""
    rows = access.commitments_seen(by, programme).filter(_made(on, known_on), source=source)
    return list(rows.order_by("id"))


def evidence_from(
    source: Source, programme: Programme, by: Actor, on: date, known_on: date | None
) -> list[Evidence]:
    """The evidence that stands in a source, of what was observed by a day, the earliest first."""
    seen = access.commitments_seen(by, programme)
    rows = Evidence.objects.filter(_observed(on, known_on), source=source, commitment__in=seen)
    return list(rows.select_related("commitment").order_by("observed_on", "id"))


class Brought(NamedTuple):
    """What was brought at the desk and accepted as evidence, with the files that everybody may see.

    Sealed ones are not told of at all.
    """

    submission: Submission
    files: list[Attachment]


def brought_as(evidence: Collection[Evidence], programme: Programme, by: Actor) -> list[Brought]:
    """What was brought at the desk of some evidence, in the order in which it was brought."""
    rows = Submission.objects.filter(decision="accepted", evidence__in=[each.pk for each in evidence])
    found = {
        each.pk: Brought(each, []) for each in rows.select_related("brought_for", "decided_for").order_by("id")
    }
    files = access.attachments_seen(by, programme).filter(submission__in=found, is_sealed=False)
    for file in files.order_by("id"):
        found[file.submission_id].files.append(file)
    return list(found.values())


def promises_resting(
    programme: Programme, by: Actor, codes: Collection[str] | None, on: date, known_on: date | None
) -> dict[str, int]:
    """How many commitments made by a day rest on each of some sources, or of all, by the sources' codes."""
    return resting(access.commitments_seen(by, programme).filter(_made(on, known_on)), codes)


def evidence_resting(
    programme: Programme, by: Actor, codes: Collection[str] | None, on: date, known_on: date | None
) -> dict[str, int]:
    """How much evidence of what was observed by a day stands in each of some sources, or of all."""
    seen = access.commitments_seen(by, programme)
    return resting(Evidence.objects.filter(_observed(on, known_on), commitment__in=seen), codes)


def promises_by(programme: Programme, by: Actor, paper: str, on: date, known_on: date | None) -> dict[str, int]:
    """How many commitments made by a day stand under each agreement, or come from each meeting, by its code."""
    rows = access.commitments_seen(by, programme).filter(_made(on, known_on), **{f"{paper}__isnull": False})
    return dict(rows.order_by().values_list(f"{paper}__code").annotate(Count("id")))


def _made(on: date, known_on: date | None) -> Q:
    return had_come("made_on", on) & were_known(known_on)


def _observed(on: date, known_on: date | None) -> Q:
    return had_come("observed_on", on) & were_known(known_on)
