"""Answers are what the OpenAPI document says: proven here, as they are not validated one by one."""

import pytest

import make
from corridor.api import nouns, shapes
from corridor.api.all_operations import door
from corridor.api.board_shapes import Board
from corridor.api.forecast_shapes import ForecastTold, HeldBackTold
from corridor.api.operations import ONES
from corridor.exchange.rules.format import (
    AGREEMENT_KINDS,
    MERGED,
    NATURES,
    OBSTACLE_KINDS,
    PARTY_KINDS,
    SOURCE_KINDS,
    SUBJECTS,
)

MERGING = {f"get_{nouns.SINGULAR[noun]}" for noun in MERGED}
DAYS = ["", "as_of=2024-06-30", "as_of=2026-12-31&known_on=2025"]


@pytest.fixture(params=["mfano", "cpec"])
def programme(request):
    return request.getfixturevalue(request.param)


def exact(shape, told):
    """The answer holds exactly the fields of its shape, each of its type, and nothing is made into another type."""
    proven = shape.model_validate(told, strict=False)
    assert proven.model_dump(mode="json", exclude_unset=True) == told
    return list(told)


def test_every_row_of_every_list_and_the_thing_itself(ask, programme):
    code = programme.code
    for noun, shape in shapes.SHAPES.items():
        for day in DAYS:
            found = ask(f"/{noun}?limit=100&{day}" if day else f"/{noun}?limit=100", code)
            listing = shapes.CountedListing if noun == "commitments" else shapes.DatedListing
            exact(listing, {**found, "items": []})

            assert found["items"] or day
            assert {tuple(exact(shape, row)) for row in found["items"]} <= {tuple(shapes.fields_of(shape))}
            for row in found["items"][:3]:
                whole = ask(f"/{noun}/{row['code']}?{day}", code)
                assert exact(ONES[noun], whole) == shapes.fields_of(ONES[noun])
                assert {name: whole[name] for name in row} == row


@pytest.mark.parametrize("day", DAYS)
def test_the_board_and_the_programme(ask, client, programme, day):
    assert exact(Board, ask(f"/board?{day}", programme.code)) == shapes.fields_of(Board)
    told = ask("", programme.code)
    assert exact(shapes.ProgrammeInFull, told) == shapes.fields_of(shapes.ProgrammeInFull)
    (row,) = client.get("/api/v1/programmes").json()["items"]
    assert exact(shapes.Programme, row) == shapes.fields_of(shapes.Programme)


@pytest.mark.parametrize("day", DAYS)
def test_the_forecast_and_what_holds_back(ask, programme, day):
    told = ask(f"/forecast?{day}", programme.code)
    held = ask(f"/held-back?{day}", programme.code)

    assert exact(ForecastTold, told) == shapes.fields_of(ForecastTold)
    assert exact(HeldBackTold, held) == shapes.fields_of(HeldBackTold)
    assert (held["digest"], held["held_back"]) == (told["digest"], told["held_back"])


def test_a_forecast_under_changes_says_which(client, ask, mfano):
    line = "done:hill-power-whole@2027-06-30"
    told = ask(f"/forecast?as_of=2026-06-30&changes={line}&fields=changes,promises,links")
    promised = {each["code"]: each for each in told["promises"]}
    wrong = client.get("/api/v1/programmes/mfano/forecast?as_of=2026-06-30&changes=done:nothing@2027,x")

    assert told["changes"] == [line]
    assert promised["hill-power-whole"]["p50"] == "2027-06-30"
    assert told["links"]["page"] == "/mfano/forecast/?as_of=2026-06-30&change=done%3Ahill-power-whole%402027-06-30"
    assert (wrong.status_code, wrong.json()["code"]) == (400, "wrong-scenario")
    assert "there is no promise “nothing”" in wrong.json()["detail"]


def test_the_board_says_what_the_portal_says(client, ask, mfano):
    portal = client.get("/mfano/board.json?as_of=2025").json()
    told = ask("/board?as_of=2025")

    assert told.pop("links")["self"] == "/api/v1/programmes/mfano/board"
    assert told == portal


def test_every_operation_tells_of_everything_it_can_answer(client):
    document = client.get("/api/v1/openapi.json").json()
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]

    assert document["openapi"] == "3.1.0"
    always = ["304", "400", "404", "406", "429"]
    written = ["400", "401", "403", "404", "406", "409", "413", "415", "422", "429", "503"]
    for operation in operations:
        assert all(each.get("description") for each in operation["parameters"])
        if "requestBody" in operation:
            done, *problems = operation["responses"]
            versions = ["412", "428"] if any(each["name"] == "If-Match" for each in operation["parameters"]) else []
            assert (done in ("200", "201"), sorted(problems)) == (True, sorted([*written, *versions]))
            continue
        if "security" in operation:
            assert list(operation["responses"]) == ["200", "304", "400", "401", "404", "406", "429"]
            continue
        moved = [] if operation["operationId"] not in MERGING else ["301"]
        busy = ["503"] if operation["operationId"] in ("get_forecast", "get_held_back") else []
        assert list(operation["responses"]) == ["200", *moved, *always, *busy]
        forms = list(operation["responses"]["200"]["content"])
        assert forms == [
            "application/json",
            *(["text/csv"] if operation["operationId"].startswith("list_") else []),
        ]
    assert len(client.get("/api/v1/openapi.json").content) < 250_000


