"""What answers look like: declared for the OpenAPI document. Answers are built as plain values and proven
against these shapes by tests, not validated one by one."""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corridor.ledger.rules.words import State

T = TypeVar("T", bound="Shape")
Words = dict[str, str]
Number = int | float


class Shape(BaseModel):
    """What every answer has: no field that is not named here."""

    model_config = ConfigDict(extra="forbid")


class Thing(Shape):
    """What every thing has."""

    code: str = Field(description="Its stable code")
    links: Words = Field(description="Addresses on this host: itself, its page, what it is tied to")


class Listing(Shape, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(description="The address of the next page")
    previous: str | None = Field(description="The address of the page before")


class DatedListing(Listing[T]):
    """A page of a list on a day."""

    as_of: str = Field(description="The day as of which it is told")
    known_on: str | None = Field(description="The day by which things had to be known")


class CountedListing(DatedListing[T]):
    """A page of a list that says how long the list is."""

    total: int = Field(description="How many the list holds on all pages")


class Programme(Thing):
    """One cooperation run by countries together."""

    name: Words = Field(description="Its name by language (ISO 639-1)")
    countries: list[str] = Field(description="ISO 3166")
    currency: str = Field(description="ISO 4217")
    languages: list[str] = Field(description="The languages its names are kept in")


class ProgrammeInFull(Programme):
    """A programme with its own words."""

    vocabulary: dict[str, list[str]] = Field(description="The words that its lists can be chosen by")


class Party(Thing):
    """An organisation that owes or is owed."""

    name: Words = Field(description="Its name by language")
    kind: str
    country: str | None = Field(description="ISO 3166")
    parent: str | None = Field(description="The party it belongs to")
    source: str


class Zone(Thing):
    """A special economic zone or industrial estate."""

    name: Words = Field(description="Its name by language")
    aliases: list[str] = Field(description="Other names it goes by")
    country: str | None = Field(description="ISO 3166")
    province: str | None
    latitude: Number | None
    longitude: Number | None
    coordinate_source: str | None
    developer: str | None = Field(description="A party")
    authority: str | None = Field(description="A party")
    source: str


class Agreement(Thing):
    """An instrument that binds."""

    title: Words
    kind: str
    parties: list[str] = Field(description="Who signed, in the order of the instrument")
    signed_on: str | None
    expires_on: str | None
    elevates: str | None = Field(description="The agreement it grew out of")
    state: str | None = Field(description="What its source says of the instrument")
    note: str | None
    source: str


class Meeting(Thing):
    """One sitting of a body."""

    body: str = Field(description="A party")
    number: int | None
    planned_on: str | None
    held_on: str | None
    place: str | None
    note: str | None
    source: str


class Venture(Thing):
    """One investment at a place, as its source saw it."""

    name: Words
    party: str | None
    origin_country: str | None = Field(description="ISO 3166")
    zone: str | None
    sector: str | None
    isic: str | None = Field(description="ISIC Rev. 4")
    area_acres: Number | None
    investment_usd: Number | None
    workers_pledged: int | None
    stage: str
    as_of: str | None = Field(description="The day it was seen so")
    note: str | None
    source: str


class Taken(Shape):
    """A step about an obstacle: assigned to a party, escalated to a higher one, closed, or reopened."""

    taken_on: str
    what: str
    party: str | None = Field(description="To whom")
    says: str
    source: str


class Obstacle(Thing):
    """Why something is stuck."""

    summary: Words
    kind: str
    zone: str | None
    party: str | None
    since: str | None
    until: str | None = Field(description="When it was overcome; nothing while it stands")
    source: str
    steps: list[Taken]


class Source(Thing):
    """A publication or document that says something."""

    title: Words = Field(description="Its title in its own language")
    publisher: str | None
    published_on: str | None
    address: str | None = Field(description="Where it can be read; only https and http")
    language: str | None = Field(description="ISO 639-1")
    kind: str
    note: str | None


class Figure(Thing):
    """A number somebody stated; contradicting ones stand side by side."""

    subject_kind: str
    subject: str
    measure: str
    value: Number
    unit: str | None
    as_of: str | None
    nature: str
    definition: str | None
    note: str | None
    source: str


class Verification(Shape):
    """A party that does not owe it has accepted evidence as true."""

    verifier: str
    verified_on: str
    source: str


class Seen(Shape):
    """Something observed on a day, of a grade."""

    code: str
    observed_on: str | None
    says: str
    grade: str
    quantity: Number | None
    unit: str | None
    valid_until: str | None = Field(description="The last day on which it proves anything; nothing: for good")
    found_wrong_on: str | None = Field(description="From this day on it proves nothing")
    verifications: list[Verification]
    note: str | None
    source: str


class Evidence(Thing):
    """Something observed about a commitment."""

    commitment: str
    observed_on: str | None
    says: str
    grade: str
    quantity: Number | None
    unit: str | None
    valid_until: str | None = Field(description="The last day on which it proves anything; nothing: for good")
    found_wrong_on: str | None = Field(description="From this day on it proves nothing")
    verifications: list[Verification]
    note: str | None
    source: str


class Commitment(Thing):
    """Something a party owes, and where it stands on the day; every word is defined in docs/words.md."""

    title: Words
    kind: str
    state: State = Field(description="One of the ten states: derived, never entered")
    proof: str = Field(description="How well its delivery is proven")
    blocked: bool
    disputed: bool
    contested: bool = Field(description="A party says that it is told wrongly, and nobody has answered yet")
    default: bool = Field(description="Past its first due date with nothing delivered")
    days_late: int
    debtor: str = Field(description="The party that owes")
    debtor_name: Words
    creditor: str | None
    creditor_name: Words | None
    zone: str | None
    zone_name: Words | None
    agreement: str | None
    meeting: str | None
    quantity: Number | None
    unit: str | None
    made_on: str | None
    due_on: str | None = Field(description="The first date that was promised")
    kept_on: str | None
    workers: int | None = Field(description="Workers pledged")
    exports_usd: Number | None = Field(description="Exports pledged, in US dollars")
    waiting: int = Field(description="How many others wait for it, directly or through others")
    waiting_workers: int = Field(description="Workers pledged in those")
    source: str


class Neighbour(Shape):
    """A commitment that is needed, or that needs."""

    code: str
    title: Words
    state: State
    lag_days: int | None
    reason: str | None
    source: str


class Ended(Shape):
    """How a commitment ended other than by being kept."""

    how: str
    ended_on: str | None
    authority: str | None
    successor: str | None
    reason: str | None
    source: str


class Recorded(Shape):
    """What was recorded here, when; `changed` names columns of the package."""

    at: str
    event: str
    changed: list[str]


class Moved(Shape):
    """A later date that was given; the first one stays, and the state is judged by it."""

    moved_on: str = Field(description="The day on which it was given")
    due_on: str = Field(description="The later date")
    agreement: str | None = Field(description="Under which instrument")
    authority: str | None = Field(description="By whose leave; a party")
    reason: str
    source: str


class Contested(Shape):
    """A party says that the commitment, or a piece of its evidence, is told wrongly; and what it was answered."""

    code: str = Field(description="Its number here, by which it is answered")
    party: str
    contested_on: str
    says: str
    evidence: str | None = Field(description="The code of the evidence that is meant, if any")
    answer: str | None = Field(description="upheld, declined or taken-back; nothing while nobody answered")
    answered_on: str | None = Field(description="From this day on evidence that is found wrong proves nothing")
    answered_for: str | None = Field(description="A party")
    answer_says: str | None
    source: str


class CommitmentInFull(Commitment):
    """A commitment with its evidence, what it needs, what waits for it, every date given, who objects, its end."""

    note: str | None
    needs: list[Neighbour]
    waits: list[Neighbour]
    evidence: list[Seen]
    moves: list[Moved]
    contests: list[Contested]
    ending: Ended | None
    history: list[Recorded]
    version: str | None = Field(description="For If-Match, in quotes; nothing where a day was asked for")


SHAPES: dict[str, Any] = {
    "parties": Party,
    "zones": Zone,
    "agreements": Agreement,
    "meetings": Meeting,
    "ventures": Venture,
    "obstacles": Obstacle,
    "sources": Source,
    "figures": Figure,
    "evidence": Evidence,
    "commitments": Commitment,
}


def dated(noun: str) -> Any:
    """The shape of a page of a noun."""
    return DatedListing.__class_getitem__(SHAPES[noun])


def fields_of(shape: type[Shape]) -> list[str]:
    """The fields of a shape in the order in which they are handed out: the code first, the links last."""
    names = [name for name in shape.model_fields if name != "links"]
    return [*names, "links"]
