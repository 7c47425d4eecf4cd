"""The page of a zone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only
from corridor.results.queries.zone import shown_zone


@require_safe
def zone(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One zone: what was promised there and became of it, what sources say of it, ventures, obstacles."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_zone(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    return render(request, "portal/zones/zone.html", page)
