"""The register of names: filled, and written anew only where something differs."""

import pytest
from django.db import IntegrityError, connection, transaction

import make
from corridor.base.actors import READER
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.programme.models import Programme
from corridor.search.actions import Indexed, index_programme
from corridor.search.models import Entry, Word
from corridor.search.queries.find import find
from corridor.search.rules.things import vocabulary

pytestmark = pytest.mark.django_db


def indexed(programme: Programme) -> Indexed:
    return index_programme(programme, by=make.OPERATOR, at=make.NOON)


def anew() -> None:
    """As if nothing had ever been indexed."""
    Entry.objects.all().delete()
    Word.objects.all().delete()


def register() -> list[tuple]:
    """The register as it is, in its order, with its words."""
    entries = Entry.objects.order_by("id").values_list("noun", "code", "names", "said", "terms")
    return [*entries, *Word.objects.order_by("text").values_list("text", "count")]


def test_everything_of_a_programme_is_entered_once(tmp_path):
    programme = make.loaded(tmp_path)
    anew()

    assert indexed(programme) == Indexed(added=20)
    assert Event.objects.filter(name="search.indexed").latest("id").after == {
        "added": 20,
        "changed": 0,
        "removed": 0,
    }
    assert list(Entry.objects.order_by("id").values_list("noun", "code")) == [
        ("zones", "east-quay"), ("zones", "west-quay"),
        ("parties", "auditor"), ("parties", "isles"), ("parties", "harbour-board"), ("parties", "mill"),
        ("parties", "water-works"),
        ("agreements", "quay-lease"), ("agreements", "pact"),
        ("commitments", "bring-water"), ("commitments", "build-mill"), ("commitments", "build-quay"),
        ("commitments", "give-work"),
        ("ventures", "the-mill"),
        ("meetings", "board-1"), ("meetings", "board-2"),
        ("obstacles", "no-spring"),
        ("sources", "folha"), ("sources", "gazette"), ("sources", "paper"),
    ]  # fmt: skip


def test_indexing_again_writes_nothing(tmp_path):
    programme = make.loaded(tmp_path)
    indexed(programme)
    before, events = register(), Event.objects.count()

    assert indexed(programme) == Indexed()
    assert register() == before
    assert Event.objects.count() == events


def test_only_what_differs_is_written(tmp_path):
    programme = make.loaded(tmp_path)
    indexed(programme)
    before = dict(Entry.objects.values_list("code", "id"))
    make.loaded(
        tmp_path,
        commitments=[
            make.swap("Build the quay,", "Alter the quay,"),
            make.more("paint-quay,Paint the quay,quay,mill,,east-quay,,,,,,,,,paper,"),
        ],
        evidence=make.swap("no day", "not a drop"),
        ventures=make.without(2),
    )
    indexed(programme)

    after = dict(Entry.objects.values_list("code", "id"))
    moved = {code for code in before if code in after and before[code] != after[code]}
    assert (moved, before.keys() - after.keys(), after.keys() - before.keys()) == (
        {"build-quay"}, {"the-mill"}, {"paint-quay"},
    )  # fmt: skip
    assert [hit.code for hit in find(programme, READER, "drop").hits] == ["bring-water"]
    assert [hit.code for hit in find(programme, READER, "quay", noun="commitments").hits] == [
        "build-quay", "paint-quay", "bring-water", "build-mill",
    ]  # fmt: skip


def test_what_is_left_by_many_changes_is_what_a_first_indexing_writes(tmp_path):
    programme = make.loaded(tmp_path)
    indexed(programme)
    make.loaded(
        tmp_path, zones=make.more("bare,Bare Rock,,,CV,,,,,,,gazette"), parties=make.swap("The Mill", "Mills")
    )
    indexed(programme)
    make.loaded(tmp_path, obstacles=make.without(2), meetings=make.more("board-3,harbour-board,3,2020-09,,,paper,"))
    indexed(programme)
    after = register()
    anew()
    indexed(programme)

    assert register() == after


def test_words_are_counted_as_often_as_they_stand(tmp_path):
    programme = make.loaded(tmp_path)
    indexed(programme)
    counts: dict[str, int] = {}
    for terms in Entry.objects.values_list("terms", flat=True):
        for word in vocabulary(terms.split(" ")):
            counts[word] = counts.get(word, 0) + 1

    assert dict(Word.objects.values_list("text", "count")) == counts


def test_programmes_do_not_mix(tmp_path):
    isles = make.loaded(tmp_path)
    make.load(make.MFANO)
    mfano = Programme.objects.get(code="mfano")
    indexed(isles)
    indexed(mfano)

    assert find(isles, READER, "mfano").total == 0
    assert find(mfano, READER, "mfano").total > 0
    assert find(mfano, READER, "mill").by_noun == {"commitments": 1, "ventures": 1}


def test_a_removed_programme_is_no_longer_found(tmp_path):
    programme = make.loaded(tmp_path)
    indexed(programme)
    Entry.objects.filter(noun="zones").delete()

    assert find(programme, READER, "east quay", noun="zones").hits == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index itself")
def test_the_index_of_sqlite_agrees_with_the_register(tmp_path):
    programme = make.loaded(tmp_path)
    indexed(programme)
    make.loaded(tmp_path, ventures=make.without(2), zones=make.swap("East Quay", "Far Quay"))
    indexed(programme)

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_terms (search_terms, rank) VALUES ('integrity-check', 1)")
    with pytest.raises(IntegrityError, match="removed and added"), transaction.atomic():
        Entry.objects.filter(code="pact").update(terms="x")


def test_only_an_operator_indexes(tmp_path):
    programme = make.loaded(tmp_path)
    with pytest.raises(NotAllowed):
        index_programme(programme, by=READER, at=make.NOON)


def test_queries_do_not_grow_with_the_programme(tmp_path, django_assert_max_num_queries):
    small = make.loaded(tmp_path)
    make.load(make.MFANO)
    for programme in (small, Programme.objects.get(code="mfano")):
        indexed(programme)
        with django_assert_max_num_queries(21):
            indexed(programme)
