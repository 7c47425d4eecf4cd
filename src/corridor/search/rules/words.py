"""Words: what a text is found by, and what a reader asks for."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from corridor.search.rules.letters import UNSPACED, fold

LONGEST_WORD = 40
# What is read of a search; nobody needs more, and a search of ten thousand letters stays cheap.
LONGEST_SEARCH, MOST_WORDS = 200, 12
LONGEST_WHOLE = 200
RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
IS_UNSPACED = re.compile(f"[{UNSPACED}]")


class Asked(NamedTuple):
    """What somebody searches: the words of it that are read, and whether some were left out."""

    words: tuple[str, ...]
    is_cut: bool


@lru_cache(maxsize=200_000)
def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that puts no spaces between words: it is found by pairs of its signs.

    >>> is_unspaced("园区"), is_unspaced("zone")
    (True, False)
    """
    return bool(IS_UNSPACED.match(word))


def pairs(run: str) -> list[str]:
    """The pairs of neighbouring signs, or the only sign.

    >>> pairs("特别经济"), pairs("区")
    (['特别', '别经', '经济'], ['区'])
    """
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def asked(text: str) -> Asked:
    """The words of a search, in plain letters.

    >>> asked("Rashakai’s 特别 M-3")
    Asked(words=('rashakais', '特别', 'm', '3'), is_cut=False)
    """
    words = _words(text[:LONGEST_SEARCH])
    if len(text) > LONGEST_SEARCH and len(words) > 1:
        # It may have been cut in two.
        words = words[:-1]
    words = list(dict.fromkeys(words))
    return Asked(tuple(words[:MOST_WORDS]), len(text) > LONGEST_SEARCH or len(words) > MOST_WORDS)


def whole(text: str) -> str:
    """A title or a code as one term, however it is written; nothing where it is too long for one.

    >>> whole("Rashakai  SEZ"), whole("rashakai-sez")
    ('rashakai_sez', 'rashakai_sez')
    """
    found = "_".join(_words(text))
    return found if len(found) <= LONGEST_WHOLE else ""


def _words(text: str) -> list[str]:
    chunks = fold(text).replace("'", "").replace("-", " ").split()
    return [run[:LONGEST_WORD] for chunk in chunks for run in RUNS.findall(chunk)]


def terms(texts: Iterable[str]) -> set[str]:
    """All that texts are found by: words, their parts, pairs of signs.

    >>> sorted(terms(["K-Electric’s 经济区"]))
    ['electric', 'electrics', 'k', 'kelectrics', 's', '区', '济', '济区', '经', '经济']
    """
    return set().union(*map(_terms_of, texts))


# A party stands in thousands of commitments.
@lru_cache(maxsize=20_000)
def _terms_of(text: str) -> frozenset[str]:
    return frozenset(term for chunk in fold(text).split() for term in _terms_in(chunk))


@lru_cache(maxsize=100_000)
def _terms_in(chunk: str) -> tuple[str, ...]:
    """The terms of letters without a space between them."""
    pieces = [piece for piece in chunk.split("-") if piece]
    written = {part for piece in pieces for part in (piece.replace("'", ""), *piece.split("'"))}
    if len(pieces) == 2:
        written.add(chunk.replace("-", "").replace("'", ""))
    found: set[str] = set()
    for run in {run for part in written for run in RUNS.findall(part)}:
        found.update((*run, *pairs(run)) if is_unspaced(run) else (run[:LONGEST_WORD],))
    return tuple(found)
