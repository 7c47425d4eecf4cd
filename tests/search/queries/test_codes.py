"""From a code to a thing: those that bear it, those merged into others, those that are near."""

import pytest

import make
from corridor.base.actors import READER
from corridor.programme.models import Programme
from corridor.search.actions import index_programme
from corridor.search.models import Merge
from corridor.search.queries.codes import examples, merged_into, near_codes, resolve, things_of_code
from corridor.sources.models import Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def isles(tmp_path):
    same = "mill,The same,,,CV,,,,,,,gazette"
    programme = make.loaded(tmp_path, zones=make.more(same))
    index_programme(programme, by=make.OPERATOR, at=make.NOON)
    return programme


def merged(programme: Programme, noun: str, **codes: str) -> None:
    """Say of each code into which it was merged; underscores stand for hyphens."""
    paper = Source.objects.get(programme=programme, code="paper")
    for code, into in codes.items():
        Merge.objects.create(
            programme=programme, noun=noun, code=code.replace("_", "-"), into=into, merged_on="2022-01",
            source=paper, recorded_at=make.NOON,
        )  # fmt: skip


def found(programme: Programme, code: str) -> list[tuple[str, str]]:
    return [(each.noun, each.code) for each in things_of_code(programme, READER, code)]


def test_all_things_of_a_code_are_named(isles):
    assert found(isles, "build-quay") == [("commitments", "build-quay")]
    assert found(isles, "mill") == [("zones", "mill"), ("parties", "mill")]
    assert found(isles, "nothing") == []


def test_a_merged_code_leads_to_where_the_chain_of_merges_ends(isles):
    merged(isles, "zones", old_quay="older-quay", older_quay="east-quay", lost="nowhere")

    assert resolve(isles, "zones", "old-quay") == "east-quay"
    assert merged_into(isles, "zones", "old-quay") == "east-quay"
    assert merged_into(isles, "zones", "east-quay") == ""
    assert merged_into(isles, "parties", "old-quay") == ""
    assert found(isles, "old-quay") == [("zones", "east-quay")]
    assert found(isles, "lost") == []


def test_merges_that_turn_in_a_circle_lead_nowhere(isles):
    merged(isles, "zones", a="b", b="c", c="a")

    assert [resolve(isles, "zones", code) for code in "abc"] == ["a", "b", "c"]
    assert found(isles, "a") == []


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("build-quai", ("commitments", "build-quay")),
        ("biuld-mill", ("commitments", "build-mill")),
        ("harbour", ("parties", "harbour-board")),
        ("aguas", ("parties", "water-works")),
        ("east-quay-zone-of-old", ("zones", "east-quay")),
    ],
)
def test_near_codes_and_names_are_offered(isles, asked, near):
    assert near in [(each.noun, each.code) for each in near_codes(isles, READER, asked)]


@pytest.mark.parametrize("asked", ["", "-", "zzzzzz", "\x00", "x" * 10_000, "%", "_"])
def test_what_is_near_to_nothing_is_no_error(isles, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert near_codes(isles, READER, asked) == []


def test_examples_are_taken_from_the_programme(isles, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [each.code for each in examples(isles)] == ["east-quay", "auditor", "bring-water", "folha"]
