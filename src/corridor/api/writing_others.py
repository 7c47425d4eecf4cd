"""Saying that an entry is wrong, answering that, and removing what stands in the way."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Path

from corridor.api import written_shapes as shapes
from corridor.api.addresses import linker, root
from corridor.api.deeds import Told, done
from corridor.api.fields import code, day, long_code, required, text, word
from corridor.api.operations import code_path, door, programme_path
from corridor.api.problems import NothingThere
from corridor.api.shapes import SHAPES
from corridor.api.writing import OF_PAPER, PAPER, about_paper, paper_of, there
from corridor.api.writings import OK, Writing
from corridor.base.refusals import UnknownCode, WrongFields
from corridor.ledger.actions.contests import answer_contest, contest_entry, take_contest_back
from corridor.ledger.actions.obstacles import open_obstacle, take_step
from corridor.ledger.models import Contest
from corridor.ledger.queries.words import OBSTACLES as KINDS
from corridor.ledger.queries.written import contest_numbered, evidence_coded, obstacle_coded
from corridor.ledger.rules.given import NOTE, TITLE
from corridor.ledger.rules.words import STEPS
from corridor.results.queries.exposed import Plain
from corridor.results.queries.exposed_written import CONTESTS, OBSTACLES
from corridor.results.queries.exposed_written import STEPS as TAKEN

LARGEST = 2**31 - 1
SAYS = required(text("says", NOTE, "Why"))
CONTEST = Writing(
    "contest",
    (
        required(text("says", NOTE, "What is wrong")),
        long_code("evidence", "The evidence that is wrong; where there is none, the promise itself"),
    ),
)
ANSWER = Writing("contest", (required(word("answer", ("upheld", "declined"), "Whether it is right")), SAYS), OK)
TAKE_BACK = Writing("contest", (SAYS,), OK)
OPEN = Writing(
    "commit",
    (
        required(text("summary", TITLE, "What stands in the way, in English")),
        required(word("kind", list(KINDS), "Of which kind it is")),
        code("zone", "At which zone"),
        code("party", "Whose it is to remove"),
        day("since", "Since when; today where nothing is said"),
        PAPER,
    ),
)
STEP = Writing(
    "commit",
    (
        required(word("what", STEPS, "What is done about it")),
        required(text("says", NOTE, "How, and why")),
        code("party", "To whom it is assigned or escalated"),
    ),
)


def contest_path() -> Any:
    """The contest in an address."""
    return Path(..., description="The number of a contest", ge=1, le=LARGEST)


def contest_links(programme: str, row: Mapping[str, Any]) -> dict[str, str]:
    """The addresses of a contest."""
    own = f"{root()}programmes/{programme}"
    return {"self": f"{own}/contests/{row['code']}", "commitment": f"{own}/commitments/{row['commitment']}"}


def _contest_told(told: Told, contest: Contest) -> Plain:
    row = told.row(CONTESTS, contest.pk)
    row["links"] = contest_links(told.programme.code, row)
    return row


def _standing(told: Told, number: int) -> Contest:
    found = contest_numbered(told.programme, told.by, number)
    if found is None:
        raise NothingThere
    return found


@door.writes(
    "post", "/programmes/{programme}/commitments/{code}/contests", shapes.WrittenContest, "contests", CONTEST
)
def contest_commitment(
    request: HttpRequest, programme: str = programme_path(), code: str = code_path("commitments")
) -> HttpResponse:
    """Say for one's party that a promise, or a piece of its evidence, is told wrongly. Everybody sees it."""

    def deed(told: Told) -> Plain:
        found, named = there(told, code), told.given["evidence"]
        evidence = evidence_coded(found, named) if named else None
        if named and evidence is None:
            raise WrongFields({"evidence": UnknownCode(what=_("evidence"), asked=named[:80], near="")})
        made = contest_entry(found, told.given["says"], **told.when, evidence=evidence)
        return _contest_told(told, made)

    return done(request, CONTEST, programme, deed)


@door.writes("post", "/programmes/{programme}/contests/{number}/answer", shapes.WrittenContest, "contests", ANSWER)
def answer_contest_(
    request: HttpRequest, programme: str = programme_path(), number: int = contest_path()
) -> HttpResponse:
    """Uphold or decline what a party contested. Evidence found wrong proves nothing from today on."""

    def deed(told: Told) -> Plain:
        found = _standing(told, number)
        answer, says = told.given["answer"], told.given["says"]
        try:
            return _contest_told(told, answer_contest(found, answer, says, **told.when))
        except WrongFields as problem:
            raise _said(problem)

    return done(request, ANSWER, programme, deed)


@door.writes(
    "post", "/programmes/{programme}/contests/{number}/withdrawal", shapes.WrittenContest, "contests", TAKE_BACK
)
def take_contest_back_(
    request: HttpRequest, programme: str = programme_path(), number: int = contest_path()
) -> HttpResponse:
    """Say that one's objection no longer stands, and why."""

    def deed(told: Told) -> Plain:
        try:
            return _contest_told(told, take_contest_back(_standing(told, number), told.given["says"], **told.when))
        except WrongFields as problem:
            raise _said(problem)

    return done(request, TAKE_BACK, programme, deed)


@door.writes("post", "/programmes/{programme}/obstacles", SHAPES["obstacles"], "obstacles", OPEN)
def open_obstacle_(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """Say what stands in the way: at which zone, since when, and whose it is to remove."""

    def deed(told: Told) -> Plain:
        given = told.given
        more = {name: given[name] for name in ("zone", "party", "since")}
        paper = paper_of(given["paper"])
        try:
            made = open_obstacle(told.programme, given["summary"], given["kind"], paper, **told.when, **more)
        except WrongFields as problem:
            raise about_paper(problem, *OF_PAPER)
        row = told.row(OBSTACLES, made.code)
        row["links"] = linker("obstacles", told.programme.code, {})(row)
        return row

    return done(request, OPEN, programme, deed)


@door.writes("post", "/programmes/{programme}/obstacles/{code}/steps", shapes.WrittenStep, "obstacles", STEP)
def take_step_(
    request: HttpRequest, programme: str = programme_path(), code: str = code_path("obstacles")
) -> HttpResponse:
    """Assign an obstacle to a party, escalate it to a higher one, close it as overcome, or say it stands again."""

    def deed(told: Told) -> Plain:
        found = obstacle_coded(told.programme, told.by, code)
        if found is None:
            raise NothingThere
        given = told.given
        step = take_step(found, given["what"], given["says"], **told.when, party=given["party"])
        own = f"{root()}programmes/{told.programme.code}/obstacles/{code}"
        return {**told.row(TAKEN, step.pk), "links": {"obstacle": own}}

    return done(request, STEP, programme, deed)


def _said(problem: WrongFields) -> WrongFields:
    """What is wrong with `answer_says`, by the name under which it was sent."""
    return WrongFields({"says" if name == "answer_says" else name: each for name, each in problem.wrong.items()})
