"""Commitments: the list with its filters in the address, the same as CSV, and the page of one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.base.refusals import UnknownChoice
from corridor.ledger.rules.words import State
from corridor.portal.asked import (
    CODE,
    DAYS,
    LONGEST,
    around,
    asked_day,
    asked_on,
    asked_page,
    asked_programme,
    language,
    near,
    only,
    paged,
    whole_list,
)
from corridor.programme.models import Programme
from corridor.results.queries.commitment import read_dossier, shown_dossier
from corridor.results.queries.commitments import Found, codes_of, found, names_nothing, shown_list
from corridor.results.rules.lists import HELD, MARKS, ORDERS, PAGE, PROVEN, Choice
from corridor.results.rules.tables import as_csv

FILTERS = ("state", "mark", "proof", "debtor", "creditor", "zone", "kind", "agreement", "meeting", "source")
LABELS = {
    "state": _("State"),
    "mark": _("Standing"),
    "proof": _("Proof at least"),
    "debtor": _("Who owes"),
    "creditor": _("To whom"),
    "zone": _("Where"),
    "kind": _("Kind"),
    "agreement": _("Agreement"),
    "meeting": _("Meeting"),
    "source": _("Source"),
    "order": _("First"),
}
FIRST = {
    "waiting": _("for which most wait"),
    "late": _("the latest"),
    "due": _("the soonest due"),
    "code": _("by code"),
}
# What an address may ask for that the form has no field for.
CARRIED = ("creditor", "agreement", "meeting", "source", "known_on")


@require_safe
def commitments(request: HttpRequest, code: str) -> HttpResponse:
    """The commitments of a programme, chosen and ordered as the address says, fifty to a page."""
    only(request, *FILTERS, *DAYS, "order", "page")
    programme = asked_programme(code)
    choice, first = _choice(request, programme), (asked_page(request) - 1) * PAGE
    rows = _found(request, programme, choice, first=first, most=PAGE, offering=True)
    _first, pages = paged(request, rows.total, PAGE)
    page = {
        **around(request, programme),
        "here": "commitments",
        **shown_list(rows, language()),
        "orders": [(order, str(label), order == choice.order) for order, label in FIRST.items()],
        "carried": [(name, request.GET[name]) for name in CARRIED if request.GET.get(name)],
        "things": reverse("commitments", args=[code]),
        "csv": f"{reverse('commitments-csv', args=[code])}{whole_list(request)}",
        "pages": pages,
    }
    return render(request, "portal/ledger/commitments.html", page)


@require_safe
def commitments_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly the commitments of the list, all pages, for spreadsheets and scripts."""
    _programme, rows = asked_list(request, code)
    answer = HttpResponse(as_csv(rows.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-commitments.csv"'
    return answer


@require_safe
def commitment(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One commitment: who owes what to whom by when, what it waits for, what was seen, what became of it."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    told = read_dossier(programme, READER, item, on=on, known_on=known_on)
    if told is None:
        raise Http404
    page: dict[str, Any] = shown_dossier(told, language())
    page["kept_day"] = page.pop("kept")
    page |= around(request, programme)
    return render(request, "portal/ledger/commitment.html", page)


def asked_list(request: HttpRequest, code: str) -> tuple[Programme, Found]:
    """The whole list that an address asks for; it has no pages."""
    only(request, *FILTERS, *DAYS, "order")
    programme = asked_programme(code)
    return programme, _found(request, programme, _choice(request, programme))


def _found(request: HttpRequest, programme: Programme, choice: Choice, **part: Any) -> Found:
    known_on = asked_day(request, "known_on")
    rows = found(programme, READER, choice, on=asked_on(request), known_on=known_on, **part)
    name = names_nothing(programme, rows)
    if name:
        known = codes_of(programme, name)
        word = getattr(choice, name)[:LONGEST]
        raise UnknownChoice(found=word, name=LABELS[name], near=near(word, known))
    return rows


def _choice(request: HttpRequest, programme: Programme) -> Choice:
    """What the address asks for; a word that names nothing is refused with the nearest that does."""
    known: dict[str, Any] = {
        "state": list(State),
        "mark": [*MARKS, HELD],
        "proof": list(PROVEN),
        "kind": programme.words("commitment_kinds"),
        "order": list(ORDERS),
    }
    asked = {name: request.GET.get(name, "").strip() for name in LABELS}
    for name, word in asked.items():
        if word and name in known and word not in known[name]:
            raise UnknownChoice(found=word[:LONGEST], name=LABELS[name], near=near(word, list(known[name])))
        if word and name not in known and not CODE.fullmatch(word):
            # Not every database can even be asked for what is no code.
            raise UnknownChoice(found=word[:LONGEST], name=LABELS[name], near=near(word, codes_of(programme, name)))
    state, order = asked.pop("state"), asked.pop("order")
    return Choice(state=State(state) if state else None, order=order or "waiting", **asked)
