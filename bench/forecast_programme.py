"""A made-up programme for the engine: projects of forty, a shared core, 2.6 needs an item."""

from typing import Any

import numpy as np

from corridor.engine.network import Network, assemble
from corridor.engine.work import LOGNORMAL

PROJECT = 40
SHARED = 0.02
FACTORS = 40


def programme(n: int, seed: int = 1) -> dict[str, Any]:
    """Arrays of a programme of n items, in order: the shared core, then the projects; edges, days, weights."""
    random = np.random.default_rng(seed)
    core = max(1, int(n * SHARED))
    own = np.arange(n) - core
    project = np.where(own < 0, -1, own // PROJECT)
    first = np.where(own < 0, 0, core + project * PROJECT)
    before, after = [], []
    for place in range(2):
        inside = np.arange(n) > first
        reach = np.maximum(np.arange(n) - (12 if place else 6), first)
        pick = reach + (random.random(n) * np.maximum(np.arange(n) - reach, 1)).astype(int)
        before.append(pick[inside])
        after.append(np.arange(n)[inside])
    shares = (random.random(n) < 0.65) & (own >= 0)
    before.append((random.random(n) * core).astype(int)[shares])
    after.append(np.arange(n)[shares])
    last = (own >= 0) & ((own % PROJECT == PROJECT - 1) | (np.arange(n) == n - 1))
    median = random.uniform(10, 90, n)
    return {
        "before": np.concatenate(before).astype(np.int64),
        "after": np.concatenate(after).astype(np.int64),
        "project": project,
        "median": median,
        "sigma": random.uniform(0.3, 0.9, n),
        "factor": random.integers(0, FACTORS, n),
        "load": np.full(n, np.sqrt(0.3)),
        "due": np.where(last, random.uniform(300, 800, n), random.uniform(50, 600, n)),
        "workers": np.where(last, random.integers(50, 3000, n), 0).astype(float),
        "exports": np.where(last, random.integers(0, 9000, n), 0).astype(float),
    }


def as_network(made: dict[str, Any]) -> Network:
    """The programme as the engine takes it."""
    n = len(made["due"])
    load = np.stack([np.sqrt(1 - made["load"] ** 2), made["load"], np.zeros(n)], axis=1).astype(np.float32)
    rows = np.stack([made["factor"], np.full(n, FACTORS)], axis=1).astype(np.int32)
    return assemble(
        range(n),  # type: ignore[arg-type]
        np.arange(1, n + 1).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15),
        {
            "kind": np.full(n, LOGNORMAL, np.uint8),
            "days": np.zeros(n, np.int32),
            "centre": np.log2(made["median"] * 4096).astype(np.float32),
            "sigma": (made["sigma"] / np.log(2)).astype(np.float32),
            "never": np.full(n, np.inf, np.float32),
            "tables": np.zeros((0, 66), np.float32),
        },
        (made["before"], made["after"], np.zeros(len(made["before"]))),
        release=np.zeros(n),
        due=made["due"],
        done=np.zeros(n, bool),
        factor=(np.arange(FACTORS).astype(np.uint64) + np.uint64(1 << 60), rows, load),
        weights=np.stack([made["workers"], made["exports"]]),
        since=None,
        project=made["project"].astype(np.int64),
        sooner=np.zeros(n),
        calendar=np.full(n, -1),
        rolls=np.zeros((0, 1), np.int32),
    )
