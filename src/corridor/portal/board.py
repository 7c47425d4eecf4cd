"""The programme board as a page and as JSON."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.base.days import is_day, last_day
from corridor.portal.wrong import BadDay
from corridor.programme.models import Programme
from corridor.programme.queries import programme_of, programmes
from corridor.results.queries.board import board as read_board
from corridor.results.queries.shown import shown_board
from corridor.results.rules.plain import board_as_plain


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The only programme's board, or the choice among several, or how to bring the first one in."""
    found = programmes()
    if len(found) == 1:
        return redirect("board", code=found[0].code)
    language = get_language() or "en"
    page = {"programmes": [{"code": each.code, "name": each.name_in(language)} for each in found]}
    return render(request, "portal/home.html", page)


@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The board of a programme on a day."""
    found = read_board(_programme(code), READER, on=asked_on(request), known_on=_day(request, "known_on"))
    page: dict[str, Any] = shown_board(found, get_language() or "en")
    page["on_iso"] = found.on.isoformat()
    page["known_on_iso"] = found.known_on.isoformat() if found.known_on else ""
    page["json"] = f"{reverse('board-json', args=[code])}?{request.GET.urlencode()}".rstrip("?")
    return render(request, "portal/board.html", page)


@require_safe
def board_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same board for machines."""
    found = read_board(_programme(code), READER, on=asked_on(request), known_on=_day(request, "known_on"))
    return JsonResponse(board_as_plain(found), json_dumps_params={"ensure_ascii": False, "indent": 2})


def asked_on(request: HttpRequest) -> date:
    """The day that is asked for; today, in the server's time, unless one is."""
    return _day(request, "as_of") or timezone.localdate()


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    if not is_day(text):
        raise BadDay(found=text[:40])
    return last_day(text)


def _programme(code: str) -> Programme:
    found = programme_of(code)
    if found is None:
        raise Http404
    return found
