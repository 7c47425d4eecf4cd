"""The server looks at its database before it listens."""

from django.db import connection


def test_a_database_that_could_lose_what_it_acknowledged_is_not_served(ask):
    # An address of no machine, so that it ends here whatever the database is like.
    said = ask("serve", "--host", "192.0.2.1", code=1).stderr

    reasons = {
        "sqlite": "SQLite runs with journal_mode=memory; it must be wal",
        "postgresql": "PostgreSQL runs with fsync=off: a power cut can lose what was acknowledged",
    }
    assert reasons[connection.vendor] in said
