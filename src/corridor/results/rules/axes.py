"""Axes of charts: where their ticks stand and where a value lies on them. Pure."""

from collections.abc import Iterator
from datetime import date
from itertools import count

# The steps that people count in, times a power of ten.
STEPS = (1, 2, 5)
YEAR = 12


def number_ticks(most: int, about: int = 5) -> list[int]:
    """Whole numbers from nothing to the first tick that reaches the most, at most so many steps, each 1, 2 or 5.

    >>> number_ticks(7), number_ticks(62), number_ticks(0)
    ([0, 2, 4, 6, 8], [0, 20, 40, 60, 80], [0, 1])
    """
    step = next(step for step in _steps() if step * about >= most)
    reached = -(-max(most, 1) // step) * step
    return list(range(0, reached + 1, step))


def _steps() -> Iterator[int]:
    for power in count():
        for step in STEPS:
            yield step * 10**power


def month_of(day: date, later: int = 0) -> date:
    """The first day of a day's month, or of the month so many months later.

    >>> [str(month_of(date(2026, 11, 22), later)) for later in (0, 3, -11)]
    ['2026-11-01', '2027-02-01', '2025-12-01']
    """
    months = day.year * YEAR + day.month - 1 + later
    return date(months // YEAR, months % YEAR + 1, 1)


def months(first: date, last: date) -> list[date]:
    """The first days of all months from the one of the first day to the one of the last.

    >>> [str(month) for month in months(date(2025, 12, 31), date(2026, 2, 1))]
    ['2025-12-01', '2026-01-01', '2026-02-01']
    """
    so_many = (last.year - first.year) * YEAR + last.month - first.month + 1
    return [month_of(first, later) for later in range(so_many)]


def year_ticks(first: date, last: date, most: int = 8) -> list[date]:
    """The beginnings of years between two days, both included, in steps of 1, 2 or 5 so that they are not too many.

    >>> [day.year for day in year_ticks(date(2019, 3, 21), date(2026, 11, 22))]
    [2020, 2021, 2022, 2023, 2024, 2025, 2026]
    >>> [day.year for day in year_ticks(date(2005, 1, 1), date(2026, 11, 22))]
    [2005, 2010, 2015, 2020, 2025]
    """
    begins = [year for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) <= last]
    for step in _steps():
        kept = [year for year in begins if year % step == 0]
        if len(kept) <= most:
            return [date(year, 1, 1) for year in kept]
    raise AssertionError  # pragma: no cover


def share(part: float, whole: float) -> float:
    """How many hundredths of a whole a part is; nothing where there is no whole.

    >>> share(1, 4), share(1, 0)
    (25.0, 0.0)
    """
    return 100 * part / whole if whole else 0.0


def place(day: date, first: date, last: date) -> float:
    """Where a day lies between two others, in hundredths; what lies outside stands at the edge.

    >>> [place(date(2026, 1, day), date(2026, 1, 11), date(2026, 1, 21)) for day in (1, 16, 31)]
    [0.0, 50.0, 100.0]
    """
    return min(100.0, max(0.0, share((day - first).days, (last - first).days)))


def from_start(begins: float, long: float, is_from_right: bool) -> float:
    """Where a stretch is drawn, counted from the left in hundredths, when lines run from the left or the right.

    >>> from_start(10, 30, False), from_start(10, 30, True)
    (10, 60)
    """
    return 100 - begins - long if is_from_right else begins
