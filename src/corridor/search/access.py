"""Who may find what, and who may write the register anew."""

from django.db.models import QuerySet

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.search.models import Entry


def entries_seen(by: Actor, programme: Programme) -> QuerySet[Entry]:
    """The entries of a programme that somebody may see: all, for only what every reader may see is entered."""
    return Entry.objects.filter(programme=programme)


def may_index(by: Actor) -> bool:
    """Whoever operates the machine."""
    return by.is_operator
