"""Writing down a new promise, and correcting how one was written."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from corridor.base.actors import Actor
from corridor.base.quantities import plain
from corridor.desk.asking import around_desk, desk_of
from corridor.desk.carrying import carried
from corridor.desk.commitment_forms import CorrectionForm, PromiseForm
from corridor.desk.commitments import asked_promise
from corridor.desk.doing import acting_for, do, done, form_page, language, meanwhile, papers_of, sent, versions
from corridor.desk.notes import draft_asked
from corridor.desk.sessions import DeskRequest
from corridor.ledger import access
from corridor.ledger.actions.commitments import correct_commitment, make_commitment
from corridor.ledger.models import Commitment
from corridor.ledger.queries.desk import needs_of
from corridor.ledger.queries.moves import version_of
from corridor.results.queries.offered import Offered, offered

METHODS = ["GET", "HEAD", "POST"]
# From where a new promise can be begun, as the address says it.
FROM = ("agreement", "meeting", "zone")


@require_http_methods(METHODS)
def new_promise(request: DeskRequest, code: str) -> HttpResponse:
    """Write down what a party owes another: from an agreement, from a meeting, or alone."""
    programme = desk_of(request, code)
    # Where exactly is asked once the zone is known.
    acting = acting_for(request, programme, lambda by: by.acting(code, *access.RUNNING, place=False))
    offer = offered(programme, request.actor, language())
    initial = _begun(request.GET, offer) | draft_asked(request, programme) | carried(request)
    form = PromiseForm(sent(request), offered=offer, stands=papers_of(programme), acting=acting, initial=initial)
    made: list[Commitment] = []

    def make(by: Actor) -> None:
        given, now = form.given(), timezone.now()
        made.append(make_commitment(programme, given, form.paper(), by=by, at=now, on=timezone.localdate()))

    status = do(form, request.actor, make) if form.is_bound else 200
    if status == 302:
        messages.success(request, _("The promise was written down."))
        return HttpResponseRedirect(reverse("desk-commitment", args=[code, made[0].code]))
    page = around_desk(request, programme, "commitments") | {
        "form": form,
        "heading": _("New promise"),
        "lead": _("One promise for each thing that can be kept or not. The paper that carries it is its source."),
        "button": _("Write it down"),
        "draft_title": _("New promise"),
        "draft_address": _draft_address(request),
        "is_wide": True,
        "offered": offer,
    }
    return render(request, "desk/commitments/form.html", page, status=status)


def _draft_address(request: DeskRequest) -> str:
    """Where a draft of this promise is kept: each new promise has its own, so that none takes another's place."""
    begun = request.GET.get("begun", "")
    if not (begun.isascii() and begun.isdigit() and len(begun) <= len("20260630120000000000")):
        begun = f"{timezone.now():%Y%m%d%H%M%S%f}"
    return f"{request.path}?begun={begun}"


def _begun(asked: Mapping[str, str], offer: Offered) -> dict[str, str]:
    """What is filled in already where a promise is begun from a paper or a place."""
    begun = {name: asked[name] for name in FROM if name in asked}
    days = [offer.days[code] for name, code in begun.items() if name != "zone" and offer.days.get(code)]
    return begun | ({"made_on": days[0]} if days else {})


@require_http_methods(METHODS)
def correct(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """Correct how a promise was written; where somebody else did so meanwhile, both versions stand side by side."""
    programme, found = asked_promise(request, code, item)
    acting = acting_for(request, programme, lambda by: access.may_change(by, found))
    offer = offered(programme, request.actor, language())
    stands = _written(found)
    initial = stands | {"seen": version_of(found)} | carried(request)
    form = CorrectionForm(sent(request), offered=offer, acting=acting, initial=initial)

    def correct_it(by: Actor) -> None:
        reason, seen, now = form.cleaned_data["reason"], form.cleaned_data["seen"], timezone.now()
        correct_commitment(found, form.given(), reason, by=by, at=now, on=timezone.localdate(), seen=seen)

    status = do(form, request.actor, correct_it) if form.is_bound else 200
    if status == 302:
        return done(request, found, _("It was corrected."))
    page: dict[str, Any] = {
        "heading": _("Correct the promise"),
        "lead": _("For how it was written. A date is moved, and a promise that changed its debtor is superseded."),
        "button": _("Correct the promise"),
        "is_wide": True,
        "offered": offer,
    }
    if status == 409:
        page["meanwhile"] = meanwhile(request, form, found)
        page["versions"] = versions(form, _written(asked_promise(request, code, item)[1]))
        page["button"] = _("Write mine on top")
    return form_page(request, found, form, status, page)


def _written(commitment: Commitment) -> dict[str, Any]:
    """A promise as the fields of a form show it."""
    named = {name: getattr(commitment, name) for name in ("creditor", "zone", "agreement", "meeting")}
    return {
        "title": commitment.title_en,
        "kind": commitment.kind,
        **{name: thing.code if thing else "" for name, thing in named.items()},
        "quantity": plain(commitment.quantity),
        "unit": commitment.unit,
        "made_on": commitment.made_on,
        "workers": commitment.outcome_workers,
        "exports_usd": plain(commitment.outcome_exports_usd),
        "needs": needs_of(commitment),
        "note": commitment.note,
    }
