"""What an address asks for: a programme, a day, a page. Anything it cannot mean is refused with the reason."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language, gettext

from corridor.base.days import is_day, last_day
from corridor.base.nearest import nearest
from corridor.base.refusals import AskedTwice, BadDay, UnknownChoice
from corridor.programme.models import Programme
from corridor.programme.queries import programme_of
from corridor.results.rules.lists import near_pages

LONGEST = 40
CODE = re.compile(r"(?=.{1,80}\Z)[a-z0-9]+(-[a-z0-9]+)*")
MOST_DIGITS = 5
# The two times of the ledger, as addresses name them.
DAYS = ("as_of", "known_on")


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def only(request: HttpRequest, *names: str) -> None:
    """Refuse an address that asks for something by a name that is not known: it would be passed over unseen."""
    for name in request.GET:
        if name not in names:
            raise UnknownChoice(found=name[:LONGEST], name=gettext("Address"), near=near(name, list(names)))
        if len(request.GET.getlist(name)) > 1:
            raise AskedTwice(name=name)


def asked_on(request: HttpRequest) -> date:
    """The day that is asked for; today, in the server's time, unless one is."""
    return asked_day(request, "as_of") or timezone.localdate()


def asked_day(request: HttpRequest, name: str) -> date | None:
    """A day in the address, if there is one; a shortened one means its last day."""
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    if not is_day(text):
        raise BadDay(found=text[:LONGEST])
    return last_day(text)


def asked_choice(request: HttpRequest, name: str, label: Any, known: Collection[str]) -> str:
    """A word of the address that must be one of those known; empty where there is none."""
    word = request.GET.get(name, "").strip()
    if word and word not in known:
        raise UnknownChoice(found=word[:LONGEST], name=label, near=near(word, list(known)))
    return word


def asked_page(request: HttpRequest) -> int:
    """Which page of a list is asked for, from 1; a number has one spelling, so none begins with 0."""
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS and text[0] != "0"):
        raise UnknownChoice(found=text[:LONGEST], name=gettext("Page"), near="")
    return int(text)


def paged(request: HttpRequest, total: int, most: int) -> tuple[int, list[dict[str, Any]]]:
    """Where the page of a list that is asked for begins, and the links to the others, 0 for a gap among them."""
    number, pages = asked_page(request), max(1, -(-total // most))
    if number > pages:
        raise UnknownChoice(found=number, name=gettext("Page"), near="")
    links = [
        {"number": each, "address": whole_list(request, each), "here": each == number}
        for each in near_pages(number, pages)
    ]
    return (number - 1) * most, links


def whole_list(request: HttpRequest, page: int = 1) -> str:
    """What the address of a list asks for, without what is empty: the whole of it, or one of its later pages."""
    asked = {name: word for name, word in request.GET.items() if word and name != "page"}
    if page > 1:
        asked["page"] = str(page)
    return f"?{urlencode(asked)}" if asked else ""


def asked_programme(code: str) -> Programme:
    """The programme of that code, or 404."""
    found = programme_of(code)
    if found is None:
        raise Http404
    return found


def days_kept(request: HttpRequest) -> str:
    """The days that an address asks for, to be carried into the next one; nothing where it asks for none."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in DAYS:
            del kept[name]
    return f"?{kept.urlencode()}" if kept else ""


def around(request: HttpRequest, programme: Programme) -> dict[str, Any]:
    """What every page of a programme says: which programme, which day, and the days that other addresses carry.

    `kept` begins with a question mark or is empty; `kept_more` is the same behind another name of the address.
    """
    kept, known_on = days_kept(request), asked_day(request, "known_on")
    return {
        "programme": programme.code,
        "name": programme.name_in(language()),
        "kept": kept,
        "kept_more": kept.replace("?", "&"),
        "on_iso": asked_on(request).isoformat(),
        "known_on_iso": known_on.isoformat() if known_on else "",
    }


def near(asked: str, known: list[str]) -> str:
    """A sentence that names the nearest of the known words, or some of them."""
    found = nearest(asked, known)
    if found:
        return gettext("Did you mean “{found}”?").format(found=found)
    return gettext("Known: {words}").format(words=", ".join(known[:12])) if known else ""
