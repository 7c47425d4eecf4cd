"""One state of the database for everything that an answer asks of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Deferred, so that readers never wait for whoever writes; Django itself would begin as a writer.
BEGIN = {
    "sqlite": "BEGIN DEFERRED",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def one_state() -> Iterator[None]:
    """Let all questions within see what the first of them saw, though somebody writes meanwhile; only for reading.

    Within a transaction nothing is begun: that one is the state.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(BEGIN[connection.vendor])
    try:
        yield
    finally:
        if connection.connection is not None:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
