"""What was brought and waits for somebody's decision, what would turn by it, and the files that came with it."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from corridor.base.actors import Actor
from corridor.base.days import last_day, last_day_or_none
from corridor.ledger import access
from corridor.ledger.models import Attachment, Commitment, Link, Submission
from corridor.ledger.queries.items import promises
from corridor.ledger.rules.states import Promise, Reading, Standing, standing, standing_with
from corridor.programme.models import Programme

NEIGHBOURS = (
    "commitment__programme",
    "commitment__zone",
    "commitment__creditor",
    "debtor__parent",
    "brought_for",
    "brought_by",
    "link",
    "decided_for",
    "decided_by",
    "evidence__source",
)


class Turn(NamedTuple):
    """What would become of a promise if a submission were accepted on a day.

    now, then: where it stands, and where it would. counts_on: the day from which on it counts, where that has not
    come yet.
    """

    now: Standing | None
    then: Standing | None
    counts_on: date | None


def to_decide(by: Actor, programme: Programme, first: int, most: int) -> tuple[list[Submission], int]:
    """What waits for somebody's own decision, the oldest first: some of it, and how much there is in all."""
    rows = access.submissions_to_decide(by, programme)
    return _whole(rows.order_by("brought_at", "id")[first : first + most]), rows.count()


def for_others(by: Actor, programme: Programme, most: int) -> tuple[list[Submission], int]:
    """What somebody sees that waits for the decision of others, the oldest first: some of it, and how much."""
    mine = access.submissions_to_decide(by, programme).values("pk")
    rows = access.submissions_seen(by, programme).filter(decision="").exclude(pk__in=mine)
    return _whole(rows.order_by("brought_at", "id")[:most]), rows.count()


def submission_seen(by: Actor, programme: Programme, number: int) -> Submission | None:
    """The submission of that number, if somebody may see it."""
    return next(iter(_whole(access.submissions_seen(by, programme).filter(pk=number))), None)


def submissions_numbered(by: Actor, programme: Programme, numbers: Collection[int]) -> dict[int, Submission]:
    """Those of some submissions that somebody may see, by number."""
    return {each.pk: each for each in _whole(access.submissions_seen(by, programme).filter(pk__in=numbers))}


def turns(submissions: Iterable[Submission], on: date) -> dict[int, Turn]:
    """What each submission would turn if it were accepted on a day, by its number."""
    found = list(submissions)
    facts = promises(Commitment.objects.filter(pk__in={each.commitment_id for each in found}))
    return {each.pk: _turn(facts[each.commitment_id][1], each, on) for each in found}


def _turn(promise: Promise, submission: Submission, on: date) -> Turn:
    seen_on = last_day(submission.observed_on)
    reading = Reading(
        seen_on,
        submission.says,
        submission.grade,
        submission.quantity,
        submission.unit,
        on,
        last_day_or_none(submission.valid_until),
    )
    return Turn(standing(promise, on), standing_with(promise, reading, on), seen_on if seen_on > on else None)


def attachment_seen(by: Actor, programme: Programme, number: int, name: str) -> Attachment | None:
    """The file of that number and name, if somebody may open it."""
    # Compared here, as an address may hold signs that no database takes.
    found = access.attachments_seen(by, programme).filter(pk=number).select_related("document").first()
    return found if found and found.name == name else None


def link_of(digest: str, at: datetime) -> Link | None:
    """The address of that digest, while somebody can still answer by it."""
    return _links().filter(digest=digest, expires_at__gt=at, answers_left__gt=0).first()


def answered_by(digest: str, at: datetime) -> Submission | None:
    """What was last brought by the address of that digest, until that runs out."""
    link = _links().filter(digest=digest, expires_at__gt=at).first()
    if link is None:
        return None
    rows = Submission.objects.filter(link=link).select_related("commitment__programme", "brought_for")
    return rows.order_by("-id").first()


def _links() -> QuerySet[Link]:
    return Link.objects.select_related("commitment__programme", "party")


def _whole(rows: QuerySet[Submission]) -> list[Submission]:
    files = Prefetch("attachments", Attachment.objects.select_related("document").order_by("id"))
    return list(rows.select_related(*NEIGHBOURS).prefetch_related(files, "debtor__children"))
