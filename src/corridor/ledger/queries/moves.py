"""Due dates that were moved, and by what somebody knows a promise again."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max, QuerySet

from corridor.base.days import by_then, last_day
from corridor.base.models import Event
from corridor.ledger.models import Commitment, Move
from corridor.programme.models import Programme
from corridor.sources.rules import was_known


def moves_of(commitment: Commitment) -> list[Move]:
    """The moves of one due date, oldest first."""
    rows = Move.objects.filter(commitment=commitment).select_related("source", "agreement", "authority")
    return list(rows.order_by("moved_on", "id"))


def moves_told(numbers: Collection[int], on: date, known_on: date | None) -> dict[int, list[Move]]:
    """The moves by a day of some promises, each one's oldest first, by the number of the promise."""
    rows = Move.objects.filter(commitment__in=numbers).select_related("source", "agreement", "authority")
    told: dict[int, list[Move]] = {}
    for each in sorted(rows.order_by("id"), key=lambda move: last_day(move.moved_on)):
        known = was_known(each.source.published_on, each.recorded_at.date(), known_on)
        if known and by_then(each.moved_on, on):
            told.setdefault(each.commitment_id, []).append(each)
    return told


def latest_due(commitment: Commitment) -> str:
    """The last date that was given for a promise; the first where it was never moved."""
    last = Move.objects.filter(commitment=commitment).order_by("-id").values_list("due_on", flat=True).first()
    return last or commitment.due_on


def latest_dues(programme: Programme) -> dict[int, str]:
    """The last dates of those promises whose date was moved, by number."""
    last: QuerySet = (
        Move.objects.filter(commitment__programme=programme).values("commitment").annotate(last=Max("id"))
    )
    rows = Move.objects.filter(pk__in=last.values("last"))
    return dict(rows.values_list("commitment_id", "due_on"))


# Whatever changes a promise leaves an entry under its own code in one of these.
ABOUT = ("commitments", "reasons", "endings")


def version_of(commitment: Commitment) -> int:
    """The number of the last entry of the journal that changed a promise: its words, its date, its end."""
    return _last_about(commitment, ABOUT)


def version_of_contact(commitment: Commitment) -> int:
    """The number of the last entry that says whom to write to about a promise."""
    return _last_about(commitment, ("contacts",))


def _last_about(commitment: Commitment, tables: Collection[str]) -> int:
    events = Event.objects.filter(programme=commitment.programme.code, table__in=tables, key=commitment.code)
    return events.order_by("-id").values_list("id", flat=True).first() or 0
