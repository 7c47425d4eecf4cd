"""Codes that were merged into others."""

from collections.abc import Mapping


def followed(merges: Mapping[str, str], code: str) -> str:
    """The code that stands at the end of a chain of merges; the same code where it turns in a circle.

    >>> followed({"a": "b", "b": "c"}, "a"), followed({"a": "b", "b": "a"}, "a"), followed({}, "a")
    ('c', 'a', 'a')
    """
    passed, here = {code}, code
    while here in merges:
        here = merges[here]
        if here in passed:
            return code
        passed.add(here)
    return here
