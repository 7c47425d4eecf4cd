"""The ladder at the desk: up which parties a late promise goes, and setting it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods

from corridor.base.formats import shown_number
from corridor.base.refusals import NotAllowed, Refusal, require
from corridor.desk.asking import around_desk, desk_of, put_faults
from corridor.desk.carrying import carried
from corridor.desk.confirming import confirmed
from corridor.desk.ladder_forms import Rungs
from corridor.desk.obstacles import party_choices
from corridor.desk.sessions import DeskRequest
from corridor.ledger.actions.refusals import ChangedMeanwhile
from corridor.people.queries import parties_of
from corridor.programme.models import Programme
from corridor.reminders.access import may_set_ladder
from corridor.reminders.actions import set_ladder
from corridor.reminders.queries.ladder import rungs_of, version_of_ladder


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def ladder(request: DeskRequest, code: str) -> HttpResponse:
    """The ladder, for everybody at the desk; owners of the programme set it."""
    programme = desk_of(request, code)
    may = bool(may_set_ladder(request.actor, programme))
    require(may or request.method != "POST")
    return _set(request, programme) if request.method == "POST" else _page(request, programme, may, None)


def _set(request: DeskRequest, programme: Programme) -> HttpResponse:
    form = _form(request, programme)
    if form.is_valid():
        parties = {each.code: each for each in parties_of(programme)}
        rungs = [(parties[party], days) for party, days in form.rungs()]
        try:
            seen = form.cleaned_data["seen"]
            set_ladder(programme, rungs, by=request.actor, at=timezone.now(), seen=seen)
        except NotAllowed:
            raise
        except Refusal as refusal:
            put_faults(form, refusal)
            if isinstance(refusal, ChangedMeanwhile):
                # What stands there now is shown above; sent again, what was typed takes its place.
                form.see(version_of_ladder(programme))
        else:
            messages.success(request, gettext("The ladder holds from now on."))
            return HttpResponseRedirect(request.path)
    return _page(request, programme, True, form)


def _page(request: DeskRequest, programme: Programme, may: bool, form: Rungs | None) -> HttpResponse:
    language = get_language() or "en"
    page = around_desk(request, programme, "ladder") | {
        "rungs": [
            {
                "party": each.party.name_in(language),
                "days": ngettext("{n} day", "{n} days", each.after_days).format(
                    n=shown_number(each.after_days, language)
                ),
            }
            for each in rungs_of(programme)
        ],
        "may_set": may,
        "form": form or (_form(request, programme) if may else None),
    }
    return render(request, "desk/ladder/ladder.html", page, status=400 if form else 200)


def _form(request: DeskRequest, programme: Programme) -> Rungs:
    return Rungs(
        request.POST if request.method == "POST" else None,
        version=version_of_ladder(programme),
        parties=party_choices(programme),
        rungs=[(each.party.code, each.after_days) for each in rungs_of(programme)],
        typed=carried(request),
    )
