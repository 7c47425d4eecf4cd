"""What a program sends: JSON read strictly, so that nothing is lost, doubled or passed over on the way."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from corridor.base.refusals import Refusal

JSON = "application/json"
MOST_BYTES = 256 * 1024
DEEPEST = 32
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
HALF = re.compile("[\ud800-\udfff]")


class WrongMediaType(Refusal):
    """What was sent is of a kind that is not taken here."""

    code = "unsupported-media-type"
    text = _("This is taken as {forms} only.")


class TooLarge(Refusal):
    """More was sent than is taken."""

    code = "too-large"
    text = _("More than {most} bytes are not taken here.")


class BadJson(Refusal):
    """What was sent is not JSON as it is taken here."""

    code = "bad-json"
    text = _("This is not JSON as it is taken here: {why}")


class NotAnObject(Refusal):
    """JSON that is no object."""

    code = "not-an-object"
    text = _("An object is taken here: {{…}}.")


class Digits(str):
    """A number as it was written: no digit of it is lost."""

    __slots__ = ()


def sent_bytes(request: HttpRequest, most: int, forms: Collection[str]) -> bytes:
    """What was sent. Refuses with WrongMediaType and TooLarge, the latter without reading it all."""
    if (request.content_type or "") not in forms:
        raise WrongMediaType(forms=", ".join(forms))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > most:
        raise TooLarge(most=most)
    sent = request.read(most + 1)
    if len(sent) > most:
        raise TooLarge(most=most)
    return sent


def sent_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent; numbers as `Digits`. Refuses with BadJson and NotAnObject beside the above."""
    if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise WrongMediaType(forms=JSON)
    found = parsed(sent_bytes(request, MOST_BYTES, (JSON,)))
    if not isinstance(found, dict):
        raise NotAnObject
    return found


def parsed(sent: bytes) -> Any:
    """JSON taken apart, strictly.

    >>> parsed(b'{"quantity": 1.50}')
    {'quantity': '1.50'}
    >>> parsed(b'{"a": 1, "a": 2}')
    Traceback (most recent call last):
    corridor.api.bodies.BadJson: This is not JSON as it is taken here: a name stands twice
    """
    try:
        text = sent.decode("utf-8")
    except UnicodeDecodeError:
        raise BadJson(why="it is not UTF-8")
    if _depth(text) > DEEPEST:
        raise BadJson(why=f"it is nested deeper than {DEEPEST}")
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_int=Digits, parse_float=Digits, parse_constant=_no_number
        )
    except ValueError:
        raise BadJson(why="it cannot be taken apart")
    if _has_halves(found):
        raise BadJson(why="half of a sign stands alone")
    return found


def canonical(found: Any) -> bytes:
    """The same words for the same content, in whatever order and with whatever spaces it was sent."""
    return json.dumps(found, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in STRING.sub("", text):
        if sign in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadJson(why="a name stands twice")
    return found


def _no_number(word: str) -> NoReturn:
    raise BadJson(why=f"{word} is no number")


def _has_halves(found: Any) -> bool:
    if isinstance(found, str):
        return bool(HALF.search(found))
    if isinstance(found, dict):
        return any(_has_halves(name) or _has_halves(value) for name, value in found.items())
    return isinstance(found, list) and any(_has_halves(value) for value in found)
