"""Two forecasts of one day side by side."""

from typing import NamedTuple

from corridor.foresight.queries.forecast import Forecast
from corridor.foresight.rules.outlook import Foreseen

# Less than this is the noise of the draws where a change reaches everything.
LEAST_CHANGE = 0.002


class Pair(NamedTuple):
    """One promise in both; none where it is not open in one of them."""

    code: str
    title: str
    before: Foreseen | None
    after: Foreseen | None

    @property
    def change(self) -> float:
        """By how much its chance to be there a year from now changes."""
        first = self.before.within_year if self.before else 0.0
        return (self.after.within_year if self.after else 0.0) - first


class Compared(NamedTuple):
    """What is different: promises by how much their chance within a year changes, most first; losses in all.

    worker_days, exports: expected within ten years, the other less the one: below 0 is gained.
    """

    rows: tuple[Pair, ...]
    worker_days: float
    exports: float


def compared(one: Forecast, other: Forecast) -> Compared:
    """What the other forecast says differently."""
    before, after = one.outlook, other.outlook
    codes = dict.fromkeys((*before.foreseen, *after.foreseen))
    pairs = [
        Pair(code, other.read.facts[code].facts.title, before.foreseen.get(code), after.foreseen.get(code))
        for code in codes
    ]
    changed = [
        each for each in pairs if abs(each.change) >= LEAST_CHANGE or _days(each.before) != _days(each.after)
    ]
    return Compared(
        tuple(sorted(changed, key=lambda each: (-abs(each.change), each.code))),
        after.loss[0] - before.loss[0],
        after.loss[1] - before.loss[1],
    )


def _days(row: Foreseen | None) -> tuple[object, ...]:
    return (row.p10, row.p50, row.p80, row.p90) if row else ()
