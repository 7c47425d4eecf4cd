"""When each item finishes, whether in time, and what its delay costs: from one sweep over the scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corridor.engine.durations_normal import normal_score
from corridor.engine.network import NEVER_DAYS, Network
from corridor.engine.rows import TICKS
from corridor.engine.runs import Draws, all_chunks, finishes
from corridor.engine.sweep import Sums
from corridor.engine.work import STANDARD

WORKERS, EXPORTS = 0, 1
SHARES = (0.1, 0.5, 0.8, 0.9)
PILOT = 512
# Shares of the pilot at which finishes are counted in all scenarios; the wanted ones lie between two of them.
BRACKETS = (0.06, 0.14, 0.46, 0.54, 0.77, 0.83, 0.87, 0.93, 0.96)
# Twice the work of counting, for programmes of hundreds: nearer where finishes lie thinly before what never comes.
NARROW = (
    *(0.06, 0.08, 0.10, 0.12, 0.14),
    *(0.44, 0.46, 0.48, 0.50, 0.52, 0.54, 0.56),
    *(0.76, 0.78, 0.80, 0.82, 0.84),
    *(0.87, 0.885, 0.90, 0.915, 0.93, 0.96),
)


@dataclass(frozen=True)
class Forecast:
    """What was found; n items in the caller's order.

    days : (n, 4) P10, P50, P80 and P90 of the finish; at least `horizon`: not in sight
    on_time : (n,) share of scenarios that finish on the due day or before; 1 without a due day
    criticality : (n,) share of scenarios in which some loss hangs on this item; 0 for what is done
    per_day : (2, n) expected loss for each day that the item is later: worker-days, exports
    by_delay : (2, n) of the expected loss, what the item could spare by finishing on its due day (an upper bound)
    loss : (2, scenarios) loss of all items in each scenario
    """

    days: NDArray[np.float64]
    on_time: NDArray[np.float64]
    criticality: NDArray[np.float64]
    per_day: NDArray[np.float64]
    by_delay: NDArray[np.float64]
    loss: NDArray[np.float64]
    horizon: float
    scenarios: int
    seed: int


def forecast(network: Network, *, scenarios: int = 4096, seed: int = 0, threads: int = 1) -> Forecast:
    """Simulate a network; the same bits for any number of threads.

    Gas waits for land; the factory opens with gas and is to open on day 100, with 1,200 workers.

    >>> from corridor.engine.network import build
    >>> from corridor.engine.work import fixed
    >>> works = [fixed(30), fixed(90)]
    >>> plan = build(["land", "gas"], works, [("land", "gas", 0)], due=[30, 100], workers=[0, 1200])
    >>> found = forecast(plan, scenarios=64)
    >>> found.days[1].tolist(), found.per_day[WORKERS].tolist(), float(found.loss[WORKERS].mean())
    ([120.0, 120.0, 120.0, 120.0], [1200.0, 1200.0], 24000.0)
    """
    draws = Draws(seed, scenarios)
    marks = brackets(network, draws)
    return answer(network, draws, marks, all_chunks(network, draws, marks, threads=threads))


def brackets(
    network: Network, draws: Draws, shares: Sequence[float] = BRACKETS, sight: float = NEVER_DAYS
) -> NDArray[np.int32]:
    """Ticks to count finishes by, (n, marks): around each wanted share, by a pilot; the last is the due day.

    sight : days; what finishes then or later is not in sight. Below the last of the shares no mark is beyond it
    where some of the pilot finish before: what is not in sight is a share of its own, not the end of a line.
    """
    pilot = min(PILOT, 2 << draws.bits if draws.bits else draws.scenarios)
    marks = np.empty((len(network.keys), len(shares) + 1), np.int32)
    ranks = np.ceil(np.array(shares) * pilot).astype(int) - 1
    for low, high, found in finishes(network, draws, pilot):
        pilots = np.sort(found, axis=1)
        marks[low:high, :-1] = pilots[:, ranks]
        far = np.flatnonzero(pilots[:, ranks[-1]] >= sight * TICKS)
        seen = np.count_nonzero(pilots[far] < sight * TICKS, axis=1)[:, None]
        nearer = np.minimum(ranks[:-1], np.maximum(seen - 1, 0))
        marks[low + far, : len(ranks) - 1] = np.take_along_axis(pilots[far], nearer, axis=1)
    marks[:, -1] = network.arrays.due
    return marks


def answer(network: Network, draws: Draws, marks: NDArray[np.int32], sums: Sums) -> Forecast:
    """What the sums of all scenarios say."""
    many = draws.scenarios
    units = np.array(network.units)
    moved = ~network.done
    slopes = network.callers(sums.slopes * moved[:, None]).T / many / np.tile(units, 2)[:, None]
    return Forecast(
        days=network.callers(between(marks[:, :-1], sums.counts[:, : len(BRACKETS)], many)),
        on_time=network.callers(sums.counts[:, len(BRACKETS)] / many),
        criticality=network.callers(sums.counts[:, -1] * moved / many),
        per_day=slopes[:2],
        by_delay=slopes[2:],
        loss=sums.loss / units[:, None] / TICKS,
        horizon=network.horizon,
        scenarios=many,
        seed=draws.seed,
    )


def between(
    marks: NDArray[np.int32], counts: NDArray[np.int32], many: int, sight: float = NEVER_DAYS
) -> NDArray[np.float64]:
    """Days at SHARES, (n, 4), from marks, (n, marks) ticks, and the finishes counted by them.

    Between two marks finishes lie as those of a normal law do. A share that no mark reaches, or all do, has the day
    of the last or the first; one that only a mark beyond `sight` reaches has the day of that mark.

    >>> between(np.array([[0, 4096]]), np.array([[0, 100]]), 100)[0].round(2).tolist()
    [0.26, 0.5, 0.66, 0.74]
    >>> between(np.array([[4096, 12288]]), np.array([[10, 90]]), 100)[0].round(4).tolist()
    [1.0, 2.0, 2.6599, 3.0]
    """
    out = np.empty((len(marks), len(SHARES)))
    each = np.arange(len(marks))
    scores = scores_of(many)
    for column, share in enumerate(SHARES):
        above = np.argmax(counts >= share * many, axis=1)
        above = np.where(counts[:, -1] < share * many, counts.shape[1] - 1, above)
        below = np.maximum(above - 1, 0)
        low, high = marks[each, below], marks[each, above]
        under, over = scores[counts[each, below]], scores[counts[each, above]]
        part = (STANDARD.inv_cdf((share * many + 0.5) / (many + 1)) - under) / np.where(
            over > under, over - under, np.inf
        )
        part = np.where((over > under) & (high < sight * TICKS), np.clip(part, 0.0, 1.0), 1.0)
        out[:, column] = (low + part * (high.astype(float) - low)) / TICKS
    return out


@lru_cache(maxsize=8)
def scores_of(many: int) -> NDArray[np.float64]:
    """The normal score of each count of so many, (many + 1,); none of them endless."""
    return normal_score((np.arange(many + 1) + 0.5) / (many + 1))
