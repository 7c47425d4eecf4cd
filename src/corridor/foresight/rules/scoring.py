"""How forecasts did, once it is known what happened; two baselines beside them.

Only the days that could be watched count: from the day of the forecast to that of the newest source, at most two
years. A promise kept later than that, or never, is open there. Scores are threshold-weighted CRPS over those days,
in days: what was said of each day against what was so on it (Gneiting and Ranjan, J. Bus. Econ. Stat. 29, 2011).
Lower is better.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.engine.scores import middles, threshold_weighted_crps
from corridor.engine.scores_calibration import Band, Bin, calibration_error, coverage, kaplan_meier, reliability

LONGEST_WATCHED = 730
# A forecast watched for less says nothing yet.
SHORTEST_WATCHED = 90
# The shares at which a curve is kept, and the days beyond which it is not followed.
SHARES: NDArray[np.float64] = np.arange(0.02, 1.0, 0.04)
BEYOND = 3_653.0
BANDS = (0.1, 0.5, 0.8)
# What was kept before the day of the forecast, though nothing known then said so, counts as kept on it.
AT_ONCE = 0.5

Floats = NDArray[np.float64]


class Said(NamedTuple):
    """What was said of one promise on a day: days at SHARES; chance to keep its date; the baselines, in days.

    kept_only: days at SHARES by the kept promises alone, given how long it has run; none where it was not asked.
    """

    code: str
    curve: tuple[float, ...]
    chance: float | None = None
    promised: float | None = None
    slipped: float | None = None
    kept_only: tuple[float, ...] = ()


class Came(NamedTuple):
    """What came: days until it was kept, AT_ONCE where it was before, infinite where it was not; until its date."""

    days: float
    due: float | None = None


@dataclass(frozen=True)
class Forecasted:
    """One forecast with what came of it, watched for so many days."""

    as_of: date
    watched: int
    said: tuple[Said, ...]
    came: tuple[Came, ...]

    @property
    def kept(self) -> int:
        """How many were kept while they were watched."""
        return sum(each.days <= self.watched for each in self.came)


class Score(NamedTuple):
    """How one forecast, or several together, did.

    kept, expected: how many were kept while watched, and how many were said to be.
    unseen: how many of those kept had been kept before, which nobody could know. expected_open: of all the others.
    ours, kept_only, nothing: mean score of all; the last is of saying that nothing will be kept.
    dated, ours_dated, promised, slipped: of those that bore a date.
    bands: for P10, P50 and P80, of those whose such day was watched: how many were kept by then.
    """

    as_of: date | None
    watched: int
    items: int
    kept: int
    expected: float
    ours: float
    kept_only: float | None
    nothing: float
    dated: int
    ours_dated: float | None
    promised: float | None
    slipped: float | None
    bands: tuple[Band, ...]
    unseen: int = 0
    expected_open: float = 0.0


def within(curve: Sequence[float], days: Floats) -> Floats:
    """The chance to be kept within so many days, read from a curve.

    >>> within([10.0] * 13 + [4000.0] * 12, np.array([5.0, 20.0])).round(2).tolist()
    [0.01, 0.5]
    """
    at = np.asarray(curve, np.float64)
    inner = at < BEYOND
    if not inner.any():
        return np.full(len(days), 0.0)
    known, shares = np.append(0.0, at[inner]), np.append(0.0, SHARES[inner])
    # Where several shares fall on one day, the chance jumps there.
    return np.interp(days, known + np.arange(len(known)) * 1e-6, shares)


def sure(day: float, days: Floats) -> Floats:
    """The chance where one day is held for certain; one that has passed is today."""
    return (days >= max(day, 0.0)).astype(np.float64)


def score(made: Forecasted) -> Score:
    """How one forecast did.

    Said to take 100 days for sure, it took 110: ten days of error; its promised day was 50, so 60.

    >>> said = Said("a", (100.0,) * 25, None, 50.0, 60.0)
    >>> found = score(Forecasted(date(2024, 6, 30), 365, (said,), (Came(110.0, 50.0),)))
    >>> round(found.ours), round(found.promised), round(found.slipped), found.kept, found.unseen
    (10, 60, 50, 1, 0)
    """
    days, outcome = middles(made.watched), _outcomes(made)
    ours = _scores(made, outcome, lambda each: within(each.curve, days))
    kept_only = _scores(made, outcome, lambda each: within(each.kept_only, days) if each.kept_only else None)
    promised = _scores(made, outcome, lambda each: None if each.promised is None else sure(each.promised, days))
    slipped = _scores(made, outcome, lambda each: None if each.slipped is None else sure(each.slipped, days))
    dated = np.isfinite(promised)
    last = np.array([float(made.watched)])
    expected = np.array([within(each.curve, last)[0] for each in made.said])
    unseen = np.array([each.days <= AT_ONCE for each in made.came], np.bool_)
    return Score(
        made.as_of,
        made.watched,
        len(made.said),
        made.kept,
        float(expected.sum()),
        float(np.nanmean(ours)) if len(ours) else 0.0,
        _mean(kept_only),
        _mean(_scores(made, outcome, lambda _each: np.zeros(len(days)))) or 0.0,
        int(dated.sum()),
        _mean(ours[dated]),
        _mean(promised),
        _mean(slipped[dated]),
        tuple(coverage(_by_then(made, share), share) for share in BANDS),
        int(unseen.sum()),
        float(expected[~unseen].sum()),
    )


def _outcomes(made: Forecasted) -> Floats:
    days = np.array([each.days for each in made.came])
    return np.where(days <= made.watched, days, np.inf)


def _scores(made: Forecasted, outcome: Floats, chances: Callable[[Said], Floats | None]) -> Floats:
    """(items,) scores; NaN where there is nothing to score."""
    found = np.full(len(made.said), np.nan)
    for at, each in enumerate(made.said):
        said = chances(each)
        if said is not None:
            found[at] = threshold_weighted_crps(said[None, :], outcome[at : at + 1])[0]
    return found


def _mean(values: Floats) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else None


def _by_then(made: Forecasted, share: float) -> NDArray[np.bool_]:
    """Of the promises for which the day of a share was watched: whether each was kept by then."""
    held = []
    for said, came in zip(made.said, made.came, strict=True):
        day = float(np.interp(share, SHARES, np.asarray(said.curve)))
        if day <= made.watched:
            held.append(came.days <= day)
    return np.array(held, np.bool_)


def together(scores: Sequence[Score]) -> Score | None:
    """Several forecasts as one: sums, and means over their promises; a promise counts in each forecast about it."""
    if not scores:
        return None

    def mean(values: Sequence[float | None], weights: Sequence[int]) -> float | None:
        known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
        total = sum(weight for _value, weight in known)
        return sum(value * weight for value, weight in known) / total if total else None

    items, dated = [each.items for each in scores], [each.dated for each in scores]
    bands = tuple(_joined([each.bands[at] for each in scores], share) for at, share in enumerate(BANDS))
    return Score(
        None,
        round(sum(each.watched for each in scores) / len(scores)),
        sum(items),
        sum(each.kept for each in scores),
        sum(each.expected for each in scores),
        mean([each.ours for each in scores], items) or 0.0,
        mean([each.kept_only for each in scores], items),
        mean([each.nothing for each in scores], items) or 0.0,
        sum(dated),
        mean([each.ours_dated for each in scores], dated),
        mean([each.promised for each in scores], dated),
        mean([each.slipped for each in scores], dated),
        bands,
        sum(each.unseen for each in scores),
        sum(each.expected_open for each in scores),
    )


def _joined(bands: Sequence[Band], share: float) -> Band:
    """Several bands as one."""
    number = sum(each.number for each in bands)
    held = round(sum(each.share * each.number for each in bands))
    return coverage(np.arange(number) < held, share)


def reliability_of(made: Sequence[Forecasted], days: int = 365, bins: int = 10) -> tuple[list[Bin], float]:
    """What was said of being kept within a year, and what happened; the expected calibration error.

    Only forecasts that were watched for as long count.
    """
    said, came = [], []
    for each in made:
        if each.watched >= days:
            said += [float(within(one.curve, np.array([float(days)]))[0]) for one in each.said]
            came += [one.days <= days for one in each.came]
    found = reliability(np.array(said), np.array(came, np.bool_), bins) if said else []
    return found, calibration_error(found)


def pit_of(made: Sequence[Forecasted], steps: int = 10) -> list[float]:
    """The PIT histogram: shares of outcomes in equal steps of the chance that was said of them.

    What is open counts by Kaplan and Meier, so shares of the last steps may be missing where nothing was watched
    for long enough; all are equal where forecasts mean what they say.
    """
    pits, still = [], []
    for each in made:
        for said, came in zip(each.said, each.came, strict=True):
            kept = came.days <= each.watched
            pits.append(float(within(said.curve, np.array([came.days if kept else float(each.watched)]))[0]))
            still.append(not kept)
    if not pits:
        return [0.0] * steps
    at, share = kaplan_meier(np.array(pits), np.array(still, np.bool_))
    edges = np.linspace(0, 1, steps + 1)
    reached = [float(share[at <= edge][-1]) if (at <= edge).any() else 0.0 for edge in edges]
    return [high - low for low, high in pairwise(reached)]
