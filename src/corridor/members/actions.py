"""Bringing persons in, giving and ending the memberships through which they act, and making tokens."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor, Role
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, require
from corridor.members import access
from corridor.members.models import Invitation, Membership, Person, Token
from corridor.members.queries import entry_of, given_before, row_of, welcome
from corridor.members.rules import SCOPES, AddressOf, Called, Wanted, digest_of
from corridor.people.models import Party
from corridor.post.actions import post_letters
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


class AlreadyGiven(Refusal):
    """Nobody has one role for one party at one place twice."""

    code = "already-given"
    text = _("This person has this role for this party there already.")


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
    hold("journal")
    acting = access.may_manage(by, programme)
    require(bool(acting))
    person, secret = _invited(Called(email, name, language), at)
    record([_asked(person, programme, at)], by=by.for_party(acting.party if acting else ""), at=at)
    return person, secret


@transaction.atomic
def invite_again(person: Person, address_of: AddressOf, *, by: Actor, at: datetime, programme: Programme) -> None:
    """Send somebody who has not joined yet a new address to join at; the one they had is no longer good.

    Records `person.invited` and `letters.posted`. Refuses with NotAllowed, also where nobody of this programme is
    meant, and with AlreadyJoined.
    """
    hold("journal")
    acting = access.may_manage(by, programme)
    membership = person.memberships.filter(programme=programme).select_related("party").last()
    require(bool(acting and membership))
    person, secret = _invited(Called(person.email, person.name, person.language), at)
    record([_asked(person, programme, at)], by=by.for_party(acting.party if acting else ""), at=at)
    if membership:
        post_letters([welcome(membership, address_of, secret, at)], by=by, at=at, programme=programme.code)


def _invited(called: Called, at: datetime) -> tuple[Person, str]:
    email = called.email.strip().lower()
    person = Person.objects.select_for_update().filter(email=email).first()
    if person is None:
        person = Person(email=email, name=called.name.strip(), language=called.language, joined_at=at)
        person.set_unusable_password()
        person.save()
    elif person.has_joined:
        raise AlreadyJoined
    Invitation.objects.filter(person=person, used_at=None).update(expires_at=at)
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(person=person, digest=digest_of(secret), sent_at=at, expires_at=at + INVITED_FOR)
    return person, secret


def _asked(person: Person, programme: Programme, at: datetime) -> Entry:
    return Entry("person.invited", programme.code, "persons", person.code, None, {"invited": at.isoformat()})


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
def bring_in(
    called: Called,
    party: Party,
    role: Role,
    address_of: AddressOf,
    *,
    by: Actor,
    at: datetime,
    since: date,
    until: date | None = None,
    zone: Zone | None = None,
    province: str = "",
    reason: str = "",
) -> Membership:
    """Give a role to whoever has that mail address, and tell them by letter; who is not here yet is invited.

    Of somebody who is here already the name and the language stay as they are; who was invited to this very role
    is invited again.
    Records `person.invited` where they are invited, `membership.given` and `letters.posted`.
    Refuses with NotAllowed, NotToYourself, AlreadyGiven, and WrongPeriod.
    """
    hold("journal")
    acting = access.may_give(by, party, role)
    require(bool(acting))
    person, secret = Person.objects.filter(email=called.email.strip().lower()).first(), ""
    if person is None or not person.has_joined:
        person, secret = _invited(called, at)
        record([_asked(person, party.programme, at)], by=by.for_party(acting.party if acting else ""), at=at)
    there = given_before(person, party, role, zone, province, since)
    if there and not secret:
        raise AlreadyGiven
    given = there or give_role(
        person, party, role, by=by, at=at, since=since, until=until, zone=zone, province=province, reason=reason
    )
    post_letters([welcome(given, address_of, secret, at)], by=by, at=at, programme=party.programme.code)
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
    hold("journal")
    membership = (
        Membership.objects.select_for_update(of=("self",))
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


@transaction.atomic
def make_demo_persons(
    wanted: Collection[Wanted], *, by: Actor, at: datetime, programme: Programme, since: date
) -> list[Person]:
    """Make persons with whom everybody can try a programme; those who are there already stay as they are.

    Records `person.invited` and `membership.given` for each. Refuses with NotAllowed unless by the operator.
    """
    require(by.is_operator)
    there = set(Person.objects.filter(email__in=[each.email for each in wanted]).values_list("email", flat=True))
    made = []
    for each in wanted:
        if each.email in there:
            continue
        person = Person(email=each.email, name=each.name, language=each.language, is_demo=True, joined_at=at)
        person.set_password(each.password)
        person.save()
        told = {"joined": at.isoformat(), "demo": True}
        record([Entry("person.invited", programme.code, "persons", person.code, None, told)], by=by, at=at)
        party = Party.objects.get(programme=programme, code=each.party)
        give_role(person, party, each.role, by=by, at=at, since=since, reason="demo")
        made.append(person)
    return made
