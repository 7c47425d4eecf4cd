"""Obstacles: the list, the same as CSV, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only
from corridor.portal.registers import as_csv, asked_words, register_page
from corridor.programme.models import Programme
from corridor.results.queries.obstacles import obstacles_register, shown_obstacle, shown_obstacles
from corridor.results.queries.registers import Register
from corridor.results.rules.registers import ObstacleLine

FILTERS = ("kind", "zone")


@require_safe
def obstacles(request: HttpRequest, code: str) -> HttpResponse:
    """Every obstacle, those that stand first."""
    programme, register = _asked(request, code)
    page = shown_obstacles(register, asked_words(request, register.offered), language())
    page |= register_page(request, programme, "obstacles")
    return render(request, "portal/obstacles/obstacles.html", page)


@require_safe
def obstacles_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the rows of the list, for spreadsheets and scripts."""
    programme, register = _asked(request, code)
    return as_csv(register.table(register.chosen(asked_words(request, register.offered))), programme)


@require_safe
def obstacle(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One obstacle: what it is, since when, and the promises that are late or blocked there."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_obstacle(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    return render(request, "portal/obstacles/obstacle.html", page)


def _asked(request: HttpRequest, code: str) -> tuple[Programme, Register[ObstacleLine]]:
    only(request, *FILTERS, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    return programme, obstacles_register(programme, READER, on=on, known_on=known_on)
