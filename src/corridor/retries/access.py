"""Who is answered once, and who tidies up."""

from datetime import datetime

from corridor.base.actors import Actor
from corridor.members.models import Token
from corridor.members.queries import token_of


def may_use(by: Actor, token: Token, at: datetime) -> bool:
    """Whoever the token is for, while it is good; asked once more as it may have ended since the request began."""
    return by.person == token.person_id and token_of(token.digest, at.date()) is not None


def may_forget(by: Actor) -> bool:
    """The machine's operator."""
    return by.is_operator
