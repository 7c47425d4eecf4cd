"""The zones of a programme: all of them on a map, as a list and as CSV, and the page of each."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only
from corridor.results.queries.zone import shown_zone
from corridor.results.queries.zones import shown_zones, zone_rows
from corridor.results.rules.zones import as_csv


@require_safe
def zones(request: HttpRequest, code: str) -> HttpResponse:
    """All zones of a programme: where they lie, how their promises stand, what sources say is there."""
    only(request, *DAYS)
    programme = asked_programme(code)
    rows = zone_rows(programme, READER, on=asked_on(request), known_on=asked_day(request, "known_on"))
    page = shown_zones(rows, language(), settings.MAP_OUTLINE)
    page |= around(request, programme)
    page["csv"] = f"{reverse('zones-csv', args=[code])}{page['kept']}"
    page["here"] = "zones"
    return render(request, "portal/zones/zones.html", page)


@require_safe
def zones_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The list of zones for spreadsheets and scripts."""
    only(request, *DAYS)
    rows = zone_rows(asked_programme(code), READER, on=asked_on(request), known_on=asked_day(request, "known_on"))
    answer = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-zones.csv"'
    return answer


@require_safe
def zone(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One zone: what was promised there and became of it, what sources say of it, ventures, obstacles."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_zone(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    page["here"] = "zones"
    return render(request, "portal/zones/zone.html", page)
