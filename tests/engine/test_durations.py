"""What durations are learned from, and that little or odd history never breaks a forecast."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.engine.durations import Level, Reference, history, items
from corridor.engine.durations_baselines import kept_only, mean_slip, promised
from corridor.engine.durations_common import DEFAULT_LOADING, common_factors
from corridor.engine.durations_explanation import explain
from corridor.engine.durations_fit import learn
from corridor.engine.durations_forecast import LONGEST, forecast

LEVELS = (Level("kind", 3), Level("debtor", 2), Level("zone", 2))
STUDIES = (Reference(200.0, 0.6, "a study"), Reference(900.0, 0.8, "another study"))

lengths = st.one_of(st.just(0.0), st.integers(1, 5_000).map(float))
one_item = st.tuples(
    lengths,
    st.booleans(),
    st.integers(-1, 2),
    st.integers(-1, 1),
    st.integers(-1, 1),
    st.integers(0, 1),
    st.one_of(st.none(), st.integers(-400, 4_000)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(one_item, max_size=8))
def test_any_history_however_small_gives_a_whole_forecast(rows):
    groups = np.array([row[2:5] for row in rows], np.int64).reshape(len(rows), 3)
    planned = [np.nan if row[6] is None else row[6] for row in rows]
    of = items(groups, reference=[row[5] for row in rows], planned_days=planned)
    past = history([row[0] for row in rows], [row[1] for row in rows], of)

    known = learn(past, LEVELS, STUDIES)
    asked = items([[0, 0, 0], [2, 1, -1], [-1, -1, -1]], reference=[0, 1, 0], planned_days=[100, np.nan, -5])
    made = forecast(known, asked, np.array([0.0, 400.0, 20_000.0]))

    assert np.isfinite(made.days).all()
    assert (np.diff(made.days, axis=1) >= 0).all()
    assert ((made.days >= 0) & (made.days <= LONGEST)).all()
    assert ((made.never >= 0) & (made.never <= 1)).all()
    assert np.isfinite([each.loading for each in common_factors(known, ("debtor", "zone"))]).all()
    why = explain(known, asked.part(slice(0, 1)))
    assert np.isfinite([why.typical_days, why.spread, why.stalled, why.reference_share, *why.shares]).all()


def test_without_history_the_published_class_is_the_forecast():
    known = learn(history([], [], items(np.empty((0, 3)))), LEVELS, STUDIES)
    asked = items([[0, 0, 0], [0, 0, 0]], reference=[0, 1])

    made = forecast(known, asked, np.zeros(2))
    why = explain(known, asked.part(slice(1, 2)))

    # Of those that move, half are kept within the median.
    moving = 0.5 * (1 - made.never)
    assert [made.at(moving[each])[each] for each in range(2)] == pytest.approx([200, 900], rel=0.1)
    assert (why.reference.source, why.reference_share, why.shares) == ("another study", 1.0, ())


def test_a_stated_date_draws_the_forecast_towards_itself():
    known = learn(history([], [], items(np.empty((0, 3)))), LEVELS, STUDIES)
    asked = items([[0, 0, 0]] * 3, planned_days=[50, np.nan, 800])

    soon, unsaid, late = forecast(known, asked, np.zeros(3)).at(0.5)

    assert soon < unsaid < late


def test_all_kept_and_all_open_lean_to_either_side():
    of = items([[0, 0, 0]] * 30)
    days = np.linspace(80, 400, 30)
    asked = items([[0, 0, 0]])

    kept = learn(history(days, [False] * 30, of), LEVELS, STUDIES)
    still = learn(history(days, [True] * 30, of), LEVELS, STUDIES)

    assert forecast(kept, asked, np.zeros(1)).never[0] < 0.1
    assert forecast(still, asked, np.zeros(1)).at(0.5)[0] > 400


@pytest.mark.parametrize("days", [[-1.0], [np.nan], [np.inf]])
def test_days_that_cannot_be_are_refused(days):
    with pytest.raises(ValueError, match="days must be 0 or more"):
        history(days, [False], items([[0]]))


def test_arrays_that_do_not_agree_are_refused():
    with pytest.raises(ValueError, match="differ in length"):
        history([1.0, 2.0], [False], items([[0]]))
    with pytest.raises(ValueError, match="one row an item"):
        items([0, 1])
    with pytest.raises(ValueError, match="one value an item"):
        items([[0]], planned_days=[1.0, 2.0])
    with pytest.raises(ValueError, match="one column a level"):
        learn(history([1.0], [False], items([[0]])), LEVELS, STUDIES)


def test_two_strong_levels_share_at_most_nine_tenths():
    draw = np.random.default_rng(14)
    groups = np.stack([np.zeros(144, int), np.repeat(np.arange(12), 12), np.tile(np.arange(12), 12)], axis=1)
    effect = draw.normal(0, 1.4, (2, 12))
    days = np.exp(5 + effect[0][groups[:, 1]] + effect[1][groups[:, 2]] + 0.1 * draw.normal(size=144))
    levels = (Level("kind", 1), Level("debtor", 12), Level("zone", 12))
    known = learn(history(days, np.zeros(144, bool), items(groups)), levels, STUDIES)

    found = common_factors(known, ("debtor", "zone"))

    assert sum(each.loading**2 for each in found) == pytest.approx(0.9)


def test_a_group_that_is_not_known_is_not_named():
    known = learn(history([90.0], [False], items([[0, 0, 0]])), LEVELS, STUDIES)

    assert [each.level for each in explain(known, items([[0, -1, 1]])).groups] == ["kind", "zone"]


def test_explaining_takes_one_item():
    known = learn(history([], [], items(np.empty((0, 3)))), LEVELS, STUDIES)

    with pytest.raises(ValueError, match="one item"):
        explain(known, items([[0, 0, 0], [0, 0, 0]]))


def test_baselines_stand_without_history():
    nothing = history([], [], items(np.empty((0, 1))))
    asked = items([[0], [0]], planned_days=[30, 300])
    elapsed = np.array([60.0, 0.0])

    assert promised(asked, elapsed).at(0.5).tolist() == [0.0, 300.0]
    assert mean_slip(nothing, asked, elapsed).at(0.5).tolist() == [0.0, 300.0]
    assert np.isfinite(kept_only(nothing, asked, elapsed).days).all()
    assert np.isfinite(kept_only(nothing, asked, elapsed, None).days).all()


def test_kept_only_goes_by_the_group_where_it_has_three_kept_items():
    past = history([10, 10, 10, 1_000], [False] * 4, items([[0], [0], [0], [1]]))

    quick, slow = kept_only(past, items([[0], [1]]), np.zeros(2)).at(0.5)

    assert quick == pytest.approx(10)
    assert slow == pytest.approx(np.exp((3 * np.log(10) + np.log(1_000)) / 4))


def test_loadings_are_learned_where_enough_groups_are_known_else_stated():
    draw = np.random.default_rng(5)
    debtor = np.repeat(np.arange(20), 12)
    effect = draw.normal(0, 0.6, 20)[debtor]
    days = np.exp(5 + effect + draw.normal(0, 0.8, len(debtor)))
    of = items(np.stack([np.zeros_like(debtor), debtor, debtor % 2], axis=1))
    known = learn(
        history(days, np.zeros(len(debtor), bool), of),
        (Level("kind", 1), Level("debtor", 20), Level("zone", 2)),
        STUDIES,
    )

    debtors, zones = common_factors(known, ("debtor", "zone"))

    assert (debtors.learned, debtors.groups, zones) == (True, 20, ("zone", DEFAULT_LOADING, False, 2))
    # Two items of one debtor share .36 of 1.00 of the variance: a loading of .6.
    assert debtors.loading == pytest.approx(0.6, abs=0.15)
