"""Keeping what pages read in step with the facts and the day."""

from datetime import date, datetime, timedelta

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.results.actions.balance import strike_balance
from corridor.results.queries.balance import balance_for, struck_before
from corridor.search.actions import index_programme

# A large programme is struck anew at most so often while people write: each time takes seconds of work.
REST = timedelta(seconds=30)


def keep_up(programme: Programme, by: Actor, at: datetime, today: date) -> None:
    """Let everything be found, and strike the balance, where the day has turned or a fact has come since the last.

    The balance comes last: where it stands, the rest was done.
    """
    struck = balance_for(programme, today, None)
    if struck is None or (struck.is_behind and struck_before(programme, at - REST)):
        index_programme(programme, by=by, at=at)
        strike_balance(programme, by=by, at=at, on=today)
