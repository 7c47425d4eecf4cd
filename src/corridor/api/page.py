"""The page about the API: its operations, worked examples, and what every kind of problem means."""

import re
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from corridor.api import asked, bodies, conditions, fields, problems, retrying, tokens
from corridor.api.all_operations import door
from corridor.api.answers import JSON
from corridor.api.document import TAGS
from corridor.base.refusals import NotAllowed, Refusal, WrongFields
from corridor.ledger.actions.refusals import ChangedMeanwhile
from corridor.retries.actions import InProgress
from corridor.retries.queries import KeyReused

EXAMPLES = Path(__file__).parent / "examples.md"
BLOCK = re.compile(r"```\w*\n(.*?)```\n", re.DOTALL)
REFUSALS: tuple[type[Refusal], ...] = (
    asked.BadDay,
    asked.UnknownChoice,
    asked.UnknownParameter,
    asked.AskedTwice,
    asked.BadLimit,
    asked.BadCursor,
    problems.TooMuchAsked,
    problems.UnknownHost,
    problems.Unreadable,
    problems.NothingThere,
    problems.ReadOnly,
    problems.NotAcceptable,
    problems.TooMany,
    problems.Failed,
    tokens.NoToken,
    tokens.BadToken,
    tokens.WrongScope,
    NotAllowed,
    conditions.NoKey,
    conditions.BadKey,
    KeyReused,
    InProgress,
    conditions.NoVersion,
    ChangedMeanwhile,
    bodies.WrongMediaType,
    bodies.TooLarge,
    bodies.BadJson,
    bodies.NotAnObject,
    WrongFields,
    fields.UnknownField,
    fields.WrongType,
    fields.TooMuchListed,
    fields.BadCode,
    problems.TooManyWritten,
    retrying.Busy,
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the API answers, with worked examples."""
    asked.read(request, {})
    page = {
        "document": "OpenAPI 3.1: openapi.json",
        "nouns": _operations(),
        "examples": _examples(),
        "problems": _problems(),
    }
    return render(request, "api/index.html", page)


@lru_cache(maxsize=1)
def _operations() -> list[dict[str, Any]]:
    """The operations, by what they are about."""
    nouns = {name: {"name": name, "said": said, "operations": []} for name, said in TAGS.items()}
    for path, methods in door.get_openapi_schema()["paths"].items():
        for method, told in methods.items():
            names = [each["name"] for each in told["parameters"] if each["in"] != "path"]
            sent = told.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema", {})
            names += sent.get("properties", [])
            row: dict[str, Any] = {
                "asked": f"{method.upper()} {path}",
                "said": told["summary"],
                "parameters": names,
                "scope": " ".join(told["security"][0]["token"]) if told.get("security") else "",
            }
            nouns[told["tags"][0]]["operations"].append(row)  # type: ignore[attr-defined]
    return list(nouns.values())


@lru_cache(maxsize=1)
def _examples() -> list[dict[str, Any]]:
    """The worked examples: for each a title, what is said of it, and the requests with their answers."""
    chapters = EXAMPLES.read_text(encoding="utf-8").split("\n## ")[1:]
    return [_example(chapter) for chapter in chapters]


def _example(chapter: str) -> dict[str, Any]:
    title, _line, rest = chapter.partition("\n")
    parts = BLOCK.split(rest)
    codes = [*parts[1::2], ""]
    return {
        "title": title,
        "parts": [{"said": _words(text), "code": code} for text, code in zip(parts[::2], codes, strict=True)],
    }


def _words(text: str) -> list[tuple[str, str]]:
    """A paragraph as texts, each with the word of code that follows it."""
    words = " ".join(text.split()).split("`")
    return list(zip_longest(words[::2], words[1::2], fillvalue="")) if words != [""] else []


def _problems() -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "status": problems.STATUSES.get(each.code, 400),
            "said": (each.__doc__ or "").partition("\n")[0],
        }
        for each in REFUSALS
    ]
