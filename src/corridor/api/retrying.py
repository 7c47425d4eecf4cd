"""Writing when many write: so many at once, again where the database asks for it, a plain word when it is full."""

import random
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from corridor.base.refusals import Refusal
from corridor.retries.actions import InProgress

T = TypeVar("T")
# More who write at once only wait for one another (measured on SQLite).
MOST_WRITERS = 8
TRIES = 5
# PostgreSQL: could not serialize, and deadlock: both mean "once more".
ONCE_MORE = frozenset({"40001", "40P01"})
LONGEST_PAUSE = 0.05
_slots = threading.BoundedSemaphore(MOST_WRITERS)
_under_way: set[Hashable] = set()
_lock = threading.Lock()


class Busy(Refusal):
    """Too many write at once, or somebody writes for long."""

    code = "busy"
    text = _("Too much is being written at this moment. Nothing was changed; ask again in a few seconds.")
    headers = {"Retry-After": "2"}


@contextmanager
def one_of_few() -> Iterator[None]:
    """One of those who write at this moment in this process. Refuses with Busy where they are as many as may be."""
    if not _slots.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _slots.release()


@contextmanager
def alone_with(key: Hashable) -> Iterator[None]:
    """Nobody else in this process does the same meanwhile. Refuses with InProgress where somebody does."""
    with _lock:
        if key in _under_way:
            raise InProgress
        _under_way.add(key)
    try:
        yield
    finally:
        with _lock:
            _under_way.discard(key)


def patiently(deed: Callable[[], T]) -> T:
    """Do a deed, again where the database asks for that. Refuses with Busy where it cannot be done now."""
    for tried in range(TRIES):
        if tried:
            time.sleep(random.uniform(0, LONGEST_PAUSE * 2**tried))
        try:
            return deed()
        except OperationalError as problem:
            if not _is_passing(problem):
                raise
            if _is_locked(problem):
                # SQLite has waited for as long as it may already.
                break
    raise Busy


def _is_passing(problem: OperationalError) -> bool:
    return getattr(problem.__cause__, "sqlstate", None) in ONCE_MORE or _is_locked(problem)


def _is_locked(problem: OperationalError) -> bool:
    return "database is locked" in str(problem) or "database table is locked" in str(problem)
