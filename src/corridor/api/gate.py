"""What holds for every answer of the API: how often, by which method and from which site it may be asked."""

import time
from collections.abc import Callable, Collection
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language_from_request, override

from corridor.api.problems import ReadOnly, TooMany, TooManyWritten, TooMuchAsked, problem
from corridor.base.rates import Left, limiter_for, line_of
from corridor.base.refusals import Refusal

READING = ("GET", "HEAD")
SHOWN = (
    "Content-Language, ETag, Idempotent-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, "
    "WWW-Authenticate"
)
ASKABLE = "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match"
A_DAY = 86_400
WRITES_LEFT = "corridor_writes_left"
# Conditions that protect what is written; where everything is read, they are passed over.
OF_WRITING = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)

View = Callable[..., HttpResponseBase]


def gate(view: View, methods: Collection[str] = ("GET",)) -> View:
    """A view as programs may use it, by some methods."""
    answered = [*(READING if "GET" in methods else ()), *sorted(set(methods) - {"GET"})]
    allowed = ", ".join([*answered, "OPTIONS"])

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in READING:
            for name in OF_WRITING:
                request.META.pop(name, None)
        left = _counted(request)
        language, refusal = _language(request)
        with override(language):
            if left and not left.is_granted:
                refusal = TooMany(seconds=left.seconds)
            answer = problem(request, refusal) if refusal else _answered(view, request, args, kwargs, allowed)
            answer = _unless_unchanged(request, answer)
        answer.headers.setdefault("Content-Language", language)
        _say(answer, left, getattr(request, WRITES_LEFT, None))
        return answer

    # What writes is known by its token and by nothing that a browser sends of itself: nothing can be forged.
    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def _answered(view: View, request: HttpRequest, args: Any, kwargs: Any, allowed: str) -> Any:
    method = request.method
    if method == "OPTIONS":
        return _preflight(allowed)
    if method not in allowed.split(", "):
        answer = problem(request, ReadOnly(allowed=allowed))
        answer["Allow"] = allowed
        return answer
    if method == "HEAD":
        # It is the whole answer of GET; the server leaves its body out.
        request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return problem(request, refusal)
    finally:
        request.method = method


def count_write(request: HttpRequest, token: int) -> None:
    """Count one more deed of a token. Refuses with TooManyWritten."""
    limiter = limiter_for(settings.API_WRITE_RATE)
    if limiter is None:
        return
    left = limiter.take(f"token {token}", time.monotonic())
    setattr(request, WRITES_LEFT, left)
    if not left.is_granted:
        raise TooManyWritten(seconds=left.seconds)


def _preflight(allowed: str) -> HttpResponse:
    answer = HttpResponse(status=204)
    del answer["Content-Type"]
    answer["Allow"] = answer["Access-Control-Allow-Methods"] = allowed
    answer["Access-Control-Allow-Headers"] = ASKABLE
    answer["Access-Control-Max-Age"] = str(A_DAY)
    return answer


def _language(request: HttpRequest) -> tuple[str, Refusal | None]:
    """The language of what is said; the refusal of a query that cannot even be taken apart."""
    try:
        asked = request.GET.get("language", "")
    except SuspiciousOperation:
        return settings.LANGUAGE_CODE, TooMuchAsked()
    if asked in LANGUAGES:
        return asked, None
    if "HTTP_ACCEPT_LANGUAGE" not in request.META:
        return settings.LANGUAGE_CODE, None
    return get_language_from_request(request), None


def _counted(request: HttpRequest) -> Left | None:
    limiter = limiter_for(settings.API_RATE)
    if limiter is None or request.method == "OPTIONS":
        return None
    # The address of the connection: a header that names another could be written by anybody.
    return limiter.take(line_of(request.META.get("REMOTE_ADDR", "")), time.monotonic())


def _unless_unchanged(request: HttpRequest, answer: Any) -> Any:
    """304 without a body where the reader has it already. Done here, as HEAD needs it and 304 keeps our headers."""
    if answer.status_code != 200 or request.method not in ("GET", "HEAD"):
        return answer
    if "ETag" not in answer:
        answer["ETag"] = quote_etag(blake2b(answer.content, digest_size=12).hexdigest())
    answer.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(answer, ("Accept", "Accept-Language"))
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    # Answered; the middleware that asks the same again would drop our headers from the 304.
    request.META.pop("HTTP_IF_NONE_MATCH", None)
    return found


def _say(answer: Any, left: Left | None, writes_left: Left | None) -> None:
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = SHOWN
    policies, states = [], []
    for name, rate, each in (
        ("default", settings.API_RATE, left),
        ("writing", settings.API_WRITE_RATE, writes_left),
    ):
        limiter = limiter_for(rate)
        if each is None or limiter is None:
            continue
        policies.append(f'"{name}";q={limiter.rate.quota};w={limiter.rate.window}')
        states.append(f'"{name}";r={each.remaining};t={each.seconds}')
        if not each.is_granted:
            answer["Retry-After"] = str(each.seconds)
    if policies:
        answer["RateLimit-Policy"], answer["RateLimit"] = ", ".join(policies), ", ".join(states)
