"""Doing once what a program asks for, however often it asks."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.bulk import hold, hold_if_free
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, require
from corridor.members.models import Token
from corridor.retries import access
from corridor.retries.models import Answered
from corridor.retries.queries import answer_given
from corridor.retries.rules import KEPT_FOR, Asked, Kept


class InProgress(Refusal):
    """The same is being done at this moment."""

    code = "in-progress"
    text = _("The same is being done at this moment. Ask again in a second.")


@transaction.atomic
def answer_once(token: Token, asked: Asked, deed: Callable[[], Kept], *, by: Actor, at: datetime) -> Kept:
    """Do what a program asks for and keep the answer with it, in one transaction; asked again, answer the same.

    Without a key it is done and not kept.
    Records `token.used` beside what the deed records.
    Refuses with NotAllowed to others than the token's holder, with InProgress, with KeyReused where something else
    was sent under the key, and with whatever the deed refuses; nothing of these is kept.
    """
    require(access.may_use(by, token, at))
    if asked.key and not hold_if_free(f"{by.person} {asked.route} {asked.key}"):
        raise InProgress
    # First of all locks, as in every deed that takes some.
    hold("journal")
    before = answer_given(token.person_id, asked)
    if before is not None:
        return before
    kept = deed()
    if asked.key:
        Answered.objects.create(
            person_id=token.person_id,
            route=asked.route,
            key=asked.key,
            fingerprint=asked.fingerprint,
            status=kept.status,
            body=kept.body,
            at=at,
        )
    told = {"route": asked.route, "status": kept.status}
    record([Entry("token.used", "", "tokens", str(token.pk), None, told)], by=by, at=at)
    return kept


@transaction.atomic
def forget_answers(*, by: Actor, at: datetime) -> int:
    """Remove the answers that are not kept any longer; says how many.

    Records `answers.forgotten`, with their number. Refuses with NotAllowed.
    """
    require(access.may_forget(by))
    hold("journal")
    gone, _by_model = Answered.objects.filter(at__lt=at - KEPT_FOR).delete()
    if gone:
        record([Entry("answers.forgotten", "", "answers", at.isoformat(), {"count": gone}, None)], by=by, at=at)
    return gone
