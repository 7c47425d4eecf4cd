"""What was known when."""

from datetime import date

from corridor.base.days import last_day_or_none


def was_known(published_on: str, recorded_on: date, known_on: date | None) -> bool:
    """Whether a statement was known on a day: published by then; where its source bears no date, recorded here.

    >>> was_known("2021-12", date(2026, 11, 22), date(2021, 12, 15)), was_known("", date(2026, 11, 22), None)
    (False, True)
    """
    return known_on is None or (last_day_or_none(published_on) or recorded_on) <= known_on
