"""What one picture says of a programme or a zone, for those who pass a link on. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.ledger.rules.words import KEPT, State
from corridor.results.rules.board import Step


@dataclass(frozen=True)
class Finding:
    """How many were promised, kept, verified, and are overdue."""

    promised: int
    kept: int
    verified: int
    overdue: int


def finding(states: Mapping[State, int], path: Sequence[Step]) -> Finding:
    """The finding from how many stand in each state and how many reached each step.

    >>> finding({State.OVERDUE: 2, State.KEPT_LATE: 1}, [Step("promised", 3, 0), Step("verified", 1, 2)])
    Finding(promised=3, kept=1, verified=1, overdue=2)
    """
    reached = {step.name: step.count for step in path}
    kept = sum(states.get(state, 0) for state in KEPT)
    return Finding(sum(states.values()), kept, reached.get("verified", 0), states.get(State.OVERDUE, 0))
