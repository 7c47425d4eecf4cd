"""The words of the ledger, each defined exactly in docs/words.md."""

from enum import StrEnum

SAYINGS = ("delivered", "partly", "not-yet", "blocked")
GRADES = ("press", "official", "document", "measured")
ENDINGS = ("superseded", "withdrawn")
# What becomes of evidence that was brought at the desk.
DECISIONS = ("accepted", "rejected", "taken-back")
# How somebody who contested an entry is answered.
ANSWERS = ("upheld", "declined", "taken-back")
STEPS = ("assigned", "escalated", "closed", "reopened")


class State(StrEnum):
    """What has become of a commitment on a day. Derived, never stored."""

    ANNOUNCED = "announced"
    AGREED = "agreed"
    DUE = "due"
    OVERDUE = "overdue"
    PARTLY_KEPT = "partly-kept"
    KEPT_ON_TIME = "kept-on-time"
    KEPT_LATE = "kept-late"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


KEPT = frozenset({State.KEPT_ON_TIME, State.KEPT_LATE})
ENDED = frozenset({State.SUPERSEDED, State.WITHDRAWN, State.LAPSED})
CLOSED = KEPT | ENDED


class Proof(StrEnum):
    """How well the delivery of a commitment is proven, weakest first."""

    NONE = "none"
    PRESS = "press"
    OFFICIAL = "official"
    DOCUMENT = "document"
    MEASURED = "measured"
    VERIFIED = "verified"


STRENGTH: dict[str, int] = {proof: rank for rank, proof in enumerate(Proof)}
