"""The simulation: equal to what others published, to a slow implementation, to closed forms, and to itself."""

import gzip
import json
import pickle
from math import exp, factorial, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.engine.curves import finish_ticks
from corridor.engine.forecast import EXPORTS, WORKERS, answer, brackets, forecast
from corridor.engine.network import build
from corridor.engine.runs import BadQuestion, Draws, added, all_chunks, chunk
from corridor.engine.work import SHARES, fixed, lognormal, quantiles
from engine.networks import drawn, external, network
from engine.slow import finishes


def exponential(mean):
    return quantiles([-mean * log(1 - share) for share in SHARES])


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in one.__dataclass_fields__)


def test_critical_paths_equal_the_published_ones():
    lines = gzip.decompress(external("psplib-j30-j60.jsonl.gz").read_bytes()).splitlines()
    published, found = {}, {}
    for line in lines:
        case = json.loads(line)
        names = [str(number) for number in range(1, len(case["durations"]) + 1)]
        edges = [(names[i], str(after), 0) for i, those in enumerate(case["successors"]) for after in those]
        chain = build(names, [fixed(days) for days in case["durations"]], edges)
        published[case["instance"]] = case["critical_path_length"]
        found[case["instance"]] = forecast(chain, scenarios=64).days[-1, 1]

    assert len(found) == 960
    assert found == published


def test_percentiles_equal_a_slow_implementation_within_sampling_error():
    made = drawn(40, seed=3)
    factors = [each[0] if each else f"alone {number}" for number, each in enumerate(made["factors"])]
    loads = [0.5 if each else 0.0 for each in made["factors"]]
    shapes = [(exp(work.centre), work.sigma) for work in made["work"]]
    items = {
        name: (*shape, release, factor, load)
        for name, shape, release, factor, load in zip(
            made["names"], shapes, made["release"], factors, loads, strict=True
        )
    }
    made |= {"factors": [(each,) for each in factors], "loadings": [(load,) for load in loads]}

    slow = finishes(items, made["edges"], 10_000)
    found = forecast(build(**made), scenarios=16_384, seed=5)

    shares = [[np.mean(np.array(slow[n]) <= day) for day in found.days[i]] for i, n in enumerate(made["names"])]
    # Five standard errors of both, of the share that lies below.
    assert np.abs(np.array(shares) - [0.1, 0.5, 0.8, 0.9]).max() < 5 * np.sqrt(0.25 / 10_000 + 0.25 / 16_384)
    met = [np.mean(np.array(slow[n]) <= due) for n, due in zip(made["names"], made["due"], strict=True)]
    assert np.abs(np.array(met) - found.on_time).max() < 5 * np.sqrt(0.25 / 10_000 + 0.25 / 16_384)


def test_a_series_of_exponentials_is_erlang():
    names, days = ["a", "b", "c"], 60.0
    chain = build(names, [exponential(20)] * 3, [("a", "b", 0), ("b", "c", 0)], due=[np.inf, np.inf, days])

    found = forecast(chain, scenarios=16_384)

    erlang = 1 - sum(exp(-days / 20) * (days / 20) ** k / factorial(k) for k in range(3))
    assert found.on_time[2] == pytest.approx(erlang, abs=0.006)
    assert found.days[2, 1] == pytest.approx(2.67406 * 20, rel=0.02)


def test_parallel_exponentials_end_with_the_longest():
    names = [f"work-{number}" for number in range(8)]
    edges = [(name, "all", 0) for name in names]
    both = build([*names, "all"], [exponential(20)] * 8 + [fixed(0)], edges)

    found = forecast(both, scenarios=16_384)

    expected = [-20 * log(1 - share ** (1 / 8)) for share in (0.1, 0.5, 0.8, 0.9)]
    assert found.days[8] == pytest.approx(expected, rel=0.02)


def test_a_slope_is_the_difference_that_one_tick_makes():
    made, tick = drawn(60, seed=11), 1 / 4096
    found = forecast(build(**made), scenarios=256, seed=3)

    for kind in (WORKERS, EXPORTS):
        later = []
        for place in range(60):
            sooner = np.zeros(60)
            sooner[place] = -tick
            moved = forecast(build(**made, sooner=sooner), scenarios=256, seed=3)
            later.append((moved.loss[kind].mean() - found.loss[kind].mean()) / tick)
        assert found.per_day[kind] == pytest.approx(later, rel=1e-6, abs=1e-6)


@settings(max_examples=15)
@given(
    count=st.integers(1, 70), seed=st.integers(0, 2**64), blocks=st.integers(1, 6), tile=st.sampled_from([64, 192])
)
def test_the_bits_are_the_same_for_any_tiles_threads_and_chunks(count, seed, blocks, tile):
    programme = network(count, seed)
    draws = Draws(seed, 64 * blocks)
    marks = brackets(programme, draws)
    whole = forecast(programme, scenarios=64 * blocks, seed=seed)

    parts = chunk(programme, draws, marks, 0, 64, tile=tile)
    for first in range(64, draws.scenarios, 64):
        parts = added(chunk(programme, draws, marks, first, first + 64, tile=tile), parts)

    assert same(answer(programme, draws, marks, parts), whole)
    assert same(answer(programme, draws, marks, all_chunks(programme, draws, marks, threads=3)), whole)


def test_a_chunk_computed_elsewhere_adds_up_to_the_same():
    programme, draws = network(50, seed=7), Draws(3, 256)
    marks = brackets(programme, draws)
    sent = pickle.loads(pickle.dumps((programme, draws, marks)))

    back = pickle.loads(pickle.dumps(chunk(*sent, 128, 256)))

    assert same(
        answer(programme, draws, marks, added(chunk(programme, draws, marks, 0, 128), back)),
        forecast(programme, scenarios=256, seed=3),
    )


