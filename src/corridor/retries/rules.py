"""What is the same request, and how long its answer is kept."""

import hashlib
import re
from datetime import timedelta
from typing import NamedTuple

KEPT_FOR = timedelta(hours=72)
# Visible signs of ASCII.
KEY = re.compile(r"[!-~]{1,255}")


class Asked(NamedTuple):
    """A request of a program: the operation and the thing, the key of this one attempt, what was sent."""

    route: str
    key: str
    fingerprint: str


class Kept(NamedTuple):
    """An answer: its status, its body, and whether it was given before."""

    status: int
    body: str
    is_replayed: bool = False


def fingerprint_of(sent: bytes) -> str:
    """By what a request is known again.

    >>> fingerprint_of(b"{}") == fingerprint_of(b"{ }")
    False
    """
    return hashlib.sha256(sent).hexdigest()


def is_key(text: str) -> bool:
    """Whether something can be the key of an attempt.

    >>> [is_key(text) for text in ("8e03978e-40d5", "a b", "", "é", "x" * 256)]
    [True, False, False, False, False]
    """
    return bool(KEY.fullmatch(text))
