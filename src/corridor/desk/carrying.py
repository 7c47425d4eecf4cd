"""What was typed into a form that came after its session had ended: kept while its sender signs in again."""

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext

LANGUAGES = "|".join(re.escape(code) for code, _name in settings.LANGUAGES)
# Forms of a programme's desk; those about accounts hold passwords, which nothing keeps.
FORM = re.compile(rf"/(?:(?:{LANGUAGES})/)?(?P<plain>desk/(?!account/|join/|calendar/)[^/]+/.*)", re.DOTALL)
DRAFT = re.compile(r"desk/[^/]+/drafts/save/")
CARRIED = "carried"
MOST_SIGNS = 200_000
NOT_KEPT = ("csrfmiddlewaretoken", "draft_title", "draft_address")


def page_of(request: HttpRequest) -> str:
    """The page on which a form stood, or the page that was asked for: where somebody goes on after signing in."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    here = f"{request.scheme}://{request.get_host()}"
    before, _host, page = request.META.get("HTTP_REFERER", "").partition(here)
    is_page = not before and FORM.fullmatch(page.partition("?")[0]) and page.isprintable()
    return page if is_page else request.path


def taken_along(request: HttpRequest, person: int) -> dict[str, Any] | None:
    """What a form of a person's held, to be kept in the session; nothing where it is none of this site's desk."""
    if request.method != "POST" or not FORM.fullmatch(request.path) or not _is_ours(request):
        return None
    to = request.POST.get("draft_address", "") if DRAFT.fullmatch(_plain(request.path)) else request.path
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    if (
        not any(map(any, typed.values()))
        or sum(len(name) + sum(map(len, values)) for name, values in typed.items()) > MOST_SIGNS
    ):
        return None
    return {"person": person, "to": _plain(to), "typed": typed, "files": bool(request.FILES)}


def carried(request: HttpRequest, to: str = "") -> dict[str, Any]:
    """What its sender typed into the form of an address before they had to sign in again, field by field.

    Nothing is done with it until they send it anew: somebody else may have typed it at their desk meanwhile.
    """
    kept = request.session.get(CARRIED)
    if request.method == "POST" or not kept or kept["to"] != _plain(to or request.path):
        return {}
    said = gettext(
        "You were signed out before this was sent. Nothing was written; what you typed stands here again."
    )
    messages.warning(request, f"{said} {gettext('Choose the files anew.')}" if kept["files"] else said)
    return {name: values if len(values) > 1 else values[0] for name, values in kept["typed"].items()}


def put_down(request: HttpRequest) -> None:
    """Keep it no longer: its sender has sent a form again, or it is somebody else who signed in."""
    kept = request.session.get(CARRIED)
    is_sent = request.method == "POST" and FORM.fullmatch(request.path)
    if kept and (is_sent or kept["person"] != request.user.pk):
        del request.session[CARRIED]


def _plain(path: str) -> str:
    """An address without its language: whoever signs in goes on in their own."""
    found = FORM.fullmatch(path)
    return found["plain"] if found else ""


def _is_ours(request: HttpRequest) -> bool:
    """Whether a form comes from a page of this site: asked here, as the session ends before others ask it."""
    return CsrfViewMiddleware(lambda _request: None).process_view(request, None, (), {}) is None  # type: ignore[arg-type]
