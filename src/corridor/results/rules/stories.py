"""The same promise, given again: what was promised for one kind of thing at one place, as one story. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from corridor.base.days import last_day, last_day_or_none
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import Proof, State
from corridor.results.rules.axes import place

Near = Mapping[int, Item]
# So many dates make a story of themselves.
AGAIN = 2
# So many steps a story follows what it waits for, and who waits for it.
NEEDS_DEEP, WAITS_DEEP = 4, 6


@dataclass(frozen=True)
class Story:
    """All promises of one kind at one zone; those with a date stand in the order of their dates.

    It is a story when dates were given at least twice. They may be steps of one plan.
    """

    zone: str
    kind: str
    dated: tuple[Item, ...]
    undated: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All its promises."""
        return self.dated + self.undated

    @property
    def first_due(self) -> date:
        """The last day of the first date that was promised."""
        return _due(self.dated[0])

    @property
    def is_again(self) -> bool:
        """Whether it is a story at all."""
        return len(self.dated) >= AGAIN

    @property
    def is_verified(self) -> bool:
        """Whether something of the dated promises is there, and all of that was verified by another party."""
        proofs = {item.standing.proof for item in self.dated} - {Proof.NONE}
        return proofs == {Proof.VERIFIED}

    @property
    def slip_days(self) -> int:
        """Days from the first date promised until all that bore one was there; while it is not, until the day."""
        return max(0, (max(map(reached, self.dated)) - self.first_due).days)

    @property
    def state(self) -> State:
        """Where the dated promises stand together: all kept, some of it there, overdue, due, or given up."""
        states = [item.standing.state for item in self.dated]
        if all(item.standing.is_kept for item in self.dated):
            return State.KEPT_LATE if State.KEPT_LATE in states else State.KEPT_ON_TIME
        if any(item.standing.is_kept for item in self.dated):
            return State.PARTLY_KEPT
        return next((each for each in (State.PARTLY_KEPT, State.OVERDUE, State.DUE) if each in states), states[-1])


def _due(item: Item) -> date:
    return last_day(item.facts.due_on)


def reached(item: Item) -> date:
    """When a dated promise was kept or ended; while it is open, the day that is asked for, or its later date."""
    return item.standing.kept_on or _due(item) + timedelta(item.standing.days_late)


def stories(items: Iterable[Item]) -> list[Story]:
    """Every story among some promises: the most often promised first, then those that slipped most."""
    things: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.facts.zone:
            things.setdefault((item.facts.zone, item.facts.kind), []).append(item)
    found = [_story(zone, kind, own) for (zone, kind), own in things.items()]
    return sorted(
        (each for each in found if each.is_again),
        key=lambda each: (-len(each.dated), -each.slip_days, each.zone, each.kind),
    )


def _story(zone: str, kind: str, own: Sequence[Item]) -> Story:
    dated = sorted((each for each in own if each.facts.due_on), key=lambda each: (_due(each), each.facts.code))
    undated = sorted(
        (each for each in own if not each.facts.due_on),
        key=lambda each: (last_day_or_none(each.facts.made_on) or date.max, each.facts.code),
    )
    return Story(zone, kind, tuple(dated), tuple(undated))


class Slip(NamedTuple):
    """A date that was promised, and how many days it lies behind the first."""

    item: Item
    days: int


def slips(story: Story) -> list[Slip]:
    """Every date ever promised, the earliest first, with how far each lies behind the first."""
    return [Slip(item, (_due(item) - story.first_due).days) for item in story.dated]


class Sight(NamedTuple):
    """Something observed about one of the promises; what bears no day moves nothing and stands on no axis."""

    number: int
    day: str
    says: str


class Moment(NamedTuple):
    """One line of a story: on which day what came about.

    what: given (a promise), moved (its date), seen (evidence), begun or over (an obstacle), passed (a promised
    date, with nothing there) or short (the same, with a part there). about: the number of the promise, or the
    place of the move, the evidence or the obstacle in what was handed over.
    """

    day: str
    what: str
    about: int


ORDER = ("given", "moved", "begun", "seen", "over", "passed", "short")


