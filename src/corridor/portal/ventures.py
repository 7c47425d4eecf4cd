"""Ventures on their ladder: the list, the same as CSV, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only
from corridor.portal.registers import as_csv, asked_words, register_page
from corridor.programme.models import Programme
from corridor.results.queries.registers import Register
from corridor.results.queries.ventures import shown_venture, shown_ventures, ventures_register
from corridor.results.rules.registers import VentureLine

FILTERS = ("zone", "stage")


@require_safe
def ventures(request: HttpRequest, code: str) -> HttpResponse:
    """Every venture on the rung that its source saw, those furthest up first."""
    programme, register = _asked(request, code)
    page = shown_ventures(register, asked_words(request, register.offered), language())
    page |= register_page(request, programme, "ventures")
    return render(request, "portal/ventures/ventures.html", page)


@require_safe
def ventures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the rows of the list, for spreadsheets and scripts."""
    programme, register = _asked(request, code)
    return as_csv(register.table(register.chosen(asked_words(request, register.offered))), programme)


@require_safe
def venture(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One venture: whose it is, where, how large, how far, and what sources say of it."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_venture(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    return render(request, "portal/ventures/venture.html", page)


def _asked(request: HttpRequest, code: str) -> tuple[Programme, Register[VentureLine]]:
    only(request, *FILTERS, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    return programme, ventures_register(programme, READER, on=on, known_on=known_on)
