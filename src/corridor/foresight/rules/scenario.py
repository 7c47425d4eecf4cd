"""What if: plain changes to a forecast, each one line of text, validated all at once.

    due:gas@2027-06            the date promised for `gas` is June 2027
    done:gas@2027-06-30        `gas` is there on that day, whatever it waits for
    clear:no-spring@2027-01    the obstacle `no-spring` is gone on that day
    need:mill>gas+30           `mill` needs `gas`, and 30 days after it
    drop:mill>gas              `mill` does not need `gas`
    slow:kind=works*1.5        what is left of every open promise of the kind takes 1.5 times as long
    slow:party=mill-works*0.5  the same of every promise that the party owes
    stalled=0.2                a fifth of all promises is taken not to move, before any history
    reference:works=600        half of such works is taken to be done in 600 days, before any history
    without:calendars          any day is a working day
    without:elsewhere          what other programmes did teaches nothing

A line that says a day in the past, names nothing, or contradicts another line is told with its number.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from corridor.base.days import is_day, last_day
from corridor.foresight.rules.history import Assumptions
from corridor.ledger.rules.waiting import circles

MOST_CHANGES = 50
LONGEST_DAYS, MOST_TIMES = 36_500.0, 100.0
CODE = r"[a-z0-9][a-z0-9-]{0,95}"
NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,4})?"
SHAPES = {
    "due": re.compile(rf"due:(?P<item>{CODE})@(?P<on>[0-9-]{{4,10}})"),
    "done": re.compile(rf"done:(?P<item>{CODE})@(?P<on>[0-9-]{{4,10}})"),
    "clear": re.compile(rf"clear:(?P<obstacle>{CODE})@(?P<on>[0-9-]{{4,10}})"),
    "need": re.compile(rf"need:(?P<item>{CODE})>(?P<needs>{CODE})(?:\+(?P<number>[0-9]{{1,6}}))?"),
    "drop": re.compile(rf"drop:(?P<item>{CODE})>(?P<needs>{CODE})"),
    "slow": re.compile(rf"slow:(?P<of>kind|party)=(?P<name>{CODE})\*(?P<number>{NUMBER})"),
    "stalled": re.compile(rf"stalled=(?P<number>{NUMBER})"),
    "reference": re.compile(rf"reference:(?P<name>{CODE})=(?P<number>{NUMBER})"),
    "without": re.compile(r"without:(?P<name>calendars|elsewhere)"),
}
Edges = Mapping[tuple[str, str], int]


class Change(NamedTuple):
    """One line of a scenario, read."""

    what: str
    text: str
    item: str = ""
    needs: str = ""
    obstacle: str = ""
    of: str = ""
    name: str = ""
    on: date | None = None
    number: float = 0.0

    @property
    def about(self) -> tuple[str, ...]:
        """What the change decides; two that decide the same thing contradict each other."""
        return (
            "need" if self.what == "drop" else self.what,
            self.item,
            self.needs,
            self.obstacle,
            self.of,
            self.name,
        )


class Wrong(NamedTuple):
    """What is wrong with a line: its number from 1, its text, a code, and facts for the sentence."""

    line: int
    text: str
    code: str
    facts: Mapping[str, Any]


class Known(NamedTuple):
    """What lines may name: open promises with those that are closed, obstacles, kinds, parties; who needs whom."""

    open_items: Collection[str]
    closed_items: Collection[str]
    obstacles: Collection[str]
    kinds: Collection[str]
    parties: Collection[str]
    needs: Edges


@dataclass(frozen=True)
class Scenario:
    """Changes that were found to be right, by what they change. Nothing in it: the ledger as it stands."""

    changes: tuple[Change, ...] = ()
    title: str = field(default="", compare=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The changes as they are written."""
        return tuple(each.text for each in self.changes)

    def of(self, what: str) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(each for each in self.changes if each.what == what)

    def days(self, what: str) -> dict[str, date]:
        """The day given for each promise or obstacle by changes of one kind."""
        return {each.item or each.obstacle: each.on for each in self.of(what) if each.on}

    def without(self, name: str) -> bool:
        """Whether something that is assumed otherwise is left out.

        >>> Scenario(read(["without:calendars"])[0]).without("calendars")
        True
        """
        return any(each.name == name for each in self.of("without"))

    def times(self, kind: str, party: str) -> float:
        """How many times as long the rest of a promise takes.

        >>> Scenario(read(["slow:kind=works*2", "slow:party=mill*1.5"])[0]).times("works", "mill")
        3.0
        """
        times = 1.0
        for each in self.of("slow"):
            if each.name == (kind if each.of == "kind" else party):
                times *= each.number
        return times

    @property
    def assumptions(self) -> Assumptions:
        """What is believed beside the history."""
        stalled = [each.number for each in self.of("stalled")]
        medians = tuple((each.name, each.number) for each in self.of("reference"))
        return Assumptions(stalled[0], medians) if stalled else Assumptions(medians=medians)

    def needs_in(self, needs: Edges) -> dict[tuple[str, str], int]:
        """Who needs whom, with days between."""
        dropped = {(each.item, each.needs) for each in self.of("drop")}
        added = {(each.item, each.needs): int(each.number) for each in self.of("need")}
        return {**{edge: lag for edge, lag in needs.items() if edge not in dropped}, **added}


