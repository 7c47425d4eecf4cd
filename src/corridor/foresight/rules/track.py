"""How a run of forecasts did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corridor.engine.scores_calibration import Bin
from corridor.foresight.rules.scoring import Forecasted, Score, pit_of, reliability_of, score, together


@dataclass(frozen=True)
class Track:
    """How forecasts did: one by one, oldest first, and all together; reliability within a year; the PIT histogram.

    until: the newest source; nothing after it is held against anybody.
    """

    until: date
    scores: tuple[Score, ...]
    whole: Score | None
    reliability: tuple[Bin, ...]
    calibration_error: float
    pit: tuple[float, ...]


def track(until: date, made: Sequence[Forecasted]) -> Track:
    """How some forecasts did."""
    scores = tuple(score(each) for each in made)
    bins, error = reliability_of(made)
    return Track(until, scores, together(scores), tuple(bins), error, tuple(pit_of(made)))
