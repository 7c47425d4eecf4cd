"""Who is signed in at the desk, for how long, and as whom they act. Public pages ask none of this."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from requests import RequestException

from corridor.base.actors import READER, Actor
from corridor.desk.carrying import CARRIED, LANGUAGES, page_of, put_down, taken_along
from corridor.members.models import Person
from corridor.members.queries import actor_of
from corridor.members.rules import LASTS, TRUSTED, session_is_over

DESK = re.compile(rf"/(?:(?:{LANGUAGES})/)?desk/(?P<account>account/)?")
A_MINUTE = timedelta(minutes=1)
BEGAN, SEEN = "began", "seen"


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in, as views of the desk get it."""

    user: Person
    actor: Actor


def at_desk(request: HttpRequest) -> bool:
    """Whether an address belongs to the signed-in workspace."""
    return bool(DESK.match(request.path_info))


def about_accounts(request: HttpRequest) -> bool:
    """Whether an address is one of those where a GET may write too: who comes back from a provider signs in so."""
    found = DESK.match(request.path_info)
    return bool(found and found["account"])


def begin(request: HttpRequest) -> None:
    """Let the time of a session run from now."""
    request.session[BEGAN] = request.session[SEEN] = timezone.now().isoformat()


class Sessions:
    """Shows the desk to nobody who is not signed in, and ends sessions that lasted or idled too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, which nobody on the way keeps."""
        if not at_desk(request):
            return self.get_response(request)
        answer = self._ended(request) or self.get_response(request)
        add_never_cache_headers(answer)
        answer["X-Robots-Tag"] = "noindex"
        if settings.OIDC_ORIGIN and about_accounts(request):
            # What django-csp reads: a form may lead on to the provider.
            answer._csp_update = {"form-action": [settings.OIDC_ORIGIN]}  # type: ignore[attr-defined]
        return answer

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """To the sign-in, unless the view says that it is for everybody (login_not_required)."""
        if not at_desk(request) or not getattr(view, "login_required", True) or request.user.is_authenticated:
            return None
        return _to_sign_in(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A provider that cannot be reached, or answers nonsense, is no fault of ours."""
        if not about_accounts(request) or not isinstance(problem, RequestException):
            return None
        return render(request, "socialaccount/authentication_error.html", status=502)

    def _ended(self, request: Any) -> HttpResponse | None:
        person, session, now = request.user, request.session, timezone.now()
        request.actor = READER
        if not person.is_authenticated:
            if SESSION_KEY in session:
                # Whoever it was may not sign in any more.
                session.flush()
            return None
        request.actor = SimpleLazyObject(partial(actor_of, person, timezone.localdate()))
        if BEGAN not in session:
            begin(request)
        began, seen = (datetime.fromisoformat(session[name]) for name in (BEGAN, SEEN))
        trusted = _is_over_for(request, began, seen, now)
        if trusted is not None:
            taken = taken_along(request, person.pk)
            logout(request)
            if taken:
                session[CARRIED] = taken
            return _to_sign_in(request, "whole" if now - began > LASTS[trusted][0] else "idle", bool(taken))
        put_down(request)
        if now - seen >= A_MINUTE:
            session[SEEN] = now.isoformat()
        return None


def _is_over_for(request: Any, began: datetime, seen: datetime, now: datetime) -> bool | None:
    """Nothing while a session lasts; else whether it was that of somebody on whose deeds others rely."""
    # Nobody's session is shorter, so that for most requests nothing need be asked.
    if not session_is_over(began, seen, now, trusted=True):
        return None
    trusted = any(each.role in TRUSTED for each in request.actor.memberships)
    return trusted if session_is_over(began, seen, now, trusted=trusted) else None


def _to_sign_in(request: HttpRequest, why: str = "", is_carried: bool = False) -> HttpResponse:
    asked = {"why": why, "next": page_of(request)} if why else {"next": page_of(request)}
    asked |= {"typed": "kept"} if is_carried else {}
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(asked)}")


def not_from_here(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without the mark of a page of ours; what can only be read says so instead."""
    if not at_desk(request):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    page = {
        "title": _("This form was not taken"),
        "said": _(
            "It was open for too long, or it does not come from a page of this site. Nothing was written. "
            "Go back, load the page anew and send it again."
        ),
    }
    return render(request, "desk/said.html", page, status=403)
