"""May the database be trusted? Each danger is planted in a real one and must be told."""

import pytest
from django.db import connection, transaction

from corridor.base.queries import dangers

pytestmark = pytest.mark.django_db

ON_SQLITE = connection.vendor == "sqlite"
UNPROTECTED = "the journal is not protected: its triggers are missing; run the migrations"
# Tests run in memory, or on a server that need not survive a power cut; neither can be trusted, and both say so.
OF_TESTS = (
    ["SQLite runs with journal_mode=memory; it must be wal"]
    if ON_SQLITE
    else ["PostgreSQL runs with fsync=off: a power cut can lose what was acknowledged"]
)
TRIGGERS = (
    ["base_event_append_only_UPDATE", "base_event_append_only_DELETE", "base_event_append_only_REPLACE"]
    if ON_SQLITE
    else ["base_event_append_only ON base_event", "base_event_append_only_truncate ON base_event"]
)


@pytest.fixture
def run():
    """Runs statements; what they did is undone afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor.execute
        transaction.set_rollback(True)


def own(found: list[str]) -> list[str]:
    """The dangers that are not those of every test."""
    return [danger for danger in found if danger not in OF_TESTS]


def test_a_database_as_the_migrations_leave_it_is_protected(run):
    assert own(dangers()) == []


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_missing_trigger_is_told(run, trigger: str):
    run(f"DROP TRIGGER {trigger}")

    assert own(dangers()) == [UNPROTECTED]


def test_a_setting_that_forgets_what_was_acknowledged_is_told(run):
    if ON_SQLITE:
        version = connection.connection.execute("SELECT sqlite_version()").fetchone()[0]
        connection.connection.create_function("sqlite_version", 0, lambda: "3.40.1")
        found = dangers()
        connection.connection.create_function("sqlite_version", 0, lambda: version)
        expected = "SQLite 3.40.1 can corrupt a WAL database; install pysqlite3, or a Python with SQLite 3.51.3"
    else:
        run("SET LOCAL synchronous_commit = off")
        found = dangers()
        expected = "PostgreSQL runs with synchronous_commit=off: a power cut can lose what was acknowledged"

    assert own(found) == [expected]
    assert own(dangers()) == ([] if ON_SQLITE else [expected])


def test_a_trigger_that_is_switched_off_is_told(run):
    run(f"DROP TRIGGER {TRIGGERS[0]}" if ON_SQLITE else "ALTER TABLE base_event DISABLE TRIGGER ALL")

    assert own(dangers()) == [UNPROTECTED]
