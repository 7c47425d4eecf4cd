"""The portal's one place where a refusal becomes a page, and the page for an address that leads nowhere."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import READER
from corridor.base.refusals import Refusal
from corridor.portal.asked import days_kept
from corridor.programme.models import Programme
from corridor.programme.queries import programme_of, programmes
from corridor.search.queries.codes import merged_into, near_codes
from corridor.search.queries.shown import shown_things
from corridor.search.rules.order import NOUNS

CODE = re.compile(r"[-a-zA-Z0-9_]{1,80}")


class RefusalPages:
    """Turns a Refusal that a page raised into a page that says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """400 with the reason; anything that is no Refusal is a bug and passes on."""
        if not isinstance(problem, Refusal):
            return None
        return render(
            request, "portal/wrong.html", {"title": _("This cannot be shown"), "said": str(problem)}, status=400
        )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: inside a programme with what is nearest there, else with the programmes there are.

    A code that was merged into another leads to the other's page instead, for ever.
    """
    language = get_language() or "en"
    asked = [part for part in request.path_info.split("/") if part]
    if asked and asked[0] in dict(settings.LANGUAGES):
        del asked[0]
    programme = programme_of(asked[0]) if asked and CODE.fullmatch(asked[0]) else None
    page: dict[str, Any] = {"title": _("There is no such page")}
    if programme is None:
        page["said"] = _("The address may be misspelt. These programmes are here:")
        page["programmes"] = [{"code": each.code, "name": each.name_in(language)} for each in programmes()]
        return render(request, "portal/wrong.html", page, status=404)
    if address := _moved(programme, asked[1:]):
        return redirect(f"{address}{days_kept(request)}")
    last = asked[-1] if len(asked) > 1 else ""
    page |= {
        "programme": programme.code,
        "name": programme.name_in(language),
        "kept": days_kept(request),
        # Its own field stands on the page, so the one in the head is left out.
        "here": "search",
        "said": _("The address may be misspelt, or nothing of that code was there on that day."),
        "asked": last.replace("-", " ") if CODE.fullmatch(last) else "",
        "near": shown_things(near_codes(programme, READER, last), language),
    }
    return render(request, "portal/wrong.html", page, status=404)


def _moved(programme: Programme, asked: list[str]) -> str:
    """Where the page of a merged code stands now; nothing where the address names no such code."""
    if len(asked) != 2 or asked[0] not in NOUNS or not CODE.fullmatch(asked[1]):
        return ""
    into = merged_into(programme, asked[0], asked[1])
    return f"{reverse('board', args=[programme.code])}{asked[0]}/{into}/" if into else ""
