"""Charts: each as a page, as a bare picture and as its numbers; and all of them on one page."""

import csv
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, days_kept, language, only
from corridor.programme.models import Programme
from corridor.results.queries.charts import CHARTS, Drawn, chart_rows, drawn_from, shown_chart
from corridor.results.queries.pictured import pictured

# Bars in rows, unless said otherwise.
TEMPLATES = {"slips": "portal/charts/slips.html", "due": "portal/charts/due.html"}
# So many of the late promises are named where all charts stand together.
FEW = 8


@require_safe
def charts(request: HttpRequest, code: str) -> HttpResponse:
    """All charts of a programme on a day."""
    programme, drawn = _asked(request, code)
    shown = [
        {**shown_chart(name, drawn, language(), most=FEW), **_addresses(request, code, name)} for name in CHARTS
    ]
    page = {**around(request, programme), "charts": shown, "is_index": True}
    return render(request, "portal/charts/charts.html", page)


@require_safe
def chart(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One chart with its finding, its sources and its numbers."""
    programme, drawn = _asked(request, code, item)
    page = {
        **around(request, programme),
        "shown": {**shown_chart(item, drawn, language()), **_addresses(request, code, item)},
        "others": [{"chart": name, "label": label} for name, label in CHARTS.items() if name != item],
    }
    return render(request, "portal/charts/chart.html", page)


@require_safe
def chart_svg(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """The bare picture, whole in itself: it is kept, printed and put into other papers."""
    programme, drawn = _asked(request, code, item)
    shown = shown_chart(item, drawn, language())
    address = request.build_absolute_uri(_addresses(request, code, item)["permalink"])
    page = {
        "alone": True,
        "programme": programme.name_in(language()),
        "shown": shown,
        "picture": pictured(shown, language(), str(programme.name_in(language())), address),
    }
    return render(request, "portal/charts/picture.svg", page, content_type="image/svg+xml")


@require_safe
def chart_csv(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """All numbers behind a chart, for spreadsheets and scripts."""
    _programme, drawn = _asked(request, code, item)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-{item}.csv"'
    csv.writer(answer, lineterminator="\n").writerows(chart_rows(item, drawn))
    return answer


def _asked(request: HttpRequest, code: str, item: str = "path") -> tuple[Programme, Drawn]:
    """The programme, and what its charts are drawn from on the day that is asked for."""
    only(request, *DAYS)
    programme = asked_programme(code)
    if item not in CHARTS:
        raise Http404
    return programme, drawn_from(programme, READER, on=asked_on(request), known_on=asked_day(request, "known_on"))


def _addresses(request: HttpRequest, code: str, name: str) -> dict[str, Any]:
    """Where a chart stands: for these days as asked for, and for ever on this day."""
    kept, known_on = days_kept(request), asked_day(request, "known_on")
    days = {"as_of": asked_on(request), **({"known_on": known_on} if known_on else {})}
    return {
        "csv": f"{reverse('chart-csv', args=[code, name])}{kept}",
        "svg": f"{reverse('chart-svg', args=[code, name])}{kept}",
        "permalink": f"{reverse('chart', args=[code, name])}?{urlencode(days)}",
        "template": TEMPLATES.get(name, "portal/charts/rows.html"),
    }
