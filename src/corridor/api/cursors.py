"""Cursors: where a page of a list begins, closed to the reader and good only for the list they were made for."""

import base64
import binascii
from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

from corridor.api.asked import BadCursor

SEAL = 8


class Place(NamedTuple):
    """A place in a list: behind a key, or back from it."""

    key: str
    back: bool = False


def cursor_for(place: Place, path: str, asked: Mapping[str, str]) -> str:
    """A place as a cursor for the list at a path with those filters.

    >>> cursor_for(Place("port-gate"), "/zones", {}) == cursor_for(Place("port-gate"), "/zones", {"country": "TZ"})
    False
    """
    told = f"{'<' if place.back else '>'}{place.key}".encode()
    return base64.urlsafe_b64encode(_seal(told, path, asked) + told).decode().rstrip("=")


def place_of(cursor: str, path: str, asked: Mapping[str, str]) -> Place:
    """The place that a cursor means. Refuses with BadCursor what was not made for this list.

    >>> place_of(cursor_for(Place("port-gate", True), "/zones", {}), "/zones", {})
    Place(key='port-gate', back=True)
    """
    try:
        opened = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        told = opened[SEAL:].decode()
    except (binascii.Error, UnicodeDecodeError):
        raise BadCursor
    if opened[:SEAL] != _seal(opened[SEAL:], path, asked) or told[:1] not in ("<", ">"):
        raise BadCursor
    return Place(told[1:], told[0] == "<")


def _seal(told: bytes, path: str, asked: Mapping[str, str]) -> bytes:
    """No secret: it tells a wrong cursor from a right one, and every place may be read by anyone."""
    words = "\n".join((path, *(f"{name}={asked[name]}" for name in sorted(asked))))
    return blake2b(told, key=blake2b(words.encode(), digest_size=32).digest(), digest_size=SEAL).digest()
