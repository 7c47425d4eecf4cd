"""Questions about answers that were given."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from corridor.base.refusals import Refusal
from corridor.retries.models import Answered
from corridor.retries.rules import KEPT_FOR, Asked, Kept


class KeyReused(Refusal):
    """A key under which something else was asked for."""

    code = "idempotency-key-reused"
    text = _("Something else was sent under this Idempotency-Key. A new deed needs a key of its own.")


def answer_given(person: int, asked: Asked) -> Kept | None:
    """The answer that a request was given, if it was; refuses with KeyReused where something else was sent."""
    if not asked.key:
        return None
    found = Answered.objects.filter(person=person, route=asked.route, key=asked.key).first()
    if found is None:
        return None
    if found.fingerprint != asked.fingerprint:
        raise KeyReused
    return Kept(found.status, found.body, True)


def was_answered(person: int, route: str, word: str) -> bool:
    """Whether somebody's program was answered on a route with a body in which a word stands."""
    return Answered.objects.filter(person=person, route=route, body__contains=word).exists()


def any_old(at: datetime) -> bool:
    """Whether there are answers that are not kept any longer."""
    return Answered.objects.filter(at__lt=at - KEPT_FOR).exists()
