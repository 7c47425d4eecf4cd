"""What stands in the headers of a request that writes: the version that was seen, the key of the attempt."""

import re

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from corridor.base.refusals import Refusal
from corridor.retries.rules import is_key

TAG = re.compile(r'\s*(?:W/)?"([^"\x00-\x20\x7f]*)"\s*(?:,|$)')
LONGEST = 1000


class NoVersion(Refusal):
    """A change that does not say which version it changes."""

    code = "if-match-missing"
    text = _("Say in If-Match which version you saw: its `version`, in quotes.")


class NoKey(Refusal):
    """A deed without a key of its own."""

    code = "idempotency-key-missing"
    text = _("Give this deed a key of its own in Idempotency-Key, so that it can be sent again safely.")


class BadKey(Refusal):
    """A key that cannot be one."""

    code = "idempotency-key-bad"
    text = _("An Idempotency-Key has 1 to 255 visible ASCII signs.")


def key_of(request: HttpRequest, *, required: bool) -> str:
    """The key of this attempt; refuses with NoKey, and with BadKey."""
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    if key is None:
        if required:
            raise NoKey
        return ""
    if not is_key(key):
        raise BadKey
    return str(key)


def versions_of(request: HttpRequest) -> frozenset[str]:
    """The versions that If-Match names. Refuses with NoVersion where there is none; any (*) is none."""
    given = request.META.get("HTTP_IF_MATCH", "").strip()
    if not given or given == "*" or len(given) > LONGEST:
        raise NoVersion
    versions, place = set(), 0
    while found := TAG.match(given, place):
        # Whatever compresses an answer on its way makes its ETag weak; it names the same version.
        versions.add(found[1])
        place = found.end()
    if place != len(given):
        raise NoVersion
    return frozenset(versions)
