"""How often one address may ask: so many requests in a stretch of time that begins with its first."""

import math
import re
import threading
from collections import OrderedDict
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

SHAPE = re.compile(r"([1-9][0-9]{0,8})/(s|min|h)")
SECONDS = {"s": 1, "min": 60, "h": 3600}
MOST_CLIENTS = 10_000
# What one line of the sixth version is given: whoever has one address there has all of these.
LINE = 64


class Rate(NamedTuple):
    """So many requests in so many seconds."""

    quota: int
    window: int


class Left(NamedTuple):
    """What an address has left: whether this request was among it, how many more, for how many seconds."""

    is_granted: bool
    remaining: int
    seconds: int


def rate_of(text: str) -> Rate | None:
    """A rate as a setting writes it; None where there is no limit. Raises ValueError for what is no rate.

    >>> rate_of("120/min"), rate_of("")
    (Rate(quota=120, window=60), None)
    """
    if not text:
        return None
    found = SHAPE.fullmatch(text)
    if not found:
        raise ValueError(f"not a rate: {text!r}; write 120/min, 5/s or 1000/h")
    return Rate(int(found[1]), SECONDS[found[2]])


@lru_cache(maxsize=1024)
def line_of(address: str) -> str:
    """Whose requests are counted together: an address, or the whole line it belongs to.

    >>> line_of("192.0.2.7"), line_of("::ffff:192.0.2.7"), line_of("2001:db8::1:2:3:4")
    ('192.0.2.7', '192.0.2.7', '2001:db8::')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> LINE << LINE))
    return str(found)


class Limiter:
    """Counts requests by address, in this process; the addresses not seen for longest are forgotten."""

    def __init__(self, rate: Rate, most: int = MOST_CLIENTS) -> None:
        self.rate, self.most = rate, most
        self._counted: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._counted)

    def take(self, client: str, now: float) -> Left:
        """Count a request of an address at a moment.

        >>> limiter = Limiter(Rate(1, 60))
        >>> limiter.take("192.0.2.7", 0.0)
        Left(is_granted=True, remaining=0, seconds=60)
        >>> limiter.take("192.0.2.7", 20.0)
        Left(is_granted=False, remaining=0, seconds=40)
        >>> limiter.take("192.0.2.7", 60.0).is_granted
        True
        """
        quota, window = self.rate
        with self._lock:
            began, count = self._counted.get(client, (now, 0))
            if now - began >= window:
                began, count = now, 0
            is_granted = count < quota
            count += is_granted
            self._counted[client] = (began, count)
            self._counted.move_to_end(client)
            if len(self._counted) > self.most:
                self._counted.popitem(last=False)
        return Left(is_granted, quota - count, max(1, math.ceil(window - (now - began))))


@lru_cache(maxsize=8)
def limiter_for(text: str) -> Limiter | None:
    """The limiter of a rate, one for the whole process; None where there is no limit."""
    rate = rate_of(text)
    return Limiter(rate) if rate else None
