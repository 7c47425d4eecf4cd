"""Published classes of like cases, from which a kind of work is forecast until its own history speaks.

Every figure has its source; a figure without one does not stand here. A scenario may put another in its place.
"""

from typing import NamedTuple

from corridor.engine.durations import Reference

# Spreads (standard deviation of ln days) are measured where cases were to be had; the report on Pakistan gives
# one figure for each of two cities, whose geometric mean stands for the median.
BOI = "Board of Investment of Pakistan, invest.gov.pk/eodb, on the World Bank’s Doing Business 2020"
DUTCH = "1,319 ended permits of the log CoSeLoG WABO, 4TU.ResearchData"
SCHOOLS = "New York City Open Data, School Construction Authority, phases as known on 1 July 2022"


class Class(NamedTuple):
    """A published class: its code, what it is, the figures, and where they come from."""

    code: str
    median_days: float
    spread: float
    figures: str
    source: str

    @property
    def reference(self) -> Reference:
        """As the numeric core takes it."""
        return Reference(self.median_days, self.spread, self.source)


CLASSES: dict[str, Class] = {
    each.code: each
    for each in (
        Class("permit", 120, 0.73, "construction permit: Lahore 108 days, Karachi 134", f"{BOI}; spread: {DUTCH}"),
        Class("connection", 99, 0.73, "commercial power: Lahore 73 days, Karachi 134", f"{BOI}; spread: {DUTCH}"),
        Class("property", 57, 0.96, "commercial property: Lahore 22 days, Karachi 149", f"{BOI}; spread: the two"),
        Class("plan", 179, 1.08, "scope phases of schools: half ended within 179 days (797 phases)", SCHOOLS),
        Class("works", 849, 0.98, "all phases of schools: half ended within 849 days (2,668 phases)", SCHOOLS),
    )
}

# Which class a kind of commitment belongs to, by the kinds that packages use so far.
KINDS: dict[str, str] = {
    **dict.fromkeys(("approval", "licence", "decision", "admission", "policy", "law", "tariff"), "permit"),
    **dict.fromkeys(("fund-release", "finance"), "permit"),
    **dict.fromkeys(("utility-power", "utility-gas", "utility-water", "water"), "connection"),
    **dict.fromkeys(("land", "transfer"), "property"),
    **dict.fromkeys(("works", "road", "quay", "factory", "jobs", "investment", "relocation", "export"), "works"),
    **dict.fromkeys(("joint-venture",), "works"),
}
# No published class of obstacles was found: the longest one stands for them, so that none is said to go soon.
OBSTACLE = "obstacle-"
OTHERWISE, FOR_OBSTACLES = "plan", "works"


def class_of(kind: str) -> Class:
    """The published class of a kind of commitment or obstacle.

    >>> class_of("licence").code, class_of("obstacle-land").code, class_of("choir").code
    ('permit', 'works', 'plan')
    """
    if kind.startswith(OBSTACLE):
        return CLASSES[FOR_OBSTACLES]
    return CLASSES[KINDS.get(kind, OTHERWISE)]
