"""Programs of persons, as the tests of writing use them: each with a token of its own."""

import json
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.members.actions import make_token
from corridor.members.models import Person
from corridor.members.queries import actor_of
from corridor.members.rules import SCOPES

KEYS = count(1)
JSON = "application/json"


class Program:
    """A program of somebody's, good for some scopes until a day."""

    def __init__(self, person: Person, scopes: tuple[str, ...] = SCOPES, until: date | None = None) -> None:
        today = timezone.localdate()
        last = until or today + timedelta(days=1)
        by = actor_of(person, today)
        self.token, self.secret = make_token(
            person, "a program", scopes, last, by=by, at=timezone.now(), on=min(today, last)
        )
        self.person, self.client = person, Client()

    def ask(
        self, method: str, path: str, body: Any = None, *, key: str | None = "new", seen: str = "", **more: str
    ):
        """An answer; `seen` is the version for If-Match, and each deed has a key of its own unless one is given."""
        headers = {"authorization": f"Bearer {self.secret}", **more}
        if method != "get" and key is not None:
            headers["idempotency-key"] = f"key-{next(KEYS)}" if key == "new" else key
        if seen:
            headers["if-match"] = f'"{seen}"'
        address = path if path.startswith("/api/") else f"/api/v1/programmes/isles{path}"
        if method == "get":
            return self.client.get(address, headers=headers)
        kind = headers.pop("content-type", JSON)
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.generic(
            method.upper(), address, sent, content_type=kind, headers=headers, CONTENT_TYPE=kind
        )

    def get(self, path: str, **more: str):
        """What is read."""
        return self.ask("get", path, **more)

    def post(self, path: str, body: Any = None, **more: Any):
        """What is done."""
        return self.ask("post", path, {} if body is None else body, **more)

    def patch(self, path: str, body: Any, **more: Any):
        """What is corrected."""
        return self.ask("patch", path, body, **{"key": None, **more})

    def did(self, path: str, body: Any = None, **more: Any) -> dict[str, Any]:
        """What came of a deed that must be done."""
        answer = self.post(path, body, **more)
        assert answer.status_code in (200, 201), answer.content.decode()
        return answer.json()


def program(party: str, role: Role, *scopes: str, **more: Any) -> Program:
    """A program of somebody new who acts for a party of the isles in a role."""
    return Program(make.person("isles", party, role, **more), scopes or SCOPES)


def wrong(answer: Any) -> dict[str, str]:
    """What is wrong, by field."""
    assert answer["Content-Type"] == "application/problem+json", answer.content.decode()
    return {each["name"]: each["code"] for each in answer.json()["errors"]}


def refused(answer: Any) -> tuple[int, str]:
    """The status and the code of a problem."""
    assert answer["Content-Type"] == "application/problem+json", answer.content.decode()
    told = answer.json()
    assert told["status"] == answer.status_code
    return answer.status_code, told["code"]
