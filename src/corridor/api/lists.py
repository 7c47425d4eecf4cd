"""Pages of a list: rows from the rooms, their addresses, the page before and the page after, as JSON or CSV."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from corridor.api import nouns, shapes
from corridor.api.addresses import linker, programme_links
from corridor.api.answers import CSV, JSON, LINKS, as_csv, as_json, form_of, with_pages
from corridor.api.asked import Asked, BadCursor, BadQuery, near_said, read
from corridor.api.cursors import Place, cursor_for, place_of
from corridor.api.problems import NothingThere
from corridor.base.actors import READER
from corridor.base.refusals import UnknownChoice
from corridor.ledger.rules.words import State
from corridor.programme.models import Programme
from corridor.programme.queries import programme_of
from corridor.results.queries.exposed import Part, Plain, listed
from corridor.results.queries.exposed_commitments import commitments_listed
from corridor.results.queries.exposed_nouns import NOUNS, PROGRAMMES, unknown
from corridor.results.rules.lists import Choice

KEYS = {"code": re.compile(r"[a-z0-9-]{1,80}"), "id": re.compile(r"[0-9]{1,18}")}
# Names of ventures are kept in one language.
ONE_LANGUAGE = ("en",)
KNOWN = {noun: nouns.of_list(noun) for noun in shapes.SHAPES}


def asked_programme(code: str) -> Programme:
    """The programme of that code. Refuses with NothingThere where there is none."""
    found = programme_of(code)
    if found is None:
        raise NothingThere
    return found


def programmes_page(request: HttpRequest) -> HttpResponse:
    """A page of the programmes of this installation."""
    form, asked = form_of(request, JSON, CSV), read(request, nouns.OF_PROGRAMMES)
    place = place_asked(request, asked, "code")
    part = listed(PROGRAMMES, None, READER, asked.when, key=place.key, back=place.back, most=asked.limit)
    fields = asked.fields or shapes.fields_of(shapes.Programme)
    for row in part.rows:
        row[LINKS] = programme_links(row["code"])
    languages = sorted({language for row in part.rows for language in row["name"]})
    return _handed_out(request, asked, part, form, fields, languages, {})


def noun_page(request: HttpRequest, code: str, noun: str) -> HttpResponse:
    """A page of the things of a noun in a programme."""
    form, asked = form_of(request, JSON, CSV), read(request, KNOWN[noun])
    kind = NOUNS[noun]
    place = place_asked(request, asked, kind.order)
    programme = asked_programme(code)
    part = listed(
        kind,
        programme,
        READER,
        asked.when,
        chosen=asked.chosen,
        key=place.key,
        back=place.back,
        most=asked.limit,
    )
    if not part.rows:
        _refuse_unknown(programme, noun, asked.chosen)
    return _dated(request, asked, part, form, programme, noun, {})


def commitments_page(request: HttpRequest, code: str) -> HttpResponse:
    """A page of the commitments of a programme, in an order; its cursor counts rows."""
    form, asked = form_of(request, JSON, CSV), read(request, KNOWN["commitments"])
    first = int(place_asked(request, asked, "id").key or 0)
    programme = asked_programme(code)
    chosen = dict(asked.chosen)
    state = State(chosen.pop("state")) if "state" in chosen else None
    page = {"first": first, "most": asked.limit}
    there = commitments_listed(programme, READER, Choice(state=state, **chosen), asked.when, **page)
    if not there.total:
        _refuse_unknown(programme, "commitments", chosen)
    last = first + asked.limit
    before = str(max(0, first - asked.limit)) if first else None
    part = Part(there.rows, before, str(last) if last < there.total else None)
    return _dated(request, asked, part, form, programme, "commitments", {"total": there.total}, counted=True)


def picked(rows: list[Plain], fields: Sequence[str]) -> list[Plain]:
    """Rows with only some fields, in the order in which these were asked for; whole rows as they are."""
    if not rows or list(rows[0]) == list(fields):
        return rows
    return [{name: row[name] for name in fields} for row in rows]


def _dated(
    request: HttpRequest,
    asked: Asked,
    part: Part,
    form: str,
    programme: Programme,
    noun: str,
    more: Mapping[str, Any],
    *,
    counted: bool = False,
) -> HttpResponse:
    fields = asked.fields or shapes.fields_of(shapes.SHAPES[noun])
    if LINKS in fields and form == JSON:
        links = linker(noun, programme.code, asked.days)
        for row in part.rows:
            row[LINKS] = links(row)
    languages = ONE_LANGUAGE if noun == "ventures" else programme.languages
    known_on = asked.when.known_on
    days = {"as_of": asked.when.on.isoformat(), "known_on": known_on.isoformat() if known_on else None}
    return _handed_out(request, asked, part, form, fields, languages, {**days, **more}, counted=counted)


def _handed_out(
    request: HttpRequest,
    asked: Asked,
    part: Part,
    form: str,
    fields: Sequence[str],
    languages: Sequence[str],
    more: Mapping[str, Any],
    *,
    counted: bool = False,
) -> HttpResponse:
    # Rows that are counted stand behind a number; others behind or before a key.
    before = page_address(request, asked, Place(part.before, back=not counted)) if part.before is not None else None
    after = page_address(request, asked, Place(part.after)) if part.after is not None else None
    if form == CSV:
        answer = as_csv(part.rows, fields, languages)
    else:
        answer = as_json({"items": picked(part.rows, fields), "next": after, "previous": before, **more})
    return with_pages(answer, before, after)


def place_asked(request: HttpRequest, asked: Asked, order: str) -> Place:
    """Where the page that is asked for begins."""
    if not asked.cursor:
        return Place("")
    try:
        place = place_of(asked.cursor, request.path, {**asked.chosen, **asked.days})
        if not KEYS[order].fullmatch(place.key):
            raise BadCursor
    except BadCursor as refusal:
        raise BadQuery({"cursor": refusal})
    return place


def page_address(request: HttpRequest, asked: Asked, place: Place) -> str:
    """The address of another page of the same list."""
    cursor = cursor_for(place, request.path, {**asked.chosen, **asked.days})
    kept = {name: word for name, word in request.GET.items() if name != "cursor"}
    return f"{request.path}?{urlencode({**kept, 'cursor': cursor}, safe=',')}"


def _refuse_unknown(programme: Programme, noun: str, chosen: Mapping[str, str]) -> None:
    """Where nothing was found, the words it was asked by are looked up: one that names nothing is refused."""
    wrong = {}
    for name, word in chosen.items():
        found = unknown(programme, noun, name, word)
        if found is not None:
            wrong[name] = UnknownChoice(name=name, found=word, near=near_said(found))
    if wrong:
        raise BadQuery(wrong)
