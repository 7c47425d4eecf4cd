"""The nearest right word for a wrong one."""

from collections.abc import Sequence
from difflib import get_close_matches

LONGEST = 80


def nearest(asked: str, known: Sequence[str]) -> str:
    """The known word most like the one asked for, or nothing where none is alike.

    >>> nearest("deliverd", ["delivered", "partly"]), nearest("xyz", ["delivered"])
    ('delivered', '')
    """
    found = get_close_matches(asked[:LONGEST].lower(), known, n=1, cutoff=0.6)
    return found[0] if found else ""
