"""In which order found things stand, written into their numbers: programme, noun, place by title.

Rows lie in the order in which they are shown, so a database gives the first of a hundred thousand without
looking at the others, and SQLite and PostgreSQL give the same ones.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from corridor.base.names import name_for
from corridor.search.rules.letters import fold

NOUNS = ("zones", "parties", "agreements", "commitments", "ventures", "meetings", "obstacles", "sources")
# Better ones first, each by the sign that its terms bear: the code, a whole title, words of a title, any words.
CODE, WHOLE, TITLE, ANY = TIERS = ("#", "=", ".", "")
# 2^15 programmes, 2^4 nouns, 2^44 places: together a number that both databases hold.
PLACES = 44
NOUN_BITS = 4


def span(programme: int, noun: str) -> tuple[int, int]:
    """The numbers that things of a noun have in a programme: from the first until before the second.

    >>> low, high = span(1, "zones")
    >>> high - low == 2**44, span(1, "parties")[0] == high
    (True, True)
    """
    low = ((programme << NOUN_BITS) + NOUNS.index(noun)) << PLACES
    return low, low + (1 << PLACES)


def by_title(names: Mapping[str, str], code: str) -> tuple[str, str]:
    """By what things of a noun are ordered: the title in English or in any language, then the code.

    >>> by_title({"en": "“Élan”"}, "x")
    ('elan', 'x')
    """
    return " ".join(fold(name_for(names, "en").text).split()), code


def placed(held: Sequence[int | None], low: int, high: int) -> list[int]:
    """Rising numbers from low until before high; whoever holds one keeps it where the others find room between.

    >>> placed([None, 40, None, None], 0, 100), placed([40, None, 41], 0, 100), placed([7, 5], 0, 90)
    ([20, 40, 60, 80], [25, 50, 75], [30, 60])
    """
    kept = [number for number in held if number is not None]
    if all(low <= each < high for each in kept) and all(a < b for a, b in pairwise(kept)):
        found = _filled(held, low, high)
        if found is not None:
            return found
    step = (high - low) // (len(held) + 1)
    return [low + step * (place + 1) for place in range(len(held))]


def _filled(held: Sequence[int | None], before: int, high: int) -> list[int] | None:
    """New numbers spread over the gaps; None where a gap is too narrow."""
    found: list[int] = []
    waiting = 0
    for number in (*held, high):
        if number is None:
            waiting += 1
            continue
        step = (number - before) // (waiting + 1)
        if not step:
            return None
        found += [before + step * (place + 1) for place in range(waiting)]
        found.append(number)
        before, waiting = number, 0
    return found[:-1]
