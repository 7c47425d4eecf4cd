"""Asks every address of the site as somebody in one role, about things of every relation, and tells what came."""

import json
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db import transaction
from django.db.models import Max
from django.test import Client
from django.urls import URLPattern, get_resolver

from corridor.base.models import Event
from desk.world import ATOLLS, ISLES, RELATIONS, ROLES, TODAY, World

DESK = "desk/<slug:code>/"
API = "api/v1/"
PUBLIC, ACCOUNT = "public", "account"
# Public addresses are the same for everybody, so only the two who could differ most ask for them.
ASKING_PUBLIC = ("anonymous", "officer")
ASKING_ACCOUNT = ("anonymous", "nobody", "officer")
# Which thing an address of the desk names, by what stands in front of its code or number.
NAMED = {
    "commitments": "commitment",
    "comments": "comment",
    "drafts": "draft",
    "files": "file",
    "lists": "list",
    "objections": "contest",
    "contests": "contest",
    "obstacles": "obstacle",
    "people": "membership",
    "scenarios": "scenario",
    "submissions": "submission",
}
SECRETS = {"join": "join", "calendar": "calendar", "answer": "answer", "answered": "answer"}
EXAMPLES = {
    "agreements": "pact", "charts": "path", "commitments": "bring-water", "evidence": "none", "figures": "none",
    "forecast": "bring-water", "items": "bring-water",
    "meetings": "board-1", "obstacles": "no-spring", "parties": "mill", "sources": "paper", "stories": "east-quay",
    "ventures": "the-mill", "zones": "east-quay",
}  # fmt: skip
FIXED = {
    "kind": "water", "key": "none", "noun": "commitments", "pk": "987654", "provider_id": "none", "rest": "none",
    "typed": "UR", "uidb36": "1",
}  # fmt: skip
# Where there is nothing for somebody it must look like where there is nothing at all.
NOTHING = ("programme", "crossed", "missing")
PAPER = {"title": "Letter 12"}
# What is sent where leave is asked only after the form was read. All of it could be taken from somebody.
SENT: dict[str, dict[str, Any]] = {
    "desk-contest": {"answer": "declined", "answer_says": "no"},
    "desk-comment": {"text": "Why?"},
    "desk-submission": {"deed": "accept"},
    "desk-invite": {
        "email": "second@x.example",
        "name": "Second",
        "language": "en",
        "party": "mill",
        "role": "owner",
        "since": TODAY.isoformat(),
    },
    "desk-scenario": {"title": "Another", "changes": "stalled=0.3"},
    "desk-scenario-new": {"title": "One more", "changes": "done:bring-water@2030"},
    "desk-obstacle-new": {"summary": "No road", "kind": "land", "zone": "west-quay", "since": "2026-01"},
}
# Operations that ask for a token: how they are asked for, and what is sent.
TOKENS: dict[str, tuple[str, dict[str, Any]]] = {
    "list_submissions": ("GET", {}),
    "get_submission": ("GET", {}),
    "list_contests": ("GET", {}),
    "get_contest": ("GET", {}),
    "hand_in_document": ("POST", {}),
    "make_commitment": (
        "POST",
        {"title": "Dig", "kind": "water", "debtor": "mill", "made_on": "2026-01-01", "paper": PAPER},
    ),
    "correct_commitment": ("PATCH", {"reason": "a slip", "title": "Another"}),
    "move_commitment": ("POST", {"due_on": "2030", "reason": "late", "paper": PAPER}),
    "end_commitment": ("POST", {"how": "withdrawn", "reason": "gone", "authority": "isles", "paper": PAPER}),
    "bring_evidence": ("POST", {"observed_on": "2026-06-27", "says": "partly", "grade": "measured"}),
    "accept_submission": ("POST", {}),
    "reject_submission": ("POST", {"reason": "not so"}),
    "take_submission_back": ("POST", {}),
    "contest_commitment": ("POST", {"says": "Not like that"}),
    "answer_contest": ("POST", {"answer": "declined", "says": "no"}),
    "take_contest_back": ("POST", {"says": "a slip"}),
    "open_obstacle": ("POST", {"summary": "No pump", "kind": "land", "zone": "east-quay", "paper": PAPER}),
    "take_step": ("POST", {"what": "assigned", "party": "isles", "says": "so it is"}),
}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
CANARY = re.compile(rb"([a-z]+-[a-z]+)-canary")
MARKS = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"')


