"""Who may bring persons in, and say for whom they act."""

from corridor.base.actors import Acting, Actor, Role
from corridor.members.models import Membership, Person, Token
from corridor.people.models import Party
from corridor.programme.models import Programme

MANAGING = (Role.ADMINISTRATOR, Role.OWNER)
OPERATING = Acting("", "", Role.ADMINISTRATOR)


def may_manage(by: Actor, programme: Programme) -> Acting | None:
    """Administrators and owners of a whole programme, and whoever operates the machine."""
    return OPERATING if by.is_operator else by.acting(programme.code, *MANAGING)


def may_give(by: Actor, party: Party, role: Role) -> Acting | None:
    """Who manages a programme gives roles in it; only an owner, or the operator, makes an owner.

    Nobody gives a role to themselves: that is asked where the person is known.
    """
    if role is Role.OWNER and not by.is_operator:
        return by.acting(party.programme.code, Role.OWNER)
    return may_manage(by, party.programme)


def may_delegate(by: Actor, membership: Membership) -> bool:
    """Who holds a membership lends it, but does not lend on what was lent, and no leave to manage persons."""
    own = by.person == membership.person_id and membership.delegated_from_id is None
    return own and Role(membership.role) not in MANAGING


def may_end(by: Actor, membership: Membership) -> bool:
    """Who manages the programme ends a membership; who holds it, or lent it, too."""
    origin = membership.delegated_from
    holders = {membership.person_id, origin.person_id if origin else membership.person_id}
    return by.person in holders or bool(may_manage(by, membership.programme))


def may_change_person(by: Actor, person: Person) -> bool:
    """Everybody changes what is said of themselves; the operator can help."""
    return by.is_operator or by.person == person.pk


def may_hold_token(by: Actor) -> bool:
    """Who acts for somebody may let a program do it."""
    return by.person is not None and bool(by.memberships)


def may_revoke(by: Actor, token: Token) -> bool:
    """Its holder; the operator can help."""
    return by.is_operator or by.person == token.person_id
