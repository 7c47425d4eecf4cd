"""Answering about one promise by an address that came by mail, without an account."""

from typing import Any

from allauth.core.internal.ratelimit import consume
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from corridor.base.actors import READER, Actor
from corridor.base.refusals import Refusal
from corridor.desk.asking import put_faults
from corridor.desk.fields import CodeChoice, DayField, FilesField, NumberField, ParagraphField
from corridor.ledger.actions.evidence import Handed, answer_by_link
from corridor.ledger.actions.refusals import LinkUsedUp
from corridor.ledger.models import Link
from corridor.ledger.queries.dossier import Dossier
from corridor.ledger.queries.submissions import answered_by, link_of
from corridor.ledger.queries.words import SAYINGS
from corridor.ledger.rules.given import NOTE, Observed
from corridor.members.rules import digest_of
from corridor.results.queries.commitment import read_dossier, shown_dossier
from corridor.sources.actions import keep_document

# By machine, however many addresses it tries; by address, from however many machines.
RATES = {"opened": "30/m/ip", "sent": "10/h/key"}
# What the debtor itself says; whoever verifies it raises it.
GRADE = "official"


class Answer(forms.Form):
    """What somebody says of a promise of theirs."""

    says = CodeChoice(SAYINGS.items(), label=_("What happened"), widget=forms.RadioSelect)
    observed_on = DayField(label=_("The day on which it was seen"))
    quantity = NumberField(required=False)
    note = ParagraphField(label=_("What there is to say of it"), most=NOTE, required=False)
    files = FilesField(label=_("Files that show it"), required=False)  # type: ignore[assignment]  # a field, as the rest
    is_sealed = forms.BooleanField(
        label=_("Keep these files from the public: only those concerned see them"), required=False
    )

    def __init__(self, *given: Any, unit: str, **more: Any) -> None:
        super().__init__(*given, **more)
        if unit:
            self.fields["quantity"].label = format_lazy(_("How much of it ({unit})"), unit=unit)
        else:
            del self.fields["quantity"]


@csrf_exempt  # Its leave is in the address and in no cookie, so nobody can send it who does not hold that.
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """The promise as everybody sees it, and the form; all addresses that are good no more get the same answer."""
    if not _granted(request):
        return _closed(render(request, "429.html", status=429))
    link = link_of(digest_of(secret), timezone.now())
    told = None if link is None else _as_everybody(link)
    if link is None or told is None:
        return _closed(render(request, "desk/answer/over.html", status=410))
    unit = link.commitment.unit
    is_granted = request.method != "POST" or _may_send(request, secret)
    # What was typed is shown again all the same; files are not even looked at.
    sent = (request.POST, request.FILES if is_granted else {}) if request.method == "POST" else ()
    form = Answer(*sent, unit=unit)
    if not is_granted:
        form.add_error(None, _("Too much was sent by this address. Wait an hour, then send it again."))
    elif form.is_valid():
        try:
            _send(link, form.cleaned_data, unit)
        except LinkUsedUp:
            return _closed(render(request, "desk/answer/over.html", status=410))
        except Refusal as refusal:
            put_faults(form, refusal)
        else:
            return _closed(HttpResponseRedirect(reverse("answered", args=[secret])))
    language = get_language() or "en"
    page = {
        "programme": link.commitment.programme.code,
        "name": link.commitment.programme.name_in(language),
        "promise": shown_dossier(told, language),
        "party": link.party.name_in(language),
        "form": form,
    }
    status = 400 if form.errors else 200
    return _closed(render(request, "desk/answer/answer.html", page, status=status if is_granted else 429))


@login_not_required
@never_cache
@require_safe
def answered(request: HttpRequest, secret: str) -> HttpResponse:
    """What was sent, and what happens next."""
    if not _granted(request):
        return _closed(render(request, "429.html", status=429))
    now = timezone.now()
    sent = answered_by(digest_of(secret), now)
    if sent is None:
        return _closed(render(request, "desk/answer/over.html", status=410))
    language = get_language() or "en"
    programme = sent.commitment.programme
    page = {
        "programme": programme.code,
        "name": programme.name_in(language),
        "number": sent.pk,
        "code": sent.commitment.code,
        "title": sent.commitment.title_en,
        "decision": sent.decision,
        "reason": sent.reason,
        "again": reverse("answer", args=[secret]) if link_of(digest_of(secret), now) else "",
    }
    return _closed(render(request, "desk/answer/answered.html", page))


def _as_everybody(link: Link) -> Dossier | None:
    commitment = link.commitment
    return read_dossier(commitment.programme, READER, commitment.code, on=timezone.localdate())


def _send(link: Link, given: dict[str, Any], unit: str) -> None:
    by, now = Actor(str(link), party=link.party.code), timezone.now()
    files = [
        Handed(keep_document(each, by=by, at=now), each.name, is_sealed=given["is_sealed"])
        for each in given["files"]
    ]
    quantity = given.get("quantity")
    observed = Observed(
        given["observed_on"],
        given["says"],
        GRADE,
        quantity=quantity,
        unit=unit if quantity is not None else "",
        note=given["note"],
    )
    answer_by_link(link, observed, files, by=by, at=now, on=timezone.localdate())


def _granted(request: HttpRequest) -> bool:
    """Whether this machine may ask once more."""
    return bool(consume(request, app="answer", action="opened", config=RATES, limit_get=True))


def _may_send(request: HttpRequest, secret: str) -> bool:
    """Whether something may be sent to this address once more."""
    return bool(consume(request, app="answer", action="sent", config=RATES, key=digest_of(secret)))


def _closed(answer: HttpResponse) -> HttpResponse:
    """The address is a key: it is told to nobody that a link leads to, and found by no search."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
