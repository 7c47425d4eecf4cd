"""How strongly items of one debtor, or of one zone, move together: loadings for the simulation.

The share of a level's effects in the whole variance of ln days is the correlation between two items that share only
that level (the intraclass correlation: Fisher 1925); its root is the loading on a factor of that level.
"""

from typing import NamedTuple

import numpy as np

from corridor.engine.durations_fit import Learned, blocks, typical
from corridor.engine.durations_likelihood import LOCATION, SPREAD

DEFAULT_LOADING = 0.3  # assumed, not measured: two items of one debtor share 9 % of their variance
FEWEST_GROUPS = 5
FEWEST_KEPT = 2
MOST = 0.9  # of the variance may be shared


class Common(NamedTuple):
    """What items of one level have in common: loading, whether it was learned, from so many groups."""

    level: str
    loading: float
    learned: bool
    groups: int


def common_factors(known: Learned, levels: tuple[str, ...]) -> tuple[Common, ...]:
    """Return the loadings of the levels named, in that order.

    A level is thin where fewer than five of its groups have two kept items; the default is stated for it.

    >>> from corridor.engine.durations import Level, Reference, history, items
    >>> from corridor.engine.durations_fit import learn
    >>> none = history([], [], items(np.empty((0, 2))))
    >>> known = learn(none, [Level("kind", 1), Level("debtor", 3)], [Reference(90, 0.5, "a study")])
    >>> common_factors(known, ("debtor",))
    (Common(level='debtor', loading=0.3, learned=False, groups=0),)
    """
    starts = blocks(known.levels, known.priors).starts[LOCATION][1:]
    variance = {
        level.name: float(known.sd_before[start] ** 2) if level.groups else 0.0
        for level, start in zip(known.levels, starts, strict=True)
    }
    own = float(np.exp(2 * typical(known, known.history.items)[:, SPREAD]).mean()) if len(known.history) else 1.0
    # The kind is known of every item and so moves nothing; what is left is shared, or the item's own.
    whole = own + sum(variance[name] for name in levels)
    found = []
    for name in levels:
        groups = _well_known(known, [level.name for level in known.levels].index(name))
        learned = groups >= FEWEST_GROUPS
        loading = float(np.sqrt(variance[name] / whole)) if learned else DEFAULT_LOADING
        found.append(Common(name, loading, learned, groups))
    shared = sum(each.loading**2 for each in found)
    if shared <= MOST:
        return tuple(found)
    return tuple(each._replace(loading=each.loading * float(np.sqrt(MOST / shared))) for each in found)


def _well_known(known: Learned, level: int) -> int:
    """How many groups have enough kept items."""
    past = known.history
    group = past.items.groups[~past.is_open, level]
    return int((np.bincount(group[group >= 0], minlength=1) >= FEWEST_KEPT).sum())
