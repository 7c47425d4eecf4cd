"""The page of one source: the paper behind what is shown, and all that rests on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_programme, language, only
from corridor.results.queries.source import shown_source


@require_safe
def source(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One source: who published it, when, where; the commitments, the evidence and the figures that rest on it."""
    only(request, *DAYS)
    programme = asked_programme(code)
    page = shown_source(programme, READER, item, language())
    if page is None:
        raise Http404
    page |= around(request, programme)
    return render(request, "portal/sources/source.html", page)
