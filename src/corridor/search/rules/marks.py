"""Where in a text the searched words stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corridor.search.rules.letters import traced
from corridor.search.rules.words import RUNS, is_unspaced, pairs

CHUNK = re.compile(r"[^ ]+")
PIECE = re.compile(r"[^ '-]+")
# How much of a long text is shown around the first searched word.
BEFORE, SHOWN = 40, 160


class Part(NamedTuple):
    """A piece of a text, and whether a searched word stands there."""

    text: str
    is_found: bool


def marked(text: str, words: Sequence[str]) -> list[Part]:
    """A text in pieces, the searched words apart.

    >>> marked("Rashakai SEZ", ["rash"])
    [Part(text='Rashakai', is_found=True), Part(text=' SEZ', is_found=False)]
    >>> marked("特别经济区", ["经济"])
    [Part(text='特别', is_found=False), Part(text='经济', is_found=True), Part(text='区', is_found=False)]
    """
    text = unicodedata.normalize("NFC", text)
    letters, places = traced(text)
    found = [False] * len(text)
    for start, end in _spans(letters, words):
        found[places[start] : places[end - 1] + 1] = [True] * (places[end - 1] + 1 - places[start])
    # Accents and points that stand behind a letter belong to it.
    traced_places = set(places)
    for at in range(1, len(text)):
        if found[at - 1] and at not in traced_places and unicodedata.category(text[at])[0] in "MC":
            found[at] = True
    edges = [at for at in range(len(text)) if not at or found[at] != found[at - 1]]
    return [Part(text[at:end], found[at]) for at, end in pairwise([*edges, len(text)])]


def as_written(word: str, texts: Iterable[str]) -> str:
    """A word as a text writes it that has it; in plain letters where none does.

    >>> as_written("رشکیی", ["رشکئی زون"]), as_written("rashakai", ["Rashakai SEZ"]), as_written("x", [])
    ('رشکئی', 'Rashakai', 'x')
    """
    for text in texts:
        text = unicodedata.normalize("NFC", text)
        letters, places = traced(text)
        for start, end in _spans(letters, [word]):
            if letters[start:end] == word:
                return text[places[start] : places[end - 1] + 1]
    return word


def count_found(text: str, words: Sequence[str]) -> int:
    """How many of the searched words stand in a text.

    >>> count_found("Rashakai SEZ", ["rash", "zone"])
    1
    """
    letters, _places = traced(unicodedata.normalize("NFC", text))
    return sum(any(True for _span in _spans(letters, [word])) for word in words)


def excerpt(parts: Sequence[Part]) -> list[Part]:
    """A part of a long text around the first searched word, cut between words where there are any.

    >>> "".join(part.text for part in excerpt([Part("a " * 99, False), Part("b", True)]))[:9]
    '… a a a a'
    """
    length = sum(len(part.text) for part in parts)
    if length <= SHOWN:
        return list(parts)
    first = 0
    for part in parts:
        if part.is_found:
            break
        first += len(part.text)
    whole = "".join(part.text for part in parts)
    start = max(0, min(first - BEFORE, length - SHOWN))
    end = min(length, start + SHOWN)
    if start and (space := whole.find(" ", start, start + BEFORE)) >= 0:
        start = space + 1
    if end < length and (space := whole.rfind(" ", end - BEFORE, end)) >= 0:
        end = space
    return [Part("… ", False)] * bool(start) + _between(parts, start, end) + [Part(" …", False)] * (end < length)


def _between(parts: Sequence[Part], start: int, end: int) -> list[Part]:
    found, at = [], 0
    for part in parts:
        text = part.text[max(0, start - at) : max(0, end - at)]
        if text:
            found.append(Part(text, part.is_found))
        at += len(part.text)
    return found


def _spans(letters: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    spaced = [word for word in words if not is_unspaced(word)]
    runs = [word for word in words if is_unspaced(word)]
    for chunk in CHUNK.finditer(letters):
        joined = chunk.group().replace("'", "").replace("-", "")
        if not PIECE.fullmatch(chunk.group()) and any(_begins(joined, word) for word in spaced if len(word) > 1):
            yield chunk.span()
            continue
        for piece in PIECE.finditer(chunk.group()):
            for run in RUNS.finditer(piece.group()):
                start = chunk.start() + piece.start() + run.start()
                yield from _in_run(run.group(), start, runs if is_unspaced(run.group()) else spaced)


def _in_run(run: str, start: int, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    if not is_unspaced(run):
        if any(_begins(run, word) for word in words):
            yield start, start + len(run)
        return
    for word in words:
        for wanted in [word] if word in run else pairs(word):
            at = run.find(wanted)
            while at >= 0:
                yield start + at, start + at + len(wanted)
                at = run.find(wanted, at + 1)


def _begins(run: str, word: str) -> bool:
    return run.startswith(word) if len(word) > 1 else run == word
