"""Who waits for whom, checked against the slow and obvious way."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corridor.ledger.rules.waiting import NOBODY, Waiting, circles, waiting

Edges = list[tuple[int, int]]
things = st.integers(0, 14)
edges = st.lists(st.tuples(things, things), max_size=40)
dags = edges.map(lambda pairs: [(max(pair), min(pair)) for pair in pairs if pair[0] != pair[1]])
pledges = st.dictionaries(things, st.integers(0, 5000))


def waiting_slowly(still_open: set[int], needs: Edges, workers: dict[int, int]) -> dict[int, Waiting]:
    """For each open thing, walk to everything open that waits for it, and count."""
    found = {}
    for needed in still_open:
        waits: set[int] = set()
        grown = True
        while grown:
            grown = False
            for item, need in needs:
                if item in still_open and need in still_open and (need == needed or need in waits):
                    grown = grown or item not in waits
                    waits.add(item)
        found[needed] = Waiting(len(waits), sum(workers.get(item, 0) for item in waits))
    return found


def reaches_itself(needs: Edges) -> bool:
    """Whether anything comes back to itself, by walking from each thing."""
    for start in {item for item, _needed in needs}:
        reached = {needed for item, needed in needs if item == start}
        for _step in needs:
            reached |= {needed for item, needed in needs if item in reached}
        if start in reached:
            return True
    return False


def test_nobody_waits_where_nothing_is_needed():
    assert waiting([1, 2], [], {1: 10}) == {1: NOBODY, 2: NOBODY}


def test_nothing_is_owed_and_nobody_waits():
    assert waiting([], [(1, 2)], {1: 10}) == {}


def test_a_line_waits_for_its_first():
    line = [(number + 1, number) for number in range(5)]

    assert waiting(range(6), line, {5: 100, 0: 7}) == {
        number: Waiting(5 - number, 100 if number < 5 else 0) for number in range(6)
    }


def test_who_waits_on_two_ways_is_counted_once():
    licence, line, grid, factory = range(4)
    needs = [(line, licence), (grid, licence), (factory, line), (factory, grid)]

    assert waiting(range(4), needs, {factory: 50})[licence] == Waiting(others=3, workers=50)


def test_the_same_need_named_twice_counts_once():
    assert waiting([1, 2, 3], [(2, 1), (2, 1), (3, 2)], {3: 5}) == {1: Waiting(2, 5), 2: Waiting(1, 5), 3: NOBODY}


def test_what_is_kept_or_ended_waits_for_nothing_and_nothing_waits_through_it():
    needs = [(2, 1), (3, 2)]

    assert waiting([1, 3], needs, {3: 50}) == {1: NOBODY, 3: NOBODY}


def test_parts_that_are_not_joined_do_not_mix():
    assert waiting([1, 2, 8, 9], [(2, 1), (9, 8)], {2: 1, 9: 10}) == {
        1: Waiting(1, 1), 2: NOBODY, 8: Waiting(1, 10), 9: NOBODY,
    }  # fmt: skip


def test_a_circle_ends_and_counts_only_who_waits_directly():
    needs = [(1, 2), (2, 1), (3, 2)]

    assert waiting([1, 2, 3], needs, {1: 10, 3: 5}) == {1: Waiting(1, 0), 2: Waiting(2, 15), 3: NOBODY}


def test_one_that_needs_itself_harms_nobody_else():
    assert waiting([1, 2], [(1, 1), (2, 1)], {})[2] == NOBODY


@given(dags, st.sets(things), pledges)
def test_waiting_is_the_same_as_walking(needs: Edges, still_open: set[int], workers: dict[int, int]):
    assert waiting(still_open, needs, workers) == waiting_slowly(still_open, needs, workers)


@given(edges, st.sets(things), pledges)
def test_every_open_thing_has_an_answer_even_in_circles(
    needs: Edges, still_open: set[int], workers: dict[int, int]
):
    assert set(waiting(still_open, needs, workers)) == still_open


def test_a_long_line_is_no_matter():
    length = 20_000
    line = [(number + 1, number) for number in range(length)]

    assert waiting(range(length + 1), line, {length: 1})[0] == Waiting(length, 1)
    assert circles(line) == []
    assert len(circles([*line, (0, length)])[0]) == length + 2


@given(edges)
def test_a_circle_is_found_exactly_when_there_is_one(needs: Edges):
    assert bool(circles(needs)) == reaches_itself(needs)


@given(edges)
def test_a_circle_is_spelled_out_along_needs_and_ends_where_it_began(needs: Edges):
    for circle in circles(needs):
        assert circle[0] == circle[-1]
        assert len(circle) == len(set(circle)) + 1
        assert set(pairwise(circle)) <= set(needs)


@given(dags)
def test_what_turns_in_no_circle_has_none(needs: Edges):
    assert circles(needs) == []


def test_one_that_needs_itself_is_a_circle():
    assert circles([(1, 1)]) == [[1, 1]]


def test_two_circles_are_two():
    assert circles([(1, 2), (2, 1), (8, 9), (9, 8)]) == [[1, 2, 1], [8, 9, 8]]
