"""Who may see what of the ledger. All of a programme's package is public; drafts come with the desk."""

from django.db.models import QuerySet

from corridor.base.actors import Actor
from corridor.ledger.models import Commitment, Obstacle
from corridor.programme.models import Programme


def commitments_seen(by: Actor, programme: Programme) -> QuerySet[Commitment]:
    """The commitments of a programme that somebody may see."""
    return Commitment.objects.filter(programme=programme)


def obstacles_seen(by: Actor, programme: Programme) -> QuerySet[Obstacle]:
    """The obstacles of a programme that somebody may see."""
    return Obstacle.objects.filter(programme=programme)
