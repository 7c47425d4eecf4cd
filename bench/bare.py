"""The peer of our pages: a bare Django project that shows the same rows, without deriving or choosing anything."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Engine
from django.urls import path

from corridor.ledger.models import Commitment

TEMPLATE = Engine(debug=False).from_string(
    "<!doctype html><html lang=en><head><title>Commitments</title></head><body><table>"
    "{% for row in rows %}<tr><td><a href='/c/{{ row.code }}/'>{{ row.title_en }}</a></td><td>{{ row.kind }}</td>"
    "<td>{{ row.debtor.code }}</td><td>{{ row.zone.code }}</td><td>{{ row.due_on }}</td><td>{{ row.quantity }}</td>"
    "<td>{{ row.unit }}</td></tr>{% endfor %}</table></body></html>"
)


def _rows() -> QuerySet[Commitment]:
    related = ("debtor", "creditor", "zone", "source")
    return Commitment.objects.filter(programme__code="bench").select_related(*related).order_by("id")


def _plain(row: Commitment) -> dict[str, object]:
    return {
        "code": row.code, "title": row.title_en, "kind": row.kind, "debtor": row.debtor.code,
        "creditor": row.creditor and row.creditor.code, "zone": row.zone and row.zone.code,
        "quantity": row.quantity, "unit": row.unit, "made_on": row.made_on, "due_on": row.due_on,
        "source": row.source.code,
    }  # fmt: skip


def page(request: HttpRequest) -> HttpResponse:
    """Fifty rows as a table."""
    return HttpResponse(TEMPLATE.render(Context({"rows": _rows()[:50]})))


def many(request: HttpRequest) -> JsonResponse:
    """Fifty rows as JSON."""
    return JsonResponse({"rows": [_plain(row) for row in _rows()[:50]]})


def one(request: HttpRequest, code: str) -> JsonResponse:
    """One row as JSON."""
    return JsonResponse(_plain(_rows().get(code=code)))


urlpatterns = [path("bare/", page), path("bare.json", many), path("bare/<slug:code>.json", one)]
