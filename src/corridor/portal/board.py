"""The programme board as a page and as JSON."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from corridor.base.actors import READER
from corridor.portal.asked import DAYS, around, asked_day, asked_on, asked_programme, days_kept, language, only
from corridor.programme.queries import programmes
from corridor.results.queries.board import board as read_board
from corridor.results.queries.home import shown_home
from corridor.results.queries.shown import shown_board
from corridor.results.rules.plain import board_as_plain


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The only programme's board, or the choice among several, or how to bring the first one in."""
    only(request, *DAYS)
    found, on, known_on = programmes(), asked_on(request), asked_day(request, "known_on")
    if len(found) == 1:
        return redirect(f"{reverse('board', args=[found[0].code])}{days_kept(request)}")
    page = shown_home(found, READER, language(), on=on, known_on=known_on)
    page |= {
        "kept": days_kept(request),
        "on_iso": on.isoformat(),
        "known_on_iso": known_on.isoformat() if known_on else "",
    }
    return render(request, "portal/home.html", page)


@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """The board of a programme on a day."""
    only(request, *DAYS)
    programme = asked_programme(code)
    found = read_board(programme, READER, on=asked_on(request), known_on=asked_day(request, "known_on"))
    page: dict[str, Any] = {**shown_board(found, language()), **around(request, programme), "here": "board"}
    page["json"] = f"{reverse('board-json', args=[code])}?{request.GET.urlencode()}".rstrip("?")
    return render(request, "portal/board.html", page)


@require_safe
def board_json(request: HttpRequest, code: str) -> HttpResponse:
    """The same board for machines."""
    only(request, *DAYS)
    found = read_board(asked_programme(code), READER, on=asked_on(request), known_on=asked_day(request, "known_on"))
    return JsonResponse(board_as_plain(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
