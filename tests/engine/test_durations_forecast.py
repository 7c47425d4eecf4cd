"""A forecast of an open item is the distribution cut off at the days elapsed, averaged over what is uncertain."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest

from corridor.engine.durations import Level, Reference, history, items
from corridor.engine.durations_explanation import explain, shares
from corridor.engine.durations_fit import Learned, beliefs_about, learn, typical
from corridor.engine.durations_forecast import forecast
from corridor.engine.durations_normal import below, hazard, log_above, normal_score

STUDY = (Reference(200.0, 0.7, "a study"),)
LEVELS = (Level("kind", 2), Level("debtor", 3))


def known(certain: bool = False) -> Learned:
    days = [60, 90, 130, 250, 400, 90, 20, 700, 500]
    still = [False, False, False, False, True, False, True, False, True]
    of = items([[0, 0], [0, 1], [0, 0], [1, 1], [1, 2], [0, 2], [1, 0], [1, 1], [0, 2]])
    found = learn(history(days, still, of), LEVELS, STUDY)
    return replace(found, covariance=found.covariance * 1e-12) if certain else found


@pytest.mark.parametrize("elapsed", [0.0, 1.0, 150.0, 2_000.0])
def test_given_the_days_elapsed_it_is_the_distribution_cut_off_there(elapsed):
    asked, sure = items([[0, 1]]), known(certain=True)
    centre, spread, logit = typical(sure, asked)[0]
    law, moves = NormalDist(centre, np.exp(spread)), 1 - 1 / (1 + np.exp(-logit))

    def within(days: float) -> float:
        return moves * law.cdf(np.log(days)) if days >= 1e-9 else 0.0

    ahead = np.array([10.0, 50.0, 200.0, 1_000.0])
    fine = forecast(sure, asked, np.array([elapsed]), scores=np.linspace(-4, 4, 1_025))
    usual = forecast(sure, asked, np.array([elapsed]))

    expected = [(within(elapsed + days) - within(elapsed)) / (1 - within(elapsed)) for days in ahead]
    np.testing.assert_allclose(fine.within(ahead)[0], expected, atol=0.004)
    # Where the part that moves ends, the table of the simulation is as wide as one of its columns.
    np.testing.assert_allclose(usual.within(ahead)[0], expected, atol=0.012)


def test_brute_force_agrees():
    asked, learned = items([[1, 1]]), known()
    belief, uncertain = beliefs_about(learned, asked)
    draw = np.random.default_rng(11)
    centre, spread, logit = draw.multivariate_normal(belief[0], uncertain[0], 400_000).T
    work = np.exp(centre + np.exp(spread) * draw.normal(size=len(centre)))
    work[draw.random(len(work)) < 1 / (1 + np.exp(-logit))] = np.inf

    made = forecast(learned, asked, np.zeros(1), scores=np.linspace(-4, 4, 1_025))

    for days in (50.0, 200.0, 600.0, 3_000.0):
        assert made.within(np.array([days]))[0, 0] == pytest.approx(np.mean(work <= days), abs=0.006)


def test_the_table_and_the_chances_say_the_same():
    made = forecast(known(), items([[0, 0], [1, 2]]), np.array([30.0, 0.0]))

    for probability in (0.1, 0.5, 0.8):
        days = made.at(probability)
        chance = [made.part(slice(each, each + 1)).within(days[each : each + 1])[0, 0] for each in range(2)]
        assert chance == pytest.approx([probability] * 2, abs=1e-6)


def test_the_longer_it_is_open_the_likelier_it_is_stalled():
    learned, asked = known(), items([[0, 0]])

    stalled = [explain(learned, asked, elapsed).stalled for elapsed in (0.0, 100.0, 1_000.0, 100_000.0)]

    assert stalled == sorted(stalled)
    assert stalled[-1] > 0.99


def test_what_is_less_known_is_wider():
    learned = known()

    well, unknown = forecast(learned, items([[0, 0], [-1, -1]]), np.zeros(2)).part(slice(0, 2)).days
    wide = forecast(replace(learned, covariance=learned.covariance * 4), items([[0, 0]]), np.zeros(1)).days[0]

    assert np.isfinite([well, unknown]).all()
    p10, p60 = 22, 34
    assert wide[p60] - wide[p10] > well[p60] - well[p10]


def test_shares_are_how_the_typical_length_follows_each_past_item():
    draw = np.random.default_rng(2)
    of = items(np.stack([draw.integers(0, 2, 40), draw.integers(0, 3, 40)], axis=1))
    days = np.exp(draw.normal(5, 0.4, 40))
    learned = learn(history(days, np.zeros(40, bool), of), LEVELS, STUDY)

    share = shares(learned, items([[0, 1]]))
    why = explain(learned, items([[0, 1]]))

    same = (of.groups == [0, 1]).all(axis=1)
    assert share[same].mean() > share[~same].mean()
    assert why.groups[0].kept == int((of.groups[:, 0] == 0).sum())
    assert [group.level for group in why.groups] == ["kind", "debtor"]
    assert 0 < why.reference_share < 0.3
    assert same[why.past_items[0]]


def test_the_normal_law_agrees_with_the_standard_library():
    law, z = NormalDist(), np.linspace(-8, 8, 321)

    np.testing.assert_allclose(below(z), [law.cdf(each) for each in z], atol=1e-15)
    chance = np.array([1e-100, 1e-12, 0.01, 0.2, 0.5, 0.9, 0.999])
    np.testing.assert_allclose(normal_score(chance), [law.inv_cdf(each) for each in chance], rtol=1e-12, atol=1e-12)
    near = z[np.abs(z) < 5]
    np.testing.assert_allclose(np.exp(log_above(near)), [law.cdf(-each) for each in near], rtol=1e-9)
    np.testing.assert_allclose(hazard(near), [law.pdf(each) / law.cdf(-each) for each in near], rtol=1e-9)
