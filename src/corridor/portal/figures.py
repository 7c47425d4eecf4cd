"""Figures: what sources stated, number by number, and the same as CSV."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, asked_day, asked_on, asked_programme, language, only, paged
from corridor.portal.registers import as_csv, asked_words, register_page
from corridor.programme.models import Programme
from corridor.results.queries.figures_list import figures_register, shown_figures
from corridor.results.queries.registers import Register
from corridor.results.rules.registers import PAGE, FigureLine

FILTERS = ("measure", "subject_kind", "subject", "nature")


@require_safe
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """What sources stated by a day, the newest first, fifty to a page, each with the paper it stands in."""
    programme, register = _asked(request, code, "page")
    choice = asked_words(request, register.offered)
    chosen = register.chosen(choice)
    first, pages = paged(request, len(chosen), PAGE)
    known_on = asked_day(request, "known_on")
    page = shown_figures(
        programme, READER, register, choice, chosen[first : first + PAGE], language(), known_on=known_on
    )
    page |= register_page(request, programme, "figures")
    page["pages"] = pages
    return render(request, "portal/sources/figures.html", page)


@require_safe
def figures_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the figures of the list, all pages, under the columns of a package."""
    programme, register = _asked(request, code)
    return as_csv(register.table(register.chosen(asked_words(request, register.offered))), programme)


def _asked(request: HttpRequest, code: str, *more: str) -> tuple[Programme, Register[FigureLine]]:
    only(request, *FILTERS, *DAYS, *more)
    programme = asked_programme(code)
    return programme, figures_register(programme, on=asked_on(request), known_on=asked_day(request, "known_on"))
