"""How a deed is asked for and answered: by whom, once, of which version; so for every operation that writes."""

import json
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import gettext
from pydantic_core import to_json

from corridor.api.answers import JSON, form_of
from corridor.api.asked import near, read
from corridor.api.bodies import canonical, sent_object
from corridor.api.conditions import key_of, versions_of
from corridor.api.fields import read_fields
from corridor.api.gate import count_write
from corridor.api.lists import asked_programme
from corridor.api.problems import NothingThere
from corridor.api.retrying import alone_with, one_of_few, patiently
from corridor.api.tokens import Holder, holder_of
from corridor.api.writings import CREATED, FOR, Writing
from corridor.base.actors import Actor
from corridor.base.refusals import UnknownChoice, WrongFields
from corridor.programme.models import Programme
from corridor.results.queries.exposed import Noun, On, Plain, one
from corridor.retries.actions import answer_once
from corridor.retries.queries import answer_given
from corridor.retries.rules import Asked, Kept, fingerprint_of

PRIVATE = "private, no-store"


@dataclass(frozen=True)
class Told:
    """A deed as it is asked for: what was given, by whom, when, and which versions they saw."""

    programme: Programme
    given: Mapping[str, Any]
    by: Actor
    at: datetime
    on: date
    versions: frozenset[str] = frozenset()

    @property
    def when(self) -> dict[str, Any]:
        """By whom and when, as deeds take it."""
        return {"by": self.by, "at": self.at, "on": self.on}

    def row(self, noun: Noun, code: object) -> Plain:
        """A thing that was just written, as it now stands."""
        row = one(noun, self.programme, self.by, On(self.on), str(code))
        if row is None:
            raise NothingThere
        return row


Deed = Callable[[Told], Plain]


def done(request: HttpRequest, writing: Writing, code: str, deed: Deed) -> HttpResponse:
    """Does what a program asks for in a programme, once, and answers; everything wrong is refused before."""
    form_of(request, JSON)
    read(request, writing.known)
    holder = holder_of(request, writing.scope)
    count_write(request, holder.token.pk)
    key = key_of(request, required=not writing.is_change)
    versions = versions_of(request) if writing.is_versioned else frozenset()
    sent = sent_object(request)
    programme = asked_programme(code)
    given = read_fields(sent, (FOR, *writing.fields), whole=not writing.is_change)
    by = _acting(holder.actor, programme, given.pop("for", ""))
    told = Told(programme, given, by, timezone.now(), timezone.localdate(), versions)
    return answered(request, holder, key, canonical(sent), writing.status, lambda: deed(told))


def answered(
    request: HttpRequest, holder: Holder, key: str, sent: bytes, status: int, deed: Callable[[], Plain]
) -> HttpResponse:
    """The answer to what was sent under a key: the former one where it was given before."""
    person = holder.token.person_id
    asked = Asked(f"{request.method} {request.path_info}", key, fingerprint_of(sent))
    # Whoever only wants to hear it again takes no place among those who write.
    kept = answer_given(person, asked)
    if kept is None:
        with alone_with((person, *asked[:2])) if key else nullcontext(), one_of_few():
            kept = patiently(
                lambda: answer_once(
                    holder.token,
                    asked,
                    lambda: Kept(status, to_json(deed()).decode()),
                    by=holder.actor,
                    at=timezone.now(),
                )
            )
    return _as_answer(kept)


def _as_answer(kept: Kept) -> HttpResponse:
    answer = HttpResponse(kept.body, status=kept.status, content_type=JSON)
    told = json.loads(kept.body)
    if "version" in told:
        answer["ETag"] = quote_etag(told["version"])
    if kept.status == CREATED:
        links = told["links"]
        answer["Location"] = links.get("self") or next(iter(links.values()))
    if kept.is_replayed:
        answer["Idempotent-Replayed"] = "true"
    answer["Cache-Control"] = PRIVATE
    return answer


def _acting(by: Actor, programme: Programme, party: str) -> Actor:
    """The holder, acting for the party that was named; refuses with WrongFields where they do not belong to it."""
    if not party:
        return by
    parties = sorted(by.parties(programme.code))
    if party not in parties:
        raise WrongFields({"for": UnknownChoice(name=gettext("Party"), found=party, near=near(party, parties))})
    return by.for_party(party)
