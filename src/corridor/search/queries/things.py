"""Everything of a programme that can be found, as any reader sees it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corridor.agreements.models import Agreement, AgreementParty
from corridor.base.actors import READER
from corridor.enterprises.models import Venture
from corridor.ledger.access import commitments_seen, obstacles_seen
from corridor.ledger.models import Evidence
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.search.models import Entry
from corridor.search.rules.things import Names, Thing, language_of
from corridor.sources.models import Source
from corridor.zones.models import Zone

# Programmes are large, and rows are needed once.
CHUNK = 5_000
ByNumber = Mapping[int | None, Names]
Called = Mapping[int | None, Sequence[str]]


def things(programme: Programme) -> Iterator[Thing]:
    """Everything of a programme that can be found, noun by noun, in a fixed number of queries."""
    parties: dict[int | None, Names] = dict(_named(Party, programme))
    zones: dict[int | None, Names] = dict(_named(Zone, programme))
    # People ask for what is promised at a zone by whatever name they know it.
    called: dict[int | None, list[str]] = dict(
        Zone.objects.filter(programme=programme).order_by("id").values_list("id", "aliases")
    )
    yield from _zones(programme, parties)
    yield from _parties(programme, parties)
    yield from _agreements(programme, parties)
    yield from _commitments(programme, parties, zones, called)
    yield from _ventures(programme, parties, zones, called)
    yield from _meetings(programme, parties)
    yield from _obstacles(programme, parties, zones, called)
    yield from _sources(programme)


def held(programme: Programme) -> dict[tuple[str, str], tuple[int, str]]:
    """What stands in the register now, by noun and code: its number and its digest."""
    rows = Entry.objects.filter(programme=programme).order_by("id")
    fields = ("id", "noun", "code", "digest")
    return {
        (noun, code): (number, digest)
        for number, noun, code, digest in rows.values_list(*fields).iterator(chunk_size=CHUNK)
    }


def _named(model: type[Party] | type[Zone], programme: Programme) -> Iterable[tuple[int, Names]]:
    return model._default_manager.filter(programme=programme).order_by("id").values_list("id", "names")


def _rows(rows: Any, *fields: str) -> Iterator[tuple[Any, ...]]:
    yield from rows.order_by("id").values_list(*fields).iterator(chunk_size=CHUNK)


def _texts(*texts: str) -> list[Names]:
    """Texts of which nobody said in which language they are."""
    return [{language_of(text): text} for text in texts if text]


def _those(names: ByNumber, *numbers: int | None) -> list[Names]:
    """The names of those that are there, each once."""
    return [names[number] for number in dict.fromkeys(numbers) if number in names]


def _zones(programme: Programme, parties: ByNumber) -> Iterator[Thing]:
    fields = ("code", "names", "aliases", "province", "developer_id", "authority_id")
    for code, names, aliases, province, developer, authority in _rows(
        Zone.objects.filter(programme=programme), *fields
    ):
        said = _those(parties, developer, authority)
        yield Thing("zones", code, names, aliases, _texts(province), said)


def _parties(programme: Programme, parties: ByNumber) -> Iterator[Thing]:
    rows = _rows(Party.objects.filter(programme=programme), "code", "names", "kind", "parent_id")
    for code, names, kind, parent in rows:
        yield Thing("parties", code, names, (), _those(parties, parent), _texts(kind))


def _agreements(programme: Programme, parties: ByNumber) -> Iterator[Thing]:
    signed: dict[int, list[Names]] = defaultdict(list)
    signatories = AgreementParty.objects.filter(agreement__programme=programme).order_by("agreement_id", "position")
    for agreement, party in signatories.values_list("agreement_id", "party_id"):
        signed[agreement].append(parties[party])
    fields = ("id", "code", "title_en", "kind", "signed_on", "state", "note")
    for number, code, title, *said in _rows(Agreement.objects.filter(programme=programme), *fields):
        yield Thing("agreements", code, _title(title, code), (), signed.get(number, ()), _texts(*said))


def _commitments(programme: Programme, parties: ByNumber, zones: ByNumber, called: Called) -> Iterator[Thing]:
    seen = commitments_seen(READER, programme)
    notes: dict[int, list[str]] = defaultdict(list)
    observed = Evidence.objects.filter(commitment__in=seen).exclude(note="")
    for commitment, note in _rows(observed, "commitment_id", "note"):
        notes[commitment].append(note)
    fields = ("id", "code", "title_en", "debtor_id", "creditor_id", "zone_id", "kind", "note")
    for number, code, title, debtor, creditor, zone, kind, note in _rows(seen, *fields):
        about = [*_those(parties, debtor), *_those(zones, zone)]
        said = [*_those(parties, creditor), *_texts(note, *notes.get(number, ()), kind, *called.get(zone, ()))]
        yield Thing("commitments", code, _title(title, code), (), about, said)


def _ventures(programme: Programme, parties: ByNumber, zones: ByNumber, called: Called) -> Iterator[Thing]:
    fields = ("code", "name", "party_id", "zone_id", "sector", "note")
    for code, name, party, zone, *said in _rows(Venture.objects.filter(programme=programme), *fields):
        about = [*_those(parties, party), *_those(zones, zone)]
        yield Thing("ventures", code, _title(name, code), (), about, _texts(*said, *called.get(zone, ())))


def _meetings(programme: Programme, parties: ByNumber) -> Iterator[Thing]:
    fields = ("code", "body_id", "number", "place", "held_on", "planned_on", "note")
    for code, body, number, place, *said in _rows(Meeting.objects.filter(programme=programme), *fields):
        names = {language: f"{name} {number or ''}".strip() for language, name in parties[body].items()}
        yield Thing("meetings", code, names, (), _texts(place), _texts(*said))


def _obstacles(programme: Programme, parties: ByNumber, zones: ByNumber, called: Called) -> Iterator[Thing]:
    rows = _rows(obstacles_seen(READER, programme), "code", "summary_en", "zone_id", "party_id", "kind")
    for code, summary, zone, party, kind in rows:
        about = [*_those(zones, zone), *_those(parties, party)]
        yield Thing("obstacles", code, _title(summary, code), (), about, _texts(kind, *called.get(zone, ())))


def _sources(programme: Programme) -> Iterator[Thing]:
    fields = ("code", "title", "language", "publisher", "published_on", "note")
    for code, title, language, publisher, *said in _rows(Source.objects.filter(programme=programme), *fields):
        names = {language_of(title, language): title} if title else {"en": code}
        yield Thing("sources", code, names, (), _texts(publisher), _texts(*said))


def _title(title: str, code: str) -> dict[str, str]:
    return {"en": title or code}
