"""What became known, one entry a fact: in which order it is told, what it is called for ever. Pure."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID, uuid5

from corridor.base.days import last_day_or_none

# As many as a feed tells of.
MOST = 50
# What an entry tells of; each is its own kind of news, though two may come from one row.
NEWS = (
    "promise", "move", "evidence", "lapse", "ending", "verification", "contest", "answer", "obstacle", "step",
    "obstacle-over",
)  # fmt: skip
CORRIDOR = UUID("6d1a2c5e-8f0b-5b3e-9a57-2f6c1d9e4b10")
# XML 1.0 has no place for these, not even escaped.
IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Change(NamedTuple):
    """Something that became known: which row told it, when it was recorded here, on which day it happened.

    news: one of NEWS. key: what tells the row apart in its table of a package. updated_at: later than
    `recorded_at` where the row was corrected since. code, title: the promise's, or the obstacle's. said: what
    evidence says, how a promise ended, of which kind an obstacle is, how an objection was answered, which step was
    taken. moved_to: the later date of a promise.
    """

    news: str
    key: str
    recorded_at: datetime
    updated_at: datetime
    day: str
    code: str
    title: str
    source: str
    paper: str
    publisher: str
    published_on: str
    debtor: str = ""
    zone: str = ""
    due_on: str = ""
    said: str = ""
    grade: str = ""
    party: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    note: str = ""
    moved_to: str = ""


def newest(changes: Iterable[Change], most: int = MOST) -> list[Change]:
    """The newest: those recorded here last, among them those that happened last, then by what they tell of."""
    return sorted(changes, key=_place)[:most]


def _place(change: Change) -> tuple[float, int, int, str, str]:
    happened = last_day_or_none(change.day) or date.min
    return -change.recorded_at.timestamp(), -happened.toordinal(), NEWS.index(change.news), change.key, change.day


def urn(programme: str, *words: str) -> str:
    """A name that stays, wherever the programme is served from and whatever is said of the thing.

    >>> urn("cpec", "evidence", "rsz-energise | 2024-08 | blocked | dawn")
    'urn:uuid:afbd16d2-dd24-5098-9197-8f7b6f805748'
    """
    return uuid5(CORRIDOR, "\n".join((programme, *words))).urn


def bound(on: date) -> str:
    """What a day written out to its last may at most be, to have come by a day; months are taken to have 31.

    >>> bound(date(2021, 2, 27)), bound(date(2021, 2, 28))
    ('2021-02-27', '2021-02-31')
    """
    is_last = on.day == monthrange(on.year, on.month)[1]
    return f"{on.year:04}-{on.month:02}-{31 if is_last else on.day:02}"


def possible(text: str) -> str:
    """A text without the signs that no XML can hold.

    >>> possible("a\\x00b\\x0bc\\ufffe d")
    'abc d'
    """
    return IMPOSSIBLE.sub("", text)
