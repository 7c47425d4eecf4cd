"""The ladder of agreements: on which rung each stands, what grew out of what, and how long it has stood."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from corridor.base.days import last_day, last_day_or_none

# From a memorandum over a framework to what binds in one place; plans and laws stand beside the ladder.
BESIDE, MEMORANDUM, FRAMEWORK, CONTRACT = range(4)
RUNGS = {
    "mou": MEMORANDUM,
    "framework": FRAMEWORK,
    "development": CONTRACT,
    "joint-venture": CONTRACT,
    "lease": CONTRACT,
    "project": CONTRACT,
}
# A memorandum out of which nothing grew in so many years is stalled.
PATIENCE_YEARS = 2


class Growth(NamedTuple):
    """An agreement in its chain: its code, the code of the one it grew out of, and when it was signed."""

    code: str
    elevates: str
    signed_on: str


class Stood(NamedTuple):
    """How long an agreement has stood on its rung.

    days: from its signing to the day, or to the first signing of what grew out of it; None where it bears no day.
    has_moved: something that grew out of it was signed. is_stalled: a memorandum that came to nothing so far.
    """

    days: int | None
    has_moved: bool
    is_stalled: bool


def rung(kind: str) -> int:
    """The rung of a kind of agreement; 0 for what stands beside the ladder.

    >>> [rung(kind) for kind in ("mou", "framework", "lease", "law")]
    [1, 2, 3, 0]
    """
    return RUNGS.get(kind, BESIDE)


def stood(kind: str, signed_on: str, grown: Sequence[str], on: date) -> Stood:
    """How long an agreement has stood by a day; `grown` are the days on which what grew out of it was signed.

    >>> stood("mou", "2020-01-05", [], date(2022, 1, 5)), stood("mou", "2020-01-05", ["2020-06"], date(2026, 1, 1))
    (Stood(days=731, has_moved=False, is_stalled=False), Stood(days=177, has_moved=True, is_stalled=False))
    >>> stood("mou", "2020-01-05", [], date(2022, 1, 6)).is_stalled
    True
    """
    signed, next_signed = last_day_or_none(signed_on), min(map(last_day, filter(None, grown)), default=None)
    if signed is None:
        return Stood(None, next_signed is not None, False)
    # What grew out of it may bear an earlier day than it does, where one of the two is only known by its year.
    until = on if next_signed is None else max(next_signed, signed)
    waited = (signed.year + PATIENCE_YEARS, signed.month, signed.day) < (on.year, on.month, on.day)
    return Stood((until - signed).days, next_signed is not None, rung(kind) == MEMORANDUM and not grown and waited)


def next_signings(papers: Iterable[Growth]) -> dict[str, list[str]]:
    """For each agreement out of which something grew, the days on which that was signed.

    Where what grew out of it bears no day, those of what grew out of that; an empty day where none does.

    >>> next_signings([Growth("b", "a", ""), Growth("c", "b", "2020"), Growth("d", "a", "2021")])
    {'a': ['2020', '2021'], 'b': ['2020']}
    """
    found: dict[str, list[str]] = {}
    for chain in chains(papers):
        # From the end, so that of what grew out of one all is known already.
        for each, _depth in reversed(chain):
            if each.elevates:
                own = [each.signed_on] if each.signed_on else found.get(each.code, [""])
                found[each.elevates] = own + found.get(each.elevates, [])
    return dict(sorted(found.items()))


def chains(papers: Iterable[Growth]) -> list[list[tuple[Growth, int]]]:
    """Agreements chain by chain, each after the one it grew out of, with how many steps it is from the first.

    The chain that was begun first stands first, what bears no day last; so do those that grew out of the same one.
    """
    ordered = sorted(papers, key=_begun)
    codes = {each.code for each in ordered}
    grown: dict[str, list[Growth]] = {}
    for each in ordered:
        grown.setdefault(each.elevates if each.elevates in codes else "", []).append(each)
    taken: set[str] = set()
    # What is in a circle grew out of nothing that is there; it is told once all the same, and ends somewhere.
    found = [_chain(each, grown, taken) for each in (*grown.get("", ()), *ordered) if each.code not in taken]
    return [chain for chain in found if chain]


def _begun(each: Growth) -> tuple[date, str]:
    return last_day_or_none(each.signed_on) or date.max, each.code


def _chain(first: Growth, grown: dict[str, list[Growth]], taken: set[str]) -> list[tuple[Growth, int]]:
    chain: list[tuple[Growth, int]] = []
    waiting = [(first, 0)]
    while waiting:
        each, depth = waiting.pop()
        if each.code not in taken:
            taken.add(each.code)
            chain.append((each, depth))
            waiting += [(next_one, depth + 1) for next_one in reversed(grown.get(each.code, []))]
    return chain
