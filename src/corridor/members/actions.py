"""Bringing persons in, giving and ending the memberships through which they act, and making tokens."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor, Role
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, require
from corridor.members import access
from corridor.members.models import Invitation, Membership, Person, Token
from corridor.members.queries import entry_of, row_of
from corridor.members.rules import SCOPES, digest_of
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.zones.models import Zone

INVITED_FOR = timedelta(days=14)
LONGEST_DELEGATION = timedelta(days=92)
LONGEST_TOKEN = timedelta(days=366)


class NotToYourself(Refusal):
    """Nobody gives a role to themselves."""

    code = "not-to-yourself"
    text = _("Nobody gives a role to themselves. Somebody else who manages the programme must do it.")


class WrongPeriod(Refusal):
    """A period that ends before it begins, or is longer than it may be."""

    code = "wrong-period"
    text = _("The last day must be between {first} and {last}.")


class AlreadyJoined(Refusal):
    """Who has joined is not invited again."""

    code = "already-joined"
    text = _("This person has joined already; they can ask for a new password where they sign in.")


class UnknownScope(Refusal):
    """A token is good only for what is known here."""

    code = "unknown-scope"
    text = _("A token can be good for: {known}.")


class NothingLent(Refusal):
    """Somebody lends a role to themselves."""

    code = "nothing-lent"
    text = _("A role is lent to somebody else.")


@transaction.atomic
def invite_person(
    email: str, name: str, language: str, *, by: Actor, at: datetime, programme: Programme
) -> tuple[Person, str]:
    """Bring a person in, or invite them anew, and hand out the secret of the address that lets them join.

    Records `person.invited`, without name or address. Refuses with NotAllowed, and with AlreadyJoined.
    """
    require(bool(access.may_manage(by, programme)))
    email = email.strip().lower()
    person = Person.objects.select_for_update().filter(email=email).first()
    if person is None:
        person = Person(email=email, name=name.strip(), language=language, joined_at=at)
        person.set_unusable_password()
        person.save()
    elif person.has_usable_password():
        raise AlreadyJoined
    Invitation.objects.filter(person=person, used_at=None).update(expires_at=at)
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(person=person, digest=digest_of(secret), sent_at=at, expires_at=at + INVITED_FOR)
    acting = access.may_manage(by, programme)
    party = acting.party if acting else ""
    record(
        [Entry("person.invited", programme.code, "persons", person.code, None, {"invited": at.isoformat()})],
        by=by.for_party(party),
        at=at,
    )
    return person, secret


@transaction.atomic
def join(invitation: Invitation, name: str, password: str, language: str, *, by: Actor, at: datetime) -> Person:
    """Take up an invitation: a name, a password, a language. The address works this once.

    Records `person.joined`. Refuses with NotAllowed when it was taken up or has run out meanwhile.
    """
    taken = Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=at).update(used_at=at)
    require(taken == 1 and invitation.person.is_active)
    person = invitation.person
    person.name, person.language = name.strip(), language
    person.set_password(password)
    person.save(update_fields=["name", "language", "password"])
    record([Entry("person.joined", "", "persons", person.code, None, {"joined": at.isoformat()})], by=by, at=at)
    return person


@transaction.atomic
def give_role(
    person: Person,
    party: Party,
    role: Role,
    *,
    by: Actor,
    at: datetime,
    since: date,
    until: date | None = None,
    zone: Zone | None = None,
    province: str = "",
    reason: str = "",
) -> Membership:
    """Let a person act for a party in a role, in the whole programme, a province or at a zone.

    Records `membership.given`. Refuses with NotAllowed, NotToYourself, and WrongPeriod.
    """
    acting = access.may_give(by, party, role)
    require(bool(acting))
    if by.person == person.pk:
        raise NotToYourself
    if until and until < since:
        raise WrongPeriod(first=since, last="…")
    given = Membership.objects.create(
        person=person,
        programme=party.programme,
        party=party,
        role=role.value,
        since=since,
        until=until,
        zone=zone,
        province=province,
        reason=reason,
        recorded_at=at,
    )
    record([entry_of("membership.given", given, None)], by=by.for_party(acting.party if acting else ""), at=at)
    return given


@transaction.atomic
def delegate(
    membership: Membership, person: Person, since: date, until: date, reason: str, *, by: Actor, at: datetime
) -> Membership:
    """Lend one's own membership to somebody else for a stated period; it counts only while the own one does.

    Records `membership.lent`. Refuses with NotAllowed, NothingLent, and WrongPeriod.
    """
    require(access.may_delegate(by, membership))
    if person.pk == membership.person_id:
        raise NothingLent
    last = since + LONGEST_DELEGATION
    if not since <= until <= last:
        raise WrongPeriod(first=since, last=last)
    lent = Membership.objects.create(
        person=person,
        programme=membership.programme,
        party=membership.party,
        role=membership.role,
        since=since,
        until=until,
        zone=membership.zone,
        province=membership.province,
        delegated_from=membership,
        reason=reason,
        recorded_at=at,
    )
    record([entry_of("membership.lent", lent, None)], by=by.for_party(membership.party.code), at=at)
    return lent


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor, at: datetime, on: date) -> Membership:
    """End a membership with the day before: from now on nobody acts through it.

    Records `membership.ended`. Refuses with NotAllowed.
    """
    membership = (
        Membership.objects.select_for_update()
        .select_related("programme", "party", "zone", "delegated_from")
        .get(pk=membership.pk)
    )
    require(access.may_end(by, membership))
    before = row_of(membership)
    yesterday = on - timedelta(days=1)
    membership.since = min(membership.since, yesterday)
    membership.until = yesterday
    membership.save(update_fields=["since", "until"])
    acting = access.may_manage(by, membership.programme)
    record(
        [entry_of("membership.ended", membership, before)],
        by=by.for_party(acting.party if acting else membership.party.code),
        at=at,
    )
    return membership


@transaction.atomic
def change_language(person: Person, language: str, *, by: Actor, at: datetime) -> Person:
    """Write to a person in another language from now on.

    Records `person.changed`. Refuses with NotAllowed.
    """
    require(access.may_change_person(by, person))
    before, person.language = person.language, language
    person.save(update_fields=["language"])
    record(
        [Entry("person.changed", "", "persons", person.code, {"language": before}, {"language": language})],
        by=by,
        at=at,
    )
    return person


@transaction.atomic
def make_token(
    person: Person, name: str, scopes: Collection[str], expires_on: date, *, by: Actor, at: datetime, on: date
) -> tuple[Token, str]:
    """Make a key for a program and hand it out; it is shown this once.

    Records `token.made`. Refuses with NotAllowed, UnknownScope, and WrongPeriod.
    """
    require(access.may_hold_token(by) and by.person == person.pk)
    if not set(scopes) <= set(SCOPES):
        raise UnknownScope(known=", ".join(SCOPES))
    if not on <= expires_on <= on + LONGEST_TOKEN:
        raise WrongPeriod(first=on, last=on + LONGEST_TOKEN)
    secret = f"cor_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        person=person,
        name=name,
        digest=digest_of(secret),
        hint=secret[:8],
        scopes=sorted(scopes),
        made_at=at,
        expires_on=expires_on,
    )
    told = {"scopes": sorted(scopes), "expires_on": expires_on.isoformat()}
    record([Entry("token.made", "", "tokens", str(token.pk), None, told)], by=by, at=at)
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Actor, at: datetime) -> Token:
    """End a token at once.

    Records `token.revoked`. Refuses with NotAllowed.
    """
    require(access.may_revoke(by, token))
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        record([Entry("token.revoked", "", "tokens", str(token.pk), None, {"revoked": True})], by=by, at=at)
    return token
