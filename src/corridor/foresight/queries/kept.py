"""What was computed is kept: computed once however many ask at once; what costs most, for later processes too."""

import pickle
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import nullcontext
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.core.cache import caches

from corridor.engine.compiled import SOURCES
from corridor.foresight.queries.asking import Asker

T = TypeVar("T")
# Other code may give other numbers, or other shapes: what it kept is not read.
OWN = b"".join(path.read_bytes() for path in sorted(Path(__file__).parents[1].rglob("*.py")))
CODE = blake2b(SOURCES + OWN, digest_size=8).hexdigest()


class Kept(Generic[T]):
    """Answers by what was asked: those as things stand, and apart from them those that somebody asked of their own.

    So nobody who asks much makes what all read be forgotten. Of several who ask the same at once one computes.
    """

    def __init__(self, standing: int, own: int) -> None:
        self._most = {True: standing, False: own}
        self._answers: dict[bool, OrderedDict[Hashable, T]] = {True: OrderedDict(), False: OrderedDict()}
        self._under_way: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def once(self, key: Hashable, compute: Callable[[], T], asker: Asker | None = None) -> T:
        """The answer, from memory or computed. Refuses as asker.turn does where it has to be computed."""
        found = self._found(key)
        if found is not None:
            return found[0]
        # The turn first: who waits for another of the same question takes one too.
        with asker.turn() if asker else nullcontext():
            with self._lock:
                alone = self._under_way.setdefault(key, threading.Lock())
            try:
                with alone:
                    found = self._found(key) or (self._keep(key, compute(), asker is None),)
            finally:
                with self._lock:
                    if not alone.locked():
                        self._under_way.pop(key, None)
        return found[0]

    def cache_clear(self) -> None:
        """Forget everything."""
        with self._lock:
            for answers in self._answers.values():
                answers.clear()

    def _found(self, key: Hashable) -> tuple[T] | None:
        with self._lock:
            for answers in self._answers.values():
                if key in answers:
                    answers.move_to_end(key)
                    return (answers[key],)
        return None

    def _keep(self, key: Hashable, answer: T, is_standing: bool) -> T:
        with self._lock:
            answers = self._answers[is_standing]
            answers[key] = answer
            if len(answers) > self._most[is_standing]:
                answers.popitem(last=False)
        return answer


def kept_on_disk(what: str, told: Any, compute: Callable[[], T]) -> T:
    """The same for every process of this machine, under a print of all that it is made from."""
    key = f"{what}-{CODE}-{blake2b(repr(told).encode(), digest_size=16).hexdigest()}"
    store = caches["forecasts"]
    found: T | None = None
    try:
        found = store.get(key)
    except (OSError, EOFError, zlib.error, pickle.UnpicklingError):
        # Cut short by a power cut, or not ours to read: as if it were not there.
        store.delete(key)
    if found is None:
        found = compute()
        try:
            store.set(key, found)
        except OSError:
            # Nothing can be kept there; who comes next computes it again.
            return found
    return found
