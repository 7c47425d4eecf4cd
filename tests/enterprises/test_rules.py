"""The ladder of ventures: every rung has a height of its own."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.enterprises.rules import GONE, height, rungs

STAGES = st.lists(st.sampled_from(["interest", "mou", "lease", "production", "exporting", GONE]), unique=True)


@given(STAGES)
def test_every_rung_is_higher_than_the_one_before(stages):
    assert [height(stage, stages) for stage in rungs(stages)] == list(range(1, len(rungs(stages)) + 1))


@given(STAGES)
def test_whoever_withdrew_stands_on_no_rung(stages):
    assert height(GONE, stages) == 0
