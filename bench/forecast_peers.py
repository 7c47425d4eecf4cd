"""The same forecast in numpy and in plain Python, and a planner that simulates one path only."""

import random
from math import exp
from typing import Any

import numpy as np


def in_numpy(made: dict[str, Any], scenarios: int, seed: int = 1) -> None:
    """Quantiles, shares on time, criticality and all slopes by whole rows of numpy, items in order.

    It keeps the finish and the slopes of every item in every scenario, as numpy must.
    """
    chance = np.random.default_rng(seed)
    n = len(made["due"])
    waits: list[list[int]] = [[] for _ in range(n)]
    for before, after in zip(made["before"].tolist(), made["after"].tolist(), strict=True):
        waits[after].append(before)
    common = chance.standard_normal((made["factor"].max() + 1, scenarios), dtype=np.float32)
    finish = np.empty((n, scenarios), np.float32)
    bound: list[Any] = []
    centre, load = np.log(made["median"]).astype(np.float32), made["load"].astype(np.float32)
    own, sigma = np.sqrt(1 - load**2), made["sigma"].astype(np.float32)
    for i in range(n):
        score = own[i] * chance.standard_normal(scenarios, dtype=np.float32) + load[i] * common[made["factor"][i]]
        work = np.exp(centre[i] + sigma[i] * score)
        if waits[i]:
            ready = finish[waits[i]]
            bound.append(ready.argmax(axis=0))
            work += ready.max(axis=0)
        else:
            bound.append(None)
        finish[i] = work
    due = made["due"][:, None].astype(np.float32)
    for _answer in (np.quantile(finish, (0.1, 0.5, 0.8, 0.9), axis=1), (finish <= due).mean(axis=1)):
        pass
    late = finish > due
    for weight in (made["workers"], made["exports"]):
        slope = late * weight[:, None].astype(np.float32)
        (slope * np.maximum(finish - due, 0)).mean()
        for i in range(n - 1, -1, -1):
            for place, before in enumerate(waits[i]):
                slope[before] += slope[i] * (bound[i] == place)
        slope.mean(axis=1)
        (slope > 0).mean(axis=1)


def in_python(made: dict[str, Any], scenarios: int, seed: int = 1) -> None:
    """Finishes only, item by item and scenario by scenario, with lists."""
    gauss = random.Random(seed).gauss
    n = len(made["due"])
    waits: list[list[int]] = [[] for _ in range(n)]
    for before, after in zip(made["before"].tolist(), made["after"].tolist(), strict=True):
        waits[after].append(before)
    centre, sigma, factor = np.log(made["median"]).tolist(), made["sigma"].tolist(), made["factor"].tolist()
    load = float(made["load"][0])
    own = (1 - load * load) ** 0.5
    for _ in range(scenarios):
        common = [gauss(0, 1) for _ in range(max(factor) + 1)]
        finish: list[float] = []
        for i in range(n):
            work = exp(centre[i] + sigma[i] * (own * gauss(0, 1) + load * common[factor[i]]))
            ready = 0.0
            for before in waits[i]:
                if finish[before] > ready:
                    ready = finish[before]
            finish.append(ready + work)


def one_path_p80(made: dict[str, Any], scenarios: int, seed: int = 1) -> float:
    """The P80 of a planner that finds the critical path of expected lengths once and simulates only that path."""
    n = len(made["due"])
    mean = made["median"] * np.exp(made["sigma"] ** 2 / 2)
    finish, longest = np.zeros(n), np.full(n, -1)
    order = np.argsort(made["after"], kind="stable")
    place = np.searchsorted(made["after"][order], np.arange(n + 1))
    for i in range(n):
        before = made["before"][order[place[i] : place[i + 1]]]
        if len(before):
            longest[i] = before[finish[before].argmax()]
            finish[i] = finish[longest[i]]
        finish[i] += mean[i]
    path = [int(finish.argmax())]
    while longest[path[-1]] >= 0:
        path.append(int(longest[path[-1]]))
    chance = np.random.default_rng(seed)
    common = chance.standard_normal((made["factor"].max() + 1, scenarios))
    total = np.zeros(scenarios)
    for i in path:
        load = made["load"][i]
        score = np.sqrt(1 - load**2) * chance.standard_normal(scenarios) + load * common[made["factor"][i]]
        total += made["median"][i] * np.exp(made["sigma"][i] * score)
    return float(np.quantile(total, 0.8))
