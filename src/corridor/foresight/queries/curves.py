"""What will be in operation when: workers, exports and factories over the years, with bands."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from corridor.base.days import LATEST
from corridor.engine.curves import curves
from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.rules.network import FURTHEST

FACTORY = "factory"
CURVE_SCENARIOS = 1024
YEARS = 10
WORKERS, EXPORTS, FACTORIES = "workers", "exports", "factories"


class Fan(NamedTuple):
    """One amount of one zone, or of the programme (zone ""), over the days asked for.

    there: what is kept already and counts on every day. mean, p10, p50, p90: of what comes to it, by day.
    promised: what would come by each day if every promised date came true; what bears none comes never.
    """

    zone: str
    what: str
    there: float
    mean: tuple[float, ...]
    p10: tuple[float, ...]
    p50: tuple[float, ...]
    p90: tuple[float, ...]
    promised: tuple[float, ...]


def days_ahead(on: date, years: int = YEARS) -> tuple[date, ...]:
    """The day of the forecast and the ends of the half years after it.

    >>> [day.isoformat() for day in days_ahead(date(2026, 11, 22), 1)]
    ['2026-11-22', '2026-12-31', '2027-06-30', '2027-12-31']
    """
    last = min(on.year + years, LATEST)
    ends = [date(year, *end) for year in range(on.year, last + 1) for end in ((6, 30), (12, 31))]
    return (on, *(day for day in ends if day > on))


def fans(found: Forecast, days: Sequence[date], *, of_zones: bool = True) -> list[Fan]:
    """Workers, exports a year and factories of the programme and of each zone; what is never anywhere is left out.

    of_zones: where not, of the programme alone, which takes a tenth of the time.
    Of a zone's total of jobs only what its plants do not pledge counts beside them.
    """
    outlook, woven = found.outlook, found.outlook.woven
    there = _there(found)
    zones = dict.fromkeys([""])
    if of_zones:
        zones |= dict.fromkeys(
            (*(each.past.zone for each in outlook.plan.promises), *(zone for zone, _what in there))
        )
    rows = []
    offsets = [float((day - outlook.on).days) for day in days]
    simulated = [outlook.plan.silent_days + each for each in offsets]
    none = [0.0] * len(outlook.plan.obstacles)
    amounts = {
        WORKERS: [each.workers for each in outlook.plan.promises] + none,
        EXPORTS: [each.exports_usd for each in outlook.plan.promises] + none,
        FACTORIES: [float(each.past.kind == FACTORY) for each in outlook.plan.promises] + none,
    }
    by_zone = [each.past.zone or None for each in outlook.plan.promises] + [None] * len(none)
    found_bands: dict[Any, Any] = {}
    if woven is not None:
        for groups in (by_zone, [""] * len(by_zone)) if of_zones else ([""] * len(by_zone),):
            found_bands |= curves(
                woven.network, groups, amounts, simulated, scenarios=CURVE_SCENARIOS, seed=outlook.seed
            )
    nothing = np.zeros((4, len(days)))
    for zone in zones:
        for what, amount in amounts.items():
            mean, p10, p50, p90 = found_bands.get(zone, {}).get(what, nothing).tolist()
            promised = _promised(found, zone, amount, offsets)
            held = there.get((zone, what), 0.0)
            if held or max(mean) > 0 or any(promised):
                rows.append(Fan(zone, what, held, tuple(mean), tuple(p10), tuple(p50), tuple(p90), promised))
    return rows


def _promised(found: Forecast, zone: str, amount: Sequence[float], offsets: Sequence[float]) -> tuple[float, ...]:
    """What would be there by each day if every date came true; one that has passed is today."""
    on = found.on
    dated = [
        (max(0.0, float((each.due_on - on).days)) if each.due_on else FURTHEST, amount[at])
        for at, each in enumerate(found.outlook.plan.promises)
        if not zone or each.past.zone == zone
    ]
    return tuple(sum(much for due, much in dated if due <= day) for day in offsets)


def _there(found: Forecast) -> dict[tuple[str, str], float]:
    """What is kept already, by zone and in all."""
    sums: dict[tuple[str, str], float] = {}
    for item in found.read.items.values():
        if not item.standing.is_kept:
            continue
        facts = item.facts
        amounts = {
            WORKERS: float(facts.workers or 0),
            EXPORTS: float(facts.exports_usd or 0),
            FACTORIES: float(facts.kind == FACTORY),
        }
        for what, much in amounts.items():
            for zone in {"", facts.zone}:
                if much:
                    sums[zone, what] = sums.get((zone, what), 0.0) + much
    return sums
