"""Truth that is known, because it was drawn: paces by kind, by plan and by quarter of a year are found again."""

import numpy as np
import pytest

from corridor.engine.durations import Level, Reference, history, items
from corridor.engine.durations_backtest import Record, by_paces, lesson, lognormal, open_on
from corridor.engine.durations_paces import QUARTER, QUARTERS, families, forecast_paces, learn_paces
from corridor.engine.durations_recalibration import Recalibration

STUDY = (Reference(200.0, 0.7, "a study"),)
KINDS = (Level("kind", 3),)
NOTHING = history([], [], items(np.empty((0, 1))))


def drawn(number: int, pace, *, until: float = 3_000.0, seed: int = 1, planned=None) -> Record:
    """Items of three kinds made at any time; pace(day, kind) is the chance to be kept on that day."""
    draw = np.random.default_rng(seed)
    made, kind = np.sort(draw.integers(0, int(until) - 10, number)).astype(float), np.arange(number) % 3
    kept = np.full(number, np.nan)
    for each in range(number):
        days = np.arange(made[each] + 1, until)
        came = np.flatnonzero(draw.random(len(days)) < pace(days, kind[each]))
        if len(came):
            kept[each] = days[came[0]]
    of = items(kind[:, None], planned_days=planned)
    return Record(of, made, kept, until, KINDS, STUDY)


def taught(record: Record, day: float):
    here = record.made <= day
    ended_ago = np.where(record.kept[here] <= day, day - record.kept[here], 0.0)
    return learn_paces(record.known_on(day), ended_ago, KINDS, STUDY)


def test_the_pace_of_each_kind_is_found_again():
    record = drawn(900, lambda days, kind: np.full(len(days), (0.01, 0.004, 0.001)[kind]))

    made = forecast_paces(taught(record, 3_000.0), items([[0], [1], [2]]), np.zeros(3))

    # A quarter's pace is uncertain, so the band is a little wide; half come in ln 2 / pace.
    assert made.at(0.5) == pytest.approx(np.log(2) / np.array([0.01, 0.004, 0.001]), rel=0.2)


def test_without_history_half_come_within_the_median_of_the_class():
    known = learn_paces(NOTHING, np.empty(0), KINDS, STUDY)

    made = forecast_paces(known, items([[0], [-1]]), np.zeros(2))

    assert made.at(0.5) == pytest.approx(200.0, rel=0.25)
    assert (np.diff(made.days, axis=1) >= 0).all()
    assert ((made.never >= 0) & (made.never <= 1)).all()


def test_a_halt_is_seen_and_does_not_slow_what_comes():
    always, halted = (
        drawn(
            900,
            lambda days, kind, stop=stop: np.where((days > 1_820) & (days <= 2_000), stop, 0.005),
            until=2_000.0,
        )
        for stop in (0.005, 0.0)
    )
    asked = items([[0]])

    before, after = taught(always, 2_000.0), taught(halted, 2_000.0)
    quarters = after.unknowns[-QUARTERS:]

    assert quarters[:2].max() < -0.7 < quarters[2:8].min()
    usual, later = (forecast_paces(known, asked, np.zeros(1)).at(0.5)[0] for known in (before, after))
    # The lognormal model takes the halt for slowness.
    slow, fast = (lognormal(each, 2_000.0, open_on(each, 2_000.0, 1.0)).at(0.5).mean() for each in (halted, always))
    assert later / usual < 1.35
    assert later / usual < slow / fast


def test_what_ends_near_its_promised_date_is_expected_there():
    planned = np.random.default_rng(5).uniform(100, 700, 900)
    record = drawn(900, lambda days, kind: np.full(len(days), 0.0), planned=planned)
    late = record.made + planned + np.random.default_rng(6).normal(20, 15, 900)
    record = Record(record.items, record.made, np.where(late <= 3_000, late, np.nan), 3_000.0, KINDS, STUDY)
    known = taught(record, 3_000.0)

    near, far, unsaid = forecast_paces(known, items([[0]] * 3, planned_days=[150, 600, np.nan]), np.zeros(3)).at(
        0.5
    )

    assert (near, far) == (pytest.approx(150, abs=50), pytest.approx(600, abs=50))
    assert near < unsaid < far


@pytest.mark.parametrize("levels", [(Level("kind", 1), Level("none", 0)), (Level("none", 0), Level("zone", 1))])
def test_a_level_without_groups_says_nothing(levels):
    groups = [[0 if level.groups else -1 for level in levels]] * 3
    past = history([100.0, 144.0, 60.0], [False, False, True], items(groups))

    known = learn_paces(past, np.zeros(3), levels, STUDY)

    assert len(families(levels)) == len(known.unknowns)
    assert 60 < forecast_paces(known, items(groups[:1]), np.zeros(1)).at(0.5)[0] < 300


def test_a_group_beyond_its_level_is_refused():
    with pytest.raises(ValueError, match="beyond"):
        learn_paces(history([1.0], [False], items([[3]])), np.zeros(1), KINDS, STUDY)


@pytest.mark.parametrize("days", [[0.0, 0.0], [0.0, 20_000.0], [1.0, QUARTER * 3]])
def test_any_small_history_gives_a_forecast(days):
    past = history(days, [False, False], items([[0], [1]], planned_days=[0.0, -30.0]))

    made = forecast_paces(
        learn_paces(past, np.array([0.0, 9_999.0]), KINDS, STUDY), items([[0], [2]]), np.array([0.0, 5_000.0])
    )

    assert np.isfinite(made.days).all()
    assert (made.days >= 0).all()
    assert (np.diff(made.within(np.array([10.0, 100.0, 1_000.0])), axis=1) >= 0).all()


def test_the_same_history_gives_the_same_bits():
    record = drawn(200, lambda days, kind: np.full(len(days), 0.004))

    assert taught(record, 2_000.0).unknowns.tobytes() == taught(record, 2_000.0).unknowns.tobytes()


def test_recalibration_is_taught_only_where_it_helped_the_last_window():
    slower = drawn(600, lambda days, kind: np.where(days > 1_500, 0.0012, 0.01))
    faster = drawn(600, lambda days, kind: np.select([days <= 1_500, days <= 2_535], [0.01, 0.0012], 0.03))
    steady = drawn(600, lambda days, kind: np.full(len(days), 0.004))

    # Too early all along: what the first windows taught helps in the last.
    assert lesson(slower, 2_900.0, 365.0).shift > 0.1
    # Too early at first, then far too late: what was taught would have made it worse.
    assert lesson(faster, 2_900.0, 365.0) == Recalibration()
    assert abs(lesson(steady, 2_900.0, 365.0, by_paces).shift) < 0.2
