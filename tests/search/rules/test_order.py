"""Numbers in the order of titles, kept where there is room."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corridor.search.rules.order import NOUNS, placed, span

HELD = st.lists(st.none() | st.integers(-5, 1_200), max_size=40)


@given(HELD)
def test_numbers_rise_within_their_span(held):
    found = placed(held, 0, 1_000)

    assert len(found) == len(held)
    assert found == sorted(set(found))
    assert all(0 <= each < 1_000 for each in found)


@given(st.lists(st.integers(0, 10**9), unique=True, max_size=40), st.data())
def test_who_holds_a_number_keeps_it_where_there_is_room(numbers, data):
    held: list[int | None] = [each * 1_000 + 500 for each in sorted(numbers)]
    for place in data.draw(st.lists(st.integers(0, 40), max_size=9)):
        held.insert(place, None)
    found = placed(held, 0, 2**44)

    assert [now for was, now in zip(held, found, strict=True) if was is not None] == [
        n for n in held if n is not None
    ]


def test_spans_do_not_meet():
    spans = [span(programme, noun) for programme in (1, 2, 30_000) for noun in NOUNS]

    assert all(end <= start for (_low, end), (start, _high) in pairwise(spans))
    assert spans[-1][1] < 2**63
