"""Questions about persons: who they are, for whom they act, whom a party can reach."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Acting, Actor, Role
from corridor.base.journal import Entry
from corridor.members.models import Invitation, Membership, Person, Token
from corridor.members.rules import AddressOf
from corridor.people.models import Party
from corridor.post.actions import Written
from corridor.programme.models import Programme
from corridor.zones.models import Zone

ROLES = {
    Role.READER: _("reader"),
    Role.CONTRIBUTOR: _("contributor"),
    Role.VERIFIER: _("verifier"),
    Role.OFFICER: _("programme officer"),
    Role.OWNER: _("programme owner"),
    Role.ADMINISTRATOR: _("administrator"),
}


def counting(on: date) -> QuerySet[Membership]:
    """Memberships that count on a day, of persons who may sign in; a delegation only while its origin does."""
    now = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    lent = Q(delegated_from=None) | (
        Q(delegated_from__since__lte=on)
        & (Q(delegated_from__until=None) | Q(delegated_from__until__gte=on))
        & Q(delegated_from__person__is_active=True)
    )
    return Membership.objects.filter(now & lent, person__is_active=True)


def actor_of(person: Person, on: date) -> Actor:
    """A person as they may act on a day, through all their memberships, in the order in which these were given."""
    rows = counting(on).filter(person=person).order_by("id")
    columns = ("programme__code", "party__code", "role", "zone__code", "province")
    acting = tuple(
        Acting(programme, party, Role(role), zone or "", province)
        for programme, party, role, zone, province in rows.values_list(*columns)
    )
    return Actor(person.code, person=person.pk, memberships=acting)


def person_of(email: str) -> Person | None:
    """The person of that address."""
    return Person.objects.filter(email=email.strip().lower()).first()


def person_numbered(number: int) -> Person | None:
    """The person of that number."""
    return Person.objects.filter(pk=number).first()


def members_of(programme: Programme) -> list[Membership]:
    """All memberships of a programme, those that ended among them, by person and party."""
    rows = Membership.objects.filter(programme=programme)
    return list(
        rows.select_related("person", "party", "zone", "delegated_from__person").order_by("person__name", "id")
    )


def member_of(programme: Programme, number: int) -> Membership | None:
    """The membership of that number, if it is in a programme."""
    rows = Membership.objects.filter(programme=programme, pk=number)
    return rows.select_related("person", "party", "programme", "zone", "delegated_from__person").first()


def persons_at(programme: Programme, on: date) -> list[Person]:
    """Who acts in a programme on a day, each once, by name."""
    numbers = counting(on).filter(programme=programme).values("person")
    return list(Person.objects.filter(pk__in=numbers).order_by("name", "id"))


def given_before(
    person: Person, party: Party, role: Role, zone: Zone | None, province: str, since: date
) -> Membership | None:
    """The membership by which somebody has a role for a party at a place already, on a day or from later on."""
    rows = Membership.objects.filter(person=person, party=party, role=role.value, zone=zone, province=province)
    rows = rows.filter(Q(until=None) | Q(until__gte=since), delegated_from=None)
    return rows.select_related("person", "party", "programme").first()


def welcome(membership: Membership, address_of: AddressOf, secret: str, at: datetime) -> Written:
    """The letter that tells somebody for whom they act now; with a secret, also how they join."""
    person = membership.person
    with override(person.language):
        subject, text = (
            gettext("You have a new role"),
            gettext(
                "{name},\n\nyou act for {party} as {role} in this programme: {programme}.\n\n"
                "Sign in at this address:\n\n{address}"
            ),
        )
        if secret:
            subject, text = (
                gettext("An invitation"),
                gettext(
                    "{name},\n\nyou are invited to act for {party} as {role} in this programme: {programme}.\n\n"
                    "Join at this address within 14 days. It works once:\n\n{address}\n\n"
                    "If you know nothing of this, there is nothing to do."
                ),
            )
        told = text.format(
            name=person.name,
            party=membership.party.name_in(person.language),
            role=ROLES[Role(membership.role)],
            programme=membership.programme.name_in(person.language),
            address=address_of(secret, person.language),
        )
    key = f"role/{membership.pk}/{at.isoformat()}"
    return Written(key, person.email, person.language, subject, told)


def memberships_of(person: Person) -> list[Membership]:
    """All memberships of a person, newest last."""
    rows = Membership.objects.filter(person=person)
    return list(rows.select_related("programme", "party", "zone", "delegated_from__person").order_by("id"))


def acting_for(party: Party, on: date, roles: Collection[Role] = tuple(Role)) -> list[Person]:
    """The persons who act for a party on a day in one of some roles, each once."""
    numbers = counting(on).filter(party=party, role__in=roles).values("person")
    return list(Person.objects.filter(pk__in=numbers).order_by("id"))


def names_of_persons(numbers: Collection[int]) -> dict[int, str]:
    """What persons are called, by number."""
    return dict(Person.objects.filter(pk__in=numbers).values_list("id", "name"))


def invitation_of(digest: str, at: datetime) -> Invitation | None:
    """The invitation of that digest, while it can still be taken up."""
    rows = Invitation.objects.filter(digest=digest, used_at=None, expires_at__gt=at)
    return rows.select_related("person").first()


def token_of(digest: str, on: date) -> Token | None:
    """The token of that digest, while it is good."""
    rows = Token.objects.filter(digest=digest, revoked_at=None, expires_on__gte=on, person__is_active=True)
    return rows.select_related("person").first()


def tokens_of(person: Person) -> list[Token]:
    """A person's tokens, newest first."""
    return list(Token.objects.filter(person=person).order_by("-id"))


def demo_persons() -> list[Person]:
    """Persons whose password everybody knows."""
    return list(Person.objects.filter(is_demo=True).order_by("id"))


def row_of(membership: Membership) -> dict[str, Any]:
    """A membership as the journal keeps it: persons by number."""
    told = {
        "person": membership.person.code,
        "party": membership.party.code,
        "role": membership.role,
        "zone": membership.zone.code if membership.zone else "",
        "province": membership.province,
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else "",
        "delegated_from": str(membership.delegated_from_id or ""),
        "reason": membership.reason,
    }
    return {name: cell for name, cell in told.items() if cell}


def entry_of(name: str, membership: Membership, before: dict[str, Any] | None) -> Entry:
    """What the journal is told of a membership as it stands now."""
    return Entry(name, membership.programme.code, "memberships", str(membership.pk), before, row_of(membership))
