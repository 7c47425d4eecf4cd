"""Draws: each slice of a distribution once, and no item moving with another."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.engine import rows
from corridor.engine.draws import u4, words

STANDARD = NormalDist()


def scores(key, scenarios, seed=1, block=0, bits=None):
    bits = scenarios.bit_length() - 2 if bits is None else bits
    out, twice = np.empty(scenarios, np.float32), np.empty(scenarios, np.float32)
    rows.own_scores(out, twice, u4(0), words(np.array([key], np.uint64), seed, block)[0], u4(bits))
    return out


@given(
    key=st.integers(0, 2**64 - 1), seed=st.integers(0, 2**64), power=st.integers(6, 11), block=st.integers(0, 99)
)
def test_every_slice_is_met_once(key, seed, power, block):
    scenarios = 2**power

    shares = np.sort([STANDARD.cdf(score) for score in scores(key, scenarios, seed, block).tolist()])

    # A score at the very border of its slice may be rounded over it.
    assert np.all(shares > np.arange(scenarios) / scenarios - 1e-4)
    assert np.all(shares < np.arange(1, scenarios + 1) / scenarios + 1e-4)


def test_scores_are_normal_into_the_tails():
    many = np.concatenate([scores(key, 2**16, bits=15) for key in range(16)])

    shares = (np.arange(len(many)) + 0.5) / len(many)
    exact = np.array([STANDARD.inv_cdf(share) for share in shares[::997].tolist()])

    assert np.abs(np.sort(many)[::997] - exact)[3:-3].max() < 0.02
    assert np.abs(np.mean(many)) < 1e-6
    assert np.var(many) == pytest.approx(1, abs=2e-4)
    assert np.mean(many**4) == pytest.approx(3, abs=0.01)


def test_items_do_not_move_together():
    many = np.array([scores(key, 1024) for key in range(300)])

    together = np.corrcoef(many)[np.triu_indices(300, 1)]

    # Independent ones have a deviation of one in the root of 1,024; each pair is one of 44,850.
    assert np.std(together) == pytest.approx(1 / 32, rel=0.05)
    assert np.abs(together).max() < 5.5 / 32


def test_what_two_items_do_together_is_not_repeated():
    """Products of two items' scores, in the two halves of a group, are as good as independent."""
    one, other = (np.array([scores(key, 1024) for key in keys]) for keys in (range(200), range(200, 400)))
    halves = (one * other).reshape(200, -1, 2, 32)

    together = np.corrcoef(halves[:, :, 0].ravel(), halves[:, :, 1].ravel())[0, 1]

    assert abs(together) < 0.06
