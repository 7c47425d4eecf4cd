"""Promises through the years."""

from datetime import date

from hypothesis import given

from corridor.ledger.rules.words import State
from corridor.results.rules.timeline import Course, axis, course, drawn
from results.promises import DAY, codes, on_day, owed, programmes, says


def only(*promises):
    (item,) = on_day(DAY, *promises).values()
    return item


def test_an_open_promise_is_late_from_its_date_until_the_day():
    item = only(owed("road", made_on="2020-01", due_on="2021-12"))

    assert course(item, DAY) == Course(date(2020, 1, 31), date(2021, 12, 31), None, DAY, date(2021, 12, 31))


def test_a_moved_date_stands_beside_the_first_which_still_judges():
    item = only(owed("road", made_on="2020-01", due_on="2021-12"))
    moved = course(item, DAY, "2031-06")

    assert (moved.due, moved.late_until, moved.moved) == (date(2021, 12, 31), DAY, date(2031, 6, 30))
    assert axis([moved], DAY).last == date(2032, 1, 1)


def test_one_that_was_kept_late_is_late_until_then():
    item = only(owed("road", due_on="2021", readings=[says("delivered", date(2022, 3, 1))]))

    assert course(item, DAY) == Course(None, date(2021, 12, 31), *[date(2022, 3, 1)] * 2, date(2021, 12, 31))


def test_one_that_ended_is_late_until_it_ended():
    item = only(owed("road", due_on="2021", ended=((date(2023, 5, 1), State.WITHDRAWN),)))

    assert course(item, DAY).late_until == date(2023, 5, 1)


def test_one_without_a_date_runs_until_it_was_kept_or_until_the_day():
    kept = only(owed("road", made_on="2020", readings=[says("delivered", date(2022, 3, 1))]))
    still = only(owed("road", made_on="2020"))

    assert [course(item, DAY).until for item in (kept, still)] == [date(2022, 3, 1), DAY]
    assert [course(item, DAY).late_until for item in (kept, still)] == [None, None]


def test_the_first_so_many_with_a_day_are_drawn_in_the_order_of_time():
    items = on_day(
        DAY,
        owed("undated"),
        owed("second", made_on="2021"),
        owed("first", due_on="2020"),
        owed("third", made_on="2022"),
    )

    assert codes(drawn(items.values())) == ["first", "second", "third"]
    assert codes(drawn(items.values(), most=2)) == ["first", "second"]


def test_a_promise_of_another_age_does_not_press_the_others_together():
    items = on_day(DAY, owed("old", due_on="1950"), owed("far", due_on="2150"), owed("road", due_on="2024"))
    years = axis([course(item, DAY) for item in items.values()], DAY)

    assert (years.first, years.last) == (date(2024, 1, 1), date(2027, 1, 1))
    assert (years.at(date(1950, 1, 1)), years.at(date(2150, 1, 1))) == (0, 100)


@given(programmes())
def test_every_part_stands_on_the_axis(items):
    courses = [course(item, DAY) for item in items.values()]
    years = axis(courses, DAY)
    parts = [years.part(each.given, each.until) for each in courses if each.given and each.until]
    parts += [years.part(each.due, each.late_until) for each in courses if each.due and each.late_until]

    assert all(0 <= part.at <= 100 and 0 <= part.at + part.length <= 100.01 for part in parts)
    assert years.first < years.last
