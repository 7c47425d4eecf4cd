"""What the plain lists share: words in the address that choose, and the same rows as CSV."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from corridor.portal.asked import around, asked_choice, whole_list
from corridor.programme.models import Programme
from corridor.results.rules.tables import Table, csv_of

LABELS = {
    "body": _("Body"),
    "kind": _("Kind"),
    "language": _("Language"),
    "measure": _("What"),
    "nature": _("Nature"),
    "party": _("Party"),
    "publisher": _("Publisher"),
    "stage": _("Rung"),
    "state": _("State"),
    "subject": _("About"),
    "subject_kind": _("Kind"),
    "zone": _("Where"),
}


def asked_words(request: HttpRequest, offered: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the address chooses by; a word that names nothing is refused with the nearest that does."""
    return {name: asked_choice(request, name, LABELS[name], known) for name, known in offered.items()}


def register_page(request: HttpRequest, programme: Programme, noun: str) -> dict[str, Any]:
    """What every list passes to its page beside its rows: the programme, the day, its place, its CSV."""
    return {
        **around(request, programme),
        "here": noun,
        "csv": f"{reverse(f'{noun}-csv', args=[programme.code])}{whole_list(request)}",
        "carried": [("known_on", request.GET["known_on"])] if request.GET.get("known_on") else [],
    }


def as_csv(table: Table, programme: Programme) -> HttpResponse:
    """Exactly the rows of a list for spreadsheets and scripts."""
    answer = HttpResponse(csv_of(table), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{programme.code}-{table.name}.csv"'
    return answer
