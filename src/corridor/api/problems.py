"""The API's one place where a refusal becomes an answer: a problem as RFC 9457 writes it."""

import json
from typing import Any

from django.core.exceptions import DisallowedHost, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from corridor.api.asked import BadQuery
from corridor.api.bodies import TooLarge, WrongMediaType
from corridor.api.conditions import NoVersion
from corridor.api.retrying import Busy
from corridor.api.tokens import BadToken, NoToken, WrongScope
from corridor.base.refusals import NotAllowed, Refusal, WrongFields
from corridor.foresight.queries.asking import AskedTooOften, Later, OthersAsk
from corridor.ledger.actions.refusals import (
    AlreadyAnswered,
    AlreadyDecided,
    AlreadyKept,
    BroughtBefore,
    ChangedMeanwhile,
    HasEnded,
    NothingToDo,
)
from corridor.retries.actions import InProgress
from corridor.retries.queries import KeyReused
from corridor.sources.queries import (
    BrokenFile,
    EmptyFile,
    MovingPicture,
    SuspiciousArchive,
    TooBig,
    TooManyPixels,
    TwoKinds,
    UnknownKind,
)

MEDIA_TYPE = "application/problem+json"


class NothingThere(Refusal):
    """The address leads nowhere, or to what was not there, or not known, by the day."""

    code = "not-found"
    text = _("There is nothing at this address, or it was not there by the day.")


class ReadOnly(Refusal):
    """This address does not answer by that method."""

    code = "method-not-allowed"
    text = _("Only {allowed} are answered here.")


class NotAcceptable(Refusal):
    """What is asked for is not handed out in that form."""

    code = "not-acceptable"
    text = _("This is handed out as {forms} only.")


class TooMany(Refusal):
    """An address asked too often."""

    code = "too-many-requests"
    text = _("Too many requests from your address. Ask again in {seconds} s.")


class TooManyWritten(Refusal):
    """A token was used for writing too often."""

    code = "too-many-writes"
    text = _("Too much is written by this token. Write again in {seconds} s.")


class TooMuchAsked(Refusal):
    """An address asks for more things than anybody could mean."""

    code = "too-many-parameters"
    text = _("This address asks for too many things at once.")


class UnknownHost(Refusal):
    """The request names a host that is not served here."""

    code = "unknown-host"
    text = _("This site does not go by the name that was asked for.")


class Unreadable(Refusal):
    """What was sent cannot be taken apart."""

    code = "unreadable"
    text = _("What was sent could not be read.")


class Failed(Refusal):
    """Something went wrong on the server; nothing was changed."""

    code = "failed"
    text = _("Something went wrong here, and it is not your doing. Nothing was changed. Please try again later.")


CONFLICTS: tuple[type[Refusal], ...] = (
    HasEnded,
    AlreadyKept,
    AlreadyDecided,
    AlreadyAnswered,
    BroughtBefore,
    NothingToDo,
    InProgress,
)
# Said of a field, within `errors`.
OF_FIELDS = ("unknown-field", "wrong-type", "too-many-items", "bad-code")
UNFIT: tuple[type[Refusal], ...] = (
    EmptyFile,
    BrokenFile,
    TwoKinds,
    TooManyPixels,
    MovingPicture,
    SuspiciousArchive,
)
STATUSES: dict[str, int] = {
    NoToken.code: 401,
    BadToken.code: 401,
    WrongScope.code: 403,
    NotAllowed.code: 403,
    NothingThere.code: 404,
    ReadOnly.code: 405,
    NotAcceptable.code: 406,
    **{each.code: 409 for each in CONFLICTS},
    ChangedMeanwhile.code: 412,
    TooLarge.code: 413,
    TooBig.code: 413,
    WrongMediaType.code: 415,
    UnknownKind.code: 415,
    WrongFields.code: 422,
    KeyReused.code: 422,
    **{each.code: 422 for each in UNFIT},
    **dict.fromkeys(OF_FIELDS, 422),
    NoVersion.code: 428,
    TooMany.code: 429,
    TooManyWritten.code: 429,
    AskedTooOften.code: 429,
    Failed.code: 500,
    Busy.code: 503,
    OthersAsk.code: 503,
}
TITLES = {
    400: _("This cannot be shown"),
    401: _("Who asks is not known"),
    403: _("You may not do this"),
    404: _("There is no such page"),
    405: _("Nothing can be written here"),
    406: _("Not in this form"),
    409: _("This does not go together with what is there"),
    412: _("Changed meanwhile"),
    413: _("Too much at once"),
    415: _("Not in this form"),
    422: _("This cannot be taken"),
    428: _("Say which version you saw"),
    429: _("Too many requests"),
    500: _("Something went wrong here"),
    503: _("Too busy at this moment"),
}
MEANINGS = {
    400: "A parameter or header is refused, or what was sent cannot be read; `errors` names what, and why.",
    401: "No token, or one that is not good; WWW-Authenticate says how to ask.",
    403: "The token is not good for this (`wrong-scope`), or its holder may not do it (`not-allowed`).",
    404: "Nothing has this address, or it was not there, or not known, by the day, or not for who asks.",
    406: "Not handed out in a form that the Accept header takes.",
    409: "It was done, decided, answered or ended before, or is being done at this moment.",
    412: "Somebody changed it after the version that If-Match names.",
    413: "More was sent than is taken.",
    415: "What was sent is of a kind that is not taken.",
    422: "Some fields cannot be taken, each named in `errors`; or the Idempotency-Key was used for something else.",
    428: "If-Match is missing, or names no version.",
    429: "Too many requests from one address, or by one token; Retry-After says when to ask again.",
    503: "Too many write, or ask for forecasts of their own, at this moment; Retry-After says when to ask again.",
}


class Wrong(BaseModel):
    """One parameter or field that is refused."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="The parameter, header or field; within others as paper.title or needs[0]")
    code: str = Field(description="The reason as a stable word")
    said: str = Field(description="The reason in words")


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="An address that explains this kind of problem")
    title: str = Field(description="What it is, in the language of the answer")
    status: int = Field(description="The HTTP status")
    detail: str = Field(description="Why, in the language of the answer")
    instance: str = Field(description="The path that was asked for")
    code: str = Field(description="The reason as a stable word")
    errors: list[Wrong] = Field(description="The parameters, headers or fields that are refused")


def is_for_programs(request: HttpRequest) -> bool:
    """Whether a program asks, by the address."""
    return request.path_info.startswith("/api/")


def reason_of(exception: Exception) -> Refusal:
    """Why something was refused before it came to any operation."""
    if isinstance(exception, DisallowedHost):
        return UnknownHost()
    return TooMuchAsked() if isinstance(exception, TooManyFieldsSent) else Unreadable()


def problem(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a problem."""
    wrong = refusal.wrong if isinstance(refusal, BadQuery | WrongFields) else {}
    code = next(iter(wrong.values())).code if isinstance(refusal, BadQuery) else refusal.code
    status = STATUSES.get(code, 400)
    told: dict[str, Any] = {
        "type": f"{get_script_prefix()}api/v1/#{code}",
        "title": str(TITLES[status]),
        "status": status,
        "detail": str(refusal),
        "instance": request.path,
        "code": code,
        "errors": [{"name": name, "code": each.code, "said": str(each)} for name, each in wrong.items()],
    }
    answer = HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "no-store"
    if isinstance(refusal, Later):
        answer["Retry-After"] = str(refusal.facts["seconds"])
    for name, value in getattr(refusal, "headers", {}).items():
        answer[name] = value
    return answer
