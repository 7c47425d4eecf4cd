"""What a request asks for: its parameters, each with the schema that documents it and how it is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corridor.base.days import is_day, last_day
from corridor.base.nearest import nearest
from corridor.base.refusals import AskedTwice, BadDay, Refusal, UnknownChoice
from corridor.results.queries.exposed import On

LONGEST = 100
QUOTED = 40
MOST, USUAL = 100, 50
CURSOR_SHAPE = re.compile("[A-Za-z0-9_-]{13,400}")
CODE_SCHEMA = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
DAY_SCHEMA = {
    "type": "string",
    "pattern": "^(19|2[01])[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    "examples": ["2024-08-29", "2024-08", "2024"],
}
COUNTRY_SCHEMA = {"type": "string", "pattern": "^[A-Z]{2}$"}


class UnknownParameter(UnknownChoice):
    """The address asks for something by a name that is not known: it would be passed over unseen."""

    code = "unknown-parameter"


class BadLimit(Refusal):
    """A page of that many rows is not handed out."""

    code = "bad-limit"
    text = _("“{found}” is no number of rows from 1 to {most}.")


class BadCursor(Refusal):
    """A cursor is broken, or was made for another list."""

    code = "bad-cursor"
    text = _("This cursor is broken or belongs to another list. Begin again without a cursor.")


class BadQuery(Refusal):
    """One or more parameters are refused, each for its own reason."""

    def __init__(self, wrong: Mapping[str, Refusal]) -> None:
        super().__init__()
        self.wrong = wrong

    def __str__(self) -> str:
        return " ".join(str(each) for each in self.wrong.values())


@dataclass(frozen=True)
class Parameter:
    """One name in the query of an address: its schema, what it means, how it is read."""

    name: str
    schema: Mapping[str, Any]
    means: str
    read: Callable[["Parameter", str], Any]


@dataclass(frozen=True)
class Asked:
    """What a request asks for, read and found sound."""

    when: On
    days: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    fields: Sequence[str] = ()
    limit: int = USUAL
    cursor: str = ""


def read(request: HttpRequest, known: Mapping[str, Parameter]) -> Asked:
    """The parameters of a request; everything wrong with them is refused at once."""
    found: dict[str, Any] = {}
    wrong: dict[str, Refusal] = {}
    for name, values in request.GET.lists():
        try:
            if name not in known:
                raise UnknownParameter(name=gettext("Address"), found=name[:QUOTED], near=near(name, list(known)))
            if len(values) > 1:
                raise AskedTwice(name=name)
            found[name] = known[name].read(known[name], values[0])
        except Refusal as refusal:
            wrong[name[:QUOTED]] = refusal
            if len(wrong) == MOST:
                break
    if wrong:
        raise BadQuery(wrong)
    return _asked(request, found)


def _asked(request: HttpRequest, found: dict[str, Any]) -> Asked:
    found.pop("language", "")
    on, known_on = found.pop("as_of", None), found.pop("known_on", None)
    days = {name: request.GET[name] for name in ("as_of", "known_on") if name in request.GET}
    part = {name: found.pop(name) for name in ("fields", "limit", "cursor") if name in found}
    return Asked(On(on or timezone.localdate(), known_on), days, found, **part)


def near(asked: str, known: Sequence[str]) -> str:
    """A sentence that names the nearest of the known words, or some of them."""
    said = near_said(nearest(asked, known))
    return said or (gettext("Known: {words}").format(words=", ".join(known[:12])) if known else "")


def near_said(found: str) -> str:
    """A sentence that names the nearest known word, if there is any."""
    return gettext("Did you mean “{found}”?").format(found=found) if found else ""


def _unknown(parameter: Parameter, text: str, said: str = "") -> UnknownChoice:
    return UnknownChoice(name=parameter.name, found=text[:QUOTED], near=said)


def _day(parameter: Parameter, text: str) -> date:
    if not is_day(text):
        raise BadDay(found=text[:QUOTED])
    return last_day(text)


def _word(parameter: Parameter, text: str) -> str:
    known = parameter.schema["enum"]
    if text not in known:
        raise _unknown(parameter, text, near(text, known))
    return text


def _shaped(parameter: Parameter, text: str) -> str:
    if len(text) > LONGEST or not re.fullmatch(parameter.schema["pattern"].strip("^$"), text, re.ASCII):
        raise _unknown(parameter, text)
    return text


def _fields(parameter: Parameter, text: str) -> tuple[str, ...]:
    known = parameter.schema["items"]["enum"]
    if len(text) > LONGEST * 10:
        raise _unknown(parameter, text)
    for word in text.split(","):
        if word not in known:
            raise _unknown(parameter, word, near(word, known))
    return tuple(dict.fromkeys(text.split(",")))


def _limit(parameter: Parameter, text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", text, re.ASCII) or int(text) > MOST:
        raise BadLimit(found=text[:QUOTED], most=MOST)
    return int(text)


def _cursor(parameter: Parameter, text: str) -> str:
    if not CURSOR_SHAPE.fullmatch(text):
        raise BadCursor
    return text


def choice(name: str, words: Sequence[str], means: str) -> Parameter:
    """A parameter that takes one of some words."""
    return Parameter(name, {"type": "string", "enum": list(words)}, means, _word)


def code(name: str, means: str, schema: Mapping[str, Any] = CODE_SCHEMA) -> Parameter:
    """A parameter that takes the code of something."""
    return Parameter(name, schema, means, _shaped)


def fields(names: Sequence[str]) -> Parameter:
    """The parameter that chooses among the fields of a noun."""
    schema = {"type": "array", "items": {"type": "string", "enum": list(names)}, "minItems": 1}
    return Parameter("fields", schema, "Only these fields, in this order, separated by commas.", _fields)


def table(*parameters: Parameter) -> dict[str, Parameter]:
    """Parameters by their names."""
    return {each.name: each for each in parameters}


LANGUAGE = choice(
    "language",
    [code for code, _name in settings.LANGUAGES],
    "The language of what is said in words, such as a refusal; else the Accept-Language header decides.",
)
AS_OF = Parameter(
    "as_of", DAY_SCHEMA, "As of this day; a shortened one means its last day. Today unless said otherwise.", _day
)
KNOWN_ON = Parameter("known_on", DAY_SCHEMA, "Only what was known by this day.", _day)
LIMIT = Parameter(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    "So many rows on a page.",
    _limit,
)
CURSOR = Parameter(
    "cursor",
    {"type": "string", "pattern": f"^{CURSOR_SHAPE.pattern}$"},
    "Where the page begins, as `next` and `previous` of an answer say. Good only for the same list.",
    _cursor,
)
DAYS = (AS_OF, KNOWN_ON)


def parameters(known: Mapping[str, Parameter]) -> list[dict[str, Any]]:
    """Parameters as the document writes them."""
    return [_parameter(each) for each in known.values()]


def _parameter(parameter: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "in": "query",
        "name": parameter.name,
        "description": parameter.means,
        "required": False,
        "schema": dict(parameter.schema),
    }
    if parameter.schema["type"] == "array":
        told |= {"style": "form", "explode": False}
    return told
