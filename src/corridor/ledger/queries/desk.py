"""What the desk asks of the ledger beside what is public: what waits, what came of it, and what was done."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from corridor.base.actors import Actor
from corridor.base.models import Event
from corridor.ledger import access
from corridor.ledger.models import (
    Attachment,
    Commitment,
    Contact,
    Contest,
    Dependency,
    Evidence,
    Link,
    Move,
    Submission,
    Verification,
)
from corridor.programme.models import Programme

NAMES = ("programme", "debtor", "creditor", "zone", "agreement", "meeting", "source", "ending", "contact")
# Tables whose entries bear a promise's code as their key, and those whose rows name it.
BY_CODE = ("commitments", "reasons", "endings", "contacts")
NAMING = ("dependencies", "evidence", "verifications", "moves", "contests", "submissions")
# Of a day on which a whole package was loaded only the last entries are looked through.
LOOKED_THROUGH = 500
# How long it is told that something was rejected.
RECENT = 5


class AtDesk(NamedTuple):
    """What the desk tells of one promise beside its public page, as far as somebody may see it.

    files: the files that came with submissions they may see, or with evidence that is public, by submission.
    """

    submissions: list[Submission]
    files: Mapping[int, list[Attachment]]
    contact: Contact | None
    events: list[Event]


class Waits(NamedTuple):
    """How much waits for somebody's verification, and the oldest of it."""

    total: int
    oldest: Submission | None


def commitment_at_desk(programme: Programme, by: Actor, code: str) -> Commitment | None:
    """The promise of that code with all that is named in it."""
    return access.commitments_seen(by, programme).filter(code=code).select_related(*NAMES).first()


def at_desk(commitment: Commitment, by: Actor) -> AtDesk:
    """Everything the desk tells of one promise beside what is public; submissions and events newest first."""
    programme = commitment.programme
    rows = access.submissions_seen(by, programme).filter(commitment=commitment)
    people = ("brought_by", "brought_for", "decided_by", "decided_for")
    submissions = list(rows.select_related(*people).order_by("-id"))
    files: dict[int, list[Attachment]] = {}
    attached = access.attachments_seen(by, programme).filter(submission__commitment=commitment)
    for each in attached.select_related("document", "submission").distinct().order_by("id"):
        files.setdefault(each.submission_id, []).append(each)
    contact = None
    if access.may_see_contact(by, commitment):
        contact = Contact.objects.filter(commitment=commitment).select_related("caretaker").first()
    return AtDesk(submissions, files, contact, _events_of(commitment, by, submissions))


def _events_of(commitment: Commitment, by: Actor, submissions: Iterable[Submission]) -> list[Event]:
    about = Q(table__in=BY_CODE, key=commitment.code)
    about |= Q(table="submissions", key__in=[str(each.pk) for each in submissions])
    if access.may_see_contact(by, commitment):
        links = Link.objects.filter(commitment=commitment).values_list("id", flat=True)
        about |= Q(table="links", key__in=[str(number) for number in links])
    for table, rows in _rows_of(commitment).items():
        # By whole keys, as no index finds beginnings in every database.
        about |= Q(table=table, key__in=[" | ".join((commitment.code, *row)) for row in rows])
    return list(Event.objects.filter(about, programme=commitment.programme.code).order_by("-id"))


def _rows_of(commitment: Commitment) -> dict[str, Iterable[tuple[str, ...]]]:
    """What stands beside a promise, by the columns that tell its rows apart (KEYS)."""
    columns = ("observed_on", "says", "source__code")
    verified = ("evidence__observed_on", "evidence__says", "evidence__source__code", "verifier__code")
    return {
        "dependencies": Dependency.objects.filter(commitment=commitment).values_list("needs__code"),
        "evidence": Evidence.objects.filter(commitment=commitment).values_list(*columns),
        "verifications": Verification.objects.filter(evidence__commitment=commitment).values_list(*verified),
        "moves": Move.objects.filter(commitment=commitment).values_list("moved_on", "due_on"),
        "contests": Contest.objects.filter(commitment=commitment).values_list(
            "party__code", "contested_on", "says"
        ),
    }


def evidence_on(commitment: Commitment) -> list[Evidence]:
    """The evidence of a promise, the newest first."""
    rows = Evidence.objects.filter(commitment=commitment).select_related("source")
    return list(rows.order_by("-observed_on", "-id"))


def needs_of(commitment: Commitment) -> list[str]:
    """The codes of what a promise needs, in the order in which they were written down."""
    rows = Dependency.objects.filter(commitment=commitment).order_by("id")
    return list(rows.values_list("needs__code", flat=True))


def waits_for(programme: Programme, by: Actor) -> Waits:
    """What waits for somebody's verification."""
    rows = access.submissions_to_decide(by, programme)
    oldest = rows.select_related("commitment", "brought_for").order_by("brought_at", "id").first()
    return Waits(rows.count() if oldest else 0, oldest)


def rejected_for(programme: Programme, by: Actor, since: datetime) -> list[Submission]:
    """What somebody brought and others rejected since a moment, the last first; not what they brought anew."""
    own = Submission.objects.filter(commitment__programme=programme, brought_by=by.person)
    rows = own.filter(decision="rejected", decided_at__gte=since).select_related("commitment", "decided_for")
    again: dict[int, datetime] = {}
    for number, at in own.exclude(decision="rejected").values_list("commitment_id", "brought_at"):
        again[number] = max(at, again.get(number, at))
    return [
        each
        for each in rows.order_by("-decided_at", "-id")
        if each.decided_at and again.get(each.commitment_id, since) < each.decided_at
    ][:RECENT]


def objections_to_answer(programme: Programme, by: Actor) -> list[Contest]:
    """The contests that somebody may answer and nobody has, the oldest first."""
    rows = Contest.objects.filter(commitment__programme=programme, answer="")
    names = ("commitment__programme", "commitment__zone", "party")
    if not by.acting(programme.code, *access.RUNNING, place=False):
        return []
    return [each for each in rows.select_related(*names).order_by("id") if access.may_answer(by, each)]


def waiting_codes(programme: Programme, by: Actor) -> set[str]:
    """The codes of the promises about which evidence waits that somebody may see."""
    rows = access.submissions_seen(by, programme).filter(decision="")
    return set(rows.values_list("commitment__code", flat=True))


def holders_up(numbers: Collection[int]) -> list[tuple[int, int]]:
    """Which promises need some promises directly: pairs of numbers, what is needed first."""
    rows = Dependency.objects.filter(needs__in=numbers).order_by("id")
    return list(rows.values_list("needs_id", "commitment_id"))


def recent_events(
    programme: Programme, parties: Collection[str], since: datetime
) -> list[tuple[Event, Commitment]]:
    """What was done since a moment about promises that some parties owe or are owed, the last first."""
    # What a promise needs is told with its correction.
    tables = {"commitments", "endings", *NAMING} - {"dependencies"}
    rows = Event.objects.filter(programme=programme.code).order_by("-id")[:LOOKED_THROUGH]
    found = [(each, _code_in(each)) for each in rows if each.at >= since and each.table in tables]
    mine: QuerySet[Commitment] = Commitment.objects.filter(
        Q(debtor__code__in=parties) | Q(creditor__code__in=parties),
        programme=programme,
        code__in={code for _each, code in found},
    )
    promises = {each.code: each for each in mine}
    return [(each, promises[code]) for each, code in found if code in promises]


def _code_in(event: Event) -> str:
    """The code of the promise that an entry is about."""
    if event.table in BY_CODE:
        return event.key
    row = event.after if event.after is not None else event.before or {}
    return row.get("commitment", "")
