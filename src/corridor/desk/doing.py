"""What the pages of all deeds about a promise share: for whom somebody may, what was refused, what others did."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import ChoiceField
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from corridor.base.actors import Actor
from corridor.base.refusals import NotAllowed, Refusal
from corridor.desk.asking import around_desk, put_faults
from corridor.desk.commitment_forms import ContactForm, DeedForm
from corridor.desk.sessions import DeskRequest
from corridor.ledger.actions.refusals import ChangedMeanwhile
from corridor.ledger.models import Commitment
from corridor.ledger.queries.desk import at_desk
from corridor.ledger.queries.moves import version_of, version_of_contact
from corridor.programme.models import Programme
from corridor.results.queries.offered import Choices, named_parties
from corridor.results.queries.work import shown_since
from corridor.sources.queries import source_of


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def acting_for(request: DeskRequest, programme: Programme, allowed: Callable[[Actor], Any]) -> Choices:
    """Those of somebody's parties for which they may do something, by name; refused where there is none."""
    by = request.actor
    mine = dict.fromkeys(each.party for each in by.memberships if each.programme == programme.code)
    parties = [party for party in mine if allowed(by.for_party(party))]
    if not parties:
        raise NotAllowed
    return named_parties(programme, parties, language())


def papers_of(programme: Programme) -> Callable[[str], bool]:
    """Whether a paper of some code stands in a programme."""
    return lambda code: source_of(programme, code) is not None


def sent(request: DeskRequest) -> Any:
    """What a form was sent with, if it was."""
    return request.POST if request.method == "POST" else None


def do(form: DeedForm, by: Actor, deed: Callable[[Actor], Any]) -> int:
    """Do a deed with what was typed: 302 once done, else what is refused stands at its field, by 400 or 409."""
    if not form.is_valid():
        return 400
    try:
        deed(by.for_party(form.acts_for))
    except NotAllowed:
        raise
    except ChangedMeanwhile as refusal:
        put_faults(form, refusal)
        return 409
    except Refusal as refusal:
        put_faults(form, refusal, form.names)
        return 400
    return 302


def done(request: DeskRequest, commitment: Commitment, told: str) -> HttpResponse:
    """Back to the promise, saying what was done."""
    messages.success(request, told)
    return HttpResponseRedirect(reverse("desk-commitment", args=[commitment.programme.code, commitment.code]))


def meanwhile(request: DeskRequest, form: DeedForm, commitment: Commitment) -> list[dict[str, Any]]:
    """What others did about a promise after it was read; sent again, the form stands on top of that."""
    seen, events = int(form.cleaned_data["seen"]), at_desk(commitment, request.actor).events
    if isinstance(form, ContactForm):
        form.put("seen", str(version_of_contact(commitment)))
        return shown_since(commitment, events, seen, language(), ("contacts",))
    form.put("seen", str(version_of(commitment)))
    return shown_since(commitment, events, seen, language())


def versions(form: DeedForm, stands: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Field by field what stands there now and what was typed."""
    rows = []
    for name, now in stands.items():
        field = form.fields[name]
        both = [_said(field, now), _said(field, form.cleaned_data[name])]
        rows.append({"label": field.label, "now": both[0], "mine": both[1], "differs": both[0] != both[1]})
    return rows


def _said(field: Any, value: Any) -> str:
    if isinstance(field, ChoiceField) and value:
        return str(dict(field.widget.choices).get(value, value))
    if isinstance(value, list | tuple):
        return ", ".join(value)
    shown = field.prepare_value(value)
    return "" if shown is None else str(shown)


def form_page(
    request: DeskRequest, commitment: Commitment, form: DeedForm, status: int, page: dict[str, Any]
) -> HttpResponse:
    """The page of a form about a promise."""
    page = around_desk(request, commitment.programme, "commitments") | {
        "form": form,
        "code": commitment.code,
        "title": commitment.title_en,
        **page,
    }
    return render(request, "desk/commitments/form.html", page, status=status)
