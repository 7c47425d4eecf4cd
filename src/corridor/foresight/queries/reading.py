"""From the ledger to what is simulated: promises, needs, obstacles, as known by a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from corridor.base.actors import Actor
from corridor.base.days import last_day_or_none
from corridor.foresight.queries.elsewhere import Elsewhere, elsewhere
from corridor.foresight.queries.pasts import BLOCK, block_past, blocks_of, obstacle_past, pasts_of
from corridor.foresight.rules.calendars import Calendar, calendars_of
from corridor.foresight.rules.history import Past
from corridor.foresight.rules.network import Open, Plan, Standing
from corridor.foresight.rules.scenario import Known
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Evidence, Obstacle
from corridor.ledger.queries.items import ground
from corridor.ledger.queries.obstacles import obstacles_by
from corridor.ledger.rules.items import Item, items_on
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Source
from corridor.zones.models import Zone

Edges = dict[tuple[str, str], int]


@dataclass(frozen=True, eq=False)
class Read:
    """Everything a forecast is made from, as known by a day.

    pasts: what it learns from of its own; elsewhere: of other programmes.
    until: the day of the newest source by then, beyond which nobody has told the ledger anything.
    """

    programme: Programme
    items: Mapping[int, Item]
    facts: Mapping[str, Item]
    pasts: tuple[Past, ...]
    plan: Plan
    edges: Edges
    until: date
    elsewhere: Elsewhere

    @property
    def taught(self) -> tuple[Past, ...]:
        """All that it learns from."""
        return self.pasts + self.elsewhere.pasts

    @property
    def known(self) -> Known:
        """What a scenario may name."""
        still = {code for code, item in self.facts.items() if item.standing.is_open}
        return Known(
            still,
            set(self.facts) - still,
            {each.past.code for each in self.plan.obstacles},
            {item.facts.kind for item in self.facts.values()},
            {past.debtor for past in self.pasts if past.debtor},
            self.edges,
        )


def read(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> Read:
    """Read what a forecast as of a day is made from, in a fixed number of questions."""
    seen = commitments_seen(by, programme)
    found = ground(seen, known_on=known_on)
    items = items_on(found.promises.values(), ((item, need) for item, need, _lag in found.needs), on)
    told = _published(programme)
    obstacles = obstacles_by(programme, by, on, known_on)
    blocks = blocks_of(items, found)
    sources = _sources_of(items, blocks, told, known_on)
    stands = _standing(items, obstacles, blocks, sources, on)
    codes = {number: item.facts.code for number, item in items.items()}
    edges = {(codes[item], codes[need]): lag for item, need, lag in found.needs if item in codes and need in codes}
    pasts = {
        number: past._replace(programme=programme.code, told_on=told.get(items[number].facts.source))
        for number, past in pasts_of(items, found, blocks).items()
    }
    hindrances = [
        obstacle_past(each, told.get(each.source.code), on, programme.code) for each in obstacles if each.since
    ]
    unnamed = [
        block_past(items[number], since, programme.code)
        for number, since in blocks.items()
        if f"{BLOCK}{codes[number]}" in stands.get(number, ())
    ]
    last = min(on, known_on or on)
    until = max([day for day in told.values() if day and day <= last], default=last)
    plan = _plan(items, pasts, stands, edges, obstacles, unnamed, (on, until), told, programme)
    own = (*pasts.values(), *hindrances, *unnamed)
    facts = {item.facts.code: item for item in items.values()}
    others = elsewhere(programme, by, on=on, known_on=known_on)
    return Read(programme, items, facts, own, plan, edges, until, others)


def _published(programme: Programme) -> dict[str, date | None]:
    """When each source came out, by its code; None where it bears no day."""
    rows = Source.objects.filter(programme=programme).values_list("code", "published_on")
    return {code: last_day_or_none(day) for code, day in rows}


def _sources_of(
    items: Mapping[int, Item],
    blocks: Mapping[int, date],
    published: Mapping[str, date | None],
    known_on: date | None,
) -> dict[int, set[str]]:
    """The sources that tell of each open promise, of its block where it is blocked; those known by a day."""
    still = [number for number, item in items.items() if item.standing.is_open]
    told: dict[int, set[str]] = defaultdict(set)
    rows = Evidence.objects.filter(commitment__in=still).values_list("commitment_id", "says", "source__code")
    for number, says, source in rows:
        if known_on and (published[source] or known_on) > known_on:
            continue
        if number not in blocks or says == "blocked":
            told[number].add(source)
    for number in still:
        if number not in blocks:
            told[number].add(items[number].facts.source)
    return told


def _standing(
    items: Mapping[int, Item],
    obstacles: Iterable[Obstacle],
    blocks: Mapping[int, date],
    told: Mapping[int, set[str]],
    on: date,
) -> dict[int, tuple[str, ...]]:
    """The obstacles that each open promise waits for, by code.

    Of a blocked one: those at its zone whose source tells of the block, or whose party owes it; where there are
    none, the block itself. Of another: those at its zone whose source tells of it and whose party owes it.
    """
    here = [each for each in obstacles if stands(each, on)]
    found = {}
    for number, item in items.items():
        if not item.standing.is_open:
            continue
        same_place = [each for each in here if each.zone and each.zone.code == item.facts.zone]
        owed = [each for each in same_place if each.party and each.party.code == item.facts.debtor]
        if number in blocks:
            named = [each.code for each in same_place if each.source.code in told[number] or each in owed]
            found[number] = tuple(dict.fromkeys(named)) or (f"{BLOCK}{item.facts.code}",)
        else:
            found[number] = tuple(each.code for each in owed if each.source.code in told[number])
    return {number: codes for number, codes in found.items() if codes}


def stands(obstacle: Obstacle, on: date) -> bool:
    """Whether an obstacle still stands on a day."""
    until = last_day_or_none(obstacle.until)
    return until is None or until > on


def _plan(
    items: Mapping[int, Item],
    pasts: Mapping[int, Past],
    stands: Mapping[int, tuple[str, ...]],
    edges: Edges,
    obstacles: Iterable[Obstacle],
    unnamed: Iterable[Past],
    days: tuple[date, date],
    told: Mapping[str, date | None],
    programme: Programme,
) -> Plan:
    still = [number for number, item in items.items() if item.standing.is_open]
    own = _own_workers(items, still)
    calendars = calendars_of(programme.charter)
    calendar_of = _calendars(programme, calendars)
    promises = tuple(
        Open(
            pasts[number],
            items[number].facts.title,
            items[number].due_by,
            own[number],
            float(items[number].facts.exports_usd or 0),
            stands.get(number, ()),
            pasts[number].needs_met_on,
            calendar_of(pasts[number]),
        )
        for number in still
    )
    named = {code for codes in stands.values() for code in codes}
    hindrances = [
        Standing(
            obstacle_past(each, told.get(each.source.code), days[0], programme.code), each.kind, each.summary_en
        )
        for each in obstacles
        if each.code in named
    ]
    hindrances += [Standing(past, "unnamed", "") for past in unnamed]
    here = {items[number].facts.code for number in still}
    needs = tuple((item, need, lag) for (item, need), lag in edges.items() if {item, need} <= here)
    return Plan(*days, promises, tuple(hindrances), needs, calendars)


def _calendars(programme: Programme, calendars: Iterable[Calendar]) -> Callable[[Past], str]:
    """The code of the calendar of the debtor's country; where none is known, of the zone's, if any."""
    found = {each.country: each.code for each in calendars}
    parties = dict(Party.objects.filter(programme=programme).values_list("code", "country"))
    zones = dict(Zone.objects.filter(programme=programme).values_list("code", "country"))
    return lambda past: found.get(parties.get(past.debtor, "")) or found.get(zones.get(past.zone, ""), "")


def _own_workers(items: Mapping[int, Item], still: Iterable[int]) -> dict[int, float]:
    """The workers that hang on each open promise alone.

    A zone's total (kind `jobs`) and the pledges of the plants inside it are two statements on the same jobs: of the
    total only what its plants do not pledge counts beside them.
    """
    inside: dict[str, int] = defaultdict(int)
    for item in items.values():
        if item.facts.kind != "jobs" and item.facts.zone:
            inside[item.facts.zone] += item.facts.workers or 0
    own = {}
    for number in still:
        facts = items[number].facts
        workers = facts.workers or 0
        if facts.kind == "jobs" and facts.zone:
            workers = max(0, workers - inside[facts.zone])
        own[number] = float(workers)
    return own
