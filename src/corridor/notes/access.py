"""Who may comment, and who reads it."""

from django.db.models import Q, QuerySet

from corridor.base.actors import Acting, Actor, Role
from corridor.notes.models import Comment, Draft, KeptList
from corridor.programme.models import Programme

EVERYBODY = tuple(Role)


def comments_seen(by: Actor, programme: Programme) -> QuerySet[Comment]:
    """The comments of a programme that somebody may read: those to all at its desk, those of their parties."""
    mine = by.parties(programme.code)
    rows = Comment.objects.filter(programme=programme, struck_at=None)
    if not mine:
        return rows.none()
    return rows.filter(Q(for_party_only=False) | Q(party__code__in=mine))


def may_comment(by: Actor, programme: Programme) -> Acting | None:
    """Everybody who acts in the programme, in whatever role."""
    return by.acting(programme.code, *EVERYBODY, place=False)


def may_strike(by: Actor, comment: Comment) -> bool:
    """Whoever wrote it."""
    return by.person == comment.person_id


def drafts_of(by: Actor, programme: Programme) -> QuerySet[Draft]:
    """One's own drafts; nobody else's."""
    return Draft.objects.filter(programme=programme, person=by.person)


def lists_of(by: Actor, programme: Programme) -> QuerySet[KeptList]:
    """One's own kept lists."""
    return KeptList.objects.filter(programme=programme, person=by.person)


def may_keep(by: Actor, programme: Programme) -> bool:
    """Who acts in the programme keeps drafts and lists for themselves."""
    return bool(may_comment(by, programme)) and by.person is not None
