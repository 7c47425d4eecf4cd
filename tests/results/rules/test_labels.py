"""Signs and names on a map: none hides another."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from corridor.results.rules.labels import Box, around, in_lines, labels, moved_apart, width_of

WHOLE = Box(0, 0, 700, 500)
POINTS = st.lists(st.tuples(st.floats(60, 640), st.floats(60, 440)), max_size=25)
SIZES = st.tuples(st.floats(10, 150), st.sampled_from([16.0, 32.0]))


@given(POINTS)
def test_signs_stand_apart_and_on_the_sheet(points):
    signs = moved_apart(points, 26, WHOLE)
    boxes = [around(sign, 25.9) for sign in signs]

    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(WHOLE.holds(box) for box in boxes)


@given(POINTS)
def test_a_sign_that_hides_nothing_stays_at_its_point(points):
    signs = moved_apart(points, 26, WHOLE)
    boxes = [around(point, 26) for point in points]

    for place, box in enumerate(boxes):
        if not any(box.meets(around(sign, 26)) for sign in signs[:place]):
            assert signs[place] == points[place]


@given(st.data(), POINTS)
def test_no_two_names_overlap_or_one_is_dropped(data, points):
    signs = moved_apart(points, 26, WHOLE)
    wanted = data.draw(st.lists(SIZES, min_size=len(signs), max_size=len(signs)))
    found = labels(signs, 24, wanted, WHOLE)
    boxes = [label.box for label in found if label]

    assert len(found) == len(signs)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(around(sign, 24)) for box in boxes for sign in signs)
    assert all(WHOLE.holds(box) for box in boxes)
    assert [(label.box.width, label.box.height) for label in found if label] == [
        size for size, label in zip(wanted, found, strict=True) if label
    ]


def test_the_first_of_two_names_for_one_room_gets_it():
    small = Box(0, 0, 130, 24)

    assert [label is None for label in labels([(12, 12), (118, 12)], 24, [(70, 16), (70, 16)], small)] == [
        False,
        True,
    ]


def test_a_name_stands_at_the_side_that_has_room():
    sign = [(690, 250)]

    assert [label.edge for label in labels(sign, 24, [(100, 16)], WHOLE) if label] == ["end"]


@given(st.text(st.sampled_from("abc MW经济زون"), max_size=60), st.floats(40, 200))
def test_a_name_in_lines_is_as_wide_as_asked_and_no_longer(text, widest):
    lines = in_lines(text, 13, widest)

    assert len(lines) <= 2
    assert all(width_of(line, 13) <= widest for line in lines)


def test_chinese_breaks_between_any_two_signs():
    assert in_lines("拉沙卡伊特别经济区", 10, 60) == ["拉沙卡伊特别", "经济区"]
