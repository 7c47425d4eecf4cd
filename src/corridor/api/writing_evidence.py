"""Bringing evidence with its files, taking it back, and deciding on what others brought."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Path

from corridor.api import written_shapes as shapes
from corridor.api.addresses import root
from corridor.api.answers import JSON, form_of
from corridor.api.asked import LANGUAGE, Parameter, read, table
from corridor.api.bodies import sent_bytes
from corridor.api.conditions import key_of
from corridor.api.deeds import Told, answered, done
from corridor.api.fields import day, flag, group, listed, number, print_of_file, required, text, word
from corridor.api.gate import count_write
from corridor.api.lists import asked_programme
from corridor.api.operations import code_path, door, programme_path
from corridor.api.problems import NothingThere
from corridor.api.tokens import holder_of
from corridor.api.writing import there
from corridor.api.writings import CREATED, OK, Writing
from corridor.base.refusals import Refusal, UnknownCode, WrongFields
from corridor.ledger.actions.evidence import (
    Handed,
    accept_evidence,
    bring_evidence,
    reject_evidence,
    take_back,
)
from corridor.ledger.models import Submission
from corridor.ledger.queries.written import submission_numbered
from corridor.ledger.rules.given import ADDRESS, NOTE, TITLE, Observed
from corridor.ledger.rules.words import GRADES, SAYINGS
from corridor.results.queries.exposed import Plain
from corridor.results.queries.exposed_written import SUBMISSIONS
from corridor.retries.queries import was_answered
from corridor.sources.actions import keep_document
from corridor.sources.queries import document_of, sound_file
from corridor.sources.rules import MOST_BYTES, SUFFIXES

MOST_FILES = 10
LONGEST_NAME = 255
ANY = "application/octet-stream"
LARGEST = 2**31 - 1
FILE = group(
    "",
    (
        required(print_of_file("document", "A file that was handed in, by what that answered")),
        required(text("name", 120, "Its name")),
        flag("sealed", "Only for those concerned; else everybody sees it once the evidence is accepted"),
    ),
    "",
)
BRING = Writing(
    "evidence",
    (
        required(day("observed_on", "When it was observed")),
        required(word("says", SAYINGS, "What it says")),
        required(word("grade", GRADES, "How well it is known")),
        number("quantity", "How much; it needs its unit"),
        word("unit", (), "One of the programme's `units`"),
        day("valid_until", "The last day on which it proves anything; for good where there is none"),
        text("note", NOTE, "What else there is to say"),
        text("title", TITLE, "The paper it stands in, where there is one"),
        text("publisher", TITLE, "Who issued that"),
        text("address", ADDRESS, "Where that can be read, https or http"),
        listed(FILE, "Files that were handed in", MOST_FILES, "files"),
    ),
)
ACCEPT = Writing("verify", (text("note", NOTE, "What the verifier has to say"),), OK)
REJECT = Writing("verify", (required(text("reason", NOTE, "Why it does not show what it says")),), OK)
TAKE_BACK = Writing("evidence", (), OK)


def _name(parameter: Parameter, given: str) -> str:
    return given[:LONGEST_NAME]


NAME = Parameter(
    "name",
    {"type": "string", "maxLength": LONGEST_NAME},
    "The file's name; its kind is known by its content",
    _name,
)
HAND_IN = Writing("evidence", forms=(*SUFFIXES, ANY), known=table(NAME, LANGUAGE))


def submission_path() -> Any:
    """The submission in an address."""
    return Path(..., description="The number of a submission", ge=1, le=LARGEST)


def submission_told(told: Told, submission: Submission) -> Plain:
    """A submission as it now stands."""
    row = told.row(SUBMISSIONS, submission.pk)
    row["links"] = submission_links(told.programme.code, row)
    return row


def submission_links(programme: str, row: Mapping[str, Any]) -> dict[str, str]:
    """The addresses of a submission."""
    own = f"{root()}programmes/{programme}"
    return {"self": f"{own}/submissions/{row['code']}", "commitment": f"{own}/commitments/{row['commitment']}"}


def _waiting(told: Told, number: int) -> Submission:
    found = submission_numbered(told.programme, told.by, number)
    if found is None:
        raise NothingThere
    return found


def _route(programme: str) -> str:
    return f"POST /api/v1/programmes/{programme}/documents"


def _handed(told: Told) -> list[Handed]:
    """The files that were named. Refuses with WrongFields one that the holder did not hand in."""
    found: list[Handed] = []
    wrong: dict[str, Refusal] = {}
    for place, each in enumerate(told.given["files"]):
        document = document_of(each["document"])
        # Whoever knows the print of a file need not be one who may see it.
        if document is None or not was_answered(
            told.by.person or 0, _route(told.programme.code), f'"{document.sha256}"'
        ):
            known = UnknownCode(what=_("file"), asked=each["document"], near="")
            wrong[f"files[{place}].document"] = known
        else:
            found.append(Handed(document, each["name"], each["sealed"]))
    if wrong:
        raise WrongFields(wrong)
    return found


@door.writes("post", "/programmes/{programme}/documents", shapes.KeptDocument, "documents", HAND_IN)
def hand_in_document(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """Hand in a file, as it is, to be named in evidence: PDF, picture, workbook, text or CSV of up to 20 MB."""
    form_of(request, JSON)
    asked = read(request, HAND_IN.known)
    holder = holder_of(request, HAND_IN.scope)
    count_write(request, holder.token.pk)
    key = key_of(request, required=True)
    sent = sent_bytes(request, MOST_BYTES, HAND_IN.forms)
    there = asked_programme(programme)
    name = asked.chosen.get("name", "")
    sound: list[Any] = []

    def deed() -> Plain:
        document = keep_document(sound[0], by=holder.actor, at=timezone.now())
        return {
            "code": document.sha256,
            "document": document.sha256,
            "name": sound[0].name,
            "media_type": document.media_type,
            "size": document.size,
            "width": document.width,
            "height": document.height,
            "links": {"programme": f"{root()}programmes/{there.code}"},
        }

    # Drawing a picture anew takes up to seconds, in which nobody need wait.
    sound.append(sound_file(name, BytesIO(sent)))
    return answered(request, holder, key, name.encode() + b"\n" + sent, CREATED, deed)


@door.writes("post", "/programmes/{programme}/commitments/{code}/evidence", shapes.Submission, "submissions", BRING)
def bring_evidence_(
    request: HttpRequest, programme: str = programme_path(), code: str = code_path("commitments")
) -> HttpResponse:
    """Bring what was observed about a promise. It waits until somebody of another party has looked at it."""

    def deed(told: Told) -> Plain:
        found = there(told, code)
        observed = {name: value for name, value in told.given.items() if name != "files"}
        return submission_told(told, bring_evidence(found, Observed(**observed), _handed(told), **told.when))

    return done(request, BRING, programme, deed)


@door.writes(
    "post", "/programmes/{programme}/submissions/{number}/acceptance", shapes.Submission, "submissions", ACCEPT
)
def accept_submission(
    request: HttpRequest, programme: str = programme_path(), number: int = submission_path()
) -> HttpResponse:
    """Verify what somebody else brought: from now on it is evidence, and the state follows."""

    def deed(told: Told) -> Plain:
        found = accept_evidence(_waiting(told, number), told.given["note"], **told.when)
        return submission_told(told, found)

    return done(request, ACCEPT, programme, deed)


@door.writes(
    "post", "/programmes/{programme}/submissions/{number}/rejection", shapes.Submission, "submissions", REJECT
)
def reject_submission(
    request: HttpRequest, programme: str = programme_path(), number: int = submission_path()
) -> HttpResponse:
    """Say that what was brought does not show what it says, and why."""

    def deed(told: Told) -> Plain:
        found = reject_evidence(_waiting(told, number), told.given["reason"], by=told.by, at=told.at)
        return submission_told(told, found)

    return done(request, REJECT, programme, deed)


@door.writes(
    "post", "/programmes/{programme}/submissions/{number}/withdrawal", shapes.Submission, "submissions", TAKE_BACK
)
def take_submission_back(
    request: HttpRequest, programme: str = programme_path(), number: int = submission_path()
) -> HttpResponse:
    """Take back what one brought, while nobody has decided on it."""

    def deed(told: Told) -> Plain:
        return submission_told(told, take_back(_waiting(told, number), by=told.by, at=told.at))

    return done(request, TAKE_BACK, programme, deed)