class Asked(NamedTuple):
    """One address, one way to ask for it, and how the thing it names relates to the debtor."""

    route: str
    method: str
    relation: str


class Route(NamedTuple):
    """An address of the site as the tables write it, and what is called by it: several where methods differ."""

    path: str
    names: tuple[str, ...]


def routes() -> list[Route]:
    """Every address of the site, in the order in which they are looked through."""
    found: dict[str, list[str]] = {}
    for path, name in _below(get_resolver().url_patterns, ""):
        found.setdefault(path, []).append(name)
    return [Route(path, tuple(names)) for path, names in found.items()]


def _below(patterns: Any, before: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        path = f"{before}{each.pattern}"
        if isinstance(each, URLPattern):
            yield path, each.name or ""
        else:
            yield from _below(each.url_patterns, path)


def methods_of(route: Route) -> tuple[str, ...]:
    """How an address is asked for."""
    return ("GET", "POST", "PATCH") if route.path.startswith(API) and _thing(route) else ("GET", "POST")


def relations_of(route: Route, method: str) -> tuple[str, ...]:
    """The relations in which the thing that an address names can stand to somebody."""
    if name := next((each for each in route.names if each in SECRETS), ""):
        return ("own", "missing") if name != "answered" else ("missing",)
    if "file" in route.names:
        return ("own", "open", "sealed", "missing")
    if "revoke-token" in route.names:
        return ("own", "missing")
    if route.path.lstrip("^").startswith("desk/account/") or "get_me" in route.names:
        return (ACCOUNT,)
    if not (route.path.startswith(DESK) or _is_for_tokens(route, method)):
        return (PUBLIC,)
    if _thing(route) == "file":
        return (*RELATIONS, "sealed")
    return RELATIONS if _thing(route) else ("own", "programme", "missing")


def _is_for_tokens(route: Route, method: str) -> bool:
    return any(by == method for name, (by, _sent) in TOKENS.items() if name in route.names)


def _thing(route: Route) -> str:
    parts = route.path.removeprefix(DESK).removeprefix(f"{API}programmes/<programme>/").split("/")
    if parts[0] == "comments" and parts[1] != "<int:number>":
        return "commitment"
    return NAMED.get(parts[0], "") if len(parts) > 1 and "<" in parts[1] else ""


def roles_asking(route: Route, method: str) -> tuple[str, ...]:
    """Who asks for an address."""
    if "revoke-token" in route.names:
        return ("anonymous", "debtor", "officer")
    kind = relations_of(route, method)
    if PUBLIC in kind or "open" in kind or any(name in SECRETS for name in route.names):
        return ASKING_PUBLIC
    return ASKING_ACCOUNT if ACCOUNT in kind else ROLES


def address(route: Route, relation: str, world: World) -> str:
    """The path itself."""
    kind = _thing(route) or ("file" if "file" in route.names else "")
    kind = "token" if "revoke-token" in route.names else kind
    programme = {"programme": ATOLLS, "missing": ISLES if kind else "nowhere"}.get(relation, ISLES)
    secret = next((SECRETS[name] for name in route.names if name in SECRETS), "")

    def filled(found: re.Match[str]) -> str:
        name = found[1]
        if name == "programme" or (name == "code" and "<programme>" not in route.path):
            return programme
        if secret:
            return world.secrets[secret] if relation == "own" else f"{10**9}-{'x' * 40}"
        if name in FIXED:
            return FIXED[name]
        if name == "name":
            return f"{'crossed' if relation == 'programme' else relation}.txt"
        if kind and relation != PUBLIC:
            return str(world.thing(kind, relation))
        before = route.path[: found.start()].split("/")
        return next((EXAMPLES[each] for each in reversed(before) if each in EXAMPLES), "mill")

    return f"/{PARAMETER.sub(filled, _plain(route.path))}"


def _plain(path: str) -> str:
    """A pattern without what only a pattern needs: groups become places to fill."""
    path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*\)", r"<\1>", path)
    return re.sub(r"\(\?!(?:[^()]|\([^()]*(?:\([^()]*\))?[^()]*\))*\)|[\^$]|\\Z", "", path)


