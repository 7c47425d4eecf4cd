"""The three results that count, each as promised, reported and verified. Memorandums are not among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from corridor.base.days import by_then
from corridor.base.quantities import is_money
from corridor.enterprises.rules import GONE, OPERATING
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import ENDED, Proof
from corridor.results.rules.statements import Amount, Statement, by_day, latest, totals

# Words of the package format that carry a meaning here (docs/rooms/exchange.md).
SAID = ("reported", "claim")
ZONE_WIDE = "jobs"
FACTORY, EXPORT = "factory", "export"


class VentureSeen(NamedTuple):
    """A venture as its source saw it: on which rung of the ladder, as of which day, and where."""

    code: str
    name: str
    stage: str
    as_of: str
    zone: str


class Verified(NamedTuple):
    """A quantity that was observed and verified, of one commitment."""

    commitment: int
    kind: str
    observed_on: date
    quantity: Decimal
    unit: str


@dataclass(frozen=True)
class Outcome:
    """One of the three results: what was promised, what sources report, what is verified."""

    name: str
    promised: list[Amount]
    reported: list[Amount]
    verified: list[Amount]


def outcomes(
    items: Sequence[Item],
    statements: Sequence[Statement],
    ventures: Sequence[VentureSeen],
    verified: Sequence[Verified],
    on: date,
) -> list[Outcome]:
    """Factories operating, workers employed, exports, on a day."""
    return [
        _factories(items, statements, ventures, on),
        _workers(items, statements, verified, on),
        _exports(items, statements, verified, on),
    ]


def _factories(
    items: Sequence[Item], statements: Sequence[Statement], ventures: Sequence[VentureSeen], on: date
) -> Outcome:
    there = [each for each in ventures if by_then(each.as_of, on)]
    pledged = sum(each.stage != GONE for each in there)
    running = sum(each.stage in OPERATING and bool(each.as_of) for each in there)
    proven = sum(_is_verified(item) for item in items if item.facts.kind == FACTORY)
    own_count = latest(_said(statements, "units-in-production"), on)
    return Outcome(
        "factories",
        [_exactly(pledged, "count", "ventures-pledged")],
        [_exactly(running, "count", "ventures-producing"), *totals(own_count, "zones-own-count")],
        [_exactly(proven, "count", "factories")],
    )


def _workers(
    items: Sequence[Item], statements: Sequence[Statement], verified: Sequence[Verified], on: date
) -> Outcome:
    claims = by_day((each for each in statements if each.measure == "jobs-claimed"), on)
    at_work = latest(_said(statements, "workers"), on)
    proven = _newest(each for each in verified if each.unit == "person" and each.kind in (FACTORY, ZONE_WIDE))
    return Outcome(
        "workers",
        [_exactly(workers_promised(items), "person", "pledges"), *totals(claims, "claims")],
        totals(at_work, "statements") or [Amount(None, None, "person", "statements")],
        [_exactly(sum((each.quantity for each in proven), Decimal(0)), "person", "verified")],
    )


def _exports(
    items: Sequence[Item], statements: Sequence[Statement], verified: Sequence[Verified], on: date
) -> Outcome:
    standing = [item for item in items if item.standing.state not in ENDED]
    pledged = sum((item.facts.exports_usd or Decimal(0) for item in standing), Decimal(0))
    sold = latest(_said(statements, "exports"), on)
    proven = list(_newest(each for each in verified if each.kind == EXPORT and is_money(each.unit)))
    units = dict.fromkeys(each.unit for each in proven) or {"": None}
    return Outcome(
        "exports",
        [_exactly(pledged, "USD", "pledges") if pledged else Amount(None, None, "", "pledges")],
        totals(sold, "statements") or [Amount(None, None, "", "statements")],
        [
            _exactly(sum((each.quantity for each in proven if each.unit == unit), Decimal(0)), unit, "verified")
            for unit in units
        ],
    )


def workers_promised(items: Iterable[Item]) -> int:
    """Workers pledged by commitments that have not ended unkept, each place counted once.

    A zone's total and the plants inside it are two statements on the same jobs: the larger one stands.
    """
    whole: dict[str, int] = {}
    parts: dict[str, int] = {}
    for item in items:
        if item.facts.workers and item.standing.state not in ENDED:
            side = whole if item.facts.kind == ZONE_WIDE else parts
            side[item.facts.zone] = side.get(item.facts.zone, 0) + item.facts.workers
    return sum(max(whole.get(zone, 0), parts.get(zone, 0)) for zone in {*whole, *parts})


def _said(statements: Iterable[Statement], measure: str) -> list[Statement]:
    """What sources say there is; targets and promises are not reports."""
    return [each for each in statements if each.measure == measure and each.nature in SAID]


def _newest(verified: Iterable[Verified]) -> Iterable[Verified]:
    """The last verified quantity of each commitment and unit."""
    best: dict[tuple[int, str], Verified] = {}
    for each in verified:
        key = (each.commitment, each.unit)
        if key not in best or best[key].observed_on <= each.observed_on:
            best[key] = each
    return best.values()


def _is_verified(item: Item) -> bool:
    return item.standing.is_kept and item.standing.proof is Proof.VERIFIED


def _exactly(value: int | Decimal, unit: str, counts: str) -> Amount:
    return Amount(Decimal(value), Decimal(value), unit, counts)
