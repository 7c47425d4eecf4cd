"""Many rows at once: numbers that nobody else has, and the errors of the database as Django names them."""

import pytest
from django.db import IntegrityError, transaction

import make
from corridor.base.bulk import as_json, insert, reserve
from corridor.base.models import Event
from corridor.programme.models import Programme

pytestmark = pytest.mark.django_db

FIELDS = ("id", "code", "charter", "recorded_at")


def rows(numbers) -> list[tuple]:
    return [(number, f"programme-{number}", "{}", "2026-06-30 12:00:00+00") for number in numbers]


def test_reserved_numbers_rise_and_are_taken_once():
    first = reserve(Programme, 3)
    insert(Programme, FIELDS, rows(first))
    second = reserve(Programme, 2)
    insert(Programme, FIELDS, rows(second))

    assert sorted({*first, *second}) == [*first, *second]
    assert Programme.objects.create(code="own", charter={}, recorded_at=make.NOON).pk > second[-1]


def test_nothing_is_reserved_for_nothing():
    assert list(reserve(Programme, 0)) == []


def test_inserting_nothing_is_no_error():
    insert(Programme, FIELDS, [])

    assert not Programme.objects.exists()


def test_more_rows_than_one_chunk_all_arrive():
    insert(Programme, FIELDS, rows(reserve(Programme, 10_001)))

    assert Programme.objects.count() == 10_001


def test_an_error_of_the_database_is_named_as_django_names_it():
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Programme, FIELDS, rows([1, 1]))

    assert not Event.objects.exists()


def test_json_is_compact_and_readable_and_refuses_what_json_has_not():
    assert as_json({"name": "کونسل", "list": [1, None]}) == '{"name":"کونسل","list":[1,null]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        as_json(float("inf"))
