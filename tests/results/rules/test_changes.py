"""What became known: its order, its lasting names, and what XML can hold."""

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from corridor.base.days import last_day
from corridor.results.rules.changes import MOST, NEWS, Change, bound, newest, possible, urn

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
PRECISE = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))
MOMENTS = st.sampled_from([NOON - timedelta(days=back) for back in range(3)])


def change(news="evidence", key="k", *, at=NOON, day="2026-01-01"):
    return Change(news, key, at, at, day, "c", "C", "s", "S", "", "")


CHANGES = st.builds(
    lambda news, key, at, day: change(news, key, at=at, day=day),
    st.sampled_from(NEWS),
    st.text("ab", min_size=1, max_size=2),
    MOMENTS,
    st.just("") | PRECISE,
)


def test_what_was_recorded_last_comes_first_then_what_happened_last():
    rows = [
        change(key="old", at=NOON - timedelta(days=1), day="2026-05-01"),
        change(key="month", day="2026-03"),
        change(key="day", day="2026-03-30"),
        change(key="undated", day=""),
    ]

    assert [each.key for each in newest(rows)] == ["month", "day", "undated", "old"]


@given(st.lists(CHANGES, max_size=80))
def test_an_order_does_not_hang_on_how_rows_come(rows):
    found = newest(rows)

    assert newest(reversed(rows)) == found
    assert len(found) == min(MOST, len(rows))
    assert [each.recorded_at for each in found] == sorted((each.recorded_at for each in found), reverse=True)


@given(PRECISE, DAYS)
def test_the_database_says_the_same_of_a_day_as_the_rule(day, on):
    written_out = day + "0000-12-31"[len(day) :]

    assert (written_out <= bound(on)) == (last_day(day) <= on)


def test_a_name_stays_and_is_another_for_another_thing():
    names = {urn("cpec", news, key) for news in NEWS for key in ("a", "b")} | {urn("mfano", "promise", "a")}

    assert len(names) == 2 * len(NEWS) + 1
    assert urn("cpec", "promise", "a") == urn("cpec", "promise", "a")
    assert {bool(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name)) for name in names} == {True}


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_what_is_possible_can_be_parsed(text):
    kept = possible(text)
    escaped = kept.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;")

    assert (ElementTree.fromstring(f"<t>{escaped}</t>").text or "") == kept
    assert possible(kept) == kept
