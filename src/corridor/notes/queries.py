"""Questions about comments, drafts and kept lists."""

from corridor.base.actors import Actor
from corridor.notes import access
from corridor.notes.models import Comment, Draft, KeptList, Mention
from corridor.programme.models import Programme


def comments_on(programme: Programme, by: Actor, noun: str, code: str) -> list[Comment]:
    """What was said about a thing, oldest first."""
    rows = access.comments_seen(by, programme).filter(noun=noun, code=code)
    return list(rows.select_related("person", "party").order_by("id"))


def comment_numbered(programme: Programme, by: Actor, number: int) -> Comment | None:
    """One comment that somebody may read."""
    return access.comments_seen(by, programme).filter(pk=number).first()


def mentions_for(programme: Programme, by: Actor) -> list[Mention]:
    """Where somebody was named and has not looked yet, newest first."""
    seen = access.comments_seen(by, programme)
    rows = Mention.objects.filter(person=by.person, seen_at=None, comment__in=seen)
    return list(rows.select_related("comment__person", "comment__party").order_by("-id"))


def drafts(programme: Programme, by: Actor) -> list[Draft]:
    """Somebody's drafts, newest first."""
    return list(access.drafts_of(by, programme).order_by("-saved_at", "-id"))


def draft_numbered(programme: Programme, by: Actor, number: int) -> Draft | None:
    """One of somebody's own drafts."""
    return access.drafts_of(by, programme).filter(pk=number).first()


def kept_lists(programme: Programme, by: Actor) -> list[KeptList]:
    """The lists that somebody comes back to, by name."""
    return list(access.lists_of(by, programme).order_by("name"))


def list_numbered(programme: Programme, by: Actor, number: int) -> KeptList | None:
    """One of somebody's own lists."""
    return access.lists_of(by, programme).filter(pk=number).first()
