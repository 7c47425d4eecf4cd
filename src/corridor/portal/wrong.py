"""The portal's one place where a refusal becomes a page, and the page for an address that leads nowhere."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, get_language_from_path, override
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import READER
from corridor.base.names import RIGHT_TO_LEFT
from corridor.base.refusals import NotAllowed, Refusal
from corridor.foresight.queries.asking import AskedTooOften, Later
from corridor.portal.asked import days_kept
from corridor.portal.templatetags.words import TAGS
from corridor.programme.models import Programme
from corridor.programme.queries import programme_of, programmes
from corridor.search.queries.codes import merged_into, near_codes
from corridor.search.queries.shown import shown_things
from corridor.search.rules.order import NOUNS
from corridor.sources.rules import MOST_TOGETHER

CODE = re.compile(r"[-a-zA-Z0-9_]{1,80}")
LONGEST_PATH = 2_000
# The files of one form, and what is typed beside them. More is not even read: reading would fill the disk.
MOST_SENT = MOST_TOGETHER + 3 * 1024**2
NOT_SHOWN = _("This cannot be shown")
TOO_MANY = _("Too much at once")
# Written out, for when nothing can be asked or looked up any more.
FAILED = (
    {
        "lang": "en",
        "dir": "ltr",
        "title": "Something went wrong here",
        "said": "It is not your doing, and nothing was changed. Please try again later.",
    },
    {
        "lang": "ur",
        "dir": "rtl",
        "title": "یہاں کوئی خرابی ہو گئی",
        "said": "اس میں آپ کی کوئی غلطی نہیں، اور کچھ بھی تبدیل نہیں ہوا۔ براہِ کرم کچھ دیر بعد دوبارہ کوشش کریں۔",
    },
    {
        "lang": "zh-Hans",
        "dir": "ltr",
        "title": "这里出了错",
        "said": "这不是您的问题，也没有任何内容被改动。请稍后再试。",
    },
)


class RefusalPages:
    """Turns a Refusal that a page raised into a page that says it, and a bare 405 into one that can be read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.path_info) > LONGEST_PATH and not request.path_info.startswith("/api/"):
            return _alone(request, NOT_SHOWN, _("This address is too long."), 400)
        if _length_of(request) > MOST_SENT and not request.path_info.startswith("/api/"):
            said = _("More than {most} MB were sent at once. Hand the files in by and by, or make them smaller.")
            return _alone(request, _("This was too much"), str(said).format(most=MOST_TOGETHER // 1024**2), 413)
        answer = self.get_response(request)
        if answer.status_code != 405 or answer.content:
            return answer
        told = _alone(request, _("Nothing can be written here"), _("This page can only be read."), 405)
        told["Allow"] = answer["Allow"]
        return told

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """400 with the reason, 403 where there is no leave, 429 or 503 with the time to come again.

        Anything that is no Refusal is a bug and passes on.
        """
        if not isinstance(problem, Refusal):
            return None
        if isinstance(problem, Later):
            return _later(request, problem)
        status = 403 if isinstance(problem, NotAllowed) else 400
        page = {"title": NOT_SHOWN, "said": str(problem), "to_desk": status == 403}
        return render(request, "portal/wrong.html", page, status=status)


def _later(request: HttpRequest, problem: Later) -> HttpResponse:
    """429 or 503 for a forecast of somebody's own, with the way to the one that can always be read."""
    code = request.resolver_match.kwargs.get("code") if request.resolver_match else None
    page = {"title": TOO_MANY, "said": str(problem), "forecast_of": code}
    answer = render(request, "portal/wrong.html", page, status=429 if isinstance(problem, AskedTooOften) else 503)
    answer["Retry-After"] = str(problem.facts["seconds"])
    add_never_cache_headers(answer)
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what could not even be read, or came under a name that is not ours."""
    said = _("What was sent could not be read.")
    if isinstance(exception, DisallowedHost):
        said = _("This site does not go by the name that was asked for.")
    elif isinstance(exception, TooManyFieldsSent):
        said = _("This address asks for too many things at once.")
    return _alone(request, NOT_SHOWN, said, 400)


def failed(request: HttpRequest) -> HttpResponse:
    """500 in all languages at once, that of the address first; asks no database and says nothing of the reason."""
    own = _language_of(request)
    return _page(sorted(FAILED, key=lambda part: part["lang"] != TAGS.get(own, own)), get_script_prefix(), 500)


def _length_of(request: HttpRequest) -> int:
    """How many bytes somebody says they send."""
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0


def _alone(request: HttpRequest, title: Any, said: Any, status: int) -> HttpResponse:
    """A page that needs nothing but a title and a sentence, in the language of the address."""
    language = _language_of(request)
    with override(language):
        part = {"lang": TAGS.get(language, language), "title": str(title), "said": str(said)}
        part["dir"] = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        return _page([part], reverse("home"), status)


def _language_of(request: HttpRequest) -> str:
    return (get_language_from_path(request.path_info) or settings.LANGUAGE_CODE).lower()


def _page(parts: list[dict[str, str]], home: str, status: int) -> HttpResponse:
    # Its files go by their plain names: those with a print in them have to be looked up, which can fail.
    page = {"parts": parts, "home": home, "files": settings.STATIC_URL}
    return HttpResponse(render_to_string("portal/alone.html", page), status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: inside a programme with what is nearest there, else with the programmes there are.

    A code that was merged into another leads to the other's page instead, for ever.
    """
    try:
        kept = days_kept(request)
    except SuspiciousOperation as problem:
        return bad_request(request, problem)
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
        return redirect(f"{address}{kept}")
    last = asked[-1] if len(asked) > 1 else ""
    page |= {
        "programme": programme.code,
        "name": programme.name_in(language),
        "kept": kept,
        # Its own field stands on the page, so the one in the head is left out.
        "here": "search",
        "said": _("The address may be misspelt, or nothing of that code was there on that day."),
        "asked": last.replace("-", " ") if CODE.fullmatch(last) else "",
        "near": shown_things(near_codes(programme, READER, last), language) if last.isprintable() else [],
    }
    return render(request, "portal/wrong.html", page, status=404)


def _moved(programme: Programme, asked: list[str]) -> str:
    """Where the page of a merged code stands now; nothing where the address names no such code."""
    if len(asked) != 2 or asked[0] not in NOUNS or not CODE.fullmatch(asked[1]):
        return ""
    into = merged_into(programme, asked[0], asked[1])
    return f"{reverse('board', args=[programme.code])}{asked[0]}/{into}/" if into else ""
