"""Makes commitments for the rules of the board, without a database: `on_day(DAY, owed("road"), owed("mill"))`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from corridor.base.days import last_day_or_none
from corridor.ledger.rules.items import Facts, Item, items_on
from corridor.ledger.rules.states import Promise, Reading
from corridor.ledger.rules.words import GRADES, SAYINGS, State

DAY = date(2026, 6, 30)
Owed = tuple[Facts, Promise]


def owed(code: str, *, due_on: str = "", readings: Iterable[Reading] = (), **facts: Any) -> Owed:
    """A commitment with its dated facts; keywords name the columns of a package."""
    given = {
        "title": code.title(), "kind": "road", "debtor": "board", "creditor": "", "zone": "", "quantity": None,
        "unit": "", "made_on": "", "workers": None, "exports_usd": None, "source": "gazette",
    }  # fmt: skip
    ended = facts.pop("ended", ())
    given.update(facts)
    promise = Promise(
        made_on=last_day_or_none(given["made_on"]),
        due_on=last_day_or_none(due_on),
        quantity=given["quantity"],
        unit=given["unit"],
        ended=ended,
        readings=tuple(readings),
    )
    return Facts(number=0, code=code, due_on=due_on, **given), promise


def says(word: str, on: date, grade: str = "press", *, verified_on: date | None = None) -> Reading:
    """A piece of evidence."""
    return Reading(on, word, grade, verified_on=verified_on)


def on_day(day: date, *promises: Owed, needs: Iterable[tuple[str, str]] = ()) -> dict[int, Item]:
    """Where they stand on a day, by number; needs are pairs of codes."""
    numbers = {facts.code: number for number, (facts, _promise) in enumerate(promises, 1)}
    numbered = [(facts._replace(number=numbers[facts.code]), promise) for facts, promise in promises]
    return items_on(numbered, [(numbers[item], numbers[needed]) for item, needed in needs], day)


def codes(items: Iterable[Item]) -> list[str]:
    """The codes of some commitments, in their order."""
    return [item.facts.code for item in items]


# Few days, so that they often meet.
DAYS = st.sampled_from([date(year, month, 1) for year in range(2020, 2029) for month in (1, 6, 7)])
READINGS = st.builds(says, st.sampled_from(SAYINGS), DAYS, st.sampled_from(GRADES), verified_on=st.none() | DAYS)
PROMISES = st.fixed_dictionaries(
    {
        "due_on": st.just("") | DAYS.map(date.isoformat),
        "readings": st.lists(READINGS, max_size=2),
        "ended": st.just(()) | DAYS.map(lambda day: ((day, State.WITHDRAWN),)),
        "debtor": st.sampled_from(["board", "mill", "city"]),
        "workers": st.sampled_from([None, 0, 5, 500]),
    }
)


@st.composite
def programmes(draw: st.DrawFn) -> dict[int, Item]:
    """A programme of a few commitments in any state, which need earlier ones, on some day."""
    given = draw(st.lists(PROMISES, max_size=6))
    promises = [owed(f"c-{place}", **facts) for place, facts in enumerate(given)]
    pairs = [(f"c-{late}", f"c-{early}") for late in range(len(given)) for early in range(late)]
    needs = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8)) if pairs else []
    return on_day(draw(DAYS), *promises, needs=needs)