def test_projects_and_the_order_of_items_change_no_bit():
    made = drawn(120, seed=2)
    lone = forecast(build(**made), scenarios=256, seed=1)
    mixed = np.random.default_rng(1).permutation(120)
    turned = {
        name: [each[i] for i in mixed] if len(each) == 120 and name != "edges" else each
        for name, each in made.items()
    }
    turned["projects"] = [i // 12 for i in mixed]

    found = forecast(build(**turned), scenarios=256, seed=1)

    assert np.array_equal(found.days, lone.days[mixed])
    assert np.array_equal(found.per_day, lone.per_day[:, mixed])
    assert np.array_equal(found.loss, lone.loss)


def test_what_a_change_does_not_reach_keeps_every_bit():
    made = drawn(80, seed=4)
    before = forecast(build(**made), scenarios=256, seed=9)
    changed = {**made, "work": [*made["work"][:50], lognormal(300, 0.3), *made["work"][51:]]}
    changed["edges"] = [*made["edges"], ("item-50", "item-70", 30)]
    reached = {"item-50"}
    for _ in range(80):
        reached |= {after for earlier, after, _lag in changed["edges"] if earlier in reached}

    after = forecast(build(**changed), scenarios=256, seed=9)

    kept = [i for i, name in enumerate(made["names"]) if name not in reached]
    assert 40 < len(kept) < 79
    assert np.array_equal(after.days[kept], before.days[kept])
    assert np.array_equal(after.on_time[kept], before.on_time[kept])
    assert not np.array_equal(after.days[50], before.days[50])


def test_one_item_alone():
    found = forecast(build(["land"], [lognormal(90, 0.6)], due=[90], workers=[10]), scenarios=8192)

    assert found.days[0] == pytest.approx([90 * exp(0.6 * z) for z in (-1.28155, 0, 0.84162, 1.28155)], rel=0.01)
    assert found.on_time[0] == pytest.approx(0.5, abs=0.001)
    assert found.criticality[0] == pytest.approx(0.5, abs=0.001)


def test_when_all_is_kept_nothing_is_left_to_gain():
    kept = build(
        ["land", "gas"],
        [fixed(0), fixed(0)],
        [("gas", "land", 0), ("land", "gas", 0)],
        release=[-40, -10],
        due=[-50, 0],
        done=[True, True],
        sooner=[5, -5],
        workers=[10, 10],
    )

    found = forecast(kept, scenarios=64)

    assert found.days.tolist() == [[-40.0] * 4, [-10.0] * 4]
    assert found.on_time.tolist() == [0.0, 1.0]
    assert found.per_day.tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert found.loss[WORKERS].tolist() == [100.0] * 64


def test_what_is_never_kept_is_not_in_sight_and_its_loss_ends_at_the_horizon():
    often = lognormal(10, 0.1, never=0.25)
    found = forecast(build(["zone"], [often], due=[100], workers=[1], horizon=1100), scenarios=4096)

    assert found.days[0, 1] < 20
    assert found.days[0, 3] >= found.horizon
    assert found.on_time[0] == pytest.approx(0.75, abs=0.001)
    assert found.loss[WORKERS].mean() == pytest.approx(250, abs=1)
    assert found.per_day[WORKERS].tolist() == [0.0]


def test_a_finish_rolls_onto_a_working_day():
    week = [day % 7 not in (5, 6) for day in range(60)]
    names = ["friday", "saturday", "sunday", "any"]
    rolled = build(names, [fixed(4), fixed(4.5), fixed(6), fixed(5)], calendars=[0, 0, 0, -1], working_days=[week])

    assert forecast(rolled, scenarios=64).days[:, 0].tolist() == [4.0, 7.0, 7.0, 5.0]


def test_work_that_has_begun_is_what_is_left_of_it():
    left = forecast(build(["gas"], [lognormal(100, 0.5, elapsed=150)]), scenarios=8192)
    whole = forecast(build(["gas"], [lognormal(100, 0.5)], due=[150]), scenarios=8192)

    longer = 1 - whole.on_time[0]
    later = [
        forecast(build(["gas"], [lognormal(100, 0.5)], due=[150 + day]), scenarios=8192).on_time[0]
        for day in left.days[0]
    ]
    assert [(1 - share) / longer for share in later] == pytest.approx([0.9, 0.5, 0.2, 0.1], abs=0.02)


@pytest.mark.parametrize("scenarios", [0, -64, 100, 2**18])
def test_scenarios_come_in_groups(scenarios):
    with pytest.raises(BadQuestion):
        forecast(network(3), scenarios=scenarios)


def test_a_run_begins_with_a_group():
    with pytest.raises(BadQuestion):
        chunk(network(3), Draws(1, 256), np.zeros((3, 0), np.int32), 0, 32)


@pytest.mark.parametrize("never", [0.3, 0.45, 0.6, 0.95])
def test_what_never_comes_is_no_end_of_a_line(never):
    works = [quantiles([30 + 900 * share for share in SHARES], never=never), fixed(5)]
    chain = build(["gas", "mill"], works, [("gas", "mill", 0)])
    draws = Draws(3, 4096)

    days = forecast(chain, scenarios=4096, seed=3).days

    exact = np.sort(finish_ticks(chain, np.arange(2), draws), axis=1) / 4096
    for place, share in enumerate([0.1, 0.5, 0.8, 0.9]):
        met = np.mean(exact <= days[:, place, None], axis=1)
        if share > 1 - never:
            assert (days[:, place] > 36_000).all()
        else:
            assert met == pytest.approx([share] * 2, abs=0.02)
            assert (days[:, place] < 1000).all()
