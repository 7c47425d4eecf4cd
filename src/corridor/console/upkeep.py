"""Keeping what pages read in step with the facts and the day."""

from datetime import date, datetime

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.results.actions.balance import strike_balance


def keep_up(programme: Programme, by: Actor, at: datetime, today: date) -> None:
    """Strike a programme's balance where the day has turned or a fact has come since the last one."""
    strike_balance(programme, by=by, at=at, on=today)
