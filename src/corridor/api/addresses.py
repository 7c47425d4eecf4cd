"""Addresses that answers carry: of a thing itself, of its page in the portal, of what it is tied to."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language

# The portal's name for the page of a thing; what has none is shown on the page of what it speaks of.
PAGES = {
    "parties": "party",
    "zones": "zone",
    "agreements": "agreement",
    "meetings": "meeting",
    "commitments": "commitment",
    "ventures": "venture",
    "obstacles": "obstacle",
    "sources": "source",
}
# What a field names, where it names a thing with an address of its own.
TIES: Mapping[str, Mapping[str, str]] = {
    "parties": {"parent": "parties", "source": "sources"},
    "zones": {"developer": "parties", "authority": "parties", "source": "sources"},
    "agreements": {"elevates": "agreements", "source": "sources"},
    "meetings": {"body": "parties", "source": "sources"},
    "commitments": {
        "debtor": "parties",
        "creditor": "parties",
        "zone": "zones",
        "agreement": "agreements",
        "meeting": "meetings",
        "source": "sources",
    },
    "ventures": {"party": "parties", "zone": "zones", "source": "sources"},
    "obstacles": {"zone": "zones", "party": "parties", "source": "sources"},
    "sources": {},
    "figures": {"source": "sources"},
    "evidence": {"commitment": "commitments", "source": "sources"},
}
# The lists of what belongs to a thing: the list, and the filter that its code goes into.
LISTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "parties": {"owes": ("commitments", "debtor"), "is_owed": ("commitments", "creditor")},
    "zones": {
        "commitments": ("commitments", "zone"),
        "ventures": ("ventures", "zone"),
        "obstacles": ("obstacles", "zone"),
        "figures": ("figures", "subject"),
    },
    "agreements": {"commitments": ("commitments", "agreement")},
    "meetings": {"commitments": ("commitments", "meeting")},
    "commitments": {"evidence": ("evidence", "commitment")},
    "ventures": {"figures": ("figures", "subject")},
    "obstacles": {},
    "sources": {
        "commitments": ("commitments", "source"),
        "evidence": ("evidence", "source"),
        "figures": ("figures", "source"),
    },
    "figures": {},
    "evidence": {},
}
SUBJECTS = {
    "zone": "zones",
    "party": "parties",
    "agreement": "agreements",
    "meeting": "meetings",
    "commitment": "commitments",
    "obstacle": "obstacles",
    "venture": "ventures",
}


def root() -> str:
    """Where the API stands on this host."""
    return f"{get_script_prefix()}api/v1/"


def programme_links(code: str) -> dict[str, str]:
    """The addresses of a programme: itself, its board, its lists."""
    own = f"{root()}programmes/{code}"
    links = {"self": own, "page": reverse("board", args=[code]), "board": f"{own}/board"}
    links |= {"forecast": f"{own}/forecast", "held-back": f"{own}/held-back"}
    return links | {noun: f"{own}/{noun}" for noun in TIES}


def linker(noun: str, programme: str, days: Mapping[str, str]) -> Callable[[Mapping[str, Any]], dict[str, str]]:
    """What makes the addresses of a row of a noun; the days that were asked for go with them."""
    own = f"{root()}programmes/{programme}"
    kept = f"?{urlencode(days)}" if days else ""
    more = kept.replace("?", "&")
    ties, lists, page = TIES[noun].items(), LISTS[noun].items(), _page(noun, programme, get_language() or "en")

    def links(row: Mapping[str, Any]) -> dict[str, str]:
        code = row["code"]
        found = {"self": f"{own}/{noun}/{code}{kept}"}
        if page:
            found["page"] = f"{page}{code}/{kept}"
        found["programme"] = own
        for name, target in ties:
            if row[name]:
                found[name] = f"{own}/{target}/{row[name]}{kept}"
        for name, (target, by) in lists:
            found[name] = f"{own}/{target}?{by}={code}{more}"
        if noun == "figures" and row["subject_kind"] in SUBJECTS:
            found["subject"] = f"{own}/{SUBJECTS[row['subject_kind']]}/{row['subject']}{kept}"
        return found

    return links


@lru_cache(maxsize=1024)
def _page(noun: str, programme: str, language: str) -> str:
    """Where the pages of a noun stand, in the language of the answer; nothing where it has none."""
    try:
        address = reverse(PAGES[noun], args=[programme, "x"])
    except (KeyError, NoReverseMatch):
        return ""
    return address.removesuffix("x/")
