"""Sources: the list, the same as CSV, and the page of one: the paper behind what is shown, and what rests on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only, paged
from corridor.portal.registers import as_csv, asked_words, register_page
from corridor.programme.models import Programme
from corridor.results.queries.registers import Register
from corridor.results.queries.source import shown_source
from corridor.results.queries.sources import counted, shown_sources, sources_register
from corridor.results.rules.registers import PAGE, SourceLine

FILTERS = ("kind", "publisher", "language")


@require_safe
def sources(request: HttpRequest, code: str) -> HttpResponse:
    """Every source, the newest first, fifty to a page, with how much rests on it."""
    programme, register = _asked(request, code, "page")
    choice = asked_words(request, register.offered)
    chosen = register.chosen(choice)
    first, pages = paged(request, len(chosen), PAGE)
    lines = _counted(request, programme, chosen[first : first + PAGE])
    page = shown_sources(register, choice, lines, language())
    page |= register_page(request, programme, "sources")
    page["pages"] = pages
    return render(request, "portal/sources/sources.html", page)


@require_safe
def sources_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the sources of the list, all pages, for spreadsheets and scripts."""
    programme, register = _asked(request, code)
    chosen = register.chosen(asked_words(request, register.offered))
    return as_csv(register.table(_counted(request, programme, chosen)), programme)


@require_safe
def source(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One source: who published it, when, where; the commitments, the evidence and the figures that rest on it."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_source(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    return render(request, "portal/sources/source.html", page)


def _asked(request: HttpRequest, code: str, *more: str) -> tuple[Programme, Register[SourceLine]]:
    only(request, *FILTERS, *DAYS, *more)
    programme = asked_programme(code)
    return programme, sources_register(programme, on=asked_on(request), known_on=asked_day(request, "known_on"))


def _counted(request: HttpRequest, programme: Programme, lines: list[SourceLine]) -> list[SourceLine]:
    return counted(programme, READER, lines, on=asked_on(request), known_on=asked_day(request, "known_on"))
