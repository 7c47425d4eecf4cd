"""Measure the forecast beside numpy, plain Python and the limit that drawing the lengths of work sets.

Seconds of the thread, all methods in turn in one run, the least of several turns. `--quick` for a look; without it
also the million items and the memory, some minutes.
"""

import argparse
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from corridor.engine import rows
from corridor.engine.compiled import COMPILED, compiled
from corridor.engine.curves import finish_ticks
from corridor.engine.draws import u4
from corridor.engine.forecast import WORKERS, forecast
from corridor.engine.network import Network
from corridor.engine.ranking import held_back
from corridor.engine.runs import Draws, all_chunks, on_time, room_for
from corridor.engine.sweep import common, forward
from forecast_peers import in_numpy, in_python, one_path_p80
from forecast_programme import as_network, programme

SIZES = ((1_000, 8_192), (10_000, 4_096), (100_000, 4_096))


def seconds(methods: dict[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """The least seconds of this thread that each method took, all of them in turn."""
    least = dict.fromkeys(methods, float("inf"))
    for method in methods.values():
        method()
    for _ in range(turns):
        for name, method in methods.items():
            began = time.thread_time()
            method()
            least[name] = min(least[name], time.thread_time() - began)
    return least


@compiled
def only_draw(items, room, words, scenario, bits, size):
    """Draw every work and do nothing else: what no forecast with these draws can beat; 0 bits: each draw alone."""
    for i in range(items.release.shape[0]):
        scores = room.scores[:size]
        if bits:
            rows.own_scores(scores, room.twice[:size], scenario, words[i], bits)
        else:
            rows.lone_scores(scores, scenario, words[i], bits)
        one, two = room.factors[items.factor[i, 0], :size], room.factors[items.factor[i, 1], :size]
        sigma = items.sigma[i]
        own, load, other = sigma * items.load[i, 0], sigma * items.load[i, 1], sigma * items.load[i, 2]
        rows.lognormal_work(room.work[:size], scores, items.centre[i], own, one, load, two, other)


def tiles(network: Network, draws: Draws, each: Callable[..., object]) -> Callable[[], None]:
    """Something done to every tile of all scenarios."""
    room, bits = room_for(network), u4(draws.bits)
    tile = room.start.shape[0]

    def run() -> None:
        for block, first, last in draws.blocks(0, draws.scenarios):
            words, factors = draws.of_items(network, block), draws.of_factors(network, block)
            for scenario in range(first, last, tile):
                size = min(tile, last - scenario)
                common(factors, room, u4(scenario), bits, size)
                each(network, room, words, u4(scenario), bits, size)

    return run


def draw_tile(network, room, words, scenario, bits, size):
    only_draw(network.arrays, room, words, scenario, bits, size)


@compiled
def only_forward(items, asked, room, words, scenario, bits, size):
    """Finish every item of a tile and do nothing else."""
    for step in range(items.blocks.shape[0] - 1):
        forward(items, asked, room, items.blocks[step], items.blocks[step + 1], words, scenario, bits, size)


def forward_tile(network, room, words, scenario, bits, size):
    only_forward(network.arrays, on_time(network), room, words, scenario, bits, size)


def speed(n: int, scenarios: int, turns: int) -> dict[str, float]:
    """Item-scenarios a second of every method, in millions, printed as one line of the table."""
    made = programme(n)
    network, draws = as_network(made), Draws(1, scenarios)
    nothing = np.empty((n, 0), np.int32)
    few = {"numpy": max(64, 2_000_000 // n), "python": max(1, 100_000 // n)}
    methods = {
        "all": lambda: forecast(network, scenarios=scenarios),
        "slopes": lambda: all_chunks(network, draws, nothing),
        "forward": tiles(network, draws, forward_tile),
        "draw": tiles(network, draws, draw_tile),
        "lone": tiles(network, Draws(1, scenarios, plain=True), draw_tile),
        "numpy": lambda: in_numpy(made, few["numpy"]),
        "python": lambda: in_python(made, few["python"]),
    }
    took = seconds(methods, turns)
    rate = {name: n * few.get(name, scenarios) / took[name] / 1e6 for name in took}
    back = took["slopes"] / took["forward"] - 1
    print(
        f"{n:>9,} x {scenarios:>6,} | {rate['all']:>6.0f} M/s | {rate['all'] / rate['numpy']:>5.1f} x numpy |"
        f" {rate['all'] / rate['python']:>5.0f} x Python | of the limit: all {rate['all'] / rate['draw']:.2f},"
        f" forward {rate['forward'] / rate['draw']:.2f} ({rate['draw']:.0f} M/s), of that of draws each alone:"
        f" {rate['all'] / rate['lone']:.2f} ({rate['lone']:.0f} M/s) | back / forward {back:.2f} |"
        f" all / forward {took['all'] / took['forward']:.2f}",
        flush=True,
    )
    return rate


def ranking(turns: int) -> None:
    """The exact first ten beside one forecast, and beside simulating every item anew."""
    for n, scenarios in ((1_000, 1_024), (10_000, 1_024), (100_000, 256)):
        network = as_network(programme(n))
        took = seconds(
            {
                "forecast": lambda network=network, s=scenarios: forecast(network, scenarios=s),
                "ten": lambda network=network, s=scenarios: held_back(network, kind=WORKERS, scenarios=s),
            },
            turns,
        )
        print(f"first ten of {n:,}, 30 days sooner: {took['ten'] / took['forecast']:.2f} forecasts", flush=True)
    made = programme(1_000)
    network, draws, nothing = as_network(made), Draws(0, 256), np.empty((1_000, 0), np.int32)
    base = all_chunks(network, draws, nothing).loss[WORKERS].sum()
    gains, began = [], time.thread_time()
    for place in range(1_000):
        moved = network.arrays._replace(sooner=np.where(network.place == place, 30 * 4096, 0).astype(np.int32))
        other = Network(**{**network.__dict__, "arrays": moved})
        gains.append(int(base - all_chunks(other, draws, nothing).loss[WORKERS].sum()))
    every = time.thread_time() - began
    began = time.thread_time()
    ten = held_back(network, kind=WORKERS, scenarios=256)
    once = time.thread_time() - began
    first = sorted(range(1_000), key=lambda place: (-gains[place], place))[:10]
    wrong = sum(held.item != place for held, place in zip(ten, first, strict=True))
    print(f"the same by simulating all 1,000 anew: {every / once:.0f} x the time, {wrong} of ten differ")


def variance(seeds: int) -> None:
    """What the draws gain on independent ones, 1,000 items and 1,024 scenarios: the variance over seeds."""
    network, nothing = as_network(programme(1_000)), np.empty((1_000, 0), np.int32)
    found = {}
    for plain in (True, False):
        sums = [all_chunks(network, Draws(seed, 1_024, plain=plain), nothing) for seed in range(seeds)]
        found[plain] = (
            np.var([each.loss.mean(axis=1) for each in sums], axis=0),
            np.var([each.slopes[:, 0] for each in sums], axis=0).mean(),
        )
    loss, slope = found[True][0] / found[False][0], found[True][1] / found[False][1]
    print(
        f"variance at 1,024 scenarios, {seeds} seeds: independent draws have {loss[0]:.1f} x (workers) and", end=" "
    )
    print(f"{loss[1]:.1f} x (exports) that of the expected loss, {slope:.1f} x that of slopes")


def coverage(programmes: int) -> None:
    """How often the end of a programme of 2,000 items comes by its P80, and by the P80 of one fixed path."""
    ours, path = [], []
    for seed in range(programmes):
        made = programme(2_000, seed=100 + seed)
        last = 2_000
        made["before"] = np.concatenate([made["before"], np.arange(last)])
        made["after"] = np.concatenate([made["after"], np.full(last, last)])
        for name, value in (("project", 10**6), ("median", 1e-3), ("sigma", 0.0), ("factor", 0), ("load", 0.0)):
            made[name] = np.append(made[name], value)
        for name in ("due", "workers", "exports"):
            made[name] = np.append(made[name], 0.0)
        network = as_network(made)
        p80 = forecast(network, scenarios=1_024, seed=seed).days[last, 2]
        happened = finish_ticks(network, np.array([last]), Draws(10_000 + seed, 1_024))[0] / 4096
        ours.append(np.mean(happened <= p80))
        path.append(np.mean(happened <= one_path_p80(made, 1_024, seed)))
    print(f"{programmes} programmes of 2,000 items end by their P80 in {np.mean(ours):.1%} of what happens;")
    print(f"by the P80 of the one path that is critical on average: {np.mean(path):.1%}")


def memory() -> None:
    """Run 100,000 items in 10,240 scenarios alone and print the most memory."""
    network = as_network(programme(100_000))
    began, cpu = time.perf_counter(), time.process_time()
    forecast(network, scenarios=10_240, threads=2)
    # Not ru_maxrss: a process begins with that of the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    most = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    print(
        f"100,000 x 10,240, 2 threads: {time.perf_counter() - began:.1f} s, {time.process_time() - cpu:.1f} CPU s,"
        f" {most / 2**20:.0f} MiB = {most / (100_000 * 10_240 * 4):.3f} of all finishes as float32"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--memory", action="store_true")
    asked = parser.parse_args()
    if asked.memory:
        return memory()
    turns = 2 if asked.quick else 4
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, compiled: {COMPILED}")
    rates = {n: speed(n, scenarios, turns) for n, scenarios in SIZES[: 2 if asked.quick else 3]}
    ranking(turns)
    variance(60 if asked.quick else 250)
    coverage(3 if asked.quick else 20)
    if not asked.quick:
        network, draws = as_network(programme(1_000_000)), Draws(1, 512)
        nothing = np.empty((1_000_000, 0), np.int32)
        took = seconds({"slopes": lambda: all_chunks(network, draws, nothing)}, 1)["slopes"]
        rate = 1_000_000 * 512 / took / 1e6
        print(
            f"1,000,000 items: {rate:.0f} M/s with slopes, {rate / rates[100_000]['slopes']:.2f} of 100,000 items"
        )
        subprocess.run([sys.executable, __file__, "--memory"], check=True)
    return None


if __name__ == "__main__":
    main()
