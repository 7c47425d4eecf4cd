"""Writing promises: making, correcting, moving and ending them."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from corridor.api import written_shapes as shapes
from corridor.api.addresses import linker, root
from corridor.api.deeds import Told, done
from corridor.api.fields import always, code, day, group, listed, number, required, text, whole, word
from corridor.api.operations import code_path, door, programme_path
from corridor.api.problems import NothingThere
from corridor.api.writings import OK, Writing
from corridor.base.refusals import Refusal, WrongFields
from corridor.ledger.actions.commitments import correct_commitment, make_commitment
from corridor.ledger.actions.endings import end_commitment
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.actions.papers import Paper
from corridor.ledger.actions.refusals import BadAddress
from corridor.ledger.models import Commitment
from corridor.ledger.queries.moves import version_of
from corridor.ledger.queries.written import commitment_coded, given_of
from corridor.ledger.rules.given import ADDRESS, MOST_WORKERS, NOTE, TITLE, Given
from corridor.ledger.rules.words import ENDINGS
from corridor.results.queries.exposed import Plain
from corridor.results.queries.exposed_written import COMMITMENTS, MOVES, version_told
from corridor.results.queries.exposed_written import ENDINGS as ENDED

MOST_NEEDS = 50
PAPER = group(
    "paper",
    (
        code("source", "A source that stands here already"),
        text("title", TITLE, "What a new one is called"),
        text("publisher", TITLE, "Who issued it"),
        text("address", ADDRESS, "Where it can be read, https or http"),
    ),
    "The paper it rests on; without one, the entry itself is the source",
)
WHY = required(text("reason", 1000, "Why"))
NEEDS = listed(code("", ""), "The promises that must be kept first", MOST_NEEDS, "needs")
WORDS = (
    text("title", TITLE, "What is promised, in English"),
    word("kind", (), "One of the programme's `commitment_kinds`"),
    code("creditor", "To whom it is owed, a party"),
    code("zone", "At which zone"),
    code("agreement", "Under which agreement"),
    code("meeting", "From which meeting"),
    number("quantity", "How much; it needs its unit"),
    word("unit", (), "One of the programme's `units`"),
    day("made_on", "When it was promised"),
    whole("workers", "Workers pledged with it", MOST_WORKERS),
    number("exports_usd", "Exports pledged with it, in US dollars"),
    NEEDS,
    text("note", NOTE, "What else there is to say"),
)
MAKE = Writing(
    "commit",
    (
        code("code", "The code it is to bear; made from the title otherwise"),
        required(WORDS[0]),
        required(WORDS[1]),
        required(code("debtor", "Who owes it, a party")),
        *WORDS[2:],
        day("due_on", "By when; the first date stands for good"),
        PAPER,
    ),
)
CORRECT = Writing(
    "commit",
    (always(text("reason", 300, "Why it is corrected")), required(WORDS[0]), required(WORDS[1]), *WORDS[2:]),
    OK,
    is_change=True,
    is_versioned=True,
)
MOVE = Writing(
    "commit",
    (
        required(day("due_on", "The new date; the first one stays")),
        WHY,
        code("agreement", "The instrument by which it is moved"),
        PAPER,
    ),
    is_versioned=True,
)
END = Writing(
    "commit",
    (
        required(word("how", ENDINGS, "Withdrawn, or superseded by another promise")),
        WHY,
        required(code("authority", "The party by whose authority it ends")),
        code("successor", "The promise that takes its place"),
        PAPER,
    ),
    is_versioned=True,
)
OF_PAPER = ("source", "title", "publisher", "address")


def paper_of(given: dict[str, str]) -> Paper:
    """The paper that was named. Refuses with WrongFields an address that is none."""
    if given["address"] and not given["address"].startswith(("http://", "https://")):
        raise WrongFields({"paper.address": BadAddress(found=given["address"][:60])})
    return Paper(**given)


def about_paper(problem: WrongFields, *names: str) -> WrongFields:
    """What a deed says is wrong, of the paper's own fields as they were sent: within `paper`."""
    wrong: dict[str, Refusal] = {}
    for name, each in problem.wrong.items():
        wrong[f"paper.{name}" if name in names else name] = each
    return WrongFields(wrong)


