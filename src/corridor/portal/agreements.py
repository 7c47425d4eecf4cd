"""Agreements on their ladder: the list, the same as CSV, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, language, only
from corridor.portal.registers import as_csv, asked_words, register_page
from corridor.programme.models import Programme
from corridor.results.queries.agreement import shown_agreement
from corridor.results.queries.agreements import agreements_register, shown_agreements
from corridor.results.queries.registers import Register
from corridor.results.rules.registers import AgreementLine

FILTERS = ("kind", "state", "party")


@require_safe
def agreements(request: HttpRequest, code: str) -> HttpResponse:
    """Every agreement on its rung, grouped by what grew out of what."""
    programme, register = _asked(request, code)
    page = shown_agreements(register, asked_words(request, register.offered), language())
    page |= register_page(request, programme, "agreements")
    return render(request, "portal/agreements/agreements.html", page)


@require_safe
def agreements_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the rows of the list, for spreadsheets and scripts."""
    programme, register = _asked(request, code)
    return as_csv(register.table(register.chosen(asked_words(request, register.offered))), programme)


@require_safe
def agreement(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One agreement: who signed it and when, the chain it stands in, what became of its promises."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    page = shown_agreement(programme, READER, item, language(), on=on, known_on=known_on)
    if page is None:
        raise Http404
    page |= around(request, programme)
    return render(request, "portal/agreements/agreement.html", page)


def _asked(request: HttpRequest, code: str) -> tuple[Programme, Register[AgreementLine]]:
    only(request, *FILTERS, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    return programme, agreements_register(programme, READER, on=on, known_on=known_on)
