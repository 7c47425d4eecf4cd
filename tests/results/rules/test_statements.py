"""Numbers of sources side by side: added up over different things, never averaged over one."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from corridor.results.rules.statements import Statement, by_day, latest, totals
from results.promises import DAY


def stated(subject, value, as_of="2026-01", *, unit="person", source="paper"):
    return Statement("zone", subject, "workers", Decimal(value), unit, as_of, "reported", "", source)


def spans(amounts):
    return [(amount.least, amount.most, amount.unit) for amount in amounts]


def test_a_figure_without_a_day_or_of_a_later_day_adds_to_nothing():
    rows = [stated("east", 1, ""), stated("east", 2, "2026-07"), stated("east", 3, "2026-06")]

    assert [row.value for row in by_day(rows, DAY)] == [3]


def test_the_last_statement_about_a_thing_stands():
    rows = [stated("east", 100, "2024"), stated("east", 300, "2025-12-31"), stated("west", 7, "2020")]

    assert [row.value for row in latest(rows, DAY)] == [300, 7]


def test_sources_that_differ_on_the_same_day_both_stand():
    rows = [stated("east", 100, "2025-12-31"), stated("east", 300, "2025"), stated("east", 5, "2025-12")]

    assert spans(totals(latest(rows, date(2026, 1, 1)), "statements")) == [(5, 300, "person")]


def test_the_last_day_is_told_apart_by_unit():
    rows = [stated("east", 10, "2025", unit="USD"), stated("east", 2800, "2024", unit="PKR")]

    assert spans(totals(latest(rows, DAY), "statements")) == [(10, 10, "USD"), (2800, 2800, "PKR")]


def test_things_are_added_from_the_least_to_the_most_said_of_each():
    rows = [stated("east", 50), stated("east", 300), stated("west", 100)]
    (total,) = totals(rows, "claims")

    assert (total.least, total.most, total.is_range, total.counts) == (150, 400, True, "claims")


def test_sources_that_agree_make_no_range():
    (total,) = totals([stated("east", 50), stated("east", 50, source="gazette")], "claims")

    assert (total.least, total.most, total.is_range) == (50, 50, False)


STATEMENTS = st.lists(
    st.builds(
        stated,
        st.sampled_from(["east", "west", "south"]),
        st.integers(0, 10_000),
        st.sampled_from(["", "2020", "2025-06", "2026-06-30", "2027"]),
        unit=st.sampled_from(["person", "USD"]),
    )
)


@given(STATEMENTS)
def test_a_total_lies_between_its_ends_and_hangs_on_no_order(rows):
    found = totals(rows, "claims")

    assert all(amount.least <= amount.most for amount in found)
    assert sorted(spans(found)) == sorted(spans(totals(list(reversed(rows)), "claims")))


@given(STATEMENTS)
def test_one_more_statement_never_narrows_a_range(rows):
    def width(some):
        return sum(amount.most - amount.least for amount in totals(some, "claims"))

    assert all(width(rows[:count]) <= width(rows[: count + 1]) for count in range(len(rows)))
