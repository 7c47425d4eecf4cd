"""What is handed out: plain values as JSON or as CSV, with the addresses of the pages beside them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic_core import to_json

from corridor.api.problems import NotAcceptable
from corridor.results.rules.tables import cell

JSON, CSV = "application/json", "text/csv"
LONGEST_ACCEPT = 2000
# Fields that hold one name in several languages: one column each.
NAMES = frozenset({"name", "debtor_name", "creditor_name", "zone_name"})
LINKS = "links"


def form_of(request: HttpRequest, *forms: str) -> str:
    """The form in which the request takes the answer. Refuses with NotAcceptable where it takes none of them."""
    accepted = request.META.get("HTTP_ACCEPT", "*/*")
    if accepted in ("*/*", forms[0]):
        return forms[0]
    found = request.get_preferred_type(forms) if len(accepted) <= LONGEST_ACCEPT else None
    if found is None:
        raise NotAcceptable(forms=", ".join(forms))
    return found


def as_json(plain: Mapping[str, Any]) -> HttpResponse:
    """Plain values as JSON, every script readable."""
    # Three times as fast as the standard library's.
    return HttpResponse(to_json(plain), content_type=JSON)


def as_csv(rows: Sequence[Mapping[str, Any]], fields: Iterable[str], languages: Sequence[str]) -> HttpResponse:
    """Rows as CSV with a header: the fields as columns, names in a column for each language, no addresses."""
    named = [name for name in fields if name != LINKS]
    header = [column for name in named for column in _columns(name, languages)]
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(header)
    for row in rows:
        lines.writerow([text for name in named for text in _cells(name, row[name], languages)])
    return HttpResponse(written.getvalue(), content_type=f"{CSV}; charset=utf-8")


def _columns(name: str, languages: Sequence[str]) -> list[str]:
    return [f"{name}_{language}" for language in languages] if name in NAMES else [name]


def _cells(name: str, value: Any, languages: Sequence[str]) -> list[str]:
    if name in NAMES:
        return [(value or {}).get(language, "") for language in languages]
    return [_cell(value)]


def _cell(value: Any) -> str:
    """One value as a cell: words without their language, several values with semicolons between them."""
    if isinstance(value, Mapping):
        return next(iter(value.values()), "")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ";".join(" ".join(map(str, each.values())) if isinstance(each, Mapping) else each for each in value)
    return cell(value)


def with_pages(answer: HttpResponse, before: str | None, after: str | None) -> HttpResponse:
    """The answer with the addresses of the page before and the page after in its Link header (RFC 8288)."""
    links = [f'<{address}>; rel="{name}"' for name, address in (("prev", before), ("next", after)) if address]
    if links:
        answer["Link"] = ", ".join(links)
    return answer
