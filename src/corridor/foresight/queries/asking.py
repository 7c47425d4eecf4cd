"""Who asks for a forecast of their own: other days, changes. So many at once, so often; what stands is for all."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from corridor.base.rates import limiter_for
from corridor.base.refusals import Refusal

# So soon whoever came while others were asking may come again: what is computed takes less.
BUSY_SECONDS = 2


class Later(Refusal):
    """Not now: `facts["seconds"]` says when to ask again."""


class AskedTooOften(Later):
    """Somebody asked for too many forecasts of their own."""

    code = "too-many-forecasts"
    text = _(
        "Too many forecasts of other days or under changes were asked for. Ask again in {seconds} s. "
        "The forecast as things stand can be read meanwhile."
    )


class OthersAsk(Later):
    """As many forecasts are being computed as may be at once."""

    code = "forecasts-busy"
    text = _(
        "Others are asking for forecasts at this moment. Ask again in {seconds} s. "
        "The forecast as things stand can be read meanwhile."
    )


class Allowance(NamedTuple):
    """What somebody may ask: counted under which name, how often, among whom, how many of these at once."""

    name: str
    rate: str
    among: str
    at_once: int


class Asker:
    """Who asks for something of their own in one request, which counts once however much it computes.

    allowance: asked for only when something has to be computed. now: seconds on any clock that never goes back.
    """

    def __init__(self, allowance: Callable[[], Allowance], now: float) -> None:
        self._allowance, self._now = allowance, now
        self._is_counted = self._has_turn = False

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn at computing. Refuses with OthersAsk and AskedTooOften."""
        if self._has_turn:
            yield
            return
        may = self._allowance()
        turns = turns_of(may.among, may.at_once)
        # Whoever waited would hold a thread of the server, and these are few.
        if not turns.acquire(blocking=False):
            raise OthersAsk(seconds=BUSY_SECONDS)
        try:
            self._count(may)
            self._has_turn = True
            yield
        finally:
            self._has_turn = False
            turns.release()

    def _count(self, may: Allowance) -> None:
        limiter = limiter_for(may.rate)
        if self._is_counted or limiter is None:
            return
        left = limiter.take(f"forecast {may.name}", self._now)
        if not left.is_granted:
            raise AskedTooOften(seconds=left.seconds)
        self._is_counted = True


@lru_cache(maxsize=16)
def turns_of(among: str, at_once: int) -> threading.BoundedSemaphore:
    """The turns of some who ask, in this process."""
    return threading.BoundedSemaphore(at_once)
