"""The ladder of ventures, from interest to export."""

from collections.abc import Sequence

# Words of the package format that carry a meaning (docs/rooms/exchange.md).
OPERATING = frozenset({"production", "exporting"})
GONE = "withdrawn"


def rungs(stages: Sequence[str]) -> list[str]:
    """The rungs of a programme's ladder, the lowest first; whoever withdrew stands on none.

    >>> rungs(["interest", "production", "withdrawn"])
    ['interest', 'production']
    """
    return [stage for stage in stages if stage != GONE]


def height(stage: str, stages: Sequence[str]) -> int:
    """How high a stage is on a programme's ladder, from 1; 0 for what stands on no rung of it.

    >>> [height(stage, ["interest", "production", "withdrawn"]) for stage in ("production", "withdrawn", "lease")]
    [2, 0, 0]
    """
    ladder = rungs(stages)
    return ladder.index(stage) + 1 if stage in ladder else 0
