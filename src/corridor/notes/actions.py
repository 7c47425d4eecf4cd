"""Saying something about a thing, and keeping drafts and lists for oneself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, require
from corridor.base.texts import clean_text, wrong_text
from corridor.members.models import Membership, Person
from corridor.notes import access
from corridor.notes.models import Comment, Draft, KeptList, Mention
from corridor.notes.rules import MOST_FIELDS, MOST_SIGNS, NOUNS, is_of_desk, mentioned, shown, storable
from corridor.people.models import Party
from corridor.programme.models import Programme

MOST_COMMENT, MOST_NAME, MOST_DRAFTS, MOST_LISTS = 2000, 80, 100, 100


class BadComment(Refusal):
    """A comment that says nothing, or too much, or with signs that cannot be shown."""

    code = "bad-comment"
    text = _("A comment has 1 to {most} signs, all of them to be seen.")


class BadAddress(Refusal):
    """An address that leads to no page of the programme."""

    code = "not-of-this-programme"
    text = _("Only pages of this programme can be kept.")


class TooMany(Refusal):
    """More drafts or lists than anybody can oversee."""

    code = "too-many-kept"
    text = _("There are {most} already. Remove one first.")


class TooLarge(Refusal):
    """A form with more in it than a draft keeps."""

    code = "draft-too-large"
    text = _("This is too much for a draft.")


@transaction.atomic
def comment_on(
    programme: Programme, noun: str, code: str, text: str, *, by: Actor, at: datetime, for_party_only: bool = False
) -> Comment:
    """Say something about a thing, to everybody at the desk or to one's own party; @name tells whom it is for.

    Records `comment.made`, without its text. Refuses with NotAllowed, and with BadComment.
    """
    hold("journal")
    require(bool(acting := access.may_comment(by, programme)) and noun in NOUNS)
    text = clean_text(text, MOST_COMMENT)
    if not text or wrong_text(text, most=MOST_COMMENT, lines=True):
        raise BadComment(most=MOST_COMMENT)
    party = Party.objects.get(programme=programme, code=acting.party if acting else "")
    comment = Comment.objects.create(
        programme=programme,
        noun=noun,
        code=code,
        person_id=by.person or 0,
        party=party,
        for_party_only=for_party_only,
        text=text,
        said_at=at,
    )
    # Only who may read it is told of it.
    readers = Membership.objects.filter(programme=programme, person__is_active=True)
    if for_party_only:
        readers = readers.filter(party=party)
    names = dict(Person.objects.filter(pk__in=readers.values("person")).values_list("pk", "name"))
    named = mentioned(text, names) - {by.person}
    Mention.objects.bulk_create(Mention(comment=comment, person_id=number) for number in sorted(named))
    told = {"noun": noun, "code": code, "mentions": len(named)}
    entry = Entry("comment.made", programme.code, "comments", str(comment.pk), None, told)
    record([entry], by=by.for_party(party.code), at=at)
    return comment


@transaction.atomic
def strike_comment(comment: Comment, *, by: Actor, at: datetime) -> None:
    """Take a comment of one's own off the page.

    Records `comment.struck`. Refuses with NotAllowed.
    """
    hold("journal")
    require(access.may_strike(by, comment))
    Comment.objects.filter(pk=comment.pk, struck_at=None).update(struck_at=at)
    entry = Entry("comment.struck", comment.programme.code, "comments", str(comment.pk), None, {"struck": True})
    record([entry], by=by.for_party(comment.party.code), at=at)


@transaction.atomic
def see_mentions(programme: Programme, noun: str, code: str, *, by: Actor, at: datetime) -> int:
    """Take a thing's comments, which somebody has now read, off their day; says how many named them.

    Records `mentions.seen` where there were any. Refuses with NotAllowed.
    """
    require(bool(access.may_comment(by, programme)))
    rows = Mention.objects.filter(
        person=by.person, seen_at=None, comment__programme=programme, comment__noun=noun, comment__code=code
    )
    count = rows.update(seen_at=at)
    if count:
        record([Entry("mentions.seen", programme.code, "mentions", code, None, {"count": count})], by=by, at=at)
    return count


@transaction.atomic
def save_draft(
    programme: Programme, address: str, title: str, content: Mapping[str, Any], *, by: Actor, at: datetime
) -> Draft:
    """Keep a form that is not sent yet, in place of what was kept of the same form before.

    Records `draft.saved`, without its content. Refuses with NotAllowed, BadAddress, TooLarge, and TooMany.
    """
    require(access.may_keep(by, programme))
    if not is_of_desk(address, programme.code) or len(address) > 500:
        raise BadAddress
    if len(content) > MOST_FIELDS or sum(len(str(each)) for each in content.values()) > MOST_SIGNS:
        raise TooLarge
    mine = access.drafts_of(by, programme)
    if not mine.filter(address=address).exists() and mine.count() >= MOST_DRAFTS:
        raise TooMany(most=MOST_DRAFTS)
    draft, _new = Draft.objects.update_or_create(
        programme=programme,
        person_id=by.person or 0,
        address=address,
        defaults={"title": shown(clean_text(title[:300], 300)), "content": storable(content), "saved_at": at},
    )
    record([Entry("draft.saved", programme.code, "drafts", str(draft.pk), None, {"saved": True})], by=by, at=at)
    return draft


@transaction.atomic
def discard_draft(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Throw a draft of one's own away.

    Records `draft.discarded`. Refuses with NotAllowed.
    """
    require(by.person == draft.person_id)
    entry = Entry("draft.discarded", draft.programme.code, "drafts", str(draft.pk), None, {"discarded": True})
    Draft.objects.filter(pk=draft.pk).delete()
    record([entry], by=by, at=at)


@transaction.atomic
def keep_list(programme: Programme, name: str, address: str, *, by: Actor, at: datetime) -> KeptList:
    """Keep a list with its filters under a name, in place of what had that name before.

    Records `list.kept`. Refuses with NotAllowed, BadComment for a name that is none, BadAddress, and TooMany.
    """
    require(access.may_keep(by, programme))
    name = clean_text(name, MOST_NAME)
    if not name or wrong_text(name, most=MOST_NAME):
        raise BadComment(most=MOST_NAME)
    if not is_of_desk(address, programme.code) or len(address) > 500:
        raise BadAddress
    mine = access.lists_of(by, programme)
    if not mine.filter(name=name).exists() and mine.count() >= MOST_LISTS:
        raise TooMany(most=MOST_LISTS)
    kept, _new = KeptList.objects.update_or_create(
        programme=programme, person_id=by.person or 0, name=name, defaults={"address": address, "kept_at": at}
    )
    record([Entry("list.kept", programme.code, "lists", str(kept.pk), None, {"kept": True})], by=by, at=at)
    return kept


@transaction.atomic
def forget_list(kept: KeptList, *, by: Actor, at: datetime) -> None:
    """Keep a list no longer.

    Records `list.forgotten`. Refuses with NotAllowed.
    """
    require(by.person == kept.person_id)
    entry = Entry("list.forgotten", kept.programme.code, "lists", str(kept.pk), None, {"forgotten": True})
    KeptList.objects.filter(pk=kept.pk).delete()
    record([entry], by=by, at=at)
