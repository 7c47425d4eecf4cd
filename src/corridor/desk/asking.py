"""What every page of the desk needs: the programme, who asks, and how a refusal finds its field."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from corridor.base.actors import Role
from corridor.base.refusals import Refusal, WrongFields
from corridor.desk.sessions import DeskRequest
from corridor.ledger.access import EVERYTHING, RUNNING
from corridor.members.access import may_manage
from corridor.programme.models import Programme
from corridor.programme.queries import programme_of


def desk_of(request: DeskRequest, code: str) -> Programme:
    """The programme of that code, for those who act in it; for anybody else it is not there."""
    found = programme_of(code)
    if found is None or not request.actor.parties(code):
        raise Http404
    return found


def around_desk(request: DeskRequest, programme: Programme, here: str) -> dict[str, Any]:
    """What every page of a programme's desk says: which programme, which page, and what this person may do here."""
    actor, code = request.actor, programme.code
    return {
        "programme": code,
        "name": programme.name_in(get_language() or "en"),
        "here": here,
        "at_desk": True,
        "kept": "",
        "who": request.user.name,
        "on_iso": timezone.localdate().isoformat(),
        "runs": bool(actor.acting(code, *RUNNING, place=False)),
        "verifies": bool(actor.acting(code, Role.VERIFIER, place=False)),
        "sees_all": bool(actor.acting(code, *EVERYTHING, place=False)),
        "manages": bool(may_manage(actor, programme)),
    }


def put_faults(form: forms.Form, refusal: Refusal, names: Mapping[str, str] | None = None) -> None:
    """Put what the deed refused at the fields it is about; `names` tells where a field goes by another name."""
    wrong = refusal.wrong if isinstance(refusal, WrongFields) else {"": refusal}
    for name, each in wrong.items():
        field = (names or {}).get(name, name)
        form.add_error(field if field in form.fields else None, str(each))
