"""The state of a commitment on a day, derived from dated facts. Ours alone: the heart of the product.

Facts without a day are shown but move nothing. A shortened date means its last day. Partly is never kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from corridor.ledger.rules.words import CLOSED, KEPT, STRENGTH, Proof, State

# Reports round: 1.2 billion rupees is the same scheme as 1.203 billion. More than this short is "partly".
ROUNDING = Decimal("0.01")


class Reading(NamedTuple):
    """One piece of dated evidence: the last day it can mean, what it says, its grade, and when it was verified.

    until: the last day on which it proves anything; None where it proves for good.
    """

    on: date
    says: str
    grade: str
    quantity: Decimal | None = None
    unit: str = ""
    verified_on: date | None = None
    until: date | None = None


class Promise(NamedTuple):
    """The dated facts about one commitment that its state follows from; every day is a last day.

    bound_on: first day an agreement was signed or a meeting held that carries it.
    ended: the dated ways in which it ended other than by delivery, as (day, state).
    expires_on: last day on which the agreement that carries it was in force.
    contested: from when a party says that it is told wrongly, and when that was answered, if it was.
    """

    made_on: date | None = None
    due_on: date | None = None
    bound_on: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    ended: tuple[tuple[date, State], ...] = ()
    expires_on: date | None = None
    readings: Sequence[Reading] = ()
    contested: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a commitment stands on a day: its state, its proof, and the marks beside it."""

    state: State
    proof: Proof
    kept_on: date | None
    days_late: int
    is_blocked: bool
    is_disputed: bool
    is_contested: bool = False

    @property
    def is_default(self) -> bool:
        """A duty past its first due date with nothing delivered, not even a part."""
        return self.state is State.OVERDUE

    @property
    def is_kept(self) -> bool:
        """Delivered in full, on time or late."""
        return self.state in KEPT

    @property
    def is_open(self) -> bool:
        """Neither kept nor ended: somebody still owes it."""
        return self.state not in CLOSED


def standing(promise: Promise, on: date) -> Standing | None:
    """Where a commitment stands at the end of a day; None if it had not been made by then.

    >>> line = Promise(due_on=date(2020, 2, 29), readings=[Reading(date(2020, 9, 30), "delivered", "press")])
    >>> standing(line, date(2020, 3, 10)).state.value, standing(line, date(2020, 3, 10)).days_late
    ('overdue', 10)
    >>> standing(line, date(2021, 1, 1)).state.value, standing(line, date(2021, 1, 1)).days_late
    ('kept-late', 214)
    """
    if promise.made_on and promise.made_on > on:
        return None
    contested = is_contested(promise, on)
    seen = [at_face_value(promise, reading) for reading in promise.readings if proves(reading, on)]
    whole = [reading for reading in seen if reading.says == "delivered"]
    if whole:
        kept_on = min(reading.on for reading in whole)
        late = days_late(promise.due_on, kept_on)
        state = State.KEPT_LATE if late else State.KEPT_ON_TIME
        return Standing(state, _proof(whole, on), kept_on, late, False, is_disputed(seen), contested)
    proof = _proof([reading for reading in seen if reading.says == "partly"], on)
    ended = ended_by(promise, on)
    if ended:
        return Standing(ended[1], proof, None, days_late(promise.due_on, ended[0]), False, False, contested)
    late = days_late(promise.due_on, on)
    return Standing(_open_state(promise, on, proof, late), proof, None, late, is_blocked(seen), False, contested)


def is_contested(promise: Promise, on: date) -> bool:
    """Whether a party says that it, or evidence of it, is told wrongly, and nobody has answered yet.

    >>> said = Promise(contested=((date(2026, 3, 1), date(2026, 3, 5)),))
    >>> [is_contested(said, date(2026, 3, day)) for day in (1, 4, 5)]
    [True, True, False]
    """
    return any(since <= on and (answered is None or on < answered) for since, answered in promise.contested)


def standing_with(promise: Promise, more: Reading, on: date) -> Standing | None:
    """Where a commitment would stand at the end of a day if one more reading were evidence.

    >>> standing_with(Promise(), Reading(date(2026, 1, 1), "partly", "press"), date(2026, 1, 1)).state.value
    'partly-kept'
    """
    return standing(promise._replace(readings=(*promise.readings, more)), on)


