"""My account: what is known of me, for whom I act, how I sign in, the keys of my programs."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST

from corridor.base.formats import shown_day
from corridor.base.names import Name
from corridor.base.refusals import NotAllowed
from corridor.desk.calendar import calendar_address
from corridor.desk.forms import Speaking, TokenWanted
from corridor.desk.sessions import DeskRequest
from corridor.desk.words import ROLES, SCOPES
from corridor.members.actions import WrongPeriod, change_language, make_token, revoke_token
from corridor.members.models import Membership, Token
from corridor.members.queries import memberships_of, tokens_of
from corridor.members.rules import counts


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: DeskRequest) -> HttpResponse:
    """My account; POST changes my language."""
    form = Speaking(request.POST if request.method == "POST" else None, initial={"language": request.user.language})
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        change_language(request.user, chosen, by=request.actor, at=timezone.now())
        return HttpResponseRedirect(translate_url(reverse("account"), chosen))
    language = get_language() or "en"
    page = {
        "here": "account",
        "form": form,
        "who": request.user.name,
        "address": request.user.email,
        "memberships": [_membership(each, language) for each in memberships_of(request.user)],
        "acting_in": sorted({each.programme for each in request.actor.memberships}),
        "tokens": [_token(each, language) for each in tokens_of(request.user)],
        "may_hold_token": bool(request.actor.memberships),
        "calendar": calendar_address(request.user),
        "calendar_shown": request.build_absolute_uri(calendar_address(request.user)),
    }
    return render(request, "desk/account.html", page, status=400 if form.errors else 200)


def _membership(membership: Membership, language: str) -> dict[str, Any]:
    place: Any = membership.province
    if membership.zone:
        place = membership.zone.name_in(language)
    lender = membership.delegated_from.person.name if membership.delegated_from else ""
    return {
        "programme": membership.programme.name_in(language),
        "party": membership.party.name_in(language),
        "role": ROLES[membership.role],  # type: ignore[index]  # a StrEnum is its text
        "place": place,
        "since": shown_day(membership.since, language),
        "until": shown_day(membership.until, language),
        "lender": Name(lender, "en") if lender else None,
        "counts": counts(membership.since, membership.until, timezone.localdate()),
    }


def _token(token: Token, language: str) -> dict[str, Any]:
    good = token.revoked_at is None and token.expires_on >= timezone.localdate()
    return {
        "number": token.pk,
        "name": token.name,
        "hint": token.hint,
        "scopes": [SCOPES[scope] for scope in token.scopes],
        "until": shown_day(token.expires_on, language),
        "good": good,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def new_token(request: DeskRequest) -> HttpResponse:
    """Make a key for a program. The secret stands in this one answer: it is kept nowhere, so nothing leads on."""
    if not request.actor.memberships:
        raise NotAllowed
    form = TokenWanted(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        now, today = timezone.now(), timezone.localdate()
        try:
            token, secret = make_token(
                request.user,
                given["name"],
                given["scopes"],
                given["expires_on"],
                by=request.actor,
                at=now,
                on=today,
            )
        except WrongPeriod as refusal:
            form.add_error("expires_on", str(refusal))
        else:
            page = {"here": "account", "secret": secret, "token": _token(token, get_language() or "en")}
            return render(request, "desk/token_made.html", page)
    return render(request, "desk/token.html", {"here": "account", "form": form}, status=400 if form.errors else 200)


@require_POST
def revoke(request: DeskRequest, number: int) -> HttpResponse:
    """End one of my tokens."""
    token = next((each for each in tokens_of(request.user) if each.pk == number), None)
    if token is None:
        raise Http404
    revoke_token(token, by=request.actor, at=timezone.now())
    messages.success(request, gettext("The token “{name}” is no longer good.").format(name=token.name))
    return HttpResponseRedirect(reverse("account"))
