"""Objections as the desk reads them: who says that which entry is told wrongly, and how they were answered."""

from corridor.base.actors import Actor
from corridor.ledger import access
from corridor.ledger.models import Contest
from corridor.programme.models import Programme

NAMES = (
    "commitment__programme",
    "commitment__zone",
    "commitment__debtor",
    "party",
    "answered_for",
    "evidence__source",
)


def objections_in(programme: Programme, by: Actor) -> list[Contest]:
    """All objections to what somebody may see, those without an answer first, the newest first among each."""
    rows = Contest.objects.filter(commitment__in=access.commitments_seen(by, programme))
    return sorted(rows.select_related(*NAMES).order_by("-contested_on", "-id"), key=lambda each: bool(each.answer))


def objection_numbered(programme: Programme, by: Actor, number: int) -> Contest | None:
    """The objection of that number, if it is to something in this programme that somebody may see."""
    rows = Contest.objects.filter(commitment__in=access.commitments_seen(by, programme), pk=number)
    return rows.select_related(*NAMES).first()
