"""What is wrong with a package, and where. The sentences stand in queries/sentences.py, in three languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any

from corridor.base.nearest import nearest

# As many codes as are compared with one letter by letter.
FEW = 50
# With more wrong codes than this something else is wrong than their spelling, and looking would take long.
MOST_ASKED = 2_000


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong at one place: file, row (the line in the file, the header being 1), column, a code, facts."""

    file: str
    row: int
    column: str
    code: str
    facts: dict[str, Any] = field(default_factory=dict, compare=False)


class Codes:
    """The codes of a table, with a way to find the nearest one without comparing against all of them.

    What was asked once is remembered: a missing row is missed by every row that names it.
    """

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = list(codes)
        self._by_trigram: dict[str, list[int]] | None = None
        self._answers: dict[str, str] = {}

    def nearest(self, asked: str) -> str:
        """The code most like the one asked for, or nothing where none is alike.

        >>> Codes(["nepra", "pesco", "rashakai-sez"]).nearest("rashakay-sez")
        'rashakai-sez'
        """
        if asked not in self._answers and len(self._answers) >= MOST_ASKED:
            return ""
        if asked not in self._answers:
            self._answers[asked] = nearest(asked, self._alike(asked))
        return self._answers[asked]

    def _alike(self, asked: str) -> Sequence[str]:
        """The codes that share most with the one asked for."""
        if len(self._codes) <= FEW:
            return self._codes
        if self._by_trigram is None:
            self._by_trigram = {}
            for place, code in enumerate(self._codes):
                for part in _trigrams(code):
                    self._by_trigram.setdefault(part, []).append(place)
        shared: dict[int, int] = {}
        for part in _trigrams(asked):
            places = self._by_trigram.get(part, ())
            if len(places) < 5000:
                for place in places:
                    shared[place] = shared.get(place, 0) + 1
        best = nlargest(FEW, shared, key=shared.__getitem__)
        return [self._codes[place] for place in best]


def _trigrams(code: str) -> set[str]:
    padded = f"  {code} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
