"""What the ledger knows of promises and obstacles by a day, as history takes it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from corridor.base.days import last_day_or_none
from corridor.foresight.rules.history import Past
from corridor.foresight.rules.references import OBSTACLE
from corridor.ledger.models import Obstacle
from corridor.ledger.queries.items import Ground
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.states import Promise, ended_by

BLOCK = "block-of-"
# A hundred years: longer than any horizon, and no day lies so far that there is no date for it.
MOST_LAG_DAYS = 36_500
# A promise that is said to be blocked where no obstacle is recorded.
UNNAMED = f"{OBSTACLE}unnamed"


def blocks_of(items: Mapping[int, Item], found: Ground) -> dict[int, date]:
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


def pasts_of(items: Mapping[int, Item], found: Ground, blocks: Mapping[int, date]) -> dict[int, Past]:
    """What became of each promise, by its number; of which programme, and by when it was told of, is left open."""
    needs: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for item, need, lag in found.needs:
        needs[item].append((need, lag))
    return {
        number: _past(item, found.promises[number][1], _needs_met(item, needs[number], items), blocks.get(number))
        for number, item in items.items()
    }


def _past(item: Item, promise: Promise, needs_met_on: date | None, blocked_on: date | None) -> Past:
    facts, standing = item.facts, item.standing
    ended = None if standing.is_open or standing.is_kept else ended_by(promise, date.max - timedelta(days=1))
    return Past(
        facts.code,
        facts.kind,
        facts.debtor,
        facts.zone,
        "",
        facts.made_on,
        None,
        item.due_by,
        standing.kept_on,
        ended[0] if ended else None,
        needs_met_on,
        bool(item.waits_for),
        blocked_on,
    )


def _needs_met(item: Item, needs: Iterable[tuple[int, int]], items: Mapping[int, Item]) -> date | None:
    """Since when a promise has those that it needs and that are kept, lags over."""
    days = []
    for need, lag in needs:
        kept_on = items[need].standing.kept_on if need in item.has else None
        if kept_on:
            days.append(kept_on + timedelta(days=min(lag, MOST_LAG_DAYS)))
    return max(days, default=None)


def obstacle_past(each: Obstacle, told_on: date | None, on: date, programme: str) -> Past:
    """What became of an obstacle by a day."""
    until = last_day_or_none(each.until)
    over = until if until and until <= on else None
    party, zone = each.party.code if each.party else "", each.zone.code if each.zone else ""
    return Past(each.code, OBSTACLE + each.kind, party, zone, programme, each.since, told_on, kept_on=over)


def block_past(item: Item, since: date, programme: str) -> Past:
    """A block for which no obstacle is recorded."""
    facts = item.facts
    return Past(BLOCK + facts.code, UNNAMED, facts.debtor, facts.zone, programme, since.isoformat(), since)
