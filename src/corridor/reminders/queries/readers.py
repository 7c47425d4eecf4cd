"""Who is written to: those who act for a party; where nobody does, its focal persons and who takes care here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.conf import settings

from corridor.base.actors import Acting, Actor, Role
from corridor.ledger.models import Contact
from corridor.members.models import Membership, Person
from corridor.members.queries import counting
from corridor.programme.models import Programme
from corridor.reminders.rules import Reader

# Verifiers and administrators do not owe by their office.
TOLD = (Role.READER, Role.CONTRIBUTOR, Role.OFFICER, Role.OWNER)


@dataclass(frozen=True)
class Readers:
    """Everybody who may be written to in a programme on a day.

    by_party: who is told what a party owes. actors: all members as they may act. contacts: readers by the number of
    a promise that somebody is named for.
    """

    by_party: Mapping[str, Sequence[Reader]]
    actors: Mapping[Reader, Actor]
    contacts: Mapping[int, Sequence[Reader]]

    def of(self, party: str, promise: int) -> Sequence[Reader]:
        """Who is told of a promise that a party owes."""
        return self.by_party.get(party) or self.contacts.get(promise, ())


def has_members(programme: Programme) -> bool:
    """Whether anybody ever acted in a programme; where nobody did, nobody is written to."""
    return Membership.objects.filter(programme=programme).exists()


def readers_of(programme: Programme, on: date) -> Readers:
    """Everybody who may be written to on a day, in two queries."""
    rows = counting(on).filter(programme=programme).select_related("person", "party", "zone").order_by("id")
    by_party: dict[str, list[Reader]] = defaultdict(list)
    acting: dict[Reader, list[Acting]] = defaultdict(list)
    numbers: dict[Reader, int] = {}
    for row in rows:
        reader = reader_for(row.person)
        numbers[reader] = row.person_id
        zone = row.zone.code if row.zone else ""
        acting[reader].append(Acting(programme.code, row.party.code, Role(row.role), zone, row.province))
        if row.role in TOLD and reader not in by_party[row.party.code]:
            by_party[row.party.code].append(reader)
    actors = {who: Actor(who.key, person=numbers[who], memberships=tuple(each)) for who, each in acting.items()}
    return Readers({party: each for party, each in by_party.items() if each}, actors, _contacts(programme))


def reader_for(person: Person, why: str = "acts") -> Reader:
    """A person as somebody who is written to."""
    return Reader(person.code, person.email, _spoken(person.language), why)


def _spoken(language: str) -> str:
    """The language to write in: the reader's, if letters can be written in it."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _contacts(programme: Programme) -> dict[int, list[Reader]]:
    """Who is named for a promise: its focal person outside, and who takes care of it here."""
    rows = Contact.objects.filter(commitment__programme=programme).select_related("caretaker").order_by("id")
    found: dict[int, list[Reader]] = {}
    for row in rows:
        readers = []
        if row.focal_email:
            # Keys of letters name nobody.
            key = f"focal-{sha256(row.focal_email.lower().encode()).hexdigest()[:16]}"
            readers.append(Reader(key, row.focal_email, _spoken(row.focal_language), "focal"))
        if row.caretaker and row.caretaker.is_active:
            readers.append(reader_for(row.caretaker, "caretaker"))
        found[row.commitment_id] = readers
    return found