def there(told: Told, commitment: str) -> Commitment:
    """The promise of that code. Refuses with NothingThere."""
    found = commitment_coded(told.programme, told.by, commitment)
    if found is None:
        raise NothingThere
    return found


def seen(told: Told, commitment: Commitment) -> int:
    """The version as the deeds take it: the one there is if it was named, else one that there never is."""
    return version_of(commitment) if version_told(commitment) in told.versions else -1


def _whole(told: Told, commitment: Commitment) -> Plain:
    row = told.row(COMMITMENTS, commitment.code)
    row["links"] = linker("commitments", told.programme.code, {})(row)
    return row


def _changed(told: Told, commitment: Commitment, row: Plain) -> Plain:
    own = f"{root()}programmes/{told.programme.code}/commitments/{commitment.code}"
    return {**row, "version": version_told(commitment), "links": {"commitment": own}}


@door.writes("post", "/programmes/{programme}/commitments", shapes.WrittenCommitment, "commitments", MAKE)
def make_commitment_(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """Write down what a party owes another."""

    def deed(told: Told) -> Plain:
        given: dict[str, Any] = dict(told.given)
        own, paper = given.pop("code"), paper_of(given.pop("paper"))
        try:
            made = make_commitment(told.programme, Given(**given), paper, **told.when, code=own)
        except WrongFields as problem:
            raise about_paper(problem, "source")
        return _whole(told, made)

    return done(request, MAKE, programme, deed)


@door.writes(
    "patch", "/programmes/{programme}/commitments/{code}", shapes.WrittenCommitment, "commitments", CORRECT
)
def correct_commitment_(
    request: HttpRequest, programme: str = programme_path(), code: str = code_path("commitments")
) -> HttpResponse:
    """Correct how a promise was written; what is left out stays, null empties. Its debtor and due date stay."""

    def deed(told: Told) -> Plain:
        found = there(told, code)
        given: dict[str, Any] = dict(told.given)
        reason = given.pop("reason", "")
        right = replace(given_of(found), **given)
        return _whole(told, correct_commitment(found, right, reason, **told.when, seen=seen(told, found)))

    return done(request, CORRECT, programme, deed)


@door.writes("post", "/programmes/{programme}/commitments/{code}/moves", shapes.WrittenMove, "commitments", MOVE)
def move_commitment(
    request: HttpRequest, programme: str = programme_path(), code: str = code_path("commitments")
) -> HttpResponse:
    """Move the date by which something is due; the first date is never lost, and lateness counts from it."""

    def deed(told: Told) -> Plain:
        found, given = there(told, code), told.given
        paper = paper_of(given["paper"])
        more = {"agreement": given["agreement"], "seen": seen(told, found)}
        try:
            move = move_due_date(found, given["due_on"], given["reason"], paper, **told.when, **more)
        except WrongFields as problem:
            raise about_paper(problem, *OF_PAPER)
        return _changed(told, found, told.row(MOVES, move.pk))

    return done(request, MOVE, programme, deed)


@door.writes("post", "/programmes/{programme}/commitments/{code}/endings", shapes.WrittenEnding, "commitments", END)
def end_commitment_(
    request: HttpRequest, programme: str = programme_path(), code: str = code_path("commitments")
) -> HttpResponse:
    """Withdraw a promise, or put another in its place."""

    def deed(told: Told) -> Plain:
        found, given = there(told, code), told.given
        paper = paper_of(given["paper"])
        more = {"authority": given["authority"], "successor": given["successor"], "seen": seen(told, found)}
        try:
            ending = end_commitment(found, given["how"], given["reason"], paper, **told.when, **more)
        except WrongFields as problem:
            raise about_paper(problem, *OF_PAPER)
        return _changed(told, found, told.row(ENDED, ending.pk))

    return done(request, END, programme, deed)
