"""Sittings of bodies: the list, the same as CSV, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only
from corridor.portal.registers import as_csv, asked_words, register_page
from corridor.programme.models import Programme
from corridor.results.queries.meetings import meetings_register, shown_meeting, shown_meetings
from corridor.results.queries.registers import Register
from corridor.results.rules.registers import MeetingLine

FILTERS = ("body",)


@require_safe
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """Every sitting, body by body: planned, held, and the days between."""
    programme, register = _asked(request, code)
    page = shown_meetings(register, asked_words(request, register.offered), language())
    page |= register_page(request, programme, "meetings")
    return render(request, "portal/meetings/meetings.html", page)


@require_safe
def meetings_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the rows of the list, for spreadsheets and scripts."""
    programme, register = _asked(request, code)
    return as_csv(register.table(register.chosen(asked_words(request, register.offered))), programme)


@require_safe
def meeting(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One sitting: when it was planned and held, what it decided, the ones before and after it."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_meeting(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    return render(request, "portal/meetings/meeting.html", page)


def _asked(request: HttpRequest, code: str) -> tuple[Programme, Register[MeetingLine]]:
    only(request, *FILTERS, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    return programme, meetings_register(programme, READER, on=on, known_on=known_on)