def proves(reading: Reading, on: date) -> bool:
    """Whether evidence counts on a day: observed by then, and neither expired nor found wrong before.

    >>> payroll = Reading(date(2026, 3, 31), "delivered", "document", until=date(2026, 4, 30))
    >>> [proves(payroll, day) for day in (date(2026, 3, 30), date(2026, 4, 30), date(2026, 5, 1))]
    [False, True, False]
    """
    return reading.on <= on and (reading.until is None or on <= reading.until)


def at_face_value(promise: Promise, reading: Reading) -> Reading:
    """A reading as the ledger takes it: "delivered" with too small a quantity is only "partly"."""
    if reading.says == "delivered" and is_short(promise, reading):
        return reading._replace(says="partly")
    return reading


def is_short(promise: Promise, reading: Reading) -> bool:
    """Whether a delivery states less than was promised, in the same unit, by more than rounding.

    >>> plots = Promise(quantity=Decimal(100), unit="plot")
    >>> is_short(plots, Reading(date(2024, 1, 1), "delivered", "press", Decimal(60), "plot"))
    True
    """
    if promise.quantity is None or reading.quantity is None or promise.unit != reading.unit:
        return False
    return reading.quantity < promise.quantity * (1 - ROUNDING)


def is_blocked(readings: Sequence[Reading]) -> bool:
    """Whether something stands in the way: a report of a block, and no movement reported after it.

    >>> is_blocked([Reading(date(2024, 1, 10), "blocked", "press"), Reading(date(2025, 7, 2), "not-yet", "press")])
    True
    >>> is_blocked([Reading(date(2024, 1, 10), "blocked", "press"), Reading(date(2025, 1, 14), "partly", "press")])
    False
    """
    block = max((r.on for r in readings if r.says == "blocked"), default=None)
    if block is None:
        return False
    return all(r.on <= block for r in readings if r.says in ("partly", "delivered"))


def is_disputed(readings: Sequence[Reading]) -> bool:
    """Whether evidence contradicts a delivery, and no report of delivery on that day or later answers it.

    >>> gas = [Reading(date(2022, 10, 31), "delivered", "official"), Reading(date(2024, 1, 10), "not-yet", "press")]
    >>> is_disputed(gas), is_disputed([*gas, Reading(date(2024, 5, 1), "delivered", "press")])
    (True, False)
    """
    delivered_on = max(reading.on for reading in readings if reading.says == "delivered")
    return any(reading.on > delivered_on for reading in readings if reading.says != "delivered")


def days_late(due_on: date | None, on: date) -> int:
    """Days past the first due date; 0 when on time or when no date was promised.

    >>> days_late(date(2026, 3, 1), date(2026, 3, 11)), days_late(None, date(2026, 3, 11))
    (10, 0)
    """
    return max(0, (on - due_on).days) if due_on else 0


def ended_by(promise: Promise, on: date) -> tuple[date, State] | None:
    """The first way in which a commitment ended by a day other than by delivery, if any.

    >>> ended_by(Promise(expires_on=date(2020, 12, 31)), date(2021, 1, 1))
    (datetime.date(2021, 1, 1), <State.LAPSED: 'lapsed'>)
    """
    ways = [way for way in promise.ended if way[0] <= on]
    if promise.expires_on and promise.expires_on < on:
        ways.append((date.fromordinal(promise.expires_on.toordinal() + 1), State.LAPSED))
    return min(ways, key=lambda way: way[0], default=None)


def _open_state(promise: Promise, on: date, proof: Proof, late: int) -> State:
    if proof is not Proof.NONE:
        return State.PARTLY_KEPT
    if late:
        return State.OVERDUE
    if promise.due_on:
        return State.DUE
    if promise.bound_on and promise.bound_on <= on:
        return State.AGREED
    return State.ANNOUNCED


def _proof(readings: Sequence[Reading], on: date) -> Proof:
    if not readings:
        return Proof.NONE
    if any(reading.verified_on and reading.verified_on <= on for reading in readings):
        return Proof.VERIFIED
    return Proof(max([reading.grade for reading in readings], key=STRENGTH.__getitem__))
