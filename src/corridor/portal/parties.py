"""Parties: all of them with what they owe and are owed, the same as CSV, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import (
    DAYS,
    around,
    asked_choice,
    asked_day,
    asked_on,
    asked_programme,
    language,
    only,
    paged,
)
from corridor.results.queries.parties import Parties, parties_table, shown_parties
from corridor.results.queries.parties import parties as read_parties
from corridor.results.queries.party import shown_party
from corridor.results.queries.words import PARTY_KINDS
from corridor.results.rules.lists import PAGE
from corridor.results.rules.scoreboard import ORDERS
from corridor.results.rules.tables import csv_of


@require_safe
def parties(request: HttpRequest, code: str) -> HttpResponse:
    """Every party that owes or is owed something, chosen and ordered as the address says, fifty to a page."""
    found = _asked(request, code, "page")
    first, pages = paged(request, len(found.rows), PAGE)
    page = shown_parties(found, language(), first, PAGE)
    page |= around(request, asked_programme(code))
    page |= {"here": "parties", "pages": pages, "csv": f"{reverse('parties-csv', args=[code])}{_query(request)}"}
    return render(request, "portal/parties/parties.html", page)


@require_safe
def parties_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the parties of the list, all pages, for spreadsheets and scripts."""
    answer = HttpResponse(csv_of(parties_table(_asked(request, code))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-parties.csv"'
    return answer


@require_safe
def party(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One party: what it owes and is owed and how that stands; its agreements, zones, ventures and obstacles."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_party(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    page["here"] = "parties"
    return render(request, "portal/parties/party.html", page)


def _asked(request: HttpRequest, code: str, *more: str) -> Parties:
    only(request, *DAYS, "kind", "order", *more)
    return read_parties(
        asked_programme(code),
        READER,
        on=asked_on(request),
        known_on=asked_day(request, "known_on"),
        kind=asked_choice(request, "kind", _("Kind"), PARTY_KINDS),
        order=asked_choice(request, "order", _("First"), ORDERS),
    )


def _query(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"?{asked.urlencode()}" if asked else ""
