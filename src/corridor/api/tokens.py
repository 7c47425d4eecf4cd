"""Whose program asks: the token in the Authorization header, never a cookie."""

import re
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.refusals import Refusal
from corridor.members.models import Token
from corridor.members.queries import actor_of, token_of
from corridor.members.rules import digest_of

SCHEME = 'Bearer realm="corridor"'
BEARER = re.compile(r"[Bb]earer +([A-Za-z0-9._~+/-]{1,200}=*)")


class NoToken(Refusal):
    """Who asks does not say who they are."""

    code = "no-token"
    text = _("This needs a token: Authorization: Bearer cor_…")
    headers = {"WWW-Authenticate": SCHEME}


class BadToken(Refusal):
    """The token is not known, has run out, was revoked, or its holder may not sign in any more."""

    code = "bad-token"
    text = _("This token is not known, has run out or was revoked.")
    headers = {"WWW-Authenticate": f'{SCHEME}, error="invalid_token"'}


class WrongScope(Refusal):
    """The token is not good for this."""

    code = "wrong-scope"
    text = _("This token is not good for “{scope}”.")

    @property
    def headers(self) -> dict[str, str]:
        """What the token would have to be good for."""
        return {"WWW-Authenticate": f'{SCHEME}, error="insufficient_scope", scope="{self.facts["scope"]}"'}


class Holder(NamedTuple):
    """A good token and the person it is for, as they may act today."""

    token: Token
    actor: Actor


def holder_of(request: HttpRequest, scope: str = "") -> Holder:
    """Whose program asks. Refuses with NoToken, BadToken, and WrongScope where it is not good for the scope."""
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if not given:
        raise NoToken
    found = BEARER.fullmatch(given)
    today = timezone.localdate()
    token = token_of(digest_of(found[1]), today) if found else None
    if token is None:
        raise BadToken
    if scope and scope not in token.scopes:
        raise WrongScope(scope=scope)
    return Holder(token, actor_of(token.person, today))
