"""What a forecast looks like, and what holds back the most."""

from pydantic import Field

from corridor.api.shapes import Number, Shape, Words


class LearnedFrom(Shape):
    """What past things taught."""

    done: int
    open: int
    silent: dict[str, int] = Field(description="How many teach nothing, by the reason")


class MovingTogether(Shape):
    """How far promises of one debtor, or of one zone, move together."""

    loading: Number
    measured: bool


class Assumptions(Shape):
    """What is believed before any history."""

    stalled_before_history: Number = Field(description="The share of all promises taken not to move")
    medians: dict[str, Number] = Field(description="Days put in the place of a published class, by kind")
    calendars: list[str] = Field(description="By whose working days promises are done, by code")
    moving_together: dict[str, MovingTogether]


class ExpectedLoss(Shape):
    """What is expected to be lost within ten years as things stand."""

    worker_days: Number
    exports_usd: Number


class HeldBack(Shape):
    """What is expected to hang on one thing, or on all things of a party, a zone or a kind of obstacle."""

    code: str
    workers: Number = Field(description="Held back on each day that it is later")
    worker_months: Number = Field(description="Hanging on its own delay, within ten years")
    exports_usd_a_day: Number
    exports_usd: Number
    members: list[str]


class Expected(Shape):
    """When one promise or one obstacle is expected to be there, or out of the way."""

    code: str
    p10: str | None = Field(description="By this day in one of ten scenarios; null where not within ten years")
    p50: str | None
    p80: str | None
    p90: str | None
    within_year: Number
    chance: Number | None = Field(description="To keep the first date; null where none was promised")
    criticality: Number = Field(description="How often some loss hangs on it")
    workers_held_back: Number
    worker_months_by_delay: Number
    exports_usd_a_day: Number
    exports_usd_by_delay: Number
    waits: bool


class Made(Shape):
    """How a forecast was made; the same digest gives the same numbers."""

    as_of: str
    known_on: str | None
    newest_source: str = Field(description="Nobody has told of anything since")
    seed: int
    scenarios: int
    version: str
    digest: str
    changes: list[str] = Field(description="What was changed, as lines")


class HeldBackTold(Made):
    """What holds back the most, of what somebody can act on now."""

    expected_loss: ExpectedLoss
    held_back: list[HeldBack]
    held_back_by_debtor: list[HeldBack]
    held_back_by_zone: list[HeldBack]
    held_back_by_obstacle: list[HeldBack]
    links: Words


class ForecastTold(HeldBackTold):
    """A forecast of a programme."""

    learned_from: LearnedFrom
    assumptions: Assumptions
    promises: list[Expected]
    obstacles: list[Expected]
