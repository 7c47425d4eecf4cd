"""When a membership counts, what a token allows, how long a session lasts. Pure."""

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from corridor.base.actors import Role

# What a token can be good for, beside reading.
SCOPES = ("commit", "evidence", "verify", "contest")
# Roles whose deeds others rely on: their sessions are short (docs/reliability.md, NIST SP 800-63B).
TRUSTED = frozenset({Role.VERIFIER, Role.OFFICER, Role.OWNER, Role.ADMINISTRATOR})
# How long a session may last in all, and how long without a sign of life.
LASTS = {True: (timedelta(hours=12), timedelta(minutes=15)), False: (timedelta(hours=24), timedelta(hours=1))}


# Where somebody goes on, in their language: the address at which a secret lets them join; without one, the desk.
AddressOf = Callable[[str, str], str]


class Called(NamedTuple):
    """Somebody who is to come in: at which mail address, by which name, written to in which language."""

    email: str
    name: str
    language: str


class Wanted(NamedTuple):
    """A person for trying things out: for which party they act, in which role, with a password that all know."""

    email: str
    password: str
    name: str
    language: str
    party: str
    role: Role


def counts(since: date, until: date | None, on: date) -> bool:
    """Whether a membership counts on a day; its last day counts whole.

    >>> january = (date(2026, 1, 1), date(2026, 1, 31))
    >>> counts(*january, date(2026, 1, 31)), counts(*january, date(2026, 2, 1))
    (True, False)
    """
    return since <= on and (until is None or on <= until)


def session_is_over(began: datetime, seen: datetime, now: datetime, *, trusted: bool) -> bool:
    """Whether somebody must sign in again.

    >>> noon = datetime(2026, 1, 1, 12)
    >>> session_is_over(noon, noon, noon + timedelta(minutes=16), trusted=True)
    True
    >>> session_is_over(noon, noon, noon + timedelta(minutes=16), trusted=False)
    False
    """
    whole, idle = LASTS[trusted]
    return now - began > whole or now - seen > idle


def digest_of(secret: str) -> str:
    """What is kept of a secret: enough to know it again, not to guess it, as it is long and random."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_guessable(password: str, words: Iterable[str]) -> bool:
    """Whether little of a password is left without words that everybody knows, or it is a few signs over and over.

    >>> is_guessable("Corridor-Ayesha-2026", ["corridor", "Ayesha Khan", "ayesha@example.org"])
    True
    >>> is_guessable("seven grey herons wade", ["corridor", "Ayesha Khan"]), is_guessable("ababababababababab", [])
    (False, True)
    """
    parts = {part for word in words for part in re.split(r"[\W_]+", word.casefold()) if len(part) > 2}
    left = password.casefold()
    for part in sorted(parts, key=len, reverse=True):
        left = left.replace(part, "")
    return len(re.sub(r"[\W_]+", "", left)) < 8 or len(set(left)) < 6
