"""What is in operation by which day: amounts of items that have finished, by group, with bands."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corridor.engine.draws import u4
from corridor.engine.network import Network, ticks
from corridor.engine.runs import Draws, on_time, room_for
from corridor.engine.sweep import common, forward
from corridor.engine.wrong import one_each

BAND = (10, 50, 90)


def curves(
    network: Network,
    groups: Sequence[Hashable],
    amounts: Mapping[str, Sequence[float]],
    days: Sequence[float],
    *,
    scenarios: int = 1024,
    seed: int = 0,
) -> dict[Hashable, dict[str, NDArray[np.float64]]]:
    """For each group and amount: mean, P10, P50 and P90 over scenarios of what has finished by each day, (4, days).

    groups : the group of each item, None for none; amounts : of each item, by what they are; in the caller's order

    >>> from corridor.engine.network import build
    >>> from corridor.engine.work import fixed
    >>> plan = build(["one", "two"], [fixed(30), fixed(90)])
    >>> bands = curves(plan, ["zone", "zone"], {"workers": [400, 100]}, [0, 31, 90], scenarios=64)
    >>> bands["zone"]["workers"][0].tolist()
    [0.0, 400.0, 500.0]
    """
    for values in (groups, *amounts.values()):
        one_each(network.names, len(values), "groups and amounts")
    table = np.array([list(values) for values in amounts.values()], np.float64).reshape(len(amounts), len(groups))
    until = ticks(np.asarray(days, np.float64))
    found: dict[Hashable, dict[str, NDArray[np.float64]]] = {}
    counted = np.flatnonzero(table.any(axis=0)) if len(amounts) else np.zeros(0, np.int64)
    finish = finish_ticks(network, counted, Draws(seed, scenarios))
    for group in dict.fromkeys(each for each in groups if each is not None):
        rows = [row for row, item in enumerate(counted.tolist()) if groups[item] == group]
        bands = np.zeros((len(amounts), 4, len(until)))
        for column, day in enumerate(until if rows else ()):
            # One item after the other: sums in the same order give the same bits.
            total = np.zeros((len(amounts), scenarios))
            for row in rows:
                total += table[:, counted[row], None] * (finish[row] <= day)
            bands[:, 0, column] = total.mean(axis=1)
            bands[:, 1:, column] = np.percentile(total, BAND, axis=1).T
        found[group] = dict(zip(amounts, bands, strict=True))
    return found


def finish_ticks(network: Network, wanted: NDArray[np.int64], draws: Draws) -> NDArray[np.int32]:
    """The finish of some items in every scenario, (wanted, scenarios) ticks.

    wanted : places in the caller's order
    """
    items = network.arrays
    place = np.empty(len(network.place), np.int64)
    place[network.place] = np.arange(len(place))
    inner = place[wanted]
    out = np.empty((len(wanted), draws.scenarios), np.int32)
    room, asked = room_for(network), on_time(network)
    tile, core = room.start.shape[0], int(items.blocks[1])
    by_block = np.searchsorted(items.blocks, inner, side="right") - 1
    for block, first, last in draws.blocks(0, draws.scenarios):
        words, factors, bits = draws.of_items(network, block), draws.of_factors(network, block), u4(draws.bits)
        for scenario in range(first, last, tile):
            size = min(tile, last - scenario)
            common(factors, room, u4(scenario), bits, size)
            for step in range(len(items.blocks) - 1):
                low, high = int(items.blocks[step]), int(items.blocks[step + 1])
                forward(items, asked, room, low, high, words, u4(scenario), bits, size)
                here = np.flatnonzero(by_block == step)
                rows = inner[here] if step == 0 else inner[here] - low + core
                out[here, scenario : scenario + size] = room.finish[rows, :size]
    return out
