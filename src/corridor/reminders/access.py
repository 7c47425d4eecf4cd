"""Who may define a programme's ladder, and who writes to people."""

from corridor.base.actors import Acting, Actor, Role
from corridor.members.access import OPERATING
from corridor.programme.models import Programme


def may_set_ladder(by: Actor, programme: Programme) -> Acting | None:
    """Owners of the whole programme, and whoever operates the machine."""
    return OPERATING if by.is_operator else by.acting(programme.code, Role.OWNER)


def may_remind(by: Actor) -> bool:
    """The worker, who acts as the machine's operator."""
    return by.is_operator
