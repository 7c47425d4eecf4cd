"""What is in operation by which day."""

import numpy as np
import pytest

from corridor.engine.curves import curves, finish_ticks
from corridor.engine.forecast import forecast
from corridor.engine.network import build
from corridor.engine.runs import Draws
from corridor.engine.work import fixed, lognormal
from engine.networks import network


def test_amounts_count_from_the_day_of_their_finish():
    plan = build(["one", "two", "three"], [fixed(30), fixed(90), fixed(90)])

    found = curves(plan, ["a", "a", None], {"workers": [400, 100, 7], "factories": [1, 1, 1]}, [29, 30, 90])

    assert list(found) == ["a"]
    assert found["a"]["workers"].tolist() == [[0, 400, 500]] * 4
    assert found["a"]["factories"].tolist() == [[0, 1, 2]] * 4


def test_the_mean_is_the_share_of_scenarios():
    plan = build(["one", "idle"], [lognormal(90, 0.5), fixed(1)], due=[100, np.inf])

    found = curves(plan, ["a", "b"], {"workers": [1000, 0]}, [100], scenarios=1024, seed=3)

    assert found["a"]["workers"][0, 0] / 1000 == forecast(plan, scenarios=1024, seed=3).on_time[0]
    assert found["b"]["workers"].tolist() == [[0.0]] * 4


def test_finishes_are_those_of_the_forecast():
    programme = network(90, seed=5, projects=[place // 9 for place in range(90)])
    wanted = np.array([80, 3, 41])

    days = finish_ticks(programme, wanted, Draws(4, 512)) / 4096

    counted = forecast(programme, scenarios=512, seed=4).days[wanted, 1]
    # Half of them are there by the day that the counts put between two marks.
    assert np.mean(days <= counted[:, None], axis=1) == pytest.approx([0.5] * 3, abs=0.015)


def test_without_amounts_there_is_no_curve():
    assert curves(network(3), ["a", "a", "a"], {}, [1]) == {"a": {}}