def read(lines: Iterable[str]) -> tuple[tuple[Change, ...], list[Wrong]]:
    """Lines as changes, and what is wrong with their form.

    >>> read(["due:gas@2027-06"])[0][0].on.isoformat(), read(["gas in June"])[1][0].code
    ('2027-06-30', 'no-change')
    """
    changes, wrong = [], []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        shape = SHAPES.get(re.split("[:=]", text, maxsplit=1)[0])
        found = shape.fullmatch(text) if shape else None
        if found is None:
            wrong.append(Wrong(number, text[:120], "no-change", {}))
            continue
        told = {name: cell for name, cell in found.groupdict().items() if cell is not None}
        if "on" in told and not is_day(told["on"]):
            wrong.append(Wrong(number, text, "bad-day", {"found": told["on"]}))
            continue
        on = last_day(told.pop("on")) if "on" in told else None
        amount = float(told.pop("number", 0))
        changes.append(Change(re.split("[:=]", text, maxsplit=1)[0], text, on=on, number=amount, **told))
    if len(changes) > MOST_CHANGES:
        wrong.append(Wrong(MOST_CHANGES + 1, changes[MOST_CHANGES].text, "too-many", {"most": MOST_CHANGES}))
    return tuple(changes), wrong


def checked(lines: Sequence[str], known: Known, on: date) -> tuple[Scenario, list[Wrong]]:
    """A scenario, and everything that is wrong with it: form, names, days, numbers, contradictions, circles.

    >>> known = Known(["mill", "gas"], ["road"], [], ["works"], ["board"], {("mill", "gas"): 0})
    >>> [each.code for each in checked(["need:gas>mill", "done:road@2027"], known, date(2026, 1, 1))[1]]
    ['circle', 'closed']
    """
    changes, wrong = read(lines)
    place: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        place.setdefault(line.strip(), number)
    for each in changes:
        wrong += [Wrong(place[each.text], each.text, code, facts) for code, facts in _strange(each, known, on)]
    wrong += _contradictions(changes, place)
    scenario = Scenario(changes)
    wrong += _circles(scenario, known, place)
    return scenario, sorted(wrong, key=lambda each: each.line)


def _strange(change: Change, known: Known, on: date) -> Iterable[tuple[str, dict[str, Any]]]:
    """What one line names that is not there, or says that cannot be."""
    for code in filter(None, (change.item, change.needs)):
        if code in known.closed_items and change.what in ("due", "done", "need"):
            if code == change.item or change.what != "need":
                yield "closed", {"found": code}
        elif code not in known.open_items and code not in known.closed_items:
            yield "unknown-item", {"found": code}
    if change.obstacle and change.obstacle not in known.obstacles:
        yield "unknown-obstacle", {"found": change.obstacle}
    named = {"kind": known.kinds, "party": known.parties}.get(change.of, known.kinds)
    if change.name and change.what != "without" and change.name not in named:
        yield f"unknown-{change.of or 'kind'}", {"found": change.name}
    if change.on and change.on < on:
        yield "past", {"found": change.on.isoformat(), "today": on.isoformat()}
    if change.what == "drop" and (change.item, change.needs) not in known.needs:
        yield "no-need", {"item": change.item, "needs": change.needs}
    if change.what == "need" and change.item == change.needs:
        yield "needs-itself", {"found": change.item}
    yield from _amount(change)


def _amount(change: Change) -> Iterable[tuple[str, dict[str, Any]]]:
    limits = {"slow": (0.01, MOST_TIMES), "stalled": (0.001, 0.95), "reference": (1.0, LONGEST_DAYS)}
    least, most = limits.get(change.what, (0.0, LONGEST_DAYS))
    if not least <= change.number <= most:
        yield "bad-number", {"found": f"{change.number:g}", "least": f"{least:g}", "most": f"{most:g}"}


def _contradictions(changes: Sequence[Change], place: Mapping[str, int]) -> list[Wrong]:
    """Lines that decide what another line has decided already."""
    first: dict[tuple[str, ...], Change] = {}
    wrong = []
    for each in changes:
        other = first.setdefault(each.about, each)
        if other is not each:
            wrong.append(Wrong(place[each.text], each.text, "contradicts", {"other": other.text}))
    return wrong


def _circles(scenario: Scenario, known: Known, place: Mapping[str, int]) -> list[Wrong]:
    """Needs that were added so that promises wait for one another."""
    edges = scenario.needs_in(known.needs)
    names = sorted({code for edge in edges for code in edge})
    number = {code: at for at, code in enumerate(names)}
    found = circles((number[item], number[needs]) for item, needs in edges)
    added = {(each.item, each.needs): each for each in scenario.of("need")}
    wrong = []
    for circle in found:
        path = [names[at] for at in circle]
        guilty = [added[edge] for edge in pairwise(path) if edge in added]
        for each in guilty[:1]:
            wrong.append(Wrong(place[each.text], each.text, "circle", {"path": " → ".join(path)}))
    return wrong
