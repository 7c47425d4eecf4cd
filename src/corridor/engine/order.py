"""The order in which items are computed: what projects share first, then project by project."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from corridor.engine.compiled import compiled_maker

# Small projects are computed together up to so many items: fewer turns, and still in the cache.
TOGETHER = 48


@compiled_maker
def ranked(n: int, before: Any, after: Any, edges_from: Any, waits: Any) -> Any:
    """Items in an order in which each stands after what it needs (Kahn 1962); shorter than n if there is a cycle.

    before, after : (m,) edges, sorted by before; edges_from : (n + 1,); waits : (n,) predecessors of each, used up
    """
    order = np.empty(n, np.int64)
    found = 0
    for i in range(n):
        if waits[i] == 0:
            order[found] = i
            found += 1
    taken = 0
    while taken < found:
        i = order[taken]
        taken += 1
        for edge in range(edges_from[i], edges_from[i + 1]):
            waits[after[edge]] -= 1
            if waits[after[edge]] == 0:
                order[found] = after[edge]
                found += 1
    return order[:found]


@compiled_maker
def shared(order: Any, after: Any, edges_from: Any, project: Any) -> Any:
    """Which items some other project waits for, and all that those need; project : (n,)."""
    core = np.zeros(order.shape[0], np.uint8)
    for back in range(order.shape[0]):
        i = order[order.shape[0] - 1 - back]
        for edge in range(edges_from[i], edges_from[i + 1]):
            j = after[edge]
            if core[j] or project[j] != project[i]:
                core[i] = 1
    return core


@compiled_maker
def connected(n: int, before: Any, after: Any) -> Any:
    """The number of the connected part that each item is in: the lowest item of it."""
    root = np.arange(n)
    for edge in range(before.shape[0]):
        a, b = before[edge], after[edge]
        while root[a] != a:
            root[a] = root[root[a]]
            a = root[a]
        while root[b] != b:
            root[b] = root[root[b]]
            b = root[b]
        root[max(a, b)] = min(a, b)
    for i in range(n):
        root[i] = root[root[i]]
    return root


@compiled_maker
def upstream(order: Any, after: Any, edges_from: Any, reached: Any) -> None:
    """Spread `reached` from each item to all that it waits for, in place; order : each after what it needs."""
    for back in range(order.shape[0]):
        i = order[order.shape[0] - 1 - back]
        for edge in range(edges_from[i], edges_from[i + 1]):
            if reached[after[edge]]:
                reached[i] = 1


def rows_from(n: int, starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the edges of each item begin, of edges sorted by that end.

    >>> rows_from(3, np.array([0, 0, 2])).tolist()
    [0, 2, 2, 3]
    """
    return np.concatenate([[0], np.cumsum(np.bincount(starts, minlength=n))]).astype(np.int64)


def a_cycle(before: NDArray[np.int64], after: NDArray[np.int64], done: NDArray[np.int64]) -> list[int]:
    """The items of one cycle, each before the one that waits for it; done : those that are in order.

    >>> a_cycle(np.array([0, 1, 2]), np.array([1, 2, 1]), np.array([0]))
    [2, 1, 2]
    """
    left = ~np.isin(before, done)
    earlier = dict(zip(after[left].tolist(), before[left].tolist(), strict=True))
    path = [next(iter(earlier))]
    while path[-1] not in path[:-1]:
        path.append(earlier[path[-1]])
    return path[path.index(path[-1]) :][::-1]


def computed_order(
    n: int, before: NDArray[np.int64], after: NDArray[np.int64], project: NDArray[np.int64] | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Items in the order of computing, and where its blocks begin, the core's first; short where there is a cycle.

    Land serves two factories of different projects, so it is core:

    >>> order, blocks = computed_order(3, np.array([2, 2]), np.array([0, 1]), np.array([0, 1, 0]))
    >>> order.tolist(), blocks.tolist()
    ([2, 0, 1], [0, 1, 3])
    """
    by_before = np.argsort(before, kind="stable")
    before, after = before[by_before], after[by_before]
    edges_from = rows_from(n, before)
    order = ranked(n, before, after, edges_from, np.bincount(after, minlength=n))
    if len(order) < n:
        return order, np.zeros(1, np.int64)
    project = connected(n, before, after) if project is None else project
    core = shared(order, after, edges_from, project)
    rank = np.empty(n, np.int64)
    rank[order] = np.arange(n)
    block = np.where(core == 1, -1, project)
    placed = np.lexsort((rank, block)).astype(np.int64)
    ends = np.flatnonzero(np.diff(block[placed])) + 1
    cored = int(core.sum())
    borders = [0, cored]
    for end in [*ends[ends > cored].tolist(), n]:
        if end - borders[-1] >= TOGETHER or end == n:
            borders.append(end)
    return placed, np.array(borders if borders[-1] > borders[-2] else borders[:-1], np.int64)
