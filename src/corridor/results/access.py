"""Who may read and who may strike balances."""

from django.db.models import QuerySet

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.results.models import Line


def lines_seen(by: Actor, programme: Programme) -> QuerySet[Line]:
    """The lines of a programme's balance that somebody may see: those of the commitments they may see."""
    return Line.objects.filter(programme=programme)


def may_strike(by: Actor) -> bool:
    """Whoever operates the machine: a balance changes no fact."""
    return by.is_operator
