"""To verify: what others brought, accepted or rejected one by one or many at once."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from corridor.base.actors import READER
from corridor.base.refusals import Refusal
from corridor.desk.asking import around_desk, desk_of, put_faults
from corridor.desk.carrying import carried
from corridor.desk.confirming import confirmed, will_be_asked
from corridor.desk.fields import MISSING, ParagraphField
from corridor.desk.sessions import DeskRequest
from corridor.ledger.actions.evidence import accept_evidence, reject_evidence, take_back
from corridor.ledger.actions.refusals import AlreadyDecided
from corridor.ledger.models import Submission
from corridor.ledger.queries.submissions import submission_seen, submissions_numbered
from corridor.portal.asked import asked_page, paged
from corridor.programme.models import Programme
from corridor.results.queries.commitment import read_dossier, shown_dossier
from corridor.results.queries.submissions import PAGE, shown_queue, shown_submission

LONGEST = 1000
MOST_DIGITS = 18
ACCEPT, REJECT = "accept", "reject"


class Numbers(forms.Field):
    """The ticked ones, by number; those that nobody could have ticked are passed over."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[int]:
        """Each number once, in the order of the page."""
        sent = [each for each in value or [] if each.isascii() and each.isdigit() and len(each) <= MOST_DIGITS]
        return list(dict.fromkeys(int(each) for each in sent))

    def validate(self, value: list[int]) -> None:
        """At least one, and no more than a page has."""
        if not value:
            raise ValidationError(_("Tick at least one."), code="none-ticked")
        if len(value) > PAGE:
            raise ValidationError(str(_("At most {most} at once.")).format(most=PAGE), code="too-many-ticked")


