"""Factories operating, workers employed, exports: promised, reported, verified."""

from datetime import date, timedelta
from decimal import Decimal

from corridor.results.rules.outcomes import VentureSeen, Verified, outcomes, workers_promised
from corridor.results.rules.statements import Statement
from results.promises import DAY, on_day, owed, says

BEFORE = DAY - timedelta(days=30)


def sides(outcome):
    """An outcome as plain numbers."""
    return tuple(
        [(amount.least, amount.most, amount.unit, amount.counts) for amount in side]
        for side in (outcome.promised, outcome.reported, outcome.verified)
    )


def found(*promises, statements=(), ventures=(), verified=(), on=DAY):
    items = list(on_day(on, *promises).values())
    return {each.name: sides(each) for each in outcomes(items, statements, ventures, verified, on)}


def stated(measure, value, unit, *, subject="east", as_of="2026-01"):
    return Statement("zone", subject, measure, Decimal(value), unit, as_of, "reported", "", "paper")


def test_nothing_known_shows_nothing_reported_zero_verified_and_no_amount_promised():
    assert found() == {
        "factories": (
            [(0, 0, "count", "ventures-pledged")],
            [(0, 0, "count", "ventures-producing")],
            [(0, 0, "count", "factories")],
        ),
        "workers": (
            [(0, 0, "person", "pledges")],
            [(None, None, "person", "statements")],
            [(0, 0, "person", "verified")],
        ),
        "exports": ([(None, None, "", "pledges")], [(None, None, "", "statements")], [(0, 0, "", "verified")]),
    }


def test_factories_are_promised_while_not_withdrawn_and_operate_once_a_dated_source_says_so():
    ventures = [
        VentureSeen("mill", "Mill", "production", "2026-06", "east"),
        VentureSeen("kiln", "Kiln", "exporting", "2026-07", "east"),
        VentureSeen("loom", "Loom", "exporting", "", "east"),
        VentureSeen("lamp", "Lamp", "letter", "2020", ""),
        VentureSeen("glass", "Glass", "withdrawn", "2024", "east"),
    ]
    counted = [stated("units-in-production", 3, "count"), stated("units-in-production", 5, "count", subject="west")]

    promised, reported, _verified = found(ventures=ventures, statements=counted)["factories"]

    assert promised == [(3, 3, "count", "ventures-pledged")]
    assert reported == [(1, 1, "count", "ventures-producing"), (8, 8, "count", "zones-own-count")]


def test_a_factory_is_verified_when_its_delivery_is():
    proven = says("delivered", BEFORE, verified_on=DAY)

    factories = found(
        owed("mill", kind="factory", readings=[proven]),
        owed("kiln", kind="factory", readings=[says("delivered", BEFORE, "measured")]),
        owed("loom", kind="factory", readings=[says("partly", BEFORE, verified_on=DAY)]),
        owed("road", kind="road", readings=[proven]),
    )["factories"]

    assert factories[2] == [(1, 1, "count", "factories")]


def test_workers_are_promised_reported_and_verified_apart():
    workers = found(
        owed("jobs", kind="jobs", zone="east", workers=500),
        statements=[
            stated("jobs-claimed", 400, "person", as_of="2020"),
            stated("jobs-claimed", 900, "person", as_of="2024"),
            stated("workers", 80, "person", as_of="2024"),
            stated("workers", 120, "person", as_of="2026"),
            stated("workers", 95, "person", as_of="2025"),
        ],
        verified=[
            Verified(1, "jobs", date(2024, 5, 1), Decimal(60), "person"),
            Verified(1, "jobs", date(2025, 5, 1), Decimal(75), "person"),
            Verified(1, "jobs", date(2023, 5, 1), Decimal(50), "person"),
            Verified(2, "factory", date(2025, 5, 1), Decimal(10), "person"),
            Verified(3, "teaching", date(2025, 5, 1), Decimal(999), "person"),
            Verified(4, "factory", date(2025, 5, 1), Decimal(1), "count"),
        ],
    )["workers"]

    assert workers == (
        [(500, 500, "person", "pledges"), (400, 900, "person", "claims")],
        [(95, 95, "person", "statements")],
        [(85, 85, "person", "verified")],
    )


def test_exports_are_kept_apart_by_currency():
    exports = found(
        owed("first", kind="export", exports_usd=Decimal("1000000.5")),
        owed("second", exports_usd=Decimal("2000000")),
        statements=[stated("exports", 10, "USD"), stated("exports", 2800, "PKR")],
        verified=[
            Verified(1, "export", date(2025, 5, 1), Decimal(7), "USD"),
            Verified(1, "export", date(2025, 5, 1), Decimal(900), "PKR"),
            Verified(2, "export", date(2025, 5, 1), Decimal(3), "USD"),
            Verified(2, "export", date(2025, 5, 1), Decimal(40), "container/year"),
            Verified(3, "factory", date(2025, 5, 1), Decimal(99), "USD"),
        ],
    )["exports"]

    assert exports == (
        [(Decimal("3000000.5"), Decimal("3000000.5"), "USD", "pledges")],
        [(10, 10, "USD", "statements"), (2800, 2800, "PKR", "statements")],
        [(10, 10, "USD", "verified"), (900, 900, "PKR", "verified")],
    )


def pledges(*promises):
    return workers_promised(on_day(DAY, *promises).values())


def test_a_zones_total_and_its_plants_are_counted_once():
    plants = [owed("mill", zone="east", workers=300), owed("kiln", zone="east", workers=250)]

    assert pledges(*plants) == 550
    assert pledges(*plants, owed("jobs", kind="jobs", zone="east", workers=200)) == 550
    assert pledges(*plants, owed("jobs", kind="jobs", zone="east", workers=900)) == 900


def test_places_are_added_and_so_is_what_has_no_place():
    assert (
        pledges(
            owed("east-jobs", kind="jobs", zone="east", workers=900),
            owed("west-mill", zone="west", workers=50),
            owed("mill", workers=3),
            owed("nothing", zone="west", workers=0),
        )
        == 953
    )
