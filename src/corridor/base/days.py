"""Days as people promise them: sometimes only the month, sometimes only the year.

A date keeps the precision that was promised. Where a single day is needed, a shortened date means
its *last* day: a promise for "2021-12" is not late before 2022-01-01, and something observed in
"2020-09" is certain to have happened only by 2020-09-30. Ours alone, as the ledger's clocks rest on it.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

SHAPE = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>[0-9]{2})(-(?P<day>[0-9]{2}))?)?")
EARLIEST, LATEST = 1900, 2199


def is_day(text: str) -> bool:
    """Whether the text is a date in ISO 8601, whole or cut short, between 1900 and 2199.

    >>> [is_day(t) for t in ("2021-12-31", "2021-12", "2021", "2021-13", "2021-02-00", "21-12")]
    [True, True, True, False, False, False]
    """
    try:
        last_day(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65536)
def last_day(text: str) -> date:
    """The last day a date can mean. Raises ValueError for what is no date.

    >>> str(last_day("2021-12")), str(last_day("2020-02")), str(last_day("2019")), str(last_day("2020-02-29"))
    ('2021-12-31', '2020-02-29', '2019-12-31', '2020-02-29')
    """
    year, month, day = _parts(text)
    if month is None:
        return date(year, 12, 31)
    return date(year, month, monthrange(year, month)[1] if day is None else day)


@lru_cache(maxsize=65536)
def first_day(text: str) -> date:
    """The first day a date can mean. Raises ValueError for what is no date.

    >>> str(first_day("2021-12")), str(first_day("2019"))
    ('2021-12-01', '2019-01-01')
    """
    year, month, day = _parts(text)
    return date(year, month or 1, 1 if day is None else day)


def last_day_or_none(text: str) -> date | None:
    """The last day a date can mean, or None where nothing is known.

    >>> last_day_or_none("") is None
    True
    """
    return last_day(text) if text else None


def by_then(day: str, on: date) -> bool:
    """Whether something had come by a day; what bears no day is shown on any.

    >>> by_then("2021-12", date(2021, 12, 30)), by_then("2021-12", date(2021, 12, 31)), by_then("", date.min)
    (False, True, True)
    """
    return not day or last_day(day) <= on


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = SHAPE.fullmatch(text)
    if not found:
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    if year is None or not EARLIEST <= year <= LATEST:
        raise ValueError(f"year out of range: {text!r}")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"no such month: {text!r}")
    return year, month, day