def moments(
    story: Story,
    sights: Sequence[Sight],
    stood: Sequence[tuple[str, str]],
    on: date,
    moved: Sequence[str] = (),
) -> tuple[list[Moment], list[Moment]]:
    """A story line by line in the order of its days, and apart from that what bears no day.

    stood: the first and the last day of each obstacle. moved: on which day each move of a date was made.
    """
    found = [Moment(item.facts.made_on, "given", item.facts.number) for item in story.items]
    found += [Moment(day, "moved", at) for at, day in enumerate(moved)]
    found += [Moment(sight.day, "seen", at) for at, sight in enumerate(sights)]
    for at, (since, until) in enumerate(stood):
        found.append(Moment(since, "begun", at))
        if until and last_day(until) <= on:
            found.append(Moment(until, "over", at))
    for item in story.dated:
        if item.standing.days_late:
            what = "short" if _was_begun(item, sights) else "passed"
            found.append(Moment(item.facts.due_on, what, item.facts.number))
    dated = sorted(
        (each for each in found if each.day), key=lambda each: (last_day(each.day), ORDER.index(each.what))
    )
    return dated, [each for each in found if not each.day]


def _was_begun(item: Item, sights: Iterable[Sight]) -> bool:
    return any(
        sight.number == item.facts.number
        and sight.says in ("partly", "delivered")
        and sight.day
        and last_day(sight.day) <= _due(item)
        for sight in sights
    )


def missing(story: Story, near: Near) -> list[Item]:
    """The open promises beside its own that it waits for, directly or through others, the nearest first."""
    own = {item.facts.number for item in story.items}
    reach = {item.facts.number: item.waits_for for item in near.values() if item.standing.is_open}
    return [near[number] for number in _reached(own, reach, NEEDS_DEEP)]


def there(story: Story, near: Near) -> list[Item]:
    """What it, or what it still waits for, needed and got, as far as it is no promise of its own."""
    own = [near[item.facts.number] for item in story.items]
    numbers = {item.facts.number for item in own}
    got = dict.fromkeys(number for item in (*own, *missing(story, near)) for number in item.has)
    return [near[number] for number in got if number not in numbers and number in near]


def waits(story: Story, near: Near) -> list[Item]:
    """The open promises beside it that wait for one of its own, directly or through others, the nearest first."""
    own = {item.facts.number for item in story.items}
    reach: dict[int, list[int]] = {}
    for number, item in near.items():
        for needed in item.waits_for if item.standing.is_open else ():
            reach.setdefault(needed, []).append(number)
    return [near[number] for number in _reached(own, reach, WAITS_DEEP)]


def _reached(own: Collection[int], reach: Mapping[int, Sequence[int]], deep: int) -> list[int]:
    """What is reached from some promises in so many steps, beside them, the nearest first."""
    seen, edge, found = set(own), sorted(own), list[int]()
    for _step in range(deep):
        # Sorted, as what was read in another order must be told in the same one.
        edge = sorted({number for each in edge for number in reach.get(each, ())} - seen)
        seen |= set(edge)
        found += edge
    return found


def is_about(measure: str, kind: str) -> bool:
    """Whether a figure's measure tells of a kind of promise: they share a word.

    >>> is_about("power-available", "utility-power"), is_about("gas-needed", "utility-power")
    (True, False)
    """
    return not set(measure.split("-")).isdisjoint(kind.split("-"))


class Stretch(NamedTuple):
    """A part of a promise's line in hundredths of the axis.

    how: promised (from the day it was given to the date), late (from the date on, until it came or until the
    day) or undated (from the day it was given, where there is no date).
    """

    how: str
    begins: float
    ends: float


class Axis(NamedTuple):
    """Whole years, from the first in which something came about to the last."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Where a day lies, in hundredths."""
        return place(day, self.first, self.last)

    @property
    def years(self) -> list[int]:
        """The years on it."""
        return list(range(self.first.year, self.last.year + 1))


def axis(story: Story, sights: Iterable[Sight], on: date, moved_to: Iterable[str] = ()) -> Axis:
    """The years over which a story runs, later dates among them, and the day that is asked for."""
    days = [day for item in story.items for day in (item.facts.made_on, item.facts.due_on)]
    days += [*(sight.day for sight in sights), *moved_to]
    known = [on, *(last_day(day) for day in days if day)]
    return Axis(date(min(known).year, 1, 1), date(max(known).year, 12, 31))


def stretches(item: Item, axis: Axis, on: date) -> list[Stretch]:
    """The line of a promise on the axis; one of which neither a date nor the day it was given is known has none."""
    made, due = last_day_or_none(item.facts.made_on), item.due_by
    if due is None:
        end = item.standing.kept_on or on
        return [Stretch("undated", axis.place(made), axis.place(max(made, end)))] if made else []
    found = [Stretch("promised", axis.place(min(made, due)), axis.place(due))] if made else []
    if item.standing.days_late:
        found.append(Stretch("late", axis.place(due), axis.place(reached(item))))
    return found
