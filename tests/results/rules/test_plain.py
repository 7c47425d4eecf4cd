"""The board and its commitments as plain JSON."""

import json
from datetime import date
from decimal import Decimal

from corridor.results.rules.plain import item_as_plain
from results.promises import DAY, on_day, owed, says


def plain(*promises, needs=()):
    return [item_as_plain(item) for item in on_day(DAY, *promises, needs=needs).values()]


def test_a_commitment_says_where_it_stands():
    (found,) = plain(
        owed(
            "mill",
            due_on="2026-05",
            made_on="2024",
            zone="east",
            creditor="city",
            kind="factory",
            unit="count",
            quantity=Decimal("1.00000"),
            readings=[says("partly", date(2026, 6, 1)), says("blocked", DAY)],
        )
    )

    assert found == {
        "code": "mill",
        "title": "Mill",
        "kind": "factory",
        "state": "partly-kept",
        "proof": "press",
        "blocked": True,
        "disputed": False,
        "contested": False,
        "default": False,
        "days_late": 30,
        "debtor": "board",
        "creditor": "city",
        "zone": "east",
        "quantity": 1,
        "unit": "count",
        "made_on": "2024",
        "due_on": "2026-05",
        "kept_on": None,
        "waiting": 0,
        "waiting_workers": 0,
        "source": "gazette",
    }


def test_what_is_not_known_is_null_and_numbers_stay_numbers():
    unknown, half = plain(owed("road"), owed("quay", quantity=Decimal("2.50"), readings=[says("delivered", DAY)]))

    assert [unknown[name] for name in ("creditor", "zone", "quantity", "unit", "made_on", "due_on")] == [None] * 6
    assert (half["quantity"], half["kept_on"]) == (2.5, "2026-06-30")
    assert json.loads(json.dumps([unknown, half])) == [unknown, half]


def test_who_waits_is_counted():
    road, _mill = plain(owed("road"), owed("mill", workers=50), needs=[("mill", "road")])

    assert (road["waiting"], road["waiting_workers"]) == (1, 50)
