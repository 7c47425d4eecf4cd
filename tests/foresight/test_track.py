"""How forecasts did: stored ones, and those made today as of past days."""

from datetime import date

import numpy as np
import pytest

import make
from corridor.base.actors import READER
from corridor.foresight.actions.forecasts import publish_forecast
from corridor.foresight.queries.backtest import backtest
from corridor.foresight.queries.calibration import calibration
from corridor.foresight.rules.plain import track_as_plain
from corridor.foresight.rules.scoring import (
    AT_ONCE,
    SHARES,
    Came,
    Forecasted,
    Said,
    pit_of,
    reliability_of,
    score,
    together,
)
from corridor.foresight.rules.track import track

TODAY = date(2026, 6, 30)


def right(number, seed=7):
    """Forecasts that mean what they say: each outcome is drawn from its own curve."""
    random = np.random.default_rng(seed)
    scale = random.uniform(20, 400, number)
    curves = [tuple(float(day) for day in -each * np.log1p(-SHARES)) for each in scale]
    days = [float(each * random.exponential()) for each in scale]
    said = tuple(Said(str(at), curve, None, 100.0, 120.0) for at, curve in enumerate(curves))
    return Forecasted(date(2024, 1, 1), 730, said, tuple(Came(day) for day in days))


def test_forecasts_that_mean_what_they_say_are_found_right():
    made = right(2000)

    found = score(made)

    assert found.expected == pytest.approx(found.kept, rel=0.03)
    assert all(band.low <= band.share <= band.high for band in found.bands)
    assert reliability_of([made])[1] < 0.05
    assert pit_of([made])[:8] == pytest.approx([0.1] * 8, abs=0.03)


def test_they_beat_dates_that_do_not_come_true():
    found = score(right(300))

    assert found.ours_dated < found.promised
    assert found.ours_dated < found.slipped


def test_what_is_only_said_loses_to_what_is_known():
    said = Said("a", (200.0,) * 25)
    near, far = (score(Forecasted(TODAY, 365, (said,), (Came(day),))).ours for day in (190.0, 20.0))

    assert near < far


def test_nothing_scored_is_no_score():
    found = track(TODAY, [])

    assert found.whole is None
    assert track_as_plain(found)["together"] is None


def test_published_forecasts_are_held_against_what_came(cpec):
    for day in (date(2022, 12, 31), date(2024, 6, 30)):
        publish_forecast(cpec, by=make.OPERATOR, at=make.NOON, on=day, known_on=day, scenarios=256)

    found = calibration(cpec, READER, on=TODAY)

    assert [each.as_of for each in found.scores] == [date(2022, 12, 31), date(2024, 6, 30)]
    assert all(each.kept > 0 for each in found.scores)
    assert found.whole.items == sum(each.items for each in found.scores)
    assert found.whole.ours_dated < found.whole.promised


def test_a_forecast_that_nobody_could_watch_yet_is_not_scored(cpec):
    publish_forecast(cpec, by=make.OPERATOR, at=make.NOON, on=TODAY, scenarios=256)

    assert calibration(cpec, READER, on=TODAY).scores == ()


def test_the_back_test_of_the_real_programme_beats_the_baselines(cpec):
    found = backtest(cpec, READER, on=TODAY)

    assert len(found.scores) >= 8
    assert all(each.as_of < found.until for each in found.scores)
    assert found.whole.ours < found.whole.nothing < found.whole.kept_only
    assert found.whole.ours_dated < found.whole.slipped < found.whole.promised
    # A third too few is what it says today; half of them would be a fault.
    assert found.whole.expected > found.whole.kept / 2


def test_what_had_been_kept_before_anybody_told_is_counted_apart(cpec):
    whole = backtest(cpec, READER, on=TODAY).whole

    assert 0 < whole.unseen < whole.kept
    # What was open in truth: as many were expected as were kept, within a tenth of them.
    assert whole.expected_open == pytest.approx(whole.kept - whole.unseen, rel=0.1)


def test_a_promise_that_had_been_kept_is_kept_on_the_day():
    said = (Said("a", (100.0,) * 25), Said("b", (100.0,) * 25))
    found = score(Forecasted(TODAY, 365, said, (Came(AT_ONCE), Came(110.0))))

    assert (found.kept, found.unseen, round(found.expected, 1), round(found.expected_open, 1)) == (2, 1, 2.0, 1.0)
    assert together([found, found]).unseen == 2


def test_in_ten_months_of_silence_more_is_said_to_have_come(cpec):
    whole = backtest(cpec, READER, on=TODAY, silent_days=310).whole

    assert whole.unseen > backtest(cpec, READER, on=TODAY).whole.unseen
    assert whole.ours < whole.nothing
    assert whole.expected > whole.kept * 0.6


def test_what_came_later_does_not_change_what_was_said_before(cpec):
    day = date(2022, 12, 31)
    told = [each for each in backtest(cpec, READER, on=TODAY).scores if each.as_of == day]
    again = [each for each in backtest(cpec, READER, on=date(2025, 6, 30)).scores if each.as_of == day]

    assert told[0].items == again[0].items
    assert told[0].expected == again[0].expected


def test_a_programme_with_nothing_to_learn_from_has_no_back_test(db, tmp_path):
    programme = make.loaded(tmp_path / "isles")

    assert backtest(programme, READER, on=TODAY).scores == ()
