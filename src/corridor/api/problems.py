"""The API's one place where a refusal becomes an answer: a problem as RFC 9457 writes it."""

import json
from typing import Any

from django.core.exceptions import DisallowedHost, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from corridor.api.asked import BadQuery
from corridor.base.refusals import Refusal

MEDIA_TYPE = "application/problem+json"


class NothingThere(Refusal):
    """The address leads nowhere, or to what was not there, or not known, by the day."""

    code = "not-found"
    text = _("There is nothing at this address, or it was not there by the day.")


class ReadOnly(Refusal):
    """Only reading is possible here."""

    code = "method-not-allowed"
    text = _("Only GET, HEAD and OPTIONS are answered here.")


class NotAcceptable(Refusal):
    """What is asked for is not handed out in that form."""

    code = "not-acceptable"
    text = _("This is handed out as {forms} only.")


class TooMany(Refusal):
    """An address asked too often."""

    code = "too-many-requests"
    text = _("Too many requests from your address. Ask again in {seconds} s.")


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


STATUSES: dict[str, int] = {
    NothingThere.code: 404,
    ReadOnly.code: 405,
    NotAcceptable.code: 406,
    TooMany.code: 429,
    Failed.code: 500,
}
TITLES = {
    400: _("This cannot be shown"),
    404: _("There is no such page"),
    405: _("Nothing can be written here"),
    406: _("Not in this form"),
    429: _("Too many requests"),
    500: _("Something went wrong here"),
}
MEANINGS = {
    400: "A parameter is refused; `errors` names each that is wrong, and why.",
    404: "Nothing has this address, or it was not there, or not known, by the day.",
    406: "Not handed out in a form that the Accept header takes.",
    429: "Too many requests from one address; Retry-After says when to ask again.",
}


class Wrong(BaseModel):
    """One parameter that is refused."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(description="The parameter")
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
    errors: list[Wrong] = Field(description="The parameters that are refused")


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
    wrong = refusal.wrong if isinstance(refusal, BadQuery) else {}
    code = next(iter(wrong.values())).code if wrong else refusal.code
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
    return answer
