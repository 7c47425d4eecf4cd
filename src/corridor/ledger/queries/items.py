"""Where every commitment of a programme stands on a day.

Whole columns are read in a fixed number of queries and derived in memory: a loop through the ORM
takes more than twenty times as long (bench/ledger.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, QuerySet

from corridor.agreements.models import Agreement
from corridor.base.days import last_day, last_day_or_none
from corridor.ledger.models import Commitment, Dependency, Ending, Evidence, Verification
from corridor.ledger.rules.items import Facts, Item, items_on
from corridor.ledger.rules.states import Promise, Reading
from corridor.ledger.rules.waiting import Edge
from corridor.ledger.rules.words import State
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.sources.models import Source
from corridor.zones.models import Zone

CHUNK = 10_000
# Whether a statement of that source, recorded at that moment, was known on the day that is asked for.
Known = Callable[[int, datetime], bool]


class Paper(NamedTuple):
    """What an agreement does to the commitments it carries: when it binds, is replaced, runs out."""

    bound_on: date | None
    superseded_on: date | None
    expires_on: date | None


def items(seen: QuerySet[Commitment], *, on: date, known_on: date | None = None) -> dict[int, Item]:
    """Every commitment made by a day and where it stood then, by its number, in the order they were loaded.

    With `known_on`, only what had been published by that day, or recorded here, is used.
    """
    sources = dict(Source.objects.filter(programme__in=_programmes(seen)).values_list("id", "published_on"))
    known = _known(sources, known_on)
    return items_on(_promises(seen, known), _needs(seen, known), on)


def _programmes(seen: QuerySet[Commitment]) -> QuerySet[Commitment, dict[str, int]]:
    return seen.order_by().values("programme").distinct()  # type: ignore[return-value]


def _known(sources: dict[int, str], known_on: date | None) -> Known:
    """Published by that day; where the source bears no date, recorded here by that day."""
    if known_on is None:
        return lambda source, recorded_at: True
    published = {source: last_day_or_none(day) for source, day in sources.items()}

    def known(source: int, recorded_at: datetime) -> bool:
        return (published[source] or recorded_at.date()) <= known_on

    return known


def _promises(seen: QuerySet[Commitment], known: Known) -> Iterator[tuple[Facts, Promise]]:
    programmes = _programmes(seen)
    parties = dict(Party.objects.filter(programme__in=programmes).values_list("id", "code"))
    zones = dict(Zone.objects.filter(programme__in=programmes).values_list("id", "code"))
    codes = dict(Source.objects.filter(programme__in=programmes).values_list("id", "code"))
    papers, held = _papers(programmes, known), _held(programmes, known)
    readings, endings = _readings(seen, known), _endings(seen, known)
    columns = (
        "id code title_en kind debtor_id creditor_id zone_id quantity unit made_on due_on outcome_workers "
        "outcome_exports_usd source_id recorded_at agreement_id meeting_id"
    )
    nothing = Paper(None, None, None)
    for row in seen.order_by("id").values_list(*columns.split()).iterator(chunk_size=CHUNK):
        number, code, title, kind, debtor, creditor, zone, quantity, unit, made_on, due_on = row[:11]
        workers, exports_usd, source, recorded_at, agreement, meeting = row[11:]
        if not known(source, recorded_at):
            continue
        paper = papers.get(agreement, nothing)
        bound = [day for day in (paper.bound_on, held.get(meeting)) if day]
        ended = list(endings.get(number, ()))
        if paper.superseded_on:
            ended.append((paper.superseded_on, State.SUPERSEDED))
        promise = Promise(
            made_on=last_day_or_none(made_on),
            due_on=last_day_or_none(due_on),
            bound_on=min(bound, default=None),
            quantity=quantity,
            unit=unit,
            ended=tuple(ended),
            expires_on=paper.expires_on,
            readings=readings.get(number, ()),
        )
        facts = Facts(
            number, code, title, kind, parties[debtor], parties.get(creditor, ""), zones.get(zone, ""),
            quantity, unit, made_on, due_on, workers, exports_usd, codes[source],
        )  # fmt: skip
        yield facts, promise


def _papers(programmes: QuerySet, known: Known) -> dict[int, Paper]:
    """Agreements by number. One marked superseded ends on the day a known successor was signed."""
    columns = ("id", "signed_on", "expires_on", "state", "elevates_id", "source_id", "recorded_at")
    rows = list(Agreement.objects.filter(programme__in=programmes).values_list(*columns))
    rows = [row for row in rows if known(row[5], row[6])]
    successors: dict[int, list[date]] = defaultdict(list)
    for _number, signed_on, _expires_on, _state, elevates, *_rest in rows:
        if elevates and signed_on:
            successors[elevates].append(last_day(signed_on))
    return {
        number: Paper(
            last_day_or_none(signed_on),
            min(successors[number], default=None) if state == "superseded" else None,
            last_day_or_none(expires_on),
        )
        for number, signed_on, expires_on, state, *_rest in rows
    }


def _held(programmes: QuerySet, known: Known) -> dict[int, date]:
    rows = Meeting.objects.filter(programme__in=programmes).exclude(held_on="")
    columns = rows.values_list("id", "held_on", "source_id", "recorded_at")
    return {
        number: last_day(held_on) for number, held_on, source, recorded_at in columns if known(source, recorded_at)
    }


def _readings(seen: QuerySet[Commitment], known: Known) -> dict[int, list[Reading]]:
    """Dated evidence by commitment; evidence without a day is shown elsewhere and moves nothing."""
    verified = _verified(seen, known)
    rows = Evidence.objects.filter(commitment__in=seen).exclude(observed_on="")
    columns = (
        "commitment_id",
        "id",
        "observed_on",
        "says",
        "grade",
        "quantity",
        "unit",
        "source_id",
        "recorded_at",
    )
    readings: dict[int, list[Reading]] = defaultdict(list)
    for number, own, observed_on, says, grade, quantity, unit, source, recorded_at in rows.values_list(
        *columns
    ).iterator(chunk_size=CHUNK):
        if known(source, recorded_at):
            reading = Reading(last_day(observed_on), says, grade, quantity, unit, verified.get(own))
            readings[number].append(reading)
    return readings


def _verified(seen: QuerySet[Commitment], known: Known) -> dict[int, date]:
    """When each piece of evidence was first verified, by a party that does not owe what it proves."""
    rows = Verification.objects.filter(evidence__commitment__in=seen)
    rows = rows.exclude(verifier=F("evidence__commitment__debtor"))
    verified: dict[int, date] = {}
    for evidence, verified_on, source, recorded_at in rows.values_list(
        "evidence_id", "verified_on", "source_id", "recorded_at"
    ):
        if known(source, recorded_at):
            day = last_day(verified_on)
            verified[evidence] = min(day, verified.get(evidence, day))
    return verified


def _endings(seen: QuerySet[Commitment], known: Known) -> dict[int, list[tuple[date, State]]]:
    rows = Ending.objects.filter(commitment__in=seen).exclude(ended_on="")
    endings: dict[int, list[tuple[date, State]]] = defaultdict(list)
    for number, how, ended_on, source, recorded_at in rows.values_list(
        "commitment_id", "how", "ended_on", "source_id", "recorded_at"
    ):
        if known(source, recorded_at):
            endings[number].append((last_day(ended_on), State(how)))
    return endings


def _needs(seen: QuerySet[Commitment], known: Known) -> Iterator[Edge]:
    rows = Dependency.objects.filter(commitment__in=seen)
    columns = rows.values_list("commitment_id", "needs_id", "source_id", "recorded_at")
    for item, needed, source, recorded_at in columns.iterator(chunk_size=CHUNK):
        if known(source, recorded_at):
            yield item, needed
