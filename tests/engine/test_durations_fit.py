"""Truth that is known, because it was drawn: the estimates find it, also where much is still open."""

from typing import NamedTuple

import numpy as np
import pytest

from corridor.engine import durations_fit
from corridor.engine.durations import History, Level, Reference, history, items
from corridor.engine.durations_baselines import kept_only
from corridor.engine.durations_fit import learn, typical
from corridor.engine.durations_forecast import forecast
from corridor.engine.durations_likelihood import fit_of, slopes_of

STUDY = (Reference(300.0, 0.8, "a study"),)
LEVELS = (Level("kind", 8), Level("debtor", 25))


class Drawn(NamedTuple):
    past: History
    centre: np.ndarray
    work: np.ndarray  # days that each would take, infinite where it does not move


def drawn(
    number: int, *, seed: int = 1, sigma: float = 0.5, stalled: float = 0.15, watched: float = 900.0
) -> Drawn:
    """Items of 8 kinds and 25 debtors, made at any time in the days watched; the rest is not known yet."""
    draw = np.random.default_rng(seed)
    kind, debtor = draw.integers(0, 8, number), draw.integers(0, 25, number)
    centre = np.log(250) + draw.normal(0, 0.5, 8)[kind] + draw.normal(0, 0.3, 25)[debtor]
    work = np.exp(centre + sigma * draw.normal(size=number))
    work[draw.random(number) < stalled] = np.inf
    age = draw.uniform(0, watched, number)
    of = items(np.stack([kind, debtor], axis=1))
    return Drawn(history(np.minimum(work, age), work > age, of), centre, work)


def test_what_was_drawn_is_found_again():
    truth = drawn(3_000, watched=2_000)

    belief = typical(learn(truth.past, LEVELS, STUDY), truth.past.items)

    assert np.abs(belief[:, 0] - truth.centre).mean() < 0.08
    assert np.corrcoef(belief[:, 0], truth.centre)[0, 1] > 0.98
    assert np.exp(belief[:, 1]).mean() == pytest.approx(0.5, abs=0.03)
    assert (1 / (1 + np.exp(-belief[:, 2]))).mean() == pytest.approx(0.15, abs=0.03)


def test_kept_items_alone_promise_too_much_and_all_items_do_not():
    truth = drawn(2_000, watched=500)
    asked = truth.past.items
    nothing = np.zeros(len(asked))

    kept = kept_only(truth.past, asked, nothing).at(0.5)
    ours = forecast(learn(truth.past, LEVELS, STUDY), asked, nothing).at(0.5)

    came = [float(np.mean(truth.work <= days)) for days in (kept, ours)]
    assert came[0] < 0.37
    assert came[1] == pytest.approx(0.5, abs=0.05)


def test_eighty_in_a_hundred_come_within_p80():
    held = []
    for seed in range(6):
        truth = drawn(600, seed=seed, stalled=0.1)
        still = truth.past.is_open
        asked, elapsed = truth.past.items.part(still), truth.past.days[still]
        made = forecast(learn(truth.past, LEVELS, STUDY), asked, elapsed)
        p80 = made.at(0.8)
        said = p80 < made.longest
        held.append((truth.work[still] <= elapsed + p80)[said])

    assert np.concatenate(held).mean() == pytest.approx(0.8, abs=0.04)


def test_a_group_with_little_history_stays_near_its_kind():
    kind = np.zeros(61, int)
    debtor = np.append(np.repeat(np.arange(20), 3), 24)
    days = np.append(np.tile([180.0, 200.0, 220.0], 20), 1_000.0)
    past = history(days, np.zeros(61, bool), items(np.stack([kind, debtor], axis=1)))

    odd, usual = np.exp(typical(learn(past, LEVELS, STUDY), items([[0, 24], [0, 23]]))[:, 0])

    assert usual == pytest.approx(200, rel=0.1)
    assert usual < odd < 1_000


def test_the_same_history_gives_the_same_bits_and_order_hardly_matters():
    past = drawn(400).past
    turned = past.part(np.arange(400)[::-1])

    first, again, other = (learn(each, LEVELS, STUDY) for each in (past, past, turned))

    assert first.unknowns.tobytes() == again.unknowns.tobytes()
    np.testing.assert_allclose(first.unknowns, other.unknowns, atol=1e-6)


def test_stopping_early_is_near_and_whole(monkeypatch):
    past = drawn(300).past
    whole = typical(learn(past, LEVELS, STUDY), past.items)
    monkeypatch.setattr(durations_fit, "STEPS", 15)

    early = typical(learn(past, LEVELS, STUDY), past.items)

    assert np.abs(early[:, 0] - whole[:, 0]).mean() < 0.1


def test_a_single_exact_repeat_does_not_draw_the_spread_to_nothing():
    past = history([100.0, 100.0, 100.0], [False] * 3, items([[0, 0]] * 3))

    assert np.exp(typical(learn(past, LEVELS, STUDY), items([[0, 0]]))[0, 1]) > 0.2


def test_many_groups_for_few_items_do_not_draw_the_spread_to_nothing():
    draw = np.random.default_rng(12)
    groups = np.stack([draw.integers(0, 8, 60), draw.integers(0, 25, 60)], axis=1)
    days = np.exp(np.log(300) + 0.8 * draw.normal(size=60))
    age = draw.uniform(100, 2_000, 60)
    past = history(np.minimum(days, age), days > age, items(groups))

    assert np.exp(typical(learn(past, LEVELS, STUDY), past.items)[:, 1]).mean() == pytest.approx(0.8, rel=0.25)


@pytest.mark.parametrize("sizes", [(1, 0, 2), (0, 3, 2), (1, 2, 0), (0, 0, 0)])
def test_a_level_without_groups_says_nothing(sizes):
    groups = [[0 if size else -1 for size in sizes]] * 3
    past = history([100.0, 144.0, 60.0], [False, False, True], items(groups))

    known = learn(past, [Level(str(place), size) for place, size in enumerate(sizes)], STUDY)

    assert np.isfinite(known.unknowns).all()
    assert 90 < np.exp(typical(known, items([[-1, -1, -1]]))[0, 0]) < 300


def test_a_group_beyond_its_level_is_refused():
    with pytest.raises(ValueError, match="beyond"):
        learn(history([100.0], [False], items([[0, 25]])), LEVELS, STUDY)


def test_slopes_are_those_of_the_likelihood():
    draw = np.random.default_rng(3)
    log_time, is_open = draw.normal(5, 2, 200), draw.random(200) < 0.5
    beliefs = np.stack([draw.normal(5, 1, 200), draw.normal(-0.5, 0.5, 200), draw.normal(-1, 2, 200)], axis=1)
    loose = draw.random(200)

    slopes, curvature = slopes_of(log_time, is_open, beliefs, loose)

    for belief in range(3):
        step = np.zeros(3)
        step[belief] = 1e-6
        higher, lower = (fit_of(log_time, is_open, beliefs + way * step, loose) for way in (1, -1))
        rise = higher - lower
        np.testing.assert_allclose(slopes[:, belief], rise / 2e-6, rtol=1e-5, atol=1e-5)
    assert np.linalg.eigvalsh(curvature).min() > -1e-9
