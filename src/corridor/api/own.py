"""What only the holder of a token is told: who they are here, what waits, who objects."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from corridor.api import written_shapes as shapes
from corridor.api.addresses import root
from corridor.api.answers import JSON, LINKS, as_json, form_of, with_pages
from corridor.api.asked import CURSOR, LANGUAGE, LIMIT, choice, code, read, table
from corridor.api.cursors import Place
from corridor.api.deeds import PRIVATE
from corridor.api.lists import asked_programme, page_address, place_asked
from corridor.api.operations import door, programme_path
from corridor.api.problems import NothingThere
from corridor.api.tokens import holder_of
from corridor.api.writing_evidence import submission_links, submission_path
from corridor.api.writing_others import contest_links, contest_path
from corridor.ledger.rules.words import ANSWERS, DECISIONS
from corridor.results.queries.exposed import Noun, On, Plain, listed, one
from corridor.results.queries.exposed_written import CONTESTS, SUBMISSIONS

WAITING = "waiting"
_COMMITMENT = code("commitment", "About this commitment.")
OF_SUBMISSIONS = table(
    _COMMITMENT,
    choice("decision", (WAITING, *DECISIONS), "Of which this has become, or that wait."),
    LIMIT,
    CURSOR,
    LANGUAGE,
)
OF_CONTESTS = table(
    _COMMITMENT,
    code("party", "Of this party."),
    choice("answer", (WAITING, *ANSWERS), "Answered so, or that wait for an answer."),
    LIMIT,
    CURSOR,
    LANGUAGE,
)
OF_ONE = table(LANGUAGE)
Links = Callable[[str, Mapping[str, Any]], dict[str, str]]


def private(told: Plain) -> HttpResponse:
    """Plain values that nobody on the way keeps."""
    answer = as_json(told)
    answer["Cache-Control"] = PRIVATE
    patch_vary_headers(answer, ("Authorization",))
    return answer


def _page(request: HttpRequest, code: str, noun: Noun, known: Any, links: Links) -> HttpResponse:
    form_of(request, JSON)
    asked = read(request, known)
    by = holder_of(request).actor
    place = place_asked(request, asked, "id")
    programme = asked_programme(code)
    chosen = {name: "" if word == WAITING else word for name, word in asked.chosen.items()}
    part = listed(noun, programme, by, asked.when, chosen=chosen, key=place.key, back=place.back, most=asked.limit)
    for row in part.rows:
        row[LINKS] = links(code, row)
    before = page_address(request, asked, Place(part.before, back=True)) if part.before is not None else None
    after = page_address(request, asked, Place(part.after)) if part.after is not None else None
    return with_pages(private({"items": part.rows, "next": after, "previous": before}), before, after)


def _one(request: HttpRequest, code: str, noun: Noun, number: int, links: Links) -> HttpResponse:
    form_of(request, JSON)
    read(request, OF_ONE)
    by = holder_of(request).actor
    row = one(noun, asked_programme(code), by, On(timezone.localdate()), str(number))
    if row is None:
        raise NothingThere
    return private({**row, LINKS: links(code, row)})


@door.own("/me", shapes.Me, "me", OF_ONE)
def get_me(request: HttpRequest) -> HttpResponse:
    """Whose token it is, for whom they act in which role, and what it is good for."""
    form_of(request, JSON)
    read(request, OF_ONE)
    token, actor = holder_of(request)
    acting = [
        {
            "programme": each.programme,
            "party": each.party,
            "role": each.role.value,
            "zone": each.zone or None,
            "province": each.province or None,
        }
        for each in actor.memberships
    ]
    programmes = sorted({each.programme for each in actor.memberships})
    return private(
        {
            "person": actor.name,
            "name": token.person.name,
            "acting": acting,
            "scopes": token.scopes,
            "expires_on": token.expires_on.isoformat(),
            "links": {
                "self": f"{root()}me",
                **{each: f"{root()}programmes/{each}/submissions" for each in programmes},
            },
        }
    )


@door.own("/programmes/{programme}/submissions", shapes.SUBMISSIONS, "submissions", OF_SUBMISSIONS)
def list_submissions(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """What was brought and what became of it, as far as the holder may see it, the earliest first."""
    return _page(request, programme, SUBMISSIONS, OF_SUBMISSIONS, submission_links)


@door.own("/programmes/{programme}/submissions/{number}", shapes.Submission, "submissions", OF_ONE)
def get_submission(
    request: HttpRequest, programme: str = programme_path(), number: int = submission_path()
) -> HttpResponse:
    """One submission."""
    return _one(request, programme, SUBMISSIONS, number, submission_links)


@door.own("/programmes/{programme}/contests", shapes.CONTESTS, "contests", OF_CONTESTS)
def list_contests(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """Who says that an entry is wrong, and how they were answered, the earliest first."""
    return _page(request, programme, CONTESTS, OF_CONTESTS, contest_links)


@door.own("/programmes/{programme}/contests/{number}", shapes.WrittenContest, "contests", OF_ONE)
def get_contest(
    request: HttpRequest, programme: str = programme_path(), number: int = contest_path()
) -> HttpResponse:
    """One contest."""
    return _one(request, programme, CONTESTS, number, contest_links)
