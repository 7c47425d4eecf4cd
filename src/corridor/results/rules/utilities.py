"""Power, gas, water and roads: which promises and which figures are about them."""

from collections.abc import Iterable
from typing import TypeVar

from corridor.base.quantities import is_money

# A kind of promise or a measure is about a utility when one of its words is among these.
UTILITIES = {
    "power": frozenset({"power", "electricity"}),
    "gas": frozenset({"gas"}),
    "water": frozenset({"water"}),
    "road": frozenset({"road", "roads"}),
}
# What a figure says that tells of what is there; what is needed, planned or asked for does not.
THERE = ("reported", "claim")
WISHED = frozenset({"needed", "planned", "promised", "requested"})
# Units in which power is promised; a grid's voltage is no amount of power.
CAPACITIES = frozenset({"kW", "MW", "GW"})

# The figures of a zone, group by group: the first group one of whose words a measure bears.
GROUPS = {
    **UTILITIES,
    "money": frozenset({"budget", "cost", "fdi", "funding", "funds", "investment", "price", "rate"}),
    "land": frozenset({"acquired", "area", "land", "site"}),
    "plots": frozenset({"plot", "plots"}),
    "firms": frozenset({"applications", "buyers", "companies", "enterprises", "firms", "investors", "units"}),
    "people": frozenset({"jobs", "workers"}),
}
OTHER = "other"
T = TypeVar("T")


def utility_of(word: str) -> str:
    """Which utility a kind of promise or a measure is about; nothing where it is about none.

    >>> utility_of("utility-power"), utility_of("fresh-water"), utility_of("access-road"), utility_of("powerful")
    ('power', 'water', 'road', '')
    """
    return _first(word, UTILITIES) or ""


def group_of(measure: str, unit: str) -> str:
    """Under which heading the figures of a measure stand; sums of money stand together.

    >>> group_of("power-available", "MW"), group_of("power-scheme-cost", "PKR"), group_of("phases", "count")
    ('power', 'money', 'other')
    """
    return "money" if is_money(unit) else _first(measure, GROUPS) or OTHER


def is_there(measure: str, unit: str, nature: str) -> bool:
    """Whether a figure tells what is there of a utility, and not what it costs or who needs it.

    >>> is_there("power-available", "MW", "reported"), is_there("power-needed", "MW", "reported")
    (True, False)
    >>> is_there("gas-psdp", "PKR", "reported"), is_there("gas-planned", "mmcfd", "target")
    (False, False)
    """
    return nature in THERE and not is_money(unit) and not WISHED.intersection(measure.split("-"))


def grouped(found: Iterable[tuple[str, T]], names: Iterable[str]) -> list[tuple[str, list[T]]]:
    """Things under the names they belong to, in the order of the names; names without any are left out."""
    under: dict[str, list[T]] = {name: [] for name in names}
    for name, thing in found:
        if name in under:
            under[name].append(thing)
    return [(name, things) for name, things in under.items() if things]


def _first(word: str, known: dict[str, frozenset[str]]) -> str:
    parts = set(word.split("-"))
    return next((name for name, words in known.items() if words & parts), "")
