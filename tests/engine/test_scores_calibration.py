"""Coverage, PIT and reliability against counting by hand."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.engine.scores_calibration import (
    binomial_band,
    calibration_error,
    coverage,
    kaplan_meier,
    normal_scores_of,
    reliability,
    share_below,
    spread_pit,
)


@given(st.integers(1, 60), st.floats(0.05, 0.95))
def test_the_band_holds_what_it_says_and_no_more_than_it_must(number, chance):
    low, high = binomial_band(number, chance)

    mass = [comb(number, hits) * chance**hits * (1 - chance) ** (number - hits) for hits in range(number + 1)]
    first, last = round(low * number), round(high * number)
    assert sum(mass[first : last + 1]) >= 0.95 - 1e-9
    assert sum(mass[:first]) <= 0.025 + 1e-9
    assert sum(mass[last + 1 :]) <= 0.025 + 1e-9


def test_nothing_to_count_says_nothing():
    assert binomial_band(0, 0.8) == (0.0, 1.0)
    assert coverage(np.array([], bool), 0.8) == (0.8, 0, 0.0, 1.0)
    assert calibration_error(reliability(np.array([]), np.array([], bool))) == 0.0
    assert share_below(np.array([]), np.array([], bool), 0.8) == 0.0


def test_kaplan_meier_without_open_items_is_counting():
    values = np.array([3.0, 1.0, 2.0, 2.0])

    at, share = kaplan_meier(values, np.zeros(4, bool))

    assert (at.tolist(), share.tolist()) == ([1.0, 2.0, 3.0], [0.25, 0.75, 1.0])


def test_kaplan_meier_as_freireich_1963_in_every_textbook():
    # Remission in weeks under 6-MP. Survival .857 at 6, .807 at 7, .448 at 23.
    values = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35.0])
    still = np.zeros(21, bool)
    still[[3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20]] = True

    at, share = kaplan_meier(values, still)

    survival = dict(zip(at.tolist(), (1 - share).round(3).tolist(), strict=True))
    assert survival == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.69, 16: 0.627, 22: 0.538, 23: 0.448}


def test_open_items_are_neither_hits_nor_misses():
    draw = np.random.default_rng(6)
    pit, reached = draw.random(20_000), draw.random(20_000)
    still = pit > reached

    assert share_below(np.minimum(pit, reached), still, 0.8) == pytest.approx(0.8, abs=0.02)


def test_the_randomised_pit_of_a_true_forecast_is_even():
    draw = np.random.default_rng(9)
    step = np.array([0.0, 0.5, 0.8, 1.0])
    outcome = draw.choice(3, 20_000, p=np.diff(step))

    pit = spread_pit(step[outcome], step[outcome + 1], draw.random(20_000))

    assert np.histogram(pit, 10, (0, 1))[0] / 20_000 == pytest.approx(np.full(10, 0.1), abs=0.01)


def test_a_true_forecast_has_hardly_an_error_and_an_overconfident_one_has():
    draw = np.random.default_rng(10)
    chance = draw.random(20_000)
    happened = draw.random(20_000) < chance

    assert calibration_error(reliability(chance, happened)) < 0.02
    assert calibration_error(reliability(np.round(chance), happened)) > 0.2


def test_scores_of_pits_are_held_within_six():
    assert normal_scores_of(np.array([0.0, 0.5, 1.0])).tolist() == [-6.0, 0.0, 6.0]
