"""The small graph: nearest first, only through what is open, seven to a column, lines between drawn boxes."""

from itertools import pairwise

from hypothesis import given

from corridor.results.rules.graph import MOST, NEEDS_DEEP, WAITS_DEEP, graph
from results.promises import DAY, codes, on_day, owed, programmes, says

THERE = [says("delivered", DAY)]


def drawn(found, code):
    """The graph of one of some commitments."""
    return graph(next(item for item in found.values() if item.facts.code == code), found)


def shown(column):
    return codes(box.item for box in column.boxes)


def test_what_is_open_is_followed_further_and_what_is_kept_is_not():
    found = on_day(
        DAY, owed("mill"), owed("power"), owed("road", readings=THERE), owed("licence"), owed("survey"),
        owed("jobs"),
        needs=[("mill", "power"), ("mill", "road"), ("power", "licence"), ("road", "survey"), ("jobs", "mill")],
    )  # fmt: skip
    seen = drawn(found, "mill")

    assert [(column.distance, shown(column)) for column in seen.columns] == [
        (-2, ["licence"]),
        (-1, ["power", "road"]),
        (0, ["mill"]),
        (1, ["jobs"]),
    ]
    assert [[line.holds for line in gap] for gap in seen.gaps] == [[True], [True, False], [True]]


def test_there_is_no_graph_where_nothing_is_needed_and_nothing_needs_it():
    assert drawn(on_day(DAY, owed("alone"), owed("other")), "alone") is None


def test_a_long_column_ends_in_how_many_more_there_are():
    others = [f"c-{number:02}" for number in range(12)]
    found = on_day(DAY, owed("power"), *map(owed, others), needs=[(other, "power") for other in others])
    last = drawn(found, "power").columns[-1]

    assert (shown(last), last.more) == (others[:MOST], 12 - MOST)
    assert last.more_row == last.boxes[-1].row + last.boxes[-1].span


def test_each_stands_where_it_is_nearest():
    found = on_day(
        DAY, owed("mill"), owed("power"), owed("licence"),
        needs=[("mill", "power"), ("mill", "licence"), ("power", "licence")],
    )  # fmt: skip

    assert [shown(column) for column in drawn(found, "mill").columns] == [["licence", "power"], ["mill"]]


@given(programmes())
def test_a_graph_is_whole(found):
    for item in found.values():
        seen = graph(item, found)
        if seen is None:
            assert not any(item.facts.number in (*each.waits_for, *each.has) for each in found.values())
            continue
        distances = [column.distance for column in seen.columns]
        needs = codes(box.item for column in seen.columns if column.distance < 0 for box in column.boxes)

        assert distances == list(range(distances[0], distances[-1] + 1))
        assert -NEEDS_DEEP <= distances[0] <= 0 <= distances[-1] <= WAITS_DEEP
        assert len(needs) == len(set(needs))
        assert len(seen.gaps) == len(seen.columns) - 1
        assert all(gap for gap in seen.gaps)
        assert all(0 < line.begins < 100 and 0 < line.ends < 100 for gap in seen.gaps for line in gap)
        for column in seen.columns:
            ends = [(box.row, box.row + box.span) for box in column.boxes]
            assert all(earlier[1] == later[0] for earlier, later in pairwise(ends))
            assert ends[0][0] >= 1
            assert ends[-1][1] <= seen.rows + 1
