"""Objections at the desk: what a party says is told wrongly, the answer, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from corridor.base.formats import shown_day
from corridor.base.names import Name
from corridor.base.refusals import NotAllowed, Refusal, require
from corridor.desk.asking import around_desk, desk_of, put_faults
from corridor.desk.carrying import carried
from corridor.desk.contest_forms import Answering, TakingBack
from corridor.desk.notes import notes_on
from corridor.desk.sessions import DeskRequest
from corridor.ledger.access import may_answer, may_take_contest_back
from corridor.ledger.actions.contests import answer_contest, take_contest_back
from corridor.ledger.models import Contest
from corridor.ledger.queries.objections import objection_numbered, objections_in
from corridor.ledger.queries.words import ANSWERS, SAYINGS

# Tells the fields of taking back from those of the answer.
BACK = "back"


@require_safe
def contests(request: DeskRequest, code: str) -> HttpResponse:
    """Every objection, those that wait for an answer first."""
    programme, language = desk_of(request, code), get_language() or "en"
    shown = [_shown(each, language) for each in objections_in(programme, request.actor)]
    page = around_desk(request, programme, "contests") | {
        "rows": [row for row in shown if not row["answer"]],
        "answered": [row for row in shown if row["answer"]],
    }
    return render(request, "desk/contests/contests.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """One objection; POST answers it or takes it back."""
    programme, language = desk_of(request, code), get_language() or "en"
    found = objection_numbered(programme, request.actor, number)
    if found is None:
        raise Http404
    may = {
        "answers": bool(may_answer(request.actor, found)),
        "takes_back": bool(may_take_contest_back(request.actor, found)),
    }
    sent = request.POST if request.method == "POST" else None
    takes_back = sent is not None and "take_back" in sent
    require(sent is None or may["takes_back" if takes_back else "answers"])
    typed = carried(request)
    answering = Answering(None if takes_back else sent, initial=typed)
    taking = TakingBack(sent if takes_back else None, prefix=BACK, initial=_unprefixed(typed))
    form = taking if takes_back else answering
    if form.is_valid() and _done(request, found, form):
        return HttpResponseRedirect(request.path)
    page = around_desk(request, programme, "contests") | _shown(found, language)
    page |= notes_on(request, programme, "contests", str(number))
    if sent is not None or not found.answer:
        page |= may
    page |= {"form": form, "answering": answering, "taking": taking}
    return render(request, "desk/contests/contest.html", page, status=400 if form.errors else 200)


def _unprefixed(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed into the form that takes an objection back: it stands on one page with another form."""
    return {name.removeprefix(f"{BACK}-"): value for name, value in typed.items() if name.startswith(BACK)}


def _done(request: DeskRequest, found: Contest, form: Answering | TakingBack) -> bool:
    given = form.cleaned_data
    now, today = timezone.now(), timezone.localdate()
    try:
        if isinstance(form, TakingBack):
            take_contest_back(found, given["answer_says"], by=request.actor, at=now, on=today)
        else:
            answer_contest(found, given["answer"], given["answer_says"], by=request.actor, at=now, on=today)
    except NotAllowed:
        raise
    except Refusal as refusal:
        put_faults(form, refusal)
        return False
    messages.success(request, gettext("The answer stands in the ledger now; everybody sees it."))
    return True


def _shown(contest: Contest, language: str) -> dict[str, Any]:
    promise = contest.commitment
    return {
        "number": contest.pk,
        "promise": {"code": promise.code, "title": promise.title_en},
        "debtor": promise.debtor.name_in(language),
        "party": contest.party.name_in(language),
        "day": shown_day(contest.contested_on, language),
        "says": contest.says,
        "evidence": _evidence(contest, language),
        "answer": ANSWERS[contest.answer] if contest.answer else "",
        "answered_on": shown_day(contest.answered_on, language),
        "answered_for": contest.answered_for.name_in(language) if contest.answered_for else None,
        "answer_says": contest.answer_says,
    }


def _evidence(contest: Contest, language: str) -> dict[str, Any] | None:
    evidence = contest.evidence
    if evidence is None:
        return None
    return {
        "says": SAYINGS[evidence.says],
        "day": shown_day(evidence.observed_on, language),
        "source": Name(evidence.source.title or evidence.source.code, evidence.source.language or "en"),
        "source_code": evidence.source.code,
    }
