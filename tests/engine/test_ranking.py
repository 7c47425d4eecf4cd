"""What holds back the most, equal to simulating every item anew."""

from dataclasses import replace

import numpy as np
import pytest

from corridor.engine.forecast import EXPORTS, WORKERS, forecast
from corridor.engine.network import build
from corridor.engine.ranking import held_back
from corridor.engine.runs import BadQuestion, Draws, all_chunks
from corridor.engine.work import fixed
from engine.networks import drawn, network


def every_gain(made, days, kind, scenarios, seed):
    """The loss that each item would save, every one simulated anew."""
    programme = build(**made)
    draws, nothing = Draws(seed, scenarios), np.empty((len(programme.keys), 0), np.int32)

    def lost(place):
        sooner = np.where(programme.place == place, days * 4096, 0).astype(np.int32)
        moved = replace(programme, arrays=programme.arrays._replace(sooner=sooner))
        return all_chunks(moved, draws, nothing).loss[kind].sum() / programme.units[kind] / 4096 / scenarios

    base = lost(None)
    return [base - lost(place) for place in range(len(programme.keys))]


@pytest.mark.slow
@pytest.mark.parametrize("days", [7, 90])
def test_the_first_ten_of_a_thousand_are_those_of_simulating_every_one(days):
    made = drawn(1000, seed=8)

    found = held_back(build(**made), kind=WORKERS, sooner=days, scenarios=64, seed=2)

    gains = every_gain(made, days, WORKERS, 64, 2)
    order = sorted(range(1000), key=lambda place: (-gains[place], place))[:10]
    assert [held.item for held in found] == order
    assert [held.saves for held in found] == [gains[place] for place in order]
    assert all(held.saves <= held.at_most for held in found)


def test_no_bound_is_too_low_on_working_days():
    week = [day % 7 not in (5, 6) for day in range(900)]
    made = drawn(40, seed=6, calendars=[0] * 40, working_days=[week])

    found = held_back(build(**made), kind=EXPORTS, top=40, sooner=3, scenarios=128, seed=2)

    gains = every_gain(made, 3, EXPORTS, 128, 2)
    assert {held.item: held.saves for held in found} == {
        place: gain for place, gain in enumerate(gains) if gain > 0
    }
    assert all(held.saves <= held.at_most for held in found)


def test_finishing_on_its_due_day_saves_what_hangs_on_it():
    edges = [("land", "works", 0), ("gas", "works", 0)]
    plan = build(
        ["land", "gas", "works"], [fixed(30), fixed(90), fixed(10)], edges, due=[30, 60, 70], workers=[0, 0, 10]
    )

    found = held_back(plan, kind=WORKERS, sooner=None, scenarios=64)

    # Gas is 30 days past its due day; the works cannot take less than nothing.
    assert [(held.item, held.saves) for held in found] == [(1, 300.0), (2, 100.0)]
    assert forecast(plan, scenarios=64).by_delay[WORKERS].tolist() == [0.0, 300.0, 100.0]


def test_nothing_that_is_done_or_on_time_holds_back():
    plan = build(["land", "gas"], [fixed(30), fixed(90)], due=[99, 20], done=[False, True], workers=[5, 5])

    assert held_back(plan, kind=WORKERS, scenarios=64) == []


@pytest.mark.parametrize("wrong", [{"top": 0}, {"sooner": 0}, {"sooner": float("nan")}])
def test_a_question_without_sense_is_refused(wrong):
    with pytest.raises(BadQuestion):
        held_back(network(5), kind=WORKERS, **wrong)