class Deciding(forms.Form):
    """What somebody decides, and why."""

    deed = forms.ChoiceField(choices=((ACCEPT, ""), (REJECT, "")))
    why = ParagraphField(label=_("Note, or the reason why not"), most=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever rejects says why."""
        found = super().clean() or self.cleaned_data
        if found.get("deed") == REJECT and found.get("why") == "":
            self.add_error("why", MISSING)
        return found


class DecidingOnMany(Deciding):
    """The same for many: which, and a reason of its own for each that needs another than the rest."""

    pick = Numbers(label=_("Which"))

    def clean(self) -> dict[str, Any]:
        """A reason for each that is rejected: its own, or that for all."""
        found = forms.Form.clean(self) or self.cleaned_data
        own: dict[int, str] = {}
        for number in found.get("pick", []):
            try:
                own[number] = ParagraphField(most=LONGEST, required=False).clean(self.data.get(f"why-{number}"))
            except ValidationError as wrong:
                self.add_error("why", wrong)
        found["own"] = {number: text for number, text in own.items() if text}
        if found.get("deed") == REJECT and not found.get("why") and set(own) - set(found["own"]):
            self.add_error("why", _("Say why not, for each or for all."))
        return found


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def queue(request: DeskRequest, code: str) -> HttpResponse:
    """What waits for my decision, the oldest first, and what I see that waits for others; POST decides on many."""
    programme = desk_of(request, code)
    typed = carried(request)
    form = DecidingOnMany(request.POST if request.method == "POST" else None, initial=typed)
    if form.is_valid():
        _decide_all(request, programme, form.cleaned_data)
        return HttpResponseRedirect(reverse("desk-verify", args=[code]))
    _stay_on_page(request)
    first = (asked_page(request) - 1) * PAGE
    shown = shown_queue(programme, request.actor, _language(), on=timezone.localdate(), first=first)
    _first, pages = paged(request, shown.mine_total, PAGE)
    page = around_desk(request, programme, "verify") | {
        "mine": [row | _typed(request, typed, row["number"]) for row in shown.mine],
        "total": shown.mine_total,
        "others": shown.others,
        "others_more": shown.others_total - len(shown.others),
        "pages": pages,
        "page_number": asked_page(request),
        "form": form,
        "will_be_asked": will_be_asked(request),
    }
    return render(request, "desk/verify/queue.html", page, status=400 if form.errors else 200)


def _stay_on_page(request: DeskRequest) -> None:
    """A form that is shown again stands on the page it was sent from, so that what was ticked there is not lost.

    Its address does not say which: while its sender confirms, only an address without a question is kept.
    """
    if request.method == "POST":
        request.GET = QueryDict(urlencode({"page": request.POST.get("page", "1")}))


def _typed(request: DeskRequest, before: Mapping[str, Any], number: int) -> dict[str, Any]:
    """What was ticked and typed for a row, so that none of it is lost."""
    found, name = before.get("pick", []), f"why-{number}"
    ticked = [*request.POST.getlist("pick"), *([found] if isinstance(found, str) else found)]
    return {"is_ticked": str(number) in ticked, "own_why": request.POST.get(name) or before.get(name, "")}


def _decide_all(request: DeskRequest, programme: Programme, given: dict[str, Any]) -> None:
    """One deed for each that was ticked, each told by itself; what cannot be done leaves the others alone."""
    found = submissions_numbered(request.actor, programme, given["pick"])
    if len(found) < len(given["pick"]):
        raise Http404
    for number in given["pick"]:
        submission = found[number]
        title = submission.commitment.title_en
        try:
            _decide(request, submission, given["deed"], given["own"].get(number) or given["why"])
        except Refusal as refusal:
            messages.warning(request, gettext("Not done: {title}: {why}").format(title=title, why=refusal))
        else:
            told = gettext("Accepted: {title}") if given["deed"] == ACCEPT else gettext("Rejected: {title}")
            messages.success(request, told.format(title=title))


def _decide(request: DeskRequest, submission: Submission, deed: str, why: str) -> None:
    now, today = timezone.now(), timezone.localdate()
    if deed == ACCEPT:
        accept_evidence(submission, why, by=request.actor, at=now, on=today)
    else:
        reject_evidence(submission, why, by=request.actor, at=now)


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def submission(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """The promise and what stands beside what was brought; POST accepts or rejects it."""
    programme = desk_of(request, code)
    found = submission_seen(request.actor, programme, number)
    if found is None:
        raise Http404
    form = Deciding(request.POST if request.method == "POST" else None, initial=carried(request))
    if not form.is_valid():
        return _submission_page(request, programme, number, form, 400 if form.errors else 200)
    try:
        _decide(request, found, form.cleaned_data["deed"], form.cleaned_data["why"])
    except AlreadyDecided as refusal:
        messages.warning(request, str(refusal))
        return _submission_page(request, programme, number, Deciding(), 409)
    except Refusal as refusal:
        put_faults(form, refusal, {"note": "why", "reason": "why"})
        return _submission_page(request, programme, number, form, 400)
    messages.success(request, gettext("This is decided. Everybody concerned sees it."))
    return HttpResponseRedirect(reverse("desk-submission", args=[code, number]))


def _submission_page(
    request: DeskRequest, programme: Programme, number: int, form: Deciding, status: int
) -> HttpResponse:
    today = timezone.localdate()
    brought = shown_submission(programme, request.actor, number, _language(), on=today)
    if brought is None:
        raise Http404
    told = read_dossier(programme, READER, brought["code"], on=today)
    page = around_desk(request, programme, "verify") | {
        "brought": brought,
        "promise": shown_dossier(told, _language()) if told else None,
        "form": form,
        "will_be_asked": will_be_asked(request),
    }
    return render(request, "desk/verify/submission.html", page, status=status)


@require_POST
def withdraw(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Take back what one brought, while nobody has decided on it."""
    programme = desk_of(request, code)
    found = submission_seen(request.actor, programme, number)
    if found is None:
        raise Http404
    try:
        take_back(found, by=request.actor, at=timezone.now())
    except AlreadyDecided as refusal:
        messages.warning(request, str(refusal))
        return _submission_page(request, programme, number, Deciding(), 409)
    messages.success(request, gettext("You took it back. It moves nothing."))
    return HttpResponseRedirect(reverse("desk-submission", args=[code, number]))


def _language() -> str:
    return get_language() or "en"
