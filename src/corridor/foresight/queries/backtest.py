"""What would have been forecast on past days with only what was known on each, and how it did."""

from collections.abc import Iterator
from datetime import date, timedelta

from corridor.base.actors import Actor
from corridor.foresight.queries.forecast import forecast_of
from corridor.foresight.queries.reading import Read, read
from corridor.foresight.queries.said import said
from corridor.foresight.rules.scoring import (
    AT_ONCE,
    LONGEST_WATCHED,
    SHORTEST_WATCHED,
    Came,
    Forecasted,
    Said,
)
from corridor.foresight.rules.track import Track, track
from corridor.programme.models import Programme

# With fewer lessons there is nothing to learn from yet.
FEWEST_KEPT = 5
LONGEST_BACK_YEARS = 30


def backtest(programme: Programme, by: Actor, *, on: date, silent_days: int = 0) -> Track:
    """Forecasts as of each past half year with what was known on that day, scored by what is known today.

    silent_days: each was made so much later, and nobody had told of anything since.
    """
    now = read(programme, by, on=on)
    made = []
    for known_on in half_years(_first(now), now.until - timedelta(days=silent_days)):
        day = known_on + timedelta(days=silent_days)
        found = forecast_of(programme, by, on=day, known_on=known_on, scenarios=1024, is_kept=True)
        if found.outlook.lessons.kept < FEWEST_KEPT:
            continue
        rows = said(found, with_kept_only=True)
        if rows:
            made.append(held_against(day, rows, now))
    return track(now.until, made)


def half_years(first: date, last: date) -> Iterator[date]:
    """The last days of the half years between two days that can be watched for long enough.

    >>> [day.isoformat() for day in half_years(date(2024, 1, 1), date(2025, 4, 1))]
    ['2024-06-30', '2024-12-31']
    """
    for year in range(max(first.year, last.year - LONGEST_BACK_YEARS), last.year + 1):
        for day in (date(year, 6, 30), date(year, 12, 31)):
            if first <= day and (last - day).days >= SHORTEST_WATCHED:
                yield day


def _first(now: Read) -> date:
    """The first day on which anything was promised."""
    return min((past.told_on for past in now.pasts if past.told_on), default=now.until)


def held_against(day: date, rows: list[Said], now: Read) -> Forecasted:
    """What was said on a day beside what came of it by the newest source.

    What was kept before the day without anybody knowing counts as kept on it.
    """
    watched = min(LONGEST_WATCHED, (now.until - day).days)
    came, told = [], []
    for each in rows:
        item = now.facts.get(each.code)
        if item is None:
            continue
        kept = item.standing.kept_on
        due = float((item.due_by - day).days) if item.due_by else None
        came.append(Came(max(AT_ONCE, float((kept - day).days)) if kept else float("inf"), due))
        told.append(each)
    return Forecasted(day, watched, tuple(told), tuple(came))
