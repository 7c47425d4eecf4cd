"""The operations of the API: each an address, what it answers, and the function that answers it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import Path

from corridor.api import nouns, shapes
from corridor.api.addresses import linker, programme_links, root
from corridor.api.answers import JSON, LINKS, as_json, form_of
from corridor.api.asked import CODE_SCHEMA, DAYS, LANGUAGE, Parameter, fields, read, table
from corridor.api.board_shapes import Board
from corridor.api.door import Door
from corridor.api.lists import asked_programme, commitments_page, noun_page, picked, programmes_page
from corridor.api.problems import NothingThere
from corridor.base.actors import READER
from corridor.results.queries.board import board as read_board
from corridor.results.queries.exposed import one
from corridor.results.queries.exposed_commitments import MORE, commitment_told
from corridor.results.queries.exposed_nouns import NOUNS, PROGRAMMES
from corridor.results.queries.exposed_written import version_coded
from corridor.results.rules.plain import board_as_plain
from corridor.search.queries.codes import merged_into
from corridor.search.rules.order import NOUNS as MERGING

ONES: dict[str, Any] = {**shapes.SHAPES, "commitments": shapes.CommitmentInFull}
# Figures and evidence have no code in a package; theirs is put together of what tells them apart, with points.
LONG_CODE = {"pattern": r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", "max_length": 400}
SHORT_CODE = {"pattern": CODE_SCHEMA["pattern"], "max_length": CODE_SCHEMA["maxLength"]}
OF_BOARD = table(*DAYS, fields(shapes.fields_of(Board)), LANGUAGE)

door = Door()


def programme_path() -> Any:
    """The programme in an address."""
    return Path(..., description="The code of a programme", **SHORT_CODE)


def code_path(noun: str) -> Any:
    """The thing in an address."""
    shape = LONG_CODE if noun in ("figures", "evidence") else SHORT_CODE
    return Path(..., description=f"The code of a {nouns.SINGULAR[noun]}", **shape)


def one_answer(
    request: HttpRequest, known: dict[str, Parameter], told: Callable[..., dict[str, Any] | None], shape: Any
) -> HttpResponse:
    """One thing as JSON, of its fields only those that are asked for."""
    form_of(request, JSON)
    asked = read(request, known)
    names = asked.fields or shapes.fields_of(shape)
    row = told(asked, names)
    if row is None:
        raise NothingThere
    return as_json(picked([row], names)[0])


def merged_answer(request: HttpRequest, programme: str, noun: str, code: str) -> HttpResponse:
    """Where a thing stands whose code was merged into another, for ever."""
    into = merged_into(asked_programme(programme), noun, code) if noun in MERGING else ""
    if not into:
        raise NothingThere
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{root()}programmes/{programme}/{noun}/{into}{query and '?'}{query}")


@door.listing("/programmes", shapes.Listing[shapes.Programme], "programmes", nouns.OF_PROGRAMMES)
def list_programmes(request: HttpRequest) -> HttpResponse:
    """The programmes of this installation, by code."""
    return programmes_page(request)


@door.one("/programmes/{programme}", shapes.ProgrammeInFull, "programmes", nouns.OF_PROGRAMME)
def get_programme(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """One programme, with the words by which its lists can be chosen."""

    def told(asked: Any, names: Any) -> dict[str, Any] | None:
        row = one(PROGRAMMES, None, READER, asked.when, programme)
        return row and {**row, LINKS: programme_links(programme)}

    return one_answer(request, nouns.OF_PROGRAMME, told, shapes.ProgrammeInFull)


@door.one("/programmes/{programme}/board", Board, "programmes", OF_BOARD)
def get_board(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """The board of a programme on a day: the three results, the path to proof, what is held up, who owes."""

    def told(asked: Any, names: Any) -> dict[str, Any]:
        found = read_board(asked_programme(programme), READER, on=asked.when.on, known_on=asked.when.known_on)
        links = {name: address for name, address in programme_links(programme).items() if name != "self"}
        return {
            **board_as_plain(found),
            LINKS: {"self": links.pop("board"), "programme": f"{root()}programmes/{programme}", **links},
        }

    return one_answer(request, OF_BOARD, told, Board)


@door.listing(
    "/programmes/{programme}/commitments",
    shapes.CountedListing[shapes.Commitment],
    "commitments",
    nouns.of_list("commitments"),
)
def list_commitments(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """The commitments made by a day and where each stands; those first for which most others wait."""
    return commitments_page(request, programme)


OF_COMMITMENT = nouns.of_one(shapes.CommitmentInFull)


@door.one("/programmes/{programme}/commitments/{code}", shapes.CommitmentInFull, "commitments", OF_COMMITMENT)
def get_commitment(
    request: HttpRequest, programme: str = programme_path(), code: str = code_path("commitments")
) -> HttpResponse:
    """One commitment: where it stands, its evidence, what it needs, what waits for it, its end, its history."""

    def told(asked: Any, names: Any) -> dict[str, Any] | None:
        wanted = [name for name in MORE if name in names]
        there = asked_programme(programme)
        row = commitment_told(there, READER, asked.when, code, wanted)
        if row is None:
            return None
        # A day that is past has no version that could be changed.
        version = version_coded(there, READER, code) if "version" in names and not asked.days else None
        return {**row, "version": version, LINKS: linker("commitments", programme, asked.days)(row)}

    try:
        return one_answer(request, OF_COMMITMENT, told, shapes.CommitmentInFull)
    except NothingThere:
        return merged_answer(request, programme, "commitments", code)


def _add(noun: str) -> None:
    """The list of a noun and one of it."""
    known = nouns.of_one(shapes.SHAPES[noun])

    def listing(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
        return noun_page(request, programme, noun)

    def single(
        request: HttpRequest, programme: str = programme_path(), code: str = code_path(noun)
    ) -> HttpResponse:
        def told(asked: Any, names: Any) -> dict[str, Any] | None:
            row = one(NOUNS[noun], asked_programme(programme), READER, asked.when, code)
            return row and {**row, LINKS: linker(noun, programme, asked.days)(row)}

        try:
            return one_answer(request, known, told, shapes.SHAPES[noun])
        except NothingThere:
            return merged_answer(request, programme, noun, code)

    listing.__name__, single.__name__ = f"list_{noun}", f"get_{nouns.SINGULAR[noun]}"
    listing.__doc__ = f"The {noun} of a programme, in a fixed order."
    single.__doc__ = f"One {nouns.SINGULAR[noun]}."
    door.listing(f"/programmes/{{programme}}/{noun}", shapes.dated(noun), noun, nouns.of_list(noun))(listing)
    door.one(f"/programmes/{{programme}}/{noun}/{{code}}", shapes.SHAPES[noun], noun, known)(single)


for _noun in NOUNS:
    _add(_noun)
