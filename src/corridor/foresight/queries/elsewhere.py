"""What other programmes of the ledger teach: what became of their promises and obstacles, as known by a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corridor.base.actors import Actor
from corridor.base.days import last_day_or_none
from corridor.foresight.queries.pasts import blocks_of, obstacle_past, pasts_of
from corridor.foresight.rules.history import Past
from corridor.ledger.access import all_commitments_seen
from corridor.ledger.queries.items import ground
from corridor.ledger.queries.obstacles import obstacles_elsewhere
from corridor.ledger.rules.items import items_on
from corridor.programme.models import Programme
from corridor.sources.models import Source

# So many promises of others are read, those recorded last: more would make a forecast wait for seconds.
MOST_ELSEWHERE = 5_000


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """The history of other programmes. Titles of promises by programme and code; the programmes by code."""

    pasts: tuple[Past, ...] = ()
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)


def elsewhere(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> Elsewhere:
    """Read the history of the other programmes that somebody may see, in a fixed number of questions.

    The clocks of each stand still from its own newest source on.
    """
    seen = all_commitments_seen(by).exclude(programme=programme)
    ahead = seen.order_by("-id").values_list("id", flat=True)[MOST_ELSEWHERE : MOST_ELSEWHERE + 1].first()
    if ahead:
        seen = seen.filter(id__gt=ahead)
    homes = dict(seen.values_list("id", "programme__code"))
    if not homes:
        return Elsewhere()
    programmes = {each.code: each for each in Programme.objects.filter(code__in=set(homes.values()))}
    told = _published(programmes)
    last = min(on, known_on or on)
    until: dict[str, date] = {}
    for (home, _source), day in told.items():
        if day and day <= last:
            until[home] = max(day, until.get(home, day))
    found = ground(seen, known_on=known_on)
    items = items_on(found.promises.values(), ((item, need) for item, need, _lag in found.needs), on)
    pasts = [
        past._replace(
            programme=homes[number],
            told_on=told.get((homes[number], items[number].facts.source)),
            seen_until=until.get(homes[number], last),
        )
        for number, past in pasts_of(items, found, blocks_of(items, found)).items()
    ]
    for each in obstacles_elsewhere(programme, by, on, known_on):
        home = each.programme.code
        if each.since and home in programmes:
            past = obstacle_past(each, told.get((home, each.source.code)), on, home)
            pasts.append(past._replace(seen_until=until.get(home, last)))
    titles = {(homes[number], item.facts.code): item.facts.title for number, item in items.items()}
    return Elsewhere(tuple(pasts), titles, programmes)


def _published(programmes: Mapping[str, Programme]) -> dict[tuple[str, str], date | None]:
    """When each source came out, by programme and code; None where it bears no day."""
    rows = Source.objects.filter(programme__code__in=programmes)
    return {
        (home, code): last_day_or_none(day)
        for home, code, day in rows.values_list("programme__code", "code", "published_on")
    }
