"""Posting letters and marking what became of them. Sending itself is a door's: it speaks to a mail server."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import require
from corridor.post import access
from corridor.post.models import Letter
from corridor.post.queries import known_keys, waiting

# A worker has so long to hand a letter over; after that another takes it up.
HELD_FOR = timedelta(minutes=5)
MOST_ATTEMPTS = 8


class Written(NamedTuple):
    """A letter as it was written, before it is posted."""

    key: str
    address: str
    language: str
    subject: str
    text: str


@transaction.atomic
def post_letters(written: Collection[Written], *, by: Actor, at: datetime, programme: str = "") -> int:
    """Let letters be sent, each key once; says how many were new.

    Records `letters.posted`, with how many. Refuses with NotAllowed when nobody posts.
    """
    require(access.may_post(by))
    # Held from the start, as by whoever sends: a deed that has recorded something holds it already.
    hold("journal")
    known = known_keys([each.key for each in written])
    new = {each.key: each for each in written if each.key not in known}
    Letter.objects.bulk_create(Letter(**each._asdict(), posted_at=at) for each in new.values())
    if new:
        record([Entry("letters.posted", programme, "letters", "", None, {"count": len(new)})], by=by, at=at)
    return len(new)


@transaction.atomic
def take_letter(*, by: Actor, at: datetime) -> Letter | None:
    """Take the oldest letter that waits, so that no other worker sends it too; none where none waits.

    Records `letter.taken`. Refuses with NotAllowed unless `by` operates the machine.
    """
    require(access.may_send(by))
    hold("journal")
    letter = waiting(at).first()
    if letter is None:
        return None
    letter.attempts, letter.held_until = letter.attempts + 1, at + HELD_FOR
    letter.save(update_fields=["attempts", "held_until"])
    record([Entry("letter.taken", "", "letters", str(letter.pk), None, {"attempt": letter.attempts})], by=by, at=at)
    return letter


@transaction.atomic
def mark_sent(letter: Letter, *, by: Actor, at: datetime) -> None:
    """Say that the mail server took a letter.

    Records `letter.sent`. Refuses with NotAllowed unless `by` operates the machine.
    """
    require(access.may_send(by))
    hold("journal")
    Letter.objects.filter(pk=letter.pk).update(sent_at=at, trouble="")
    record([Entry("letter.sent", "", "letters", str(letter.pk), None, {"sent": at.isoformat()})], by=by, at=at)


@transaction.atomic
def mark_refused(letter: Letter, trouble: str, *, by: Actor, at: datetime) -> None:
    """Say that the mail server did not take a letter: it waits twice as long each time, and is given up in the end.

    Records `letter.refused`. Refuses with NotAllowed unless `by` operates the machine.
    """
    require(access.may_send(by))
    hold("journal")
    wait = timedelta(minutes=2**letter.attempts)
    given_up = letter.attempts >= MOST_ATTEMPTS
    Letter.objects.filter(pk=letter.pk).update(
        trouble=trouble[:1000], held_until=at + wait, given_up_at=at if given_up else None
    )
    told = {"attempt": letter.attempts, "given_up": given_up}
    record([Entry("letter.refused", "", "letters", str(letter.pk), None, told)], by=by, at=at)