def _told() -> int:
    """The number of the journal's last entry."""
    return Event.objects.aggregate(last=Max("id"))["last"] or 0


class Walker:
    """Somebody who asks for addresses; nothing that they do lasts."""

    def __init__(self, world: World, role: str) -> None:
        self.world, self.role = world, role
        # What is said where there is nothing, by the address and the way it was asked for.
        self.nothing: dict[tuple[str, str], dict[str, bytes]] = {}
        # What is not public and yet stood in an answer.
        self.read: set[str] = set()
        self.client = Client()
        if role in world.people:
            self.client.force_login(world.people[role])
            session = self.client.session
            # Just now they have confirmed who they are.
            record = {"method": "password", "at": time.time(), "reauthenticated": True}
            session["account_authentication_methods"] = [record]
            session["account_authentication_methods_user"] = str(world.people[role].pk)
            session.save()
        self.cookies = dict(self.client.cookies)

    def ask(self, route: Route, method: str, relation: str) -> str:
        """What is answered: its status, or that one must sign in first."""
        path = address(route, relation, self.world)
        # What is written, and a session that ends, are taken back.
        with transaction.atomic():
            before = _told()
            answer = self._send(route, method, path)
            body = answer.getvalue()
            self.read |= {each.decode() for each in CANARY.findall(body)}
            written = "*" if _told() > before else ""
            transaction.set_rollback(True)
        self.client.cookies.clear()
        self.client.cookies.update(self.cookies)
        if answer.status_code == 404 and relation in NOTHING:
            said = MARKS.sub(b"", body).replace(path.encode(), b"").replace(quote(path, safe="").encode(), b"")
            self.nothing.setdefault((route.path, method), {})[relation] = said
        if answer.status_code == 302 and "/desk/account/login/" in answer["Location"]:
            return "sign-in"
        return f"{answer.status_code}{written}"

    def _send(self, route: Route, method: str, path: str) -> Any:
        if not route.path.startswith("api/"):
            sent = next((SENT[name] for name in route.names if name in SENT), {})
            if "desk-verify" in route.names:
                sent = {"deed": "accept", "pick": [self.world.thing("submission", "own")]}
            if "desk-delegate" in route.names and self.role in self.world.people:
                sent = self._lending()
            return self.client.post(path, sent) if method == "POST" else self.client.get(path)
        headers = {"HTTP_IDEMPOTENCY_KEY": "one", "HTTP_IF_MATCH": '"none"'}
        if self.role in self.world.tokens:
            headers["HTTP_AUTHORIZATION"] = f"Bearer {self.world.tokens[self.role]}"
        if method == "GET":
            del headers["HTTP_IF_MATCH"]
            return Client().get(path, **headers)
        body, kind = next(
            (
                (json.dumps(sent), "application/json")
                for name, (by, sent) in TOKENS.items()
                if name in route.names and by == method
            ),
            ("", "application/json"),
        )
        if "hand_in_document" in route.names:
            body, kind = "seen", "text/plain"
        # A program has no session.
        return Client().generic(method, path, body, content_type=kind, **headers)

    def _lending(self) -> dict[str, Any]:
        """The first of one's roles, lent for a week to somebody else of this programme."""
        people = self.world.people
        own = people[self.role].memberships.first()
        other = people["officer" if self.role == "reader" else "reader"]
        until = TODAY + timedelta(days=7)
        given = {"since": TODAY.isoformat(), "until": until.isoformat(), "reason": "leave"}
        return {"membership": own.pk if own else 0, "person": other.pk, **given}
