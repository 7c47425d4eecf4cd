"""What programs that write are answered: declared for the OpenAPI document, and proven by tests."""

from pydantic import Field

from corridor.api.shapes import Listing, Number, Shape, Words


class Written(Shape):
    """What every answer to a deed has."""

    code: str = Field(description="Its code, or its number here")
    links: Words = Field(description="Addresses on this host")


class WrittenCommitment(Written):
    """A promise as it is written; where it stands is derived, and read at its address."""

    title: Words
    kind: str
    debtor: str
    creditor: str | None
    zone: str | None
    agreement: str | None
    meeting: str | None
    quantity: Number | None
    unit: str | None
    made_on: str | None
    due_on: str | None = Field(description="The first date that was promised")
    workers: int | None
    exports_usd: Number | None
    note: str | None
    source: str
    needs: list[str]
    version: str = Field(description="For If-Match, in quotes; the ETag of this answer")


class WrittenMove(Written):
    """A date that was moved."""

    commitment: str
    due_on: str
    moved_on: str
    agreement: str | None
    authority: str | None
    reason: str
    source: str
    version: str = Field(description="Of the promise, from now on")


class WrittenEnding(Written):
    """How a promise ended."""

    commitment: str
    how: str
    ended_on: str | None
    authority: str | None
    successor: str | None
    reason: str | None
    source: str
    version: str = Field(description="Of the promise, from now on")


class HandedIn(Shape):
    """A file that was handed in with evidence."""

    document: str = Field(description="The SHA-256 of what is kept")
    name: str
    media_type: str
    size: int
    sealed: bool = Field(description="Only for those concerned")


class Submission(Written):
    """Evidence that was brought; it is none until somebody of another party has accepted it."""

    commitment: str
    observed_on: str
    says: str
    grade: str
    quantity: Number | None
    unit: str | None
    valid_until: str | None
    note: str | None
    title: str | None
    publisher: str | None
    address: str | None
    brought_for: str
    brought_at: str
    decision: str | None = Field(description="accepted, rejected or taken-back; nothing while it waits")
    decided_for: str | None
    decided_at: str | None
    reason: str | None
    evidence: str | None = Field(description="The evidence it became, by its code")
    files: list[HandedIn]


class WrittenContest(Written):
    """A party says that an entry is wrong."""

    commitment: str
    evidence: str | None = Field(
        description="The evidence it means, by its code; nothing where it means the promise"
    )
    party: str
    contested_on: str
    says: str
    answer: str | None
    answered_on: str | None
    answered_for: str | None
    answer_says: str | None
    source: str


class WrittenStep(Written):
    """What was done about an obstacle."""

    obstacle: str
    what: str
    party: str | None
    taken_on: str
    says: str
    until: str | None = Field(description="When the obstacle was overcome")
    source: str


class KeptDocument(Written):
    """A file that was handed in, to be named in `files` of evidence within three days."""

    document: str = Field(description="The SHA-256 of what is kept; a picture is drawn anew first")
    name: str = Field(description="A safe name")
    media_type: str
    size: int
    width: int | None
    height: int | None


class ActingFor(Shape):
    """For whom somebody acts, in which role, where."""

    programme: str
    party: str
    role: str
    zone: str | None
    province: str | None


class Me(Shape):
    """Whose token it is, and what it is good for."""

    person: str = Field(description="As the journal names them")
    name: str
    acting: list[ActingFor]
    scopes: list[str]
    expires_on: str
    links: Words


SUBMISSIONS = Listing[Submission]
CONTESTS = Listing[WrittenContest]
