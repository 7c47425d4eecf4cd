"""What a forecast says of each promise, as it is stored and scored; with the baselines of its day."""

from datetime import date
from typing import Any

import numpy as np

from corridor.base.days import last_day
from corridor.engine.durations_baselines import kept_only
from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.rules.outlook import drawn
from corridor.foresight.rules.scoring import BEYOND, SHARES, Said
from corridor.ledger.queries.moves import moves_told
from corridor.ledger.rules.items import Item

SCORED_SCENARIOS = 1024


def said(found: Forecast, *, with_kept_only: bool = False) -> list[Said]:
    """What a forecast says of each open promise, in the order of the plan."""
    outlook = found.outlook
    if outlook.woven is None:
        return []
    finishes = np.maximum(drawn(outlook.woven, outlook.seed, SCORED_SCENARIOS) - outlook.plan.silent_days, 0.0)
    rank = np.minimum((SHARES * SCORED_SCENARIOS).astype(int), SCORED_SCENARIOS - 1)
    dates = _dates(found)
    slip = mean_slip(found)
    others = _kept_only(found) if with_kept_only else None
    rows = []
    for at, each in enumerate(outlook.plan.promises):
        due = dates.get(each.past.code)
        days = float((due - found.on).days) if due else None
        rows.append(
            Said(
                each.past.code,
                tuple(np.minimum(finishes[at, rank], BEYOND).round(1).tolist()),
                outlook.foreseen[each.past.code].chance,
                days,
                None if days is None else days + slip,
                tuple(others[at]) if others else (),
            )
        )
    return rows


def said_rows(found: Forecast) -> list[dict[str, Any]]:
    """What a forecast says, as it is stored."""
    outlook = found.outlook
    rows = []
    for each in said(found):
        row = outlook.foreseen[each.code]
        quantiles = {
            name: None if day is None else float((day - found.on).days)
            for name, day in (("p10", row.p10), ("p50", row.p50), ("p80", row.p80), ("p90", row.p90))
        }
        rows.append(
            {
                "code": each.code,
                **quantiles,
                "curve": list(each.curve),
                "chance": each.chance,
                "promised_days": each.promised,
                "slipped_days": each.slipped,
                "criticality": row.criticality,
                "workers_held": row.workers,
                "exports_held": row.exports,
                "workers_by_delay": row.workers_by_delay,
                "exports_by_delay": row.exports_by_delay,
            }
        )
    return rows


def mean_slip(found: Forecast) -> float:
    """By how many days those kept so far that bore a date were late on average; early ones count as early."""
    slips = [
        (item.standing.kept_on - item.due_by).days
        for item in found.read.items.values()
        if item.standing.kept_on and item.due_by
    ]
    return float(np.mean(slips)) if slips else 0.0


def _dates(found: Forecast) -> dict[str, date]:
    """The last date given for each open promise that bears one, as known on the day."""
    still: dict[int, Item] = {number: item for number, item in found.read.items.items() if item.standing.is_open}
    moves = moves_told(set(still), found.on, found.known_on)
    dates = {}
    for number, item in still.items():
        told = moves.get(number)
        if told:
            dates[item.facts.code] = last_day(told[-1].due_on)
        elif item.due_by:
            dates[item.facts.code] = item.due_by
    return dates


def _kept_only(found: Forecast) -> list[list[float]]:
    """The usual mistake: by the kept promises alone, given how long each has run."""
    outlook = found.outlook
    woven = outlook.woven
    if woven is None:
        return []
    pasts = [each.past for each in outlook.plan.promises]
    asked = outlook.lessons.items_of(pasts, woven.began[: len(pasts)])
    made = kept_only(outlook.lessons.known.history, asked, np.array(woven.elapsed[: len(pasts)]))
    return np.minimum(np.stack([made.at(float(share)) for share in SHARES], axis=1), BEYOND).tolist()
