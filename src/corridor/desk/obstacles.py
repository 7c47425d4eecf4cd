"""Obstacles at the desk: what stands in the way, whose it is to remove, and the steps that were taken."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from corridor.base.formats import shown_day
from corridor.base.refusals import NotAllowed, Refusal, require
from corridor.desk.asking import around_desk, desk_of, put_faults
from corridor.desk.carrying import carried
from corridor.desk.notes import notes_on
from corridor.desk.obstacle_forms import NewObstacle, NextStep
from corridor.desk.sessions import DeskRequest
from corridor.ledger.access import may_open_obstacle, may_step
from corridor.ledger.actions.obstacles import open_obstacle, take_step
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import Obstacle, Step
from corridor.ledger.queries.obstacles import obstacle_of, steps_of
from corridor.ledger.queries.words import OBSTACLES, STEPS
from corridor.people.queries import parties_of
from corridor.programme.models import Programme
from corridor.results.queries.obstacles import obstacles_register, shown_obstacles
from corridor.zones.models import Zone
from corridor.zones.queries import zones_of


@require_safe
def obstacles(request: DeskRequest, code: str) -> HttpResponse:
    """Every obstacle, those that stand first."""
    programme, language = desk_of(request, code), get_language() or "en"
    register = obstacles_register(programme, request.actor, on=timezone.localdate())
    shown = shown_obstacles(register, {}, language)
    page = around_desk(request, programme, "obstacles") | {
        "finding": shown["finding"],
        "rows": [row for part in shown["parts"] for row in part["rows"]],
        "over": [row for part in shown["over"] for row in part["rows"]],
        "may_open": bool(_places(request, programme)),
    }
    return render(request, "desk/obstacles/obstacles.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_obstacle(request: DeskRequest, code: str) -> HttpResponse:
    """Say what stands in the way."""
    programme, language = desk_of(request, code), get_language() or "en"
    places = _places(request, programme)
    require(bool(places))
    zones = [(each.code, str(each.name_in(language))) if each else ("", _("at no zone")) for each in places]
    form = NewObstacle(
        request.POST if request.method == "POST" else None,
        initial={"since": timezone.localdate()} | carried(request),
        zones=zones,
        parties=party_choices(programme),
    )
    if form.is_valid() and (opened := _opened(request, programme, form)):
        messages.success(request, gettext("The obstacle stands in the ledger now; everybody sees it."))
        return HttpResponseRedirect(reverse("desk-obstacle", args=[code, opened.code]))
    page = {**around_desk(request, programme, "obstacles"), "form": form}
    return render(request, "desk/obstacles/new.html", page, status=400 if form.errors else 200)


def _places(request: DeskRequest, programme: Programme) -> list[Zone | None]:
    """Where this person may say so; None: for the programme as a whole."""
    places = [None, *zones_of(programme)]
    return [each for each in places if may_open_obstacle(request.actor, programme, each)]


def _opened(request: DeskRequest, programme: Programme, form: NewObstacle) -> Obstacle | None:
    given = form.cleaned_data
    paper = Paper(title=given["title"], publisher=given["publisher"], address=given["address"])
    try:
        return open_obstacle(
            programme,
            given["summary"],
            given["kind"],
            paper,
            by=request.actor,
            at=timezone.now(),
            on=timezone.localdate(),
            zone=given["zone"],
            party=given["party"],
            since=given["since"],
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        put_faults(form, refusal)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def obstacle(request: DeskRequest, code: str, item: str) -> HttpResponse:
    """One obstacle with its steps; POST takes the next."""
    programme, language = desk_of(request, code), get_language() or "en"
    found = obstacle_of(programme, request.actor, item)
    if found is None:
        raise Http404
    may = bool(may_step(request.actor, found))
    require(may or request.method != "POST")
    form = NextStep(
        request.POST if request.method == "POST" else None,
        initial=carried(request),
        is_over=bool(found.until),
        parties=party_choices(programme),
    )
    if form.is_valid() and _stepped(request, found, form):
        return HttpResponseRedirect(request.path)
    page = around_desk(request, programme, "obstacles") | _shown(found, language)
    page |= notes_on(request, programme, "obstacles", item)
    page |= {"steps": [_step(each, language) for each in steps_of(found)], "form": form, "may_step": may}
    return render(request, "desk/obstacles/obstacle.html", page, status=400 if form.errors else 200)


def _stepped(request: DeskRequest, found: Obstacle, form: NextStep) -> bool:
    given = form.cleaned_data
    try:
        take_step(
            found,
            given["what"],
            given["says"],
            by=request.actor,
            at=timezone.now(),
            on=timezone.localdate(),
            party=given["party"],
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        put_faults(form, refusal)
        return False
    messages.success(request, gettext("The step stands in the ledger now; everybody sees it."))
    return True


def _shown(found: Obstacle, language: str) -> dict[str, Any]:
    return {
        "code": found.code,
        "summary": found.summary_en,
        "kind": OBSTACLES[found.kind],
        "stands": not found.until,
        "zone": found.zone.name_in(language) if found.zone else None,
        "party": found.party.name_in(language) if found.party else None,
        "since": shown_day(found.since, language),
        "until": shown_day(found.until, language),
    }


def _step(step: Step, language: str) -> dict[str, Any]:
    return {
        "what": STEPS[step.what],
        "party": step.party.name_in(language) if step.party else None,
        "day": shown_day(step.taken_on, language),
        "says": step.says,
    }


def party_choices(programme: Programme) -> list[tuple[str, str]]:
    """The parties of a programme as a form offers them, by name."""
    language = get_language() or "en"
    named = sorted((str(each.name_in(language)), each.code) for each in parties_of(programme))
    return [(code, name) for name, code in named]
