"""The same chunks of scenarios by two threads here and by two workers of a Dask cluster, on the clock."""

import argparse
import os
import platform
import time
from importlib import import_module

import numpy as np

from corridor.console.on_dask import sums_by
from corridor.engine.forecast import brackets
from corridor.engine.runs import Draws, all_chunks
from forecast_programme import as_network, programme

WANTED = 0.85


def main() -> None:
    """Both in turn, the least of some turns; the sums must be equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--scenarios", type=int, default=10_240)
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    network = as_network(programme(asked.items))
    draws = Draws(1, asked.scenarios)
    marks = brackets(network, draws)
    distributed = import_module("distributed")
    least = {"threads": float("inf"), "dask": float("inf")}
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        for _turn in range(asked.turns + 1):
            begun = time.perf_counter()
            here = all_chunks(network, draws, marks, threads=2)
            between = time.perf_counter()
            there = sums_by(client, network, draws, marks)
            ended = time.perf_counter()
            # The first turn loads what was compiled.
            if _turn:
                least["threads"] = min(least["threads"], between - begun)
                least["dask"] = min(least["dask"], ended - between)
            if not all(np.array_equal(one, other) for one, other in zip(here, there, strict=True)):
                raise SystemExit("the sums differ")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(
        f"{asked.items} items x {asked.scenarios} scenarios, least of {asked.turns} turns on the clock, sums equal"
    )
    print(f"two threads in this process {least['threads']:.2f} s, two workers of Dask {least['dask']:.2f} s")
    print(f"Dask at {least['threads'] / least['dask']:.2f} of the speed (wanted {WANTED})")


if __name__ == "__main__":
    main()
