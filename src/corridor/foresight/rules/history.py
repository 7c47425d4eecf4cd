"""From the ledger's items to what durations are learned from.

The clock of a promise begins on the day it was made, or, where it needed others first, on the day it had all of
them: what comes before belongs to those others, and the network adds it. A clock stands still while something is
in the way.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from corridor.base.days import first_day, last_day
from corridor.engine.durations import Floats, Items, Level, Priors, Reference, Whole, history, items
from corridor.engine.durations_fit import Learned, learn
from corridor.foresight.rules.references import CLASSES, Class, class_of

# Above so many groups of a level the fit would take minutes: those with least history fall back to the kind.
MOST_GROUPS = 150
# One of its kind or debtor says nothing that it does not say itself.
FEWEST_IN_GROUP = 2
# Few kept promises in many kinds and parties: left to themselves, the likeliest values explain each length by its
# group and leave no chance at all, so how wide groups lie apart is held near what is usual.
PRIORS = Priors(spread_sd=0.2, groups_worth=30.0)
LEVELS = ("kind", "debtor", "zone", "programme")
# Why a promise teaches nothing about how long things take.
NO_DAY, AT_ONCE, WAITING, UNSEEN = "no-day", "at-once", "waiting", "unseen"


class Past(NamedTuple):
    """A promise or an obstacle as history reads it on a day; days are the last they can mean.

    told_on: by when its source had told of it. needs_met_on: since when it had all it needs, lags over.
    waits: something it needs is open. blocked_on: since when something stands in its way.
    seen_until: of another programme, the day of its newest source.
    """

    code: str
    kind: str
    debtor: str
    zone: str
    programme: str
    made_on: str = ""
    told_on: date | None = None
    due_on: date | None = None
    kept_on: date | None = None
    ended_on: date | None = None
    needs_met_on: date | None = None
    waits: bool = False
    blocked_on: date | None = None
    seen_until: date | None = None


class Clock(NamedTuple):
    """How long something ran: since when, for how many days, whether it still does, why it teaches nothing."""

    began_on: date | None
    days: float
    is_open: bool
    why_not: str = ""


def clock(past: Past, until: date) -> Clock:
    """The clock of a promise, seen until a day.

    Made in January, its licence came in March, kept in June: March to June is its own.

    >>> road = Past("road", "road", "board", "", "isles", "2020-01-31", kept_on=date(2020, 6, 30))
    >>> clock(road, date(2021, 1, 1)).days, clock(road._replace(needs_met_on=date(2020, 3, 31)), date.max).days
    (151.0, 91.0)
    >>> clock(road._replace(made_on=""), date(2021, 1, 1)).why_not
    'no-day'
    """
    ended = past.kept_on or past.ended_on
    # Nobody said when it was made: it could begin when it had all it needed, if it needed anything.
    made = last_day(past.made_on) if past.made_on else past.needs_met_on
    if made is None or (not past.made_on and ended and made >= ended):
        return Clock(None, 0.0, past.kept_on is None, NO_DAY)
    if ended and made > ended:
        # A date cut short: made in 2023, kept in August 2023.
        made = first_day(past.made_on)
    if is_told_late(past):
        return Clock(made, 0.0, False, AT_ONCE)
    if past.waits and not ended:
        return Clock(made, 0.0, True, WAITING)
    began = made
    if past.needs_met_on and past.needs_met_on > made and not (ended and past.needs_met_on > ended):
        began = past.needs_met_on
    stop = ended or min(past.blocked_on or until, until)
    days = float((stop - began).days)
    if days <= 0:
        return Clock(began, 0.0, past.kept_on is None, AT_ONCE if past.kept_on else UNSEEN)
    return Clock(began, days, past.kept_on is None)


def is_told_late(past: Past) -> bool:
    """Whether a promise was told of only when it was there.

    Nobody ever saw it open, as what is asked about is: had it not come, nobody would have told of it.

    >>> road = Past("road", "road", "board", "", "isles", "2020-01-31", date(2020, 7, 1), kept_on=date(2020, 6, 30))
    >>> is_told_late(road), is_told_late(road._replace(told_on=date(2020, 2, 1)))
    (True, False)
    """
    return bool(past.kept_on and past.told_on and past.told_on >= past.kept_on)


def elapsed(past: Past, on: date) -> float:
    """Days for which an open promise has run on a day; where nobody said when it was made, since it was told of.

    >>> elapsed(Past("a", "road", "b", "", "isles", told_on=date(2020, 1, 1)), date(2020, 1, 31))
    30.0
    """
    if past.waits:
        return 0.0
    made = min(last_day(past.made_on), on) if past.made_on else past.needs_met_on or past.told_on or on
    began = max(made, past.needs_met_on or made)
    return max(0.0, float((min(past.blocked_on or on, on) - began).days))


def planned(past: Past, began_on: date | None) -> float:
    """Days from the beginning of its clock to the first date promised; NaN where none is, or it had passed by then.

    >>> planned(Past("a", "road", "b", "", "isles", due_on=date(2020, 1, 31)), date(2020, 1, 1))
    30.0
    """
    if past.due_on is None or began_on is None or past.due_on <= began_on:
        return float("nan")
    return float((past.due_on - began_on).days)


@dataclass(frozen=True)
class Assumptions:
    """What is believed beside the history; every one may be changed in a scenario.

    stalled: the part of all promises that is taken not to move, before any history.
    medians: published medians put in place of ours, by kind.
    """

    stalled: float = PRIORS.stalled
    medians: tuple[tuple[str, float], ...] = ()

    def class_of(self, kind: str) -> Class:
        """The class of a kind under these assumptions."""
        found, told = class_of(kind), dict(self.medians)
        if kind in told:
            return Class(f"{found.code}-{kind}", told[kind], found.spread, "", "assumed in the scenario")
        return found


@dataclass(frozen=True, eq=False)
class Lessons:
    """What a history taught, and how to ask it.

    taught: which past each row of the history is. silent: how many teach nothing, by why.
    """

    known: Learned
    taught: tuple[Past, ...]
    days: tuple[float, ...]
    groups: tuple[dict[str, int], ...]
    classes: tuple[str, ...]
    assumptions: Assumptions
    silent: dict[str, int]
    # What was forecast of one thing's own work already: days at the scores, and the chance that it never comes.
    remembered: dict[tuple[Past, float, date | None], tuple[Floats, float]] = field(default_factory=dict)

    def items_of(self, pasts: Sequence[Past], began_on: Sequence[date | None]) -> Items:
        """Promises as the numeric core asks about them."""
        return _items(pasts, began_on, self.groups, self.classes, self.assumptions)

    @property
    def kept(self) -> int:
        """How many kept ones taught a length."""
        return int((~self.known.history.is_open).sum())

    @property
    def elsewhere(self) -> tuple[Past, ...]:
        """Those of other programmes that taught something."""
        return tuple(past for past in self.taught if past.seen_until)

    @property
    def still_open(self) -> int:
        """How many taught that it takes longer than so far."""
        return int(self.known.history.is_open.sum())


@lru_cache(maxsize=8)
def lessons(pasts: tuple[Past, ...], until: date, assumptions: Assumptions) -> Lessons:
    """Learn from what is known of promises and obstacles until a day; of other programmes until a day of theirs.

    >>> road = Past("road", "road", "board", "", "isles", "2020-01-31", kept_on=date(2020, 6, 30))
    >>> found = lessons((road, road._replace(code="b", made_on="")), date(2021, 1, 1), Assumptions())
    >>> found.kept, found.silent
    (1, {'no-day': 1})
    """
    clocks = [clock(past, past.seen_until or until) for past in pasts]
    rows = [(past, ran) for past, ran in zip(pasts, clocks, strict=True) if not ran.why_not]
    silent = Counter(ran.why_not for ran in clocks if ran.why_not)
    taught = tuple(past for past, _ran in rows)
    groups = tuple(_numbered([each[place] for each in map(_names, taught)]) for place in range(len(LEVELS)))
    kinds = {past.kind for past in pasts}
    found = {each.code: each for each in (assumptions.class_of(kind) for kind in sorted(kinds))} or CLASSES
    asked = _items(taught, [ran.began_on for _past, ran in rows], groups, tuple(found), assumptions)
    seen = history([ran.days for _past, ran in rows], [ran.is_open for _past, ran in rows], asked)
    levels = [Level(name, len(group)) for name, group in zip(LEVELS, groups, strict=True)]
    references: list[Reference] = [each.reference for each in found.values()]
    known = learn(seen, levels, references, PRIORS._replace(stalled=assumptions.stalled))
    days = tuple(ran.days for _past, ran in rows)
    return Lessons(known, taught, days, groups, tuple(found), assumptions, dict(silent))


def _names(past: Past) -> tuple[str, str, str, str]:
    home = past.programme
    return past.kind, f"{home}/{past.debtor}", f"{home}/{past.zone}" if past.zone else "", home


def _numbered(names: Sequence[str]) -> dict[str, int]:
    """A number for each group with some history; one group alone would say nothing that the whole does not."""
    counted = {name: times for name, times in Counter(names).items() if name and times >= FEWEST_IN_GROUP}
    if len(counted) < 2:
        return {}
    most = sorted(counted, key=lambda name: (-counted[name], name))[:MOST_GROUPS]
    return {name: number for number, name in enumerate(sorted(most))}


def _items(
    pasts: Sequence[Past],
    began_on: Sequence[date | None],
    groups: Sequence[dict[str, int]],
    classes: Sequence[str],
    assumptions: Assumptions,
) -> Items:
    place = {code: number for number, code in enumerate(classes)}
    rows = [[group.get(name, -1) for name, group in zip(_names(past), groups, strict=True)] for past in pasts]
    number: Whole = np.array(rows, np.int64).reshape(len(pasts), len(LEVELS))
    return items(
        number,
        reference=[place.get(assumptions.class_of(past.kind).code, 0) for past in pasts],
        planned_days=[planned(past, began) for past, began in zip(pasts, began_on, strict=True)],
    )


def day_after(on: date, days: float) -> date:
    """The day so many days after another.

    >>> day_after(date(2026, 1, 1), 30.2).isoformat()
    '2026-02-01'
    """
    return on + timedelta(days=int(np.ceil(days)))
