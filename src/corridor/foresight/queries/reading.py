"""From the ledger to what is simulated: promises, needs, obstacles, as known by a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from corridor.base.actors import Actor
from corridor.base.days import last_day_or_none
from corridor.foresight.rules.history import Past
from corridor.foresight.rules.network import Open, Plan, Standing
from corridor.foresight.rules.references import OBSTACLE
from corridor.foresight.rules.scenario import Known
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Evidence, Obstacle
from corridor.ledger.queries.items import Ground, ground
from corridor.ledger.queries.obstacles import obstacles_by
from corridor.ledger.rules.items import Item, items_on
from corridor.ledger.rules.states import Promise, ended_by
from corridor.programme.models import Programme
from corridor.sources.models import Source

BLOCK = "block-of-"
# A hundred years: longer than any horizon, and no day lies so far that there is no date for it.
MOST_LAG_DAYS = 36_500
# A promise that is said to be blocked where no obstacle is recorded.
UNNAMED = f"{OBSTACLE}unnamed"
Edges = dict[tuple[str, str], int]


@dataclass(frozen=True, eq=False)
class Read:
    """Everything a forecast is made from, as known by a day.

    until: the day of the newest source by then, beyond which nobody has told the ledger anything.
    """

    programme: Programme
    items: Mapping[int, Item]
    facts: Mapping[str, Item]
    pasts: tuple[Past, ...]
    plan: Plan
    edges: Edges
    until: date

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
    blocks = _blocks(items, found)
    sources = _sources_of(items, blocks, told, known_on)
    stands = _standing(items, obstacles, blocks, sources, on)
    needs = _by_item(found)
    codes = {number: item.facts.code for number, item in items.items()}
    edges = {(codes[item], codes[need]): lag for item, need, lag in found.needs if item in codes and need in codes}
    pasts = {
        number: _past(item, found, told, _needs_met(item, needs, items), blocks, programme.code)
        for number, item in items.items()
    }
    hindrances = [_obstacle_past(each, told, on, programme.code) for each in obstacles if each.since]
    unnamed = [
        _block_past(items[number], since, programme.code)
        for number, since in blocks.items()
        if f"{BLOCK}{codes[number]}" in stands.get(number, ())
    ]
    last = min(on, known_on or on)
    until = max([day for day in told.values() if day and day <= last], default=last)
    plan = _plan(items, pasts, stands, edges, obstacles, unnamed, (on, until), told, programme.code)
    taught = (*pasts.values(), *hindrances, *unnamed)
    return Read(programme, items, {item.facts.code: item for item in items.values()}, taught, plan, edges, until)


def _published(programme: Programme) -> dict[str, date | None]:
    """When each source came out, by its code; None where it bears no day."""
    rows = Source.objects.filter(programme=programme).values_list("code", "published_on")
    return {code: last_day_or_none(day) for code, day in rows}


def _blocks(items: Mapping[int, Item], found: Ground) -> dict[int, date]:
    """Since when something stands in the way of each open promise that is blocked."""
    return {
        number: since
        for number, item in items.items()
        if item.standing.is_open and item.standing.is_blocked
        for since in [blocked_since(found.promises[number][1])]
        if since
    }


def blocked_since(promise: Promise) -> date | None:
    """The first report of a block after the last report of movement."""
    moved = max((each.on for each in promise.readings if each.says in ("partly", "delivered")), default=date.min)
    return min((each.on for each in promise.readings if each.says == "blocked" and each.on >= moved), default=None)


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


def _past(
    item: Item,
    found: Ground,
    told: Mapping[str, date | None],
    needs_met_on: date | None,
    blocks: Mapping[int, date],
    programme: str,
) -> Past:
    facts, standing = item.facts, item.standing
    promise = found.promises[facts.number][1]
    ended = None if standing.is_open or standing.is_kept else ended_by(promise, date.max - timedelta(days=1))
    return Past(
        facts.code,
        facts.kind,
        facts.debtor,
        facts.zone,
        programme,
        facts.made_on,
        told.get(facts.source),
        item.due_by,
        standing.kept_on,
        ended[0] if ended else None,
        needs_met_on,
        bool(item.waits_for),
        blocks.get(facts.number),
    )


def _needs_met(item: Item, needs: Mapping[int, list[tuple[int, int]]], items: Mapping[int, Item]) -> date | None:
    """Since when a promise has those that it needs and that are kept, lags over."""
    days = []
    for need, lag in needs.get(item.facts.number, ()):
        kept_on = items[need].standing.kept_on if need in item.has else None
        if kept_on:
            days.append(kept_on + timedelta(days=min(lag, MOST_LAG_DAYS)))
    return max(days, default=None)


def _by_item(found: Ground) -> dict[int, list[tuple[int, int]]]:
    """What each promise needs, with the days between."""
    by_item: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for item, need, lag in found.needs:
        by_item[item].append((need, lag))
    return by_item


def _obstacle_past(each: Obstacle, told: Mapping[str, date | None], on: date, programme: str) -> Past:
    until = last_day_or_none(each.until)
    over = until if until and until <= on else None
    party, zone = each.party.code if each.party else "", each.zone.code if each.zone else ""
    return Past(
        each.code,
        OBSTACLE + each.kind,
        party,
        zone,
        programme,
        each.since,
        told.get(each.source.code),
        kept_on=over,
    )


def _block_past(item: Item, since: date, programme: str) -> Past:
    facts = item.facts
    return Past(BLOCK + facts.code, UNNAMED, facts.debtor, facts.zone, programme, since.isoformat(), since)


def _plan(
    items: Mapping[int, Item],
    pasts: Mapping[int, Past],
    stands: Mapping[int, tuple[str, ...]],
    edges: Edges,
    obstacles: Iterable[Obstacle],
    unnamed: Iterable[Past],
    days: tuple[date, date],
    told: Mapping[str, date | None],
    programme: str,
) -> Plan:
    still = [number for number, item in items.items() if item.standing.is_open]
    own = _own_workers(items, still)
    promises = tuple(
        Open(
            pasts[number],
            items[number].facts.title,
            items[number].due_by,
            own[number],
            float(items[number].facts.exports_usd or 0),
            stands.get(number, ()),
            pasts[number].needs_met_on,
        )
        for number in still
    )
    named = {code for codes in stands.values() for code in codes}
    hindrances = [
        Standing(_obstacle_past(each, told, days[0], programme), each.kind, each.summary_en)
        for each in obstacles
        if each.code in named
    ]
    hindrances += [Standing(past, "unnamed", "") for past in unnamed]
    here = {items[number].facts.code for number in still}
    needs = tuple((item, need, lag) for (item, need), lag in edges.items() if {item, need} <= here)
    return Plan(*days, promises, tuple(hindrances), needs)


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
