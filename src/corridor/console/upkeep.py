"""Keeping what pages read in step with the facts and the day."""

from datetime import date, datetime

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.results.actions.balance import strike_balance
from corridor.results.queries.balance import balance_for
from corridor.search.actions import index_programme


def keep_up(programme: Programme, by: Actor, at: datetime, today: date) -> None:
    """Let everything be found, and strike the balance, where the day has turned or a fact has come since the last.

    The balance comes last: where it stands, the rest was done.
    """
    if balance_for(programme, today, None) is None:
        index_programme(programme, by=by, at=at)
        strike_balance(programme, by=by, at=at, on=today)
