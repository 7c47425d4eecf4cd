"""Who acts. Until people sign in, the one who runs the command acts, as the machine's operator."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts: `name` is written into the journal.

    An operator holds the machine and its database, so nothing inside could stop them: they may do
    everything, and the journal says that it was them.
    """

    name: str
    is_operator: bool = False


READER = Actor("reader")
