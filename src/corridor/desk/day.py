"""My day: what is to be done, each with its one next step."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from corridor.desk.asking import around_desk, desk_of
from corridor.desk.notes import mentions_of
from corridor.desk.sessions import DeskRequest
from corridor.programme.queries import programmes
from corridor.results.queries.day import day_of, shown_day

HEADINGS = {
    "critical": _("Critically overdue: we owe it"),
    "overdue": _("Overdue: we owe it"),
    "soon": _("Due within four weeks"),
    "awaited": _("Without a date, and others wait for it"),
    "owed-late": _("Late: owed to us"),
}


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Where somebody who signed in begins: their day; a choice where they act in several programmes."""
    language = get_language() or "en"
    mine = {each.programme for each in request.actor.memberships}
    if not mine:
        return HttpResponseRedirect(reverse("account"))
    if len(mine) == 1:
        return HttpResponseRedirect(reverse("desk-day", args=list(mine)))
    found = [{"code": each.code, "name": each.name_in(language)} for each in programmes() if each.code in mine]
    return render(request, "desk/choose.html", {"here": "choose", "programmes": found})


@require_safe
def day(request: DeskRequest, code: str) -> HttpResponse:
    """What waits for me, what my parties owe and are owed, what was answered, and what changed since yesterday."""
    programme, language = desk_of(request, code), get_language() or "en"
    today, now = timezone.localdate(), timezone.now()
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    found = day_of(programme, request.actor, on=today, at=now, since=since)
    page: dict[str, Any] = around_desk(request, programme, "day")
    page |= shown_day(programme, request.actor, found, language)
    for group in page["groups"]:
        group["heading"] = HEADINGS[group["name"]]
    page["mentions"] = mentions_of(request, programme)
    page["has_work"] = any(page[name] for name in ("groups", "waits", "objections", "rejected", "mentions"))
    return render(request, "desk/day.html", page)
