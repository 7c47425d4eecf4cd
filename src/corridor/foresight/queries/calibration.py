"""How published forecasts did, against what happened and against two baselines."""

from datetime import date

from django.db.models import prefetch_related_objects

from corridor.base.actors import Actor
from corridor.foresight.models import Forecast
from corridor.foresight.queries.backtest import held_against
from corridor.foresight.queries.published import published
from corridor.foresight.queries.reading import read
from corridor.foresight.rules.scoring import SHORTEST_WATCHED, Said
from corridor.foresight.rules.track import Track, track
from corridor.programme.models import Programme


def calibration(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> Track:
    """Published forecasts without a scenario that could be watched for long enough, held against what is known.

    A forecast under a scenario is a what-if and not scored.
    """
    now = read(programme, by, on=on, known_on=known_on)
    made = []
    made_before = published(programme, by)
    # One question for all of them, however many there are.
    prefetch_related_objects(made_before, "foreseen")
    for each in sorted(made_before, key=lambda row: (row.as_of, row.pk)):
        if each.scenario_id is None and (now.until - each.as_of).days >= SHORTEST_WATCHED:
            made.append(held_against(each.as_of, _said(each), now))
    return track(now.until, made)


def _said(stored: Forecast) -> list[Said]:
    """What a published forecast said."""
    return [
        Said(row.code, tuple(row.curve), row.chance, row.promised_days, row.slipped_days)
        for row in stored.foreseen.all()
    ]
