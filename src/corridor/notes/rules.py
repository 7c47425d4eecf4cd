"""Whom a comment names, and which addresses can be kept. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from corridor.base.texts import CONTROL

# What can be commented on, by the word its address has.
NOUNS = (
    "commitments",
    "obstacles",
    "agreements",
    "meetings",
    "zones",
    "parties",
    "ventures",
    "submissions",
    "contests",
)
MOST_FIELDS, MOST_SIGNS = 60, 20_000


def mentioned(text: str, names: Mapping[int, str]) -> set[int]:
    """The numbers of the persons whom a text names as @name; the longest name that fits is meant.

    >>> sorted(mentioned("@Ali Khan, @Ali: see @Mei Lin", {1: "Ali", 2: "Ali Khan", 3: "Mei Lin", 4: "Mei"}))
    [1, 2, 3]
    """
    found = set()
    by_length = sorted(names.items(), key=lambda pair: -len(pair[1]))
    for place in (each.end() for each in re.finditer("@", text)):
        for number, name in by_length:
            if name and text[place : place + len(name)].casefold() == name.casefold():
                found.add(number)
                break
    return found


def shown(text: str) -> str:
    """A text without the signs that hide or reorder others.

    >>> shown("Ro\\u202ead")
    'Road'
    """
    return CONTROL.sub("", text)


def storable(content: Mapping[str, Any]) -> dict[str, Any]:
    """A form as it was typed, without the one sign that no database takes.

    >>> storable({"a\\0": ["b\\0", "c"]})
    {'a': ['b', 'c']}
    """
    without = {name.replace("\0", ""): value for name, value in content.items()}
    return {
        name: [each.replace("\0", "") for each in value]
        if isinstance(value, list)
        else str(value).replace("\0", "")
        for name, value in without.items()
    }


def is_of_desk(address: str, programme: str) -> bool:
    """Whether an address leads to a page of a programme here, and nowhere else.

    >>> [is_of_desk(a, "cpec") for a in ("/desk/cpec/x/?a=1", "/ur/cpec/zones/", "//evil.example/cpec/", "https://x")]
    [True, True, False, False]
    >>> is_of_desk("/" + chr(92) + "evil.example/cpec/", "cpec")
    False
    """
    path, _mark, _query = address.partition("?")
    parts = path.split("/")
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return plain and address.isprintable() and programme in parts[1:4]
