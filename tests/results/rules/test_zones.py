"""How the promises of each zone stand, counted."""

from decimal import Decimal

from hypothesis import given

from corridor.results.rules.lists import MARKS
from corridor.results.rules.zones import ZoneCount, by_zone, counted
from results.promises import DAY, on_day, owed, programmes


def test_each_zone_is_counted_by_itself_and_what_has_none_is_left_out():
    items = on_day(
        DAY,
        owed("line", zone="east", kind="utility-power", quantity=Decimal(70), unit="MW", due_on="2020-12"),
        owed("more", zone="east", kind="utility-power", quantity=Decimal(80), unit="MW"),
        owed("grid", zone="east", kind="utility-power", quantity=Decimal(132), unit="kV"),
        owed("gate", zone="west"),
        owed("law"),
        needs=[("more", "line"), ("gate", "line")],
    )

    assert by_zone(items.values()) == {
        "east": ZoneCount(3, 0, 1, 0, 3, 2, {"MW": Decimal(80)}),
        "west": ZoneCount(1, 0, 0, 0, 1, 0, {}),
    }


@given(programmes())
def test_counts_are_those_of_the_lists(items):
    count = counted(items.values())

    assert count.promises == len(items)
    assert [count.kept, count.late, count.blocked, count.still_open] == [
        sum(map(MARKS[mark], items.values())) for mark in ("kept", "late", "blocked", "open")
    ]
