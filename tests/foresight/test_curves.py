"""Workers, exports and factories over the years."""

from datetime import date

import pytest

from corridor.base.actors import READER
from corridor.foresight.queries.curves import days_ahead, fans
from corridor.foresight.queries.forecast import forecast_of

ON = date(2022, 3, 31)


def test_a_fan_rises_and_stays_within_what_was_pledged(ask):
    found = ask()

    rows = {(each.zone, each.what): each for each in fans(found, days_ahead(ON))}

    workers = rows["", "workers"]
    assert list(workers.mean) == sorted(workers.mean)
    assert all(
        0 <= low <= mid <= high <= 50 for low, mid, high in zip(workers.p10, workers.p50, workers.p90, strict=True)
    )
    assert workers.promised[-1] == 50
    assert rows["east-quay", "workers"].mean == pytest.approx(workers.mean)
    assert rows["", "factories"].there == 0


def test_zones_add_up_to_the_programme(cpec):
    on = date(2026, 6, 30)
    rows = fans(forecast_of(cpec, READER, on=on), days_ahead(on))

    whole = next(each for each in rows if (each.zone, each.what) == ("", "workers"))
    zones = [each for each in rows if each.zone and each.what == "workers"]
    assert sum(each.mean[-1] for each in zones) == pytest.approx(whole.mean[-1])


def test_nothing_open_has_no_fan(isles):
    assert fans(forecast_of(isles, READER, on=date(2019, 1, 1), known_on=date(2019, 1, 1)), days_ahead(ON)) == []
