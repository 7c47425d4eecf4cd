"""The journal: appended to, never changed, whatever program holds the connection."""

import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

import make
from corridor.base.journal import Entry, record
from corridor.base.models import Event

pytestmark = pytest.mark.django_db

ADDED = Entry("party.added", "mfano", "parties", "acme", None, {"code": "acme", "name_fr": "Textiles Acmé"})

FORBIDDEN = {
    "update": "UPDATE base_event SET name = 'party.removed'",
    "update of one column": "UPDATE base_event SET after = NULL WHERE key = 'acme'",
    "delete": "DELETE FROM base_event",
    "delete of one": "DELETE FROM base_event WHERE key = 'acme'",
}
COLUMNS = 'id, at, by, name, programme, "table", key, after'
ROW = "SELECT id, at, 'nobody', name, programme, \"table\", key, after FROM base_event"
FORBIDDEN_HERE = {
    "sqlite": {
        "insert or replace": f"INSERT OR REPLACE INTO base_event ({COLUMNS}) {ROW}",
        "replace": f"REPLACE INTO base_event ({COLUMNS}) {ROW}",
        "upsert": f"INSERT INTO base_event ({COLUMNS}) {ROW} WHERE true ON CONFLICT (id) DO UPDATE SET by = 'x'",
        "update or replace": "UPDATE OR REPLACE base_event SET by = 'nobody'",
    },
    "postgresql": {
        "truncate": "TRUNCATE base_event",
        "truncate with others": "TRUNCATE base_event, programme_programme CASCADE",
        "upsert": f"INSERT INTO base_event ({COLUMNS}) {ROW} ON CONFLICT (id) DO UPDATE SET by = 'x'",
    },
}


@pytest.fixture
def event() -> Event:
    record([ADDED], by=make.OPERATOR, at=make.NOON)
    return Event.objects.get()


def unchanged() -> bool:
    event = Event.objects.get()
    return (event.by, event.name, event.after) == ("operator", "party.added", ADDED.after)


def test_an_event_tells_who_did_what_when_before_and_after(event):
    assert (event.at, event.by, event.name) == (make.NOON, "operator", "party.added")
    assert (event.programme, event.table, event.key) == ("mfano", "parties", "acme")
    assert (event.before, event.after) == (None, {"code": "acme", "name_fr": "Textiles Acmé"})


def test_events_stand_in_the_order_in_which_they_were_recorded():
    record([ADDED._replace(key=str(number)) for number in range(25)], by=make.OPERATOR, at=make.NOON)

    assert list(Event.objects.values_list("key", flat=True)) == [str(number) for number in range(25)]


def test_an_event_without_before_or_after_is_none():
    with pytest.raises(IntegrityError, match="event_has_before_or_after"):
        record([ADDED._replace(after=None)], by=make.OPERATOR, at=make.NOON)


def test_no_event_is_changed_through_the_orm(event):
    event.name = "party.removed"

    for write in (event.save, lambda: Event.objects.update(by="nobody"), event.delete, Event.objects.all().delete):
        with pytest.raises(DatabaseError, match="the journal is append-only"), transaction.atomic():
            write()

    assert unchanged()


@pytest.mark.parametrize("name", [*FORBIDDEN, *FORBIDDEN_HERE[connection.vendor]])
def test_no_event_is_changed_by_raw_sql(event, name: str):
    statement = {**FORBIDDEN, **FORBIDDEN_HERE[connection.vendor]}[name]

    with pytest.raises(DatabaseError, match="the journal is append-only"):
        run(statement)

    assert unchanged()


@transaction.atomic
def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@transaction.atomic
def record_and_fail() -> None:
    record([ADDED], by=make.OPERATOR, at=make.NOON)
    raise ZeroDivisionError


def test_what_was_recorded_in_a_deed_that_failed_is_gone():
    with pytest.raises(ZeroDivisionError):
        record_and_fail()

    assert not Event.objects.exists()


def test_the_journal_keeps_every_language_readable(event):
    with connection.cursor() as cursor:
        cursor.execute("SELECT after FROM base_event")
        (after,) = cursor.fetchone()

    assert "Acmé" in (after if isinstance(after, str) else json.dumps(after, ensure_ascii=False))
