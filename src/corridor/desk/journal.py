"""The journal at the desk: every entry that one may read, newest first, and the same as CSV."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from corridor.base.days import is_day
from corridor.base.refusals import BadDay, UnknownChoice
from corridor.base.texts import ascii_digits
from corridor.desk.asking import around_desk, desk_of
from corridor.desk.obstacles import party_choices
from corridor.desk.sessions import DeskRequest
from corridor.exchange.queries.journal import (
    CSV_COLUMNS,
    MOST,
    Chosen,
    journal_of,
    journal_rows,
    shown_journal,
)
from corridor.exchange.queries.journal_words import TABLES
from corridor.members.queries import members_of
from corridor.programme.models import Programme
from corridor.results.rules.tables import Table, csv_of

Offered = dict[str, list[tuple[str, str]]]
LABELS = {"table": _("What"), "party": _("Party"), "person": _("Who")}


@require_safe
def journal(request: DeskRequest, code: str) -> HttpResponse:
    """The newest fifty entries, or those before a number."""
    programme, language = desk_of(request, code), get_language() or "en"
    offered = _offered(programme)
    chosen = _asked(request, offered)
    events, goes_on = journal_of(programme, request.actor, chosen)
    asked = {name: word for name, word in request.GET.items() if word and name in (*LABELS, "day")}
    query = f"?{urlencode(asked)}" if asked else ""
    page = around_desk(request, programme, "journal") | {
        "rows": [each | _address(code, each["leads"]) for each in shown_journal(programme, events, language)],
        "older": f"?{urlencode({**asked, 'before': events[-1].pk})}" if goes_on else "",
        "newest": query or "." if chosen.before is not None else "",
        "csv": f"{reverse('desk-journal-csv', args=[code])}{query}",
        "day": chosen.day,
        "choosers": [_chooser(name, offered[name], request.GET.get(name, "")) for name in LABELS],
    }
    return render(request, "desk/journal/journal.html", page)


@require_safe
def journal_csv(request: DeskRequest, code: str) -> HttpResponse:
    """All entries that the page would show, one line for each column that changed."""
    programme, language = desk_of(request, code), get_language() or "en"
    events, _goes_on = journal_of(programme, request.actor, _asked(request, _offered(programme)), MOST)
    rows = journal_rows(programme, events, language)
    answer = HttpResponse(csv_of(Table("journal", CSV_COLUMNS, rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-journal.csv"'
    return answer


def _address(code: str, leads: tuple[str, str] | None) -> dict[str, str]:
    return {"address": reverse(leads[0], args=[code, leads[1]]) if leads else ""}


def _offered(programme: Programme) -> Offered:
    persons = {each.person.code: each.person.name for each in members_of(programme)}
    return {
        "table": [(table, str(label)) for table, label in TABLES.items()],
        "party": party_choices(programme),
        "person": sorted(persons.items(), key=lambda each: each[1]),
    }


def _chooser(name: str, offered: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    rows = [("", _("any"), not chosen), *((code, label, code == chosen) for code, label in offered)]
    return {"name": name, "label": LABELS[name], "options": rows}


def _asked(request: DeskRequest, offered: Offered) -> Chosen:
    words = {name: request.GET.get(name, "").strip() for name in LABELS}
    for name, word in words.items():
        if word and word not in dict(offered[name]):
            raise UnknownChoice(found=word[:40], name=LABELS[name], near="")
    day = ascii_digits(request.GET.get("day", "").strip())
    if day and not is_day(day):
        raise BadDay(found=day[:40])
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= 15):
        raise UnknownChoice(found=before[:40], name=_("Page"), near="")
    return Chosen(**words, day=day, before=int(before) if before else None)
