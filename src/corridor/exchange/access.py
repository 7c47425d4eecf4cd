"""Who may bring a whole programme in or take one out, and who reads which entries of its journal."""

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from corridor.base.actors import Actor, Role
from corridor.base.models import Event
from corridor.exchange.rules.format import tables_for
from corridor.ledger.access import RUNNING, submissions_seen
from corridor.programme.models import Programme

# What stands in the package is public, and so is what was done to it, and why.
PUBLIC = ("programme", *tables_for(("en",)), "reasons")
# Who acts for whom: read by those who manage persons, too.
OF_PERSONS = ("persons", "memberships")
# What somebody keeps for themselves.
OWN = ("drafts", "lists", "mentions")
# What a programme's own people are not told of what is said inside another party.
INSIDE = ("comments",)
# What the machine keeps in step; it tells of no deed.
UPKEEP = ("balance", "search", "letters")


def may_load(by: Actor) -> bool:
    """Whoever operates the machine; nobody else replaces a whole programme."""
    return by.is_operator


def events_seen(by: Actor, programme: Programme) -> QuerySet[Event]:
    """The entries of a programme's journal that somebody at its desk may read.

    What was done to public things is for everybody there, what was done for one's own party too; submissions are
    told of to those who may see them; the rest to those who run the whole programme.
    """
    code = programme.code
    rows = Event.objects.filter(programme=code).exclude(table__in=UPKEEP)
    numbers = submissions_seen(by, programme).annotate(number=Cast("pk", TextField())).values("number")
    allowed = Q(table__in=PUBLIC) | Q(table__in=OWN, by=by.name) | Q(table="submissions", key__in=numbers)
    told_apart = (*PUBLIC, *OWN, "submissions")
    allowed |= Q(party__in=by.parties(code)) & ~Q(table__in=told_apart)
    if by.acting(code, *RUNNING):
        allowed |= ~Q(table__in=(*told_apart, *INSIDE))
    if by.acting(code, Role.ADMINISTRATOR):
        allowed |= Q(table__in=OF_PERSONS)
    return rows.filter(allowed)
