"""The nearest known word for one that was mistyped."""

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 3
# From 0, nothing alike, to 1, the same.
ALIKE = 0.75


def slips(word: str) -> int:
    """How many slips of the finger are forgiven in a word; none in one with digits, which is a number or a code.

    >>> slips("of"), slips("gas"), slips("rashaki"), slips("fasialabad"), slips("2022")
    (0, 1, 2, 3, 0)
    """
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3


def nearest_word(asked: str, known: Mapping[str, int]) -> str:
    """The known word with the fewest slips between, then the most used; else the beginning of one; else nothing.

    >>> nearest_word("fasialabad", {"faisalabad": 3, "islamabad": 9}), nearest_word("fasial", {"faisalabad": 3})
    ('faisalabad', 'faisal')
    >>> nearest_word("rashaki", {"rashakai": 2}), nearest_word("xyzzy", {"rashakai": 2})
    ('rashakai', '')
    """
    most = slips(asked)
    if not most:
        return ""
    if found := _near(asked, list(known), known, most):
        return found
    begun: dict[str, int] = {}
    for word, count in known.items():
        if len(word) > len(asked):
            begun[word[: len(asked)]] = begun.get(word[: len(asked)], 0) + count
    return _near(asked, list(begun), begun, most - 1)


def nearest_codes(asked: str, known: Sequence[str], most: int) -> list[str]:
    """The codes that are written most like one that does not exist, the nearest first.

    >>> nearest_codes("rsz-energize", ["rsz-energise", "rsz-gas", "bos-energise"], 3)
    ['rsz-energise']
    """
    found = process.extract(asked, known, scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=most)
    return [code for code, _alike, _place in found]


def _near(asked: str, words: Sequence[str], counts: Mapping[str, int], most: int) -> str:
    found = process.extract(asked, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    # Fingers slip in the middle of a word more than at its beginning.
    best = min(
        found, key=lambda each: (each[1], each[0][0] != asked[0], -counts[each[0]], each[0]), default=("", 0, 0)
    )
    return best[0]
