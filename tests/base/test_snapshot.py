"""Whatever somebody writes meanwhile, an answer is of one state."""

import threading

import pytest
from django.db import connection

import make
from corridor.base.snapshot import one_state
from corridor.programme.models import Programme


def written_elsewhere(code):
    """Another connection writes and is done."""

    def write():
        Programme.objects.create(code=code, charter={}, recorded_at=make.NOON)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()


def codes():
    return set(Programme.objects.values_list("code", flat=True))


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """What is written stays written, as on a server; the journal lets no test empty its tables."""
    with django_db_blocker.unblock():
        yield
        Programme.objects.filter(code="later").delete()
        connection.close()


def test_what_is_written_meanwhile_is_not_seen_before_the_end(committed):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("the test's SQLite lives in memory, where there is one connection")
    with one_state():
        before = codes()
        written_elsewhere("later")
        within = codes()

    assert "later" not in before
    assert (within, codes()) == (before, {*before, "later"})


def test_after_a_failure_nothing_stays_begun(committed):
    with pytest.raises(ZeroDivisionError), one_state():
        raise ZeroDivisionError
    with one_state():
        codes()

    assert connection.in_atomic_block is False


def test_within_a_transaction_nothing_is_begun(db, django_assert_num_queries):
    with django_assert_num_queries(1), one_state():
        codes()
