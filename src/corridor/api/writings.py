"""What an operation that writes needs, as a table: the document is made of it, and the request read by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corridor.api import fields
from corridor.api.asked import LANGUAGE, Parameter, table
from corridor.api.fields import Field

CREATED, OK = 201, 200
FOR = fields.code("for", "The party acted for, where the token's holder acts for several")


@dataclass(frozen=True)
class Writing:
    """One operation that writes: what a token must be good for, what is sent, what it needs beside.

    is_change: what is left out stays, and a key need not be sent. is_versioned: If-Match must name the version.
    forms: the kinds of files that are taken where no JSON is. known: what may stand in the address.
    """

    scope: str
    fields: Sequence[Field] = ()
    status: int = CREATED
    is_change: bool = False
    is_versioned: bool = False
    forms: Sequence[str] = ()
    known: Mapping[str, Parameter] = field(default_factory=lambda: table(LANGUAGE))
