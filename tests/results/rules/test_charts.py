"""What charts show: every promise in one part, delays in classes, months in a window, rows for spreadsheets."""

from datetime import date, timedelta

from hypothesis import given

from corridor.ledger.rules.words import State
from corridor.results.rules import charts
from corridor.results.rules.charts import (
    bars,
    calendar,
    delays,
    due_months,
    fallen_and_coming,
    middle,
    month_rows,
    part_of,
    party_rows,
    path_rows,
    slip_rows,
    slips,
    together,
)
from results.promises import DAY, codes, on_day, owed, programmes, says

BEFORE = DAY - timedelta(days=100)


def items(*promises):
    return list(on_day(DAY, *promises).values())


def test_every_promise_is_one_part_of_its_partys_bar():
    kept = [says("delivered", BEFORE)]
    found = items(
        owed("on-time", due_on="2026-05-01", readings=kept),
        owed("undated", readings=kept),
        owed("late", due_on="2026-01-01", readings=kept),
        owed("part", readings=[says("partly", BEFORE)]),
        owed("overdue", due_on="2026-05-01"),
        owed("coming", due_on="2027"),
        owed("gone", ended=((BEFORE, State.WITHDRAWN),)),
    )

    assert list(map(part_of, found)) == list(charts.PARTS)


def test_who_promised_most_stands_first_and_the_others_are_added_up():
    found = bars(items(owed("a", debtor="mill"), owed("b"), owed("c", due_on="2020"), owed("d", debtor="city")))

    assert [(bar.party, bar.total) for bar in found] == [("board", 2), ("city", 1), ("mill", 1)]
    assert together(found[1:]).parts == {**dict.fromkeys(charts.PARTS, 0), "open": 2}


def test_a_slip_lasts_until_delivery_or_until_the_day():
    found = slips(
        items(
            owed("late", due_on="2026-01-01", readings=[says("delivered", date(2026, 1, 11))]),
            owed("never", due_on="2026-06-10"),
            owed("early", due_on="2030", readings=[says("delivered", BEFORE)]),
            owed("coming", due_on="2027"),
            owed("undated", readings=[says("delivered", BEFORE)]),
            owed("ended", due_on="2020", ended=((BEFORE, State.WITHDRAWN),)),
        )
    )

    assert [(slip.item.facts.code, slip.days, slip.kept) for slip in found] == [
        ("never", 20, None),
        ("late", 10, date(2026, 1, 11)),
        ("early", 0, BEFORE),
    ]
    assert middle(found) == 10
    assert [(delay.name, delay.kept, delay.still) for delay in delays(found)] == [
        ("on-time", 1, 0),
        ("quarter", 1, 1),
        ("year", 0, 0),
        ("years", 0, 0),
        ("longer", 0, 0),
    ]


def test_a_year_lies_in_its_last_month_and_the_calendar_has_an_end():
    promises = items(owed("year", due_on="2026"), owed("old", due_on="2021-05"), owed("far", due_on="2028-07"))
    by_month = due_months(promises)
    window = calendar(by_month, DAY)

    assert list(by_month) == [date(2021, 5, 1), date(2026, 12, 1), date(2028, 7, 1)]
    assert (window[0].first, window[-1].first) == (date(2021, 6, 1), date(2028, 6, 1))
    assert [(month.first, month.parts["coming"]) for month in window if month.total] == [(date(2026, 12, 1), 1)]
    assert [codes(part) for part in fallen_and_coming(promises, DAY)] == [[], ["year"]]


@given(programmes())
def test_no_promise_is_lost_or_counted_twice(found):
    everyone = list(found.values())
    dated = [item for item in everyone if item.due_by]

    assert sum(bar.total for bar in bars(everyone)) == len(everyone)
    assert all(sum(bar.parts.values()) == bar.total for bar in bars(everyone))
    assert sum(month.total for month in due_months(everyone).values()) == len(dated)
    counted = sum(delay.kept + delay.still for delay in delays(slips(everyone)))
    assert counted == sum(item.standing.is_kept or item.is_late for item in dated)


@given(programmes())
def test_rows_are_as_wide_as_their_header(found):
    everyone = list(found.values())

    for rows in (path_rows(everyone), party_rows(everyone, {}), slip_rows(everyone), month_rows(everyone, DAY)):
        assert {len(row) for row in rows} == {len(rows[0])}


@given(programmes())
def test_half_of_the_delays_are_no_longer_than_the_middle_one(found):
    late = slips(found.values())
    days = middle(late)

    assert 2 * sum(slip.days <= days for slip in late) >= len(late)
    assert 2 * sum(slip.days >= days for slip in late) >= len(late)
