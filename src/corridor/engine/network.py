"""A programme as arrays: items with work, days, weights and factors, and who waits for whom."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.engine import wrong
from corridor.engine.order import a_cycle, computed_order, rows_from, upstream
from corridor.engine.rows import FAR, TICKS
from corridor.engine.sweep import Arrays
from corridor.engine.work import FIXED, LOGNORMAL, SCORES, STANDARD, TABLE, Work
from corridor.engine.wrong import BadNetwork

# Ten years: a promise that is not in sight costs no more after that.
HORIZON = 3653.0
# A hundred years of work: longer than any horizon.
NEVER_DAYS = 36525.0
# All weights of one kind together stay below this, so that no sum of slopes can overflow.
WEIGHT_UNITS = 2**30


@dataclass(frozen=True)
class Network:
    """A programme that can be computed; made by `build`.

    names : the items in the caller's order
    place : (n,) where each of the engine's items stands in the caller's order
    keys : (n,) and factor_keys : (factors,) by which they draw
    units : (2,) integer units to one worker, one unit of exports
    """

    names: Sequence[str]
    place: NDArray[np.int64]
    keys: NDArray[np.uint64]
    factor_keys: NDArray[np.uint64]
    done: NDArray[np.bool_]
    units: tuple[float, float]
    arrays: Arrays

    @property
    def horizon(self) -> float:
        """The day after which no loss grows."""
        return float(self.arrays.horizon) / TICKS

    def callers(self, values: NDArray[Any]) -> NDArray[Any]:
        """Values of the engine's items, in the caller's order; the first axis is the items."""
        out = np.empty_like(values)
        out[self.place] = values
        return out


def stable_keys(names: Sequence[Hashable]) -> NDArray[np.uint64]:
    """64-bit keys of names, the same on every machine and in every version.

    >>> hex(stable_keys(["land"])[0])
    '0x2b262d3427f2e910'
    """
    digests = (blake2b(str(name).encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def ticks(days: NDArray[np.float64]) -> NDArray[np.int32]:
    """Days as ticks; beyond all calendars is FAR.

    >>> ticks(np.array([1.5, np.inf])).tolist()
    [6144, 1073741824]
    """
    return np.where(np.isinf(days), FAR, np.rint(np.where(np.isinf(days), 0, days) * TICKS)).astype(np.int32)


def build(
    names: Sequence[str],
    work: Sequence[Work],
    edges: Sequence[tuple[str, str, float]] = (),
    *,
    release: Sequence[float] | None = None,
    due: Sequence[float] | None = None,
    done: Sequence[bool] | None = None,
    factors: Sequence[Sequence[Hashable]] = (),
    loadings: Sequence[Sequence[float]] = (),
    workers: Sequence[float] | None = None,
    exports: Sequence[float] | None = None,
    loss_from: Sequence[float] | None = None,
    projects: Sequence[Hashable] | None = None,
    sooner: Sequence[float] | None = None,
    calendars: Sequence[int] | None = None,
    working_days: Sequence[Sequence[bool]] = (),
    horizon: float = HORIZON,
) -> Network:
    """Make a network of items by name and edges (before, after, lag in days); see docs/rooms/engine.md.

    Raises BadNetwork, which names the items, where something cannot be computed.

    >>> from corridor.engine.work import fixed
    >>> chain = build(["land", "gas"], [fixed(30), fixed(90)], [("land", "gas", 0)], workers=[0, 1200])
    >>> chain.place.tolist()
    [0, 1]
    """
    number = wrong.numbered(names)
    before, after, lag = wrong.edges_known(edges, number)
    for what, given in (("projects", projects), ("done", done)):
        wrong.one_each(names, len(names if given is None else given), what)
    project = None if projects is None else np.unique([str(each) for each in projects], return_inverse=True)[1]
    labels = list(dict.fromkeys(label for row in factors for label in row))
    rows, load = wrong.factors_known(names, factors, loadings, labels)
    return assemble(
        names,
        stable_keys(names),
        work_arrays(names, work),
        (before, after, lag),
        release=wrong.days_known(names, release, 0.0, "release"),
        due=wrong.days_known(names, due, np.inf, "due", endless=True),
        done=np.zeros(len(names), bool) if done is None else np.asarray(done, bool),
        factor=(stable_keys([f"factor {label}" for label in labels]), rows, load),
        weights=np.stack([wrong.weights_known(names, each) for each in (workers, exports)]),
        since=None if loss_from is None else wrong.days_known(names, loss_from, np.inf, "loss_from", endless=True),
        project=None if project is None else project.astype(np.int64),
        sooner=wrong.days_known(names, sooner, 0.0, "sooner"),
        calendar=np.full(len(names), -1) if calendars is None else np.asarray(calendars),
        rolls=wrong.rolls_known(names, calendars, working_days),
        horizon=wrong.horizon_known(horizon),
    )


def work_arrays(names: Sequence[str], work: Sequence[Work]) -> dict[str, NDArray[Any]]:
    """The work of items as arrays: kind, days, centre, sigma, never, and the tables.

    >>> from corridor.engine.work import fixed
    >>> work_arrays(["land"], [fixed(30)])["days"].tolist()
    [122880]
    """
    wrong.work_known(names, work)
    kind = np.array([each.kind for each in work], np.uint8)
    centre = np.array([each.centre for each in work])
    never = np.array([each.never for each in work])
    tabled = [each.at_scores for each in work if each.kind == TABLE]
    table = np.minimum(np.array(tabled, np.float64).reshape(-1, len(SCORES)), NEVER_DAYS)
    table = np.column_stack([table, np.full(len(tabled), NEVER_DAYS)]) * TICKS
    days = ticks(np.where(kind == FIXED, centre, 0.0))
    days[kind == TABLE] = np.arange(len(tabled))
    above = [
        STANDARD.inv_cdf(1 - share) if 0 < share < 1 else (np.inf if share <= 0 else -np.inf) for share in never
    ]
    return {
        "kind": kind,
        "days": days,
        "centre": np.where(kind == LOGNORMAL, (centre + np.log(TICKS)) / np.log(2), 0).astype(np.float32),
        "sigma": np.array([each.sigma / np.log(2) for each in work], np.float32),
        "never": np.array(above, np.float32),
        "tables": table.astype(np.float32),
    }


def assemble(
    names: Sequence[str],
    keys: NDArray[np.uint64],
    work: dict[str, NDArray[Any]],
    edges: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]],
    *,
    release: NDArray[np.float64],
    due: NDArray[np.float64],
    done: NDArray[np.bool_],
    factor: tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.float32]],
    weights: NDArray[np.float64],
    since: NDArray[np.float64] | None,
    project: NDArray[np.int64] | None,
    sooner: NDArray[np.float64],
    calendar: NDArray[np.int64],
    rolls: NDArray[np.int32],
    horizon: float = HORIZON,
) -> Network:
    """Make a network of arrays that are known to be right, in any order; n items, m edges.

    factor : keys of the factors, (n, 2) the rows of each item's (len(keys) for none), (n, 3) shares of
        the own score and of the factors'
    weights : (2, n) lost for each day; the others as `build` says
    """
    n = len(names)
    open_ = ~done[edges[1]]
    before, after, lag = edges[0][open_], edges[1][open_], edges[2][open_]
    order, blocks = computed_order(n, before, after, project)
    if len(order) < n:
        raise BadNetwork("cycle", [names[i] for i in a_cycle(before, after, order)], "wait for one another")
    rank = np.empty(n, np.int64)
    rank[order] = np.arange(n)
    by_after = np.argsort(rank[after], kind="stable")
    before, after, lag = rank[before[by_after]], rank[after[by_after]], lag[by_after]
    units = tuple(2.0 ** np.floor(np.log2(WEIGHT_UNITS / max(1.0, row.sum()))) for row in weights)
    units = tuple(min(unit, 2.0**16) for unit in units)
    whole = np.rint(weights * np.array(units)[:, None]).astype(np.int32)[:, order]
    matters = (whole.sum(axis=0) > 0).astype(np.uint8)
    onward = np.argsort(before, kind="stable")
    upstream(np.arange(n), after[onward], rows_from(n, before), matters)
    kind = np.where(done, FIXED, work["kind"])
    return Network(
        names,
        order,
        keys[order],
        factor[0],
        done[order],
        (units[0], units[1]),
        Arrays(
            blocks=blocks,
            edges_from=rows_from(n, after),
            before=before.astype(np.int32),
            lag=ticks(lag),
            release=ticks(release)[order],
            due=ticks(due)[order],
            since=ticks(due if since is None else since)[order],
            weights=np.ascontiguousarray(whole),
            matters=matters,
            kind=kind.astype(np.uint8)[order],
            days=np.where(done, 0, work["days"])[order].astype(np.int32),
            centre=work["centre"][order],
            sigma=work["sigma"][order],
            never=work["never"][order],
            tables=np.ascontiguousarray(work["tables"]),
            factor=np.ascontiguousarray(factor[1][order]),
            load=np.ascontiguousarray(factor[2][order]),
            sooner=ticks(np.where(done, 0, sooner))[order],
            calendar=np.where(done, -1, calendar).astype(np.int32)[order],
            rolls=rolls,
            horizon=np.int32(horizon * TICKS),
        ),
    )
