"""The same questions answered slowly, one scenario after the other, with nothing of the engine but its words."""

import random
from functools import cache
from math import exp, log, sqrt
from statistics import NormalDist

STANDARD = NormalDist()


def finishes(items, edges, scenarios, seed=1):
    """The finish of every item in every scenario, as {name: [days]}.

    items : {name: (median, sigma, release, factor, loading)}; edges : (before, after, lag)
    """
    chance = random.Random(seed)
    needs = {name: [(before, lag) for before, after, lag in edges if after == name] for name in items}
    found = {name: [] for name in items}
    for _ in range(scenarios):
        common = {factor: chance.gauss(0, 1) for factor in {each[3] for each in items.values()}}
        ends = {}
        for name in in_order(needs):
            median, sigma, release, factor, loading = items[name]
            score = sqrt(1 - loading**2) * chance.gauss(0, 1) + loading * common[factor]
            ready = max([release, *(ends[before] + lag for before, lag in needs[name])])
            ends[name] = ready + exp(log(median) + sigma * score)
            found[name].append(ends[name])
    return found


def in_order(needs):
    """Names, each after what it needs."""

    @cache
    def depth(name):
        return 1 + max((depth(before) for before, _lag in needs[name]), default=0)

    return sorted(needs, key=depth)
