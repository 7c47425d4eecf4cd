"""Deeds that others rely on: who does one confirms first that it is them; the form they sent waits meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    """A page whose form asks for a password, a code or a passkey again, unless that was within five minutes.

    The form is kept in the session while its sender confirms, and taken then: nothing is typed twice. Who came
    through a provider and has nothing here to confirm with is led to where they add it.
    """
    asked: View = reauthentication_required(view, enabled=_is_sent)

    @wraps(view)
    def wrapped(request: Any, *given: Any, **more: Any) -> HttpResponse:
        if _is_sent(request) and not get_reauthentication_flows(request.user):
            messages.warning(
                request, gettext("To decide, first add a passkey or an authenticator app to your account.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return asked(request, *given, **more)

    return wrapped


def will_be_asked(request: HttpRequest) -> bool:
    """Whether somebody who sends such a form now has to confirm first."""
    return not did_recently_reauthenticate(request)


def _is_sent(request: HttpRequest) -> bool:
    return request.method == "POST"
