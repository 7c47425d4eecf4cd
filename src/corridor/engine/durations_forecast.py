"""When an item will be kept, given how long it is open already: a table of days at fixed normal scores.

A column of the table is a normal score s: with probability `below(s)` the item is kept within that many days. The
simulation draws a normal number and reads the table; a page reads the scores of P10, P50, P80, P90.
"""

from dataclasses import dataclass

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from corridor.engine.durations import Floats, Items, log_days
from corridor.engine.durations_fit import Learned, beliefs_about
from corridor.engine.durations_likelihood import log_open
from corridor.engine.durations_normal import below, normal_score

# As in `corridor.engine.work`: the simulation takes `days` and `never` as they are.
SCORES: Floats = np.linspace(-4.0, 4.0, 65)
LONGEST = 7_305.0  # days; twenty years, beyond which no date is said
POINTS = (5, 3, 3)  # in location, spread and stalling, over which what is uncertain in them is averaged
GRID = 120


@dataclass(frozen=True)
class Forecast:
    """What is expected of open items.

    scores : (columns,) normal scores, rising
    days : (items, columns) days from now on; `longest` where the item is expected not to end before
    never : (items,) probability that it is not kept within `longest` days from now
    """

    scores: Floats
    days: Floats
    never: Floats
    longest: float

    def __len__(self) -> int:
        return len(self.days)

    def part(self, which: slice) -> "Forecast":
        """Return the forecast of some of the items."""
        return Forecast(self.scores, self.days[which], self.never[which], self.longest)

    def within(self, days: Floats) -> Floats:
        """Return (items, len(days)) the probability to be kept within so many days from now."""
        found = np.array([np.interp(days, row, self.scores, left=-37.0, right=37.0) for row in self.days])
        return np.minimum(below(found.reshape(len(self), len(days))), 1.0 - self.never[:, None])

    def at(self, probability: float) -> Floats:
        """Return (items,) the days within which an item is kept with a probability: .8 gives P80.

        `longest` where it is less likely than that to be kept at all.
        """
        place = float(normal_score(np.array([probability]))[0])
        days = np.array([np.interp(place, self.scores, row) for row in self.days])
        return np.where(probability > 1.0 - self.never, self.longest, days)


def nodes(belief: Floats, uncertain: Floats) -> tuple[Floats, Floats]:
    """Return (items, points, 3) beliefs spread over what is uncertain in them, and (points,) their weights.

    Gauss-Hermite quadrature: sums over the points are integrals over the normal law.
    """
    axes = [hermegauss(number) for number in POINTS]
    place = np.stack([each.ravel() for each in np.meshgrid(*[axis[0] for axis in axes], indexing="ij")], -1)
    weight = np.prod(np.meshgrid(*[axis[1] for axis in axes], indexing="ij"), axis=0).ravel()
    size, direction = np.linalg.eigh(uncertain)
    root = direction * np.sqrt(np.maximum(size, 0.0))[:, None, :]
    return belief[:, None, :] + place @ root.transpose(0, 2, 1), weight / weight.sum()


def forecast(
    known: Learned, of: Items, elapsed: Floats, *, scores: Floats = SCORES, longest: float = LONGEST
) -> Forecast:
    """Forecast open items.

    of : the items, with the levels that `known` was learned with
    elapsed : (items,) days since each was made, 0 for one made today
    scores : (columns,) normal scores of the table
    longest : days, beyond which an item counts as never kept

    Each point of the beliefs gives the distribution of T given T > elapsed; their mean is the answer. The points
    are not weighed again by their chance to be open so long: the history behind them holds the open items.

    Half of all licences take less than 100 days, as a study says; one is open for 100 days already.

    >>> from corridor.engine.durations import Level, Reference, history, items
    >>> from corridor.engine.durations_fit import learn
    >>> nothing, study = history([], [], items(np.empty((0, 1)))), Reference(100, 0.5, "a study")
    >>> known = learn(nothing, [Level("kind", 1)], [study])
    >>> licence = items([[0]])
    >>> new, old = forecast(known, licence, np.zeros(1)), forecast(known, licence, np.full(1, 100.0))
    >>> bool(100 < new.at(0.5)[0] < 120), bool(old.never[0] > new.never[0])
    (True, True)
    """
    spread, weight = nodes(*beliefs_about(known, of))
    open_now = log_open(log_days(elapsed)[:, None], spread)
    ahead = np.concatenate([[0.0], np.geomspace(0.5, longest, GRID)])
    chance = np.empty((len(of), len(ahead)))
    for place, days in enumerate(ahead):
        still = log_open(log_days(elapsed + days)[:, None], spread)
        chance[:, place] = -np.expm1(np.minimum(still - open_now, 0.0)) @ weight
    chance = np.maximum.accumulate(chance, axis=1)
    return Forecast(scores, tabled(chance, ahead, scores), 1.0 - chance[:, -1], longest)


def tabled(chance: Floats, ahead: Floats, scores: Floats) -> Floats:
    """Return (items, columns) days at normal scores, from (items, days) chances on a grid of days."""
    reached = normal_score(chance)
    table = np.empty((len(chance), len(scores)))
    for each, row in enumerate(reached):
        rises = np.append(True, row[1:] > row[:-1])
        log_ahead = np.interp(scores, row[rises], np.log1p(ahead[rises]), right=np.log1p(ahead[-1]))
        table[each] = np.expm1(log_ahead)
    return np.minimum(table, ahead[-1])
