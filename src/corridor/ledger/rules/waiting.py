"""Who waits for whom, through the whole graph of needs, and what turns in a circle."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

Edge = tuple[int, int]


class Waiting(NamedTuple):
    """What waits for one open commitment: how many others, and how many pledged workers among them.

    Pledges of workers are added up as they were made; where a zone's total stands beside its plants',
    both count, so the number ranks and does not forecast.
    """

    others: int = 0
    workers: int = 0


NOBODY = Waiting()


def waiting(still_open: Iterable[int], needs: Iterable[Edge], workers: Mapping[int, int]) -> dict[int, Waiting]:
    """For every open commitment, what waits for it, directly or through others, each counted once.

    still_open: the commitments somebody still owes; only they wait, and only through them is waited.
    needs: pairs (commitment, what it needs).
    workers: workers pledged, by commitment.

    One pass from the last in line to the first: each carries the set of all that wait for it as bits of
    a whole number, numbered within its own connected part of the graph, so that the cost is one union for
    each edge. Commitments that need each other in a circle wait for one another and for nothing more.

    The factory waits for power, power for the licence: two wait for the licence, with 50 workers.

    >>> licence, power, factory = 1, 2, 3
    >>> waiting([1, 2, 3], [(power, licence), (factory, power)], {factory: 50})[licence]
    Waiting(others=2, workers=50)
    """
    dependents: dict[int, list[int]] = {item: [] for item in still_open}
    unmet = dict.fromkeys(dependents, 0)
    for item, needed in needs:
        if item in dependents and needed in dependents:
            dependents[needed].append(item)
            unmet[item] += 1
    result: dict[int, Waiting] = {}
    for part in _parts(dependents):
        _count(part, dependents, unmet, workers, result)
    return result


def circles(needs: Iterable[Edge]) -> list[list[int]]:
    """Every circle in a graph of needs that closes on the way down, spelled out; each ends where it began.

    >>> circles([(1, 2), (2, 3), (3, 1), (4, 1)])
    [[1, 2, 3, 1]]
    """
    graph: dict[int, list[int]] = {}
    for item, needed in needs:
        graph.setdefault(item, []).append(needed)
    found: list[list[int]] = []
    finished: set[int] = set()
    for start in graph:
        if start not in finished:
            _walk(start, graph, finished, found)
    return found


def _walk(start: int, graph: Mapping[int, Sequence[int]], finished: set[int], found: list[list[int]]) -> None:
    path, place, pending = [start], {start: 0}, [iter(graph[start])]
    while path:
        needed = next(pending[-1], None)
        if needed is None:
            pending.pop()
            finished.add(path[-1])
            del place[path.pop()]
        elif needed in place:
            found.append([*path[place[needed] :], needed])
        elif needed not in finished:
            place[needed] = len(path)
            path.append(needed)
            pending.append(iter(graph.get(needed, ())))


def _parts(dependents: Mapping[int, Sequence[int]]) -> Iterable[list[int]]:
    """The connected parts of the graph, joined by union-find with path halving."""
    root = {item: item for item in dependents}

    def top(item: int) -> int:
        while root[item] != item:
            root[item] = item = root[root[item]]
        return item

    for item, others in dependents.items():
        for other in others:
            root[top(other)] = top(item)
    parts: dict[int, list[int]] = {}
    for item in dependents:
        parts.setdefault(top(item), []).append(item)
    return parts.values()


def _count(
    part: list[int],
    dependents: Mapping[int, Sequence[int]],
    unmet: dict[int, int],
    workers: Mapping[int, int],
    result: dict[int, Waiting],
) -> None:
    if len(part) == 1:
        result[part[0]] = NOBODY
        return
    # Those with pledged workers take the lowest bits, so that adding up workers reads only those.
    numbered = sorted(part, key=lambda item: not workers.get(item))
    place = {item: number for number, item in enumerate(numbered)}
    pledged = [workers[item] for item in numbered if workers.get(item)]
    among = (1 << len(pledged)) - 1
    order = _in_order(part, dependents, unmet)
    asked = dict.fromkeys(part, 0)
    for item in order:
        for other in dependents[item]:
            asked[other] += 1
    wait: dict[int, int] = {}
    for item in reversed(order):
        held = 0
        for other in dependents[item]:
            held |= wait.get(other, 0) | 1 << place[other]
            asked[other] -= 1
            if not asked[other]:
                # Nobody asks for this set again; all of them at once would fill the memory.
                wait.pop(other, None)
        if asked[item]:
            wait[item] = held
        result[item] = Waiting(held.bit_count(), _sum(held & among, pledged))
    for item in part:
        if item not in result:
            direct = dependents[item]
            result[item] = Waiting(len(direct), sum(workers.get(other, 0) for other in direct))


def _in_order(part: Sequence[int], dependents: Mapping[int, Sequence[int]], unmet: dict[int, int]) -> list[int]:
    """The commitments of a part, each after all it needs; those in a circle are left out."""
    order = [item for item in part if not unmet[item]]
    for item in order:
        for other in dependents[item]:
            unmet[other] -= 1
            if not unmet[other]:
                order.append(other)
    return order


def _sum(bits: int, amounts: Sequence[int]) -> int:
    total = 0
    while bits:
        low = bits & -bits
        total += amounts[low.bit_length() - 1]
        bits ^= low
    return total
