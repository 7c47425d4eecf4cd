"""Lines of text where nothing can measure it: nothing is lost, nothing runs over."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.results.rules.lines import width_of, wrapped

TEXTS = st.text(st.sampled_from("abW il.-承诺园وعدہ "), max_size=60)


@given(TEXTS, st.floats(2, 30))
def test_no_sign_is_lost_while_there_are_lines(text, room):
    assert "".join("".join(wrapped(text, room, most=100)).split()) == "".join(text.split())


@given(TEXTS, st.floats(2, 30), st.integers(1, 4))
def test_there_are_at_most_so_many_lines(text, room, most):
    assert len(wrapped(text, room, most)) <= most


@given(st.text(st.sampled_from("承诺园区"), max_size=60), st.floats(2, 30))
def test_wide_signs_break_anywhere(text, room):
    assert all(width_of(line) <= room for line in wrapped(text, room, most=100))


def test_a_title_breaks_between_words():
    assert wrapped("Sign the single-point and O&M agreement", 12) == ["Sign the single-point", "and O&M agreement"]
    assert wrapped("", 10) == []
