"""On which days somebody is written to about a promise. Pure; all of it follows from dates and is kept nowhere."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from corridor.base.actors import Actor, Role
from corridor.ledger.rules.items import Item

# So many days before a date its debtor is reminded; then on the day after it, and every week from there.
BEFORE = (30, 7, 1)
WEEK = 7
# A digest tells of what falls due in so many days.
SOON = 28
MOST_RUNGS, LONGEST = 12, 3660


@dataclass(frozen=True)
class Reader:
    """Whom a letter goes to: a person here, or the focal person of a party that has nobody here. One by the key.

    why: as what they are written to: "acts" for the party, its "focal" person, or "caretaker" in its place.
    """

    key: str
    address: str = field(compare=False)
    language: str = field(compare=False)
    why: str = field(default="acts", compare=False)


@dataclass(frozen=True)
class Owed:
    """An open promise on a day: the last date given for it, and by how many days that has passed."""

    item: Item
    due_on: str
    past: int

    @property
    def is_past(self) -> bool:
        """Whether the last date given has passed."""
        return self.past > 0

    @property
    def is_soon(self) -> bool:
        """Whether it falls due on the day or in the four weeks after it."""
        return -SOON <= self.past <= 0


class Height(NamedTuple):
    """A rung of a ladder: whose people are told, after how many days."""

    position: int
    party: str
    after_days: int


class Asked(NamedTuple):
    """Evidence that waits for a verifier: where it is, who brought it for whom, and who owes what it proves.

    kin: the parties that the debtor belongs to or that belong to it, by code.
    """

    zone: str
    province: str
    brought_by: int | None
    brought_for: str
    debtor: str
    kin: Collection[str] = ()


def last_notice(due: date, after: date, on: date) -> int | None:
    """The last notice that fell due after one day and by another: how many days the date had passed then.

    Before the date the days are negative. None: nobody is written to in these days.

    >>> due = date(2026, 6, 30)
    >>> [last_notice(due, date(2026, 5, day - 1), date(2026, 5, day)) for day in (30, 31)]
    [None, -30]
    >>> last_notice(due, date(2026, 6, 30), date(2026, 7, 1)), last_notice(due, date(2026, 7, 7), date(2026, 7, 9))
    (1, 8)
    >>> last_notice(due, date(2026, 7, 1), date(2026, 7, 7)) is None
    True
    """
    first, last = (after - due).days + 1, (on - due).days
    if last >= 1:
        weekly = last - (last - 1) % WEEK
        return weekly if weekly >= first else None
    return max((-days for days in BEFORE if first <= -days <= last), default=None)


def reached(ladder: Iterable[Height], past: int) -> list[Height]:
    """The rungs that a promise has come to, so many days after its last date.

    >>> ladder = [Height(1, "working-group", 14), Height(2, "minister", 60)]
    >>> [rung.party for rung in reached(ladder, 14)], reached(ladder, 13)
    (['working-group'], [])
    """
    return [rung for rung in ladder if past >= rung.after_days]


def rises(rungs: Sequence[tuple[str, int]]) -> bool:
    """Whether parties and days make a ladder: each party once, each later than the one below it.

    >>> rises([("working-group", 14), ("minister", 60)]), rises([("a", 14), ("b", 14)]), rises([("a", 1), ("a", 2)])
    (True, False, False)
    """
    days = [days for _party, days in rungs]
    parties = {party for party, _days in rungs}
    in_order = all(low < high for low, high in zip([0, *days], [*days, LONGEST + 1], strict=True))
    return len(rungs) <= MOST_RUNGS and len(parties) == len(rungs) and in_order


def escalation_key(owed: Owed, party: str) -> str:
    """By what it is known that a promise was brought before a party, for the date it had then."""
    return f"{owed.item.facts.code} | {party} | {owed.due_on}"


def week_of(on: date) -> str:
    """The week of a day by ISO 8601.

    >>> week_of(date(2026, 1, 1)), week_of(date(2027, 1, 3))
    ('2026-W01', '2026-W53')
    """
    year, week, _day = on.isocalendar()
    return f"{year}-W{week:02}"


def address(site: str, language: str, *parts: str) -> str:
    """The address of a page for a reader of a language.

    >>> address("https://corridor.example", "ur", "cpec", "commitments")
    'https://corridor.example/ur/cpec/commitments/'
    >>> address("https://corridor.example", "en", "desk")
    'https://corridor.example/desk/'
    """
    prefix = () if language == "en" else (language,)
    return "/".join((site, *prefix, *parts, ""))


def waits_for(asked: Asked, by: Actor, programme: str) -> bool:
    """Whether evidence waits for somebody: a verifier there who neither brought it nor belongs to whom it concerns.

    The deed itself asks `ledger.access.may_decide`, one by one; a test holds the two together.
    """
    concerned = {asked.debtor, asked.brought_for, *asked.kin}
    if by.person is None or by.person == asked.brought_by or concerned & set(by.parties(programme)):
        return False
    return bool(by.acting(programme, Role.VERIFIER, zone=asked.zone, province=asked.province))