def test_only_shapes_that_fields_choose_from_leave_anything_out():
    schemas = door.get_openapi_schema()["components"]["schemas"]
    whole = {
        shape.__name__ for shape in (*ONES.values(), *shapes.SHAPES.values(), Board, ForecastTold, HeldBackTold)
    }
    whole |= {"Programme", "ProgrammeInFull"}

    assert {
        name for name, schema in schemas.items() if schema["type"] == "object" and "required" not in schema
    } == whole


def test_the_words_of_filters_are_those_of_packages():
    def words(noun, name):
        return next(each.schema["enum"] for each in nouns.FILTERS[noun] if each.name == name)

    assert sorted(words("parties", "kind")) == sorted(PARTY_KINDS)
    assert sorted(words("agreements", "kind")) == sorted(AGREEMENT_KINDS)
    assert sorted(words("sources", "kind")) == sorted(SOURCE_KINDS)
    assert sorted(words("figures", "nature")) == sorted(NATURES)
    assert sorted(words("figures", "subject_kind")) == sorted(SUBJECTS)
    assert sorted(words("obstacles", "kind")) == sorted(OBSTACLE_KINDS)


def test_numbers_are_exact_and_names_in_every_language(ask, mfano):
    loan = ask("/commitments/loan-first-part")
    assert (loan["quantity"], loan["unit"]) == (9_000_000_000, "TZS")
    assert ask("/commitments/port-water")["quantity"] == 2500.25
    assert list(ask("/zones/mfano-port")["name"]) == ["en", "fr", "sw"]
    assert ask("/sources/mfano-gazette-2")["title"] == {"fr": "Pacte-cadre du lac Mfano"}


def test_an_address_that_could_be_a_script_is_not_told(ask, tmp_path):
    make.loaded(tmp_path, sources=make.swap("https://example.org/1", "javascript:alert(1)"))

    assert ask("/sources/gazette", "isles")["address"] is None


def test_no_two_shapes_go_by_one_name():
    def below(kind):
        return [kind, *(found for each in kind.__subclasses__() for found in below(each))]

    names = [each.__name__ for each in below(shapes.Shape)]

    assert sorted(set(names)) == sorted(names)


def test_a_promise_tells_of_every_date_given_and_of_every_objection(ask, table, mfano):
    water, crane = (ask(f"/commitments/{code}?as_of=2026-06-30") for code in ("hill-water", "port-crane"))
    before = ask("/commitments/port-crane?as_of=2026-06-30&known_on=2026-03-30")

    assert (water["due_on"], [each["due_on"] for each in water["moves"]]) == ("2025-12", ["2026-09", "2027"])
    # By its number it is answered; every installation has its own.
    assert [{name: told for name, told in each.items() if name != "code"} for each in crane["contests"]] == [
        {
            "party": "nonesuch-developers",
            "contested_on": "2026-01-20",
            "says": "The crane came in July, in parts",
            "evidence": "port-crane.2025-08-14.not-yet.mfano-times-2",
            "answer": "upheld",
            "answered_on": "2026-03",
            "answered_for": "example-zones-authority",
            "answer_says": "The parts were counted",
            "source": "mfano-habari-2",
        }
    ]
    assert [each["found_wrong_on"] for each in crane["evidence"]] == ["2026-03-31"]
    assert (before["contested"], before["contests"][0]["answer"]) == (True, None)
    assert [each["found_wrong_on"] for each in before["evidence"]] == [None]
    assert ask("/commitments?mark=contested&as_of=2026-06-30")["total"] == 1
    found = table("/evidence?as_of=2026-06-30&commitment=port-jobs&fields=observed_on,valid_until")
    assert found == [
        {"observed_on": "2025-02-28", "valid_until": ""},
        {"observed_on": "2026-01", "valid_until": "2030"},
    ]


def test_an_obstacle_tells_what_was_done_about_it(ask, mfano):
    def steps(day):
        return [(each["what"], each["party"]) for each in ask(f"/obstacles/hill-graveyard?as_of={day}")["steps"]]

    assert steps("2026-06-30") == [("assigned", "placeholder-water"), ("escalated", "ministry-of-samples")]
    assert steps("2025-12-31") == [("assigned", "placeholder-water")]
