"""What the board looks like."""

from corridor.api.shapes import Number, Shape, Words
from corridor.ledger.rules.words import State


class Amount(Shape):
    """An amount; a range where sources contradict each other."""

    least: Number | None
    most: Number | None
    unit: str
    counts: str


class Outcome(Shape):
    """One result, shown three times and never mixed."""

    promised: list[Amount]
    reported: list[Amount]
    verified: list[Amount]


class Brief(Shape):
    """A commitment as the board names it."""

    code: str
    title: str
    kind: str
    state: State
    proof: str
    blocked: bool
    disputed: bool
    contested: bool
    default: bool
    days_late: int
    debtor: str
    creditor: str | None
    zone: str | None
    quantity: Number | None
    unit: str | None
    made_on: str | None
    due_on: str | None
    kept_on: str | None
    waiting: int
    waiting_workers: int
    source: str


class Gone(Shape):
    """A venture that left."""

    code: str
    name: str
    as_of: str


class Held(Brief):
    """A commitment that is late, blocked or holds up a late one, and why."""

    missing: list[str]
    has: list[str]
    holds: list[str]
    dates_given: list[str]
    gone: list[Gone]


class Step(Shape):
    """One step on the path from promise to proof."""

    name: str
    count: int
    lost: int


class Debtor(Shape):
    """How the commitments of a party stand."""

    party: str
    total: int
    on_time: int
    undated: int
    late_kept: int
    partly: int
    overdue: int
    blocked: int
    still_open: int


class Hindrance(Shape):
    """Obstacles of a kind that stand."""

    kind: str
    count: int
    oldest: str


class Board(Shape):
    """A programme on one page."""

    programme: str
    names: Words
    as_of: str
    known_on: str | None
    counts: dict[str, int]
    newest_source: str | None
    states: dict[str, int]
    kept_undated: int
    results: dict[str, Outcome]
    path: list[Step]
    held_up_total: int
    held_up: list[Held]
    debtors: list[Debtor]
    due_soon_total: int
    due_soon: list[Brief]
    obstacles: list[Hindrance]
    links: Words
