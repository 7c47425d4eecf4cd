"""Past forecasts that were off put right the next ones, by as much as they were off, and not more."""

import numpy as np
import pytest

from corridor.engine.durations import Level, Reference, history, items
from corridor.engine.durations_backtest import (
    Record,
    baselines,
    group_gate,
    learned,
    lesson,
    made_after,
    open_on,
    pit_of,
    twcrps,
)
from corridor.engine.durations_fit import learn
from corridor.engine.durations_forecast import forecast
from corridor.engine.durations_recalibration import Recalibration, _height, recalibrated, recalibration

STUDY = (Reference(200.0, 0.7, "a study"),)
KIND = (Level("kind", 1),)


def test_shift_and_stretch_are_found_also_where_much_is_open():
    draw = np.random.default_rng(4)
    score = 0.4 + 0.7 * draw.normal(size=3_000)
    reached = draw.normal(size=3_000)
    still = score > reached

    found = recalibration(np.minimum(score, reached), still)

    assert (found.shift, found.stretch) == pytest.approx((0.4, 0.7), abs=0.05)
    assert (found.ended, found.still_open) == (int((~still).sum()), int(still.sum()))


@pytest.mark.parametrize("still", [True, False])
@pytest.mark.parametrize("score", [-6.0, 0.0, 6.0])
def test_a_single_forecast_hardly_moves_it(score, still):
    found = recalibration(np.array([score]), np.array([still]))

    assert abs(found.shift) < 1.5
    assert 0.4 < found.stretch < 2.5


@pytest.mark.parametrize("seed", range(8))
def test_wild_forecasts_give_the_top_of_their_likelihood(seed):
    draw = np.random.default_rng(seed)
    scores, still = draw.uniform(-6, 6, 60), draw.random(60) < 0.9

    found = recalibration(scores, still)

    top = _height(scores, still, np.array([found.shift, np.log(found.stretch)]))
    for shift, stretch in ((0.02, 0.0), (-0.02, 0.0), (0.0, 0.02), (0.0, -0.02)):
        assert _height(scores, still, np.array([found.shift + shift, np.log(found.stretch) + stretch])) <= top


def test_reading_the_table_elsewhere_keeps_it_a_table():
    nothing = history([], [], items(np.empty((0, 1))))
    made = forecast(learn(nothing, KIND, STUDY), items([[0], [0]]), np.array([0.0, 90.0]))

    later = recalibrated(made, Recalibration(0.5, 0.8))

    assert (np.diff(later.days, axis=1) >= 0).all()
    assert (later.at(0.5) > made.at(0.5)).all()
    assert later.at(0.5) == pytest.approx(made.at(0.69146), rel=0.02)
    np.testing.assert_allclose(recalibrated(made, Recalibration()).days, made.days)
    np.testing.assert_allclose(recalibrated(made, Recalibration()).never, made.never, atol=0.01)


def test_only_what_was_known_on_the_day_is_read():
    made, kept = np.array([0.0, 50.0, 120.0]), np.array([90.0, 130.0, np.nan])
    record = Record(items([[0]] * 3), made, kept, 400.0, KIND, STUDY)

    past = record.known_on(100.0)

    assert (past.days.tolist(), past.is_open.tolist()) == ([90.0, 50.0], [False, True])
    asked = open_on(record, 100.0, 20.0)
    assert (asked.elapsed.tolist(), asked.outcome.tolist()) == ([50.0], [np.inf])
    assert open_on(record, 100.0, 30.0).outcome.tolist() == [30.0]
    assert made_after(record, 100.0, 200.0).which.tolist() == [2]
    assert made_after(record, 100.0, 300.0).which.tolist() == []


def test_a_window_without_forecasts_teaches_nothing():
    record = Record(items(np.empty((0, 1))), np.empty(0), np.empty(0), 400.0, KIND, STUDY)

    assert lesson(record, 100.0, 50.0) == Recalibration()


def test_pits_of_true_forecasts_are_even():
    draw = np.random.default_rng(8)
    made, number = np.linspace(0, 3_000, 1_500), 1_500
    kept = made + np.exp(np.log(200) + 0.7 * draw.normal(size=number))
    kept[draw.random(number) < 0.1] = np.nan
    record = Record(items(np.zeros((number, 1))), made, np.where(kept <= 3_000, kept, np.nan), 3_000.0, KIND, STUDY)
    asked = made_after(record, 1_000.0, 1_000.0)
    past = record.known_on(1_000.0)

    pit, still = pit_of(forecast(learn(past, KIND, STUDY), asked.items, asked.elapsed), asked.outcome, 1_000.0)

    for level in (0.2, 0.5, 0.8):
        assert np.mean((pit <= level) & ~still) == pytest.approx(level, abs=0.05)


def test_a_past_day_asked_with_every_method():
    draw = np.random.default_rng(13)
    made, kind = np.linspace(0, 2_000, 300), np.arange(300) % 3
    kept = made + np.exp(np.log(100) + 0.4 * kind + 0.4 * draw.normal(size=300))
    kept[draw.random(300) < 0.2] = np.nan
    of = items(kind[:, None], planned_days=np.full(300, 60.0))
    record = Record(of, made, np.where(kept <= 2_000, kept, np.nan), 2_000.0, (Level("kind", 4),), STUDY)
    asked = open_on(record, 1_200.0, 400.0)
    asked = asked.part(asked.elapsed > 0)

    taught = {"learned": lesson(record, 1_200.0, 400.0)}
    found = baselines(record, 1_200.0, asked) | learned(record, 1_200.0, asked, taught)
    scores = {name: twcrps(each, asked, 400) for name, each in found.items()}

    assert all(np.isfinite(each).all() for each in scores.values())
    assert scores["learned"].mean() < 0.5 * scores["promised dates"].mean()
    assert scores["learned"].mean() < scores["kept only, by group"].mean()
    gates = group_gate(scores["learned"], scores["promised dates"], asked.items.groups[:, 0], fewest=1)
    assert sum(gate.items for gate in gates) == len(asked.items)
    assert group_gate(scores["learned"], scores["promised dates"], asked.items.groups[:, 0], fewest=1_000) == []
