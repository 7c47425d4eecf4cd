"""Forecasts and scores as plain values, for JSON."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from corridor.engine.scores_calibration import Band
from corridor.foresight.rules.outlook import (
    VERSION,
    Foreseen,
    Held,
    Outlook,
    held_back,
    held_by_debtor,
    held_by_obstacle_kind,
    held_by_zone,
)
from corridor.foresight.rules.scoring import BANDS, Score
from corridor.foresight.rules.track import Track


def outlook_as_plain(outlook: Outlook, known_on: date | None) -> dict[str, Any]:
    """A forecast as plain values: how it was made, what holds back the most, every open promise and obstacle."""
    lessons = outlook.lessons
    return {
        "as_of": outlook.on.isoformat(),
        "known_on": _day(known_on),
        "newest_source": outlook.plan.until.isoformat(),
        "seed": outlook.seed,
        "scenarios": outlook.scenarios,
        "version": VERSION,
        "digest": outlook.digest,
        "changes": list(outlook.scenario.lines),
        "learned_from": {"done": lessons.kept, "open": lessons.still_open, "silent": lessons.silent},
        "assumptions": {
            "stalled_before_history": lessons.assumptions.stalled,
            "medians": dict(lessons.assumptions.medians),
            "calendars": sorted({each.code for each in outlook.woven.calendars if each} if outlook.woven else ()),
            "moving_together": {
                each.level: {"loading": round(each.loading, 4), "measured": each.learned}
                for each in (outlook.woven.common if outlook.woven else ())
            },
        },
        "expected_loss": {"worker_days": round(outlook.loss[0], 1), "exports_usd": round(outlook.loss[1], 2)},
        "held_back": [held_as_plain(each) for each in held_back(outlook)],
        "held_back_by_debtor": [held_as_plain(each) for each in held_by_debtor(outlook)],
        "held_back_by_zone": [held_as_plain(each) for each in held_by_zone(outlook)],
        "held_back_by_obstacle": [held_as_plain(each) for each in held_by_obstacle_kind(outlook)],
        "promises": [foreseen_as_plain(each) for each in outlook.foreseen.values()],
        "obstacles": [foreseen_as_plain(each) for each in outlook.obstacles.values()],
    }


def held_as_plain(held: Held) -> dict[str, Any]:
    """How much something holds back."""
    return {
        "code": held.code,
        "workers": round(held.workers, 1),
        "worker_months": round(held.worker_months, 1),
        "exports_usd_a_day": round(held.exports, 2),
        "exports_usd": round(held.exports_lost, 2),
        "members": list(held.members),
    }


def foreseen_as_plain(row: Foreseen) -> dict[str, Any]:
    """What is expected of one thing; null where a day is not in sight within ten years."""
    return {
        "code": row.code,
        "p10": _day(row.p10),
        "p50": _day(row.p50),
        "p80": _day(row.p80),
        "p90": _day(row.p90),
        "within_year": round(row.within_year, 4),
        "chance": None if row.chance is None else round(row.chance, 4),
        "criticality": round(row.criticality, 4),
        "workers_held_back": round(row.workers, 1),
        "worker_months_by_delay": round(row.worker_months, 1),
        "exports_usd_a_day": round(row.exports, 2),
        "exports_usd_by_delay": round(row.exports_by_delay, 2),
        "waits": row.waits,
    }


def track_as_plain(track: Track) -> dict[str, Any]:
    """How a run of forecasts did."""
    return {
        "newest_source": track.until.isoformat(),
        "forecasts": [score_as_plain(each) for each in track.scores],
        "together": score_as_plain(track.whole) if track.whole else None,
        "within_a_year": [
            {"said": round(each.said, 4), "kept": round(each.happened, 4), "forecasts": each.number}
            for each in track.reliability
        ],
        "expected_calibration_error": round(track.calibration_error, 4),
        "pit": [round(each, 4) for each in track.pit],
    }


def score_as_plain(score: Score) -> dict[str, Any]:
    """How one forecast did; scores are in days."""
    return {
        "as_of": _day(score.as_of),
        "watched_days": score.watched,
        "promises": score.items,
        "kept": score.kept,
        "expected": round(score.expected, 2),
        "kept_before_and_not_told": score.unseen,
        "expected_of_the_others": round(score.expected_open, 2),
        "ours": _rounded(score.ours),
        "kept_only": _rounded(score.kept_only),
        "nothing": _rounded(score.nothing),
        "dated": {
            "promises": score.dated,
            "ours": _rounded(score.ours_dated),
            "promised_dates": _rounded(score.promised),
            "promised_dates_and_mean_slip": _rounded(score.slipped),
        },
        "bands": bands_as_plain(score.bands),
    }


def bands_as_plain(bands: Sequence[Band]) -> dict[str, Any]:
    """How often each band held; null where none could be watched."""
    return {
        f"p{round(100 * share)}": {
            "watched": band.number,
            "held": round(band.share, 4) if band.number else None,
            "between": [round(band.low, 4), round(band.high, 4)] if band.number else None,
        }
        for share, band in zip(BANDS, bands, strict=True)
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
