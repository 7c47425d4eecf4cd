"""Scores against their definitions, worked out the slow way."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.engine.scores import brier, crps_of_quantiles, crps_of_samples, middles, threshold_weighted_crps

days = st.floats(0, 1_000)


@given(st.lists(days, min_size=1, max_size=12), days)
def test_crps_of_draws_is_the_area_between_the_steps(draws, outcome):
    points = np.unique([*draws, outcome])
    said = np.array([np.mean(np.array(draws) <= point) for point in points[:-1]])
    area = (np.diff(points) * (said - (outcome <= points[:-1])) ** 2).sum()

    assert crps_of_samples(np.array([draws]), np.array([outcome]))[0] == pytest.approx(area, abs=1e-6)


@pytest.mark.parametrize("outcome", [40.0, 100.0, 180.0])
def test_crps_of_a_table_meets_the_closed_form_of_the_normal_law(outcome):
    scores = np.linspace(-4, 4, 65)
    z, law = (outcome - 100) / 30, NormalDist()
    exact = 30 * (z * (2 * law.cdf(z) - 1) + 2 * law.pdf(z) - 1 / np.sqrt(np.pi))

    assert crps_of_quantiles(100 + 30 * scores[None, :], scores, np.array([outcome]))[0] == pytest.approx(
        exact, abs=0.02
    )


def test_threshold_weighting_forgets_what_lies_beyond_the_horizon():
    chance = np.linspace(0, 0.9, 365)[None, :]

    assert threshold_weighted_crps(chance, np.array([np.inf])) == threshold_weighted_crps(chance, np.array([366.0]))


def test_a_sure_date_scores_its_error_in_days():
    chance = (middles(365) >= 100)[None, :].astype(float)

    assert threshold_weighted_crps(chance, np.array([130.0])).tolist() == [30.0]
    assert threshold_weighted_crps(chance, np.array([np.inf])).tolist() == [265.0]


@given(st.floats(0, 1), st.floats(0, 1))
def test_nobody_does_better_than_by_saying_what_they_believe(believed, said):
    happened = np.array([True, False])
    weight = np.array([believed, 1 - believed])

    honest = (weight * brier(np.full(2, believed), happened)).sum()
    assert honest <= (weight * brier(np.full(2, said), happened)).sum() + 1e-12
