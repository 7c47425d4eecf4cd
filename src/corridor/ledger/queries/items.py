"""Where every commitment of a programme stands on a day.

Whole columns are read in a fixed number of queries and derived in memory: a loop through the ORM
takes more than twenty times as long (bench/ledger.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from corridor.agreements.models import Agreement
from corridor.base.days import last_day, last_day_or_none
from corridor.ledger.models import Commitment, Contest, Dependency, Ending, Evidence, Verification
from corridor.ledger.queries.contests import Objection, objections, wrong_since
from corridor.ledger.rules.items import Facts, Item, items_on
from corridor.ledger.rules.states import Promise, Reading
from corridor.ledger.rules.words import State
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.sources.models import Source
from corridor.zones.models import Zone

CHUNK = 10_000
# The rows of a queryset that were known on the day that is asked for, as tuples of some columns.
Seen = Callable[..., Iterator[Any]]


class Paper(NamedTuple):
    """What an agreement does to the commitments it carries: when it binds, is replaced, runs out."""

    code: str
    bound_on: date | None
    superseded_on: date | None
    expires_on: date | None


def items(seen: QuerySet[Commitment], *, on: date, known_on: date | None = None) -> dict[int, Item]:
    """Every commitment made by a day and where it stood then, by its number, in the order they were loaded.

    With `known_on`, only what had been published by that day, or recorded here, is used.
    """
    # Nobody asks when anything was published where all that is known now counts.
    sources = Source.objects.filter(programme__in=_programmes(seen)) if known_on else Source.objects.none()
    known = _known(dict(sources.values_list("id", "published_on")), known_on)
    contests = objections(Contest.objects.filter(commitment__in=seen), known_on)
    return items_on(_promises(seen, known, contests), known(_needs(seen), "commitment_id", "needs_id"), on)


def promises(seen: QuerySet[Commitment]) -> dict[int, tuple[Facts, Promise]]:
    """The dated facts from which the state of each commitment follows, by its number."""
    contests = objections(Contest.objects.filter(commitment__in=seen), None)
    return {facts.number: (facts, promise) for facts, promise in _promises(seen, _known({}, None), contests)}


class Ground(NamedTuple):
    """What states and forecasts rest on: facts and dated facts by number; who needs whom, with days between."""

    promises: dict[int, tuple[Facts, Promise]]
    needs: list[tuple[int, int, int]]


def ground(seen: QuerySet[Commitment], *, known_on: date | None = None) -> Ground:
    """The dated facts of some commitments and who needs whom, as far as published, or recorded here, by a day.

    As `items`, before anything is derived.
    """
    sources = Source.objects.filter(programme__in=_programmes(seen)) if known_on else Source.objects.none()
    known = _known(dict(sources.values_list("id", "published_on")), known_on)
    contests = objections(Contest.objects.filter(commitment__in=seen), known_on)
    told = {facts.number: (facts, promise) for facts, promise in _promises(seen, known, contests)}
    rows = known(_needs(seen), "commitment_id", "needs_id", "lag_days")
    return Ground(told, [(item, needed, lag or 0) for item, needed, lag in rows])


def _programmes(seen: QuerySet[Commitment]) -> QuerySet[Commitment, dict[str, int]]:
    return seen.order_by().values("programme").distinct()  # type: ignore[return-value]


def _known(sources: dict[int, str], known_on: date | None) -> Seen:
    """Rows whose source was published by that day; where it bears no date, rows recorded here by that day."""

    def everything(rows: QuerySet, *columns: str) -> Iterator[Any]:
        return rows.values_list(*columns).iterator(chunk_size=CHUNK)

    if known_on is None:
        return everything
    published = {source: last_day_or_none(day) for source, day in sources.items()}

    def known(rows: QuerySet, *columns: str) -> Iterator[Any]:
        for *row, source, recorded_at in everything(rows, *columns, "source_id", "recorded_at"):
            if (published[source] or recorded_at.date()) <= known_on:
                yield row

    return known


def _promises(
    seen: QuerySet[Commitment], known: Seen, contests: Sequence[Objection]
) -> Iterator[tuple[Facts, Promise]]:
    programmes = _programmes(seen)
    parties = dict(Party.objects.filter(programme__in=programmes).values_list("id", "code"))
    zones = dict(Zone.objects.filter(programme__in=programmes).values_list("id", "code"))
    codes = dict(Source.objects.filter(programme__in=programmes).values_list("id", "code"))
    papers, held = _papers(programmes, known), _held(programmes, known)
    readings, endings = _readings(seen, known, wrong_since(contests)), _endings(seen, known)
    contested = _contested(contests)
    columns = (
        "id code title_en kind debtor_id creditor_id zone_id quantity unit made_on due_on outcome_workers "
        "outcome_exports_usd source_id agreement_id meeting_id"
    )
    nothing, never = Paper("", None, None, None), ("", None)
    for row in known(seen.order_by("id"), *columns.split()):
        number, code, title, kind, debtor, creditor, zone, quantity, unit, made_on, due_on = row[:11]
        workers, exports_usd, source, agreement, meeting = row[11:]
        paper = papers.get(agreement, nothing)
        sitting, held_on = held.get(meeting, never)
        bound_on = min(filter(None, (paper.bound_on, held_on)), default=None)
        ended = endings.get(number, ())
        if paper.superseded_on:
            ended = (*ended, (paper.superseded_on, State.SUPERSEDED))
        made = last_day(made_on) if made_on else None
        due = last_day(due_on) if due_on else None
        seen_of_it = (readings.get(number, ()), contested.get(number, ()))
        promise = Promise(made, due, bound_on, quantity, unit, ended, paper.expires_on, *seen_of_it)
        who = (parties[debtor], parties.get(creditor, ""), zones.get(zone, ""))
        what = (quantity, unit, made_on, due_on, workers, exports_usd, codes[source])
        yield Facts(number, code, title, kind, *who, *what, paper.code, sitting), promise


def _papers(programmes: QuerySet, known: Seen) -> dict[int, Paper]:
    """Agreements by number. One marked superseded ends on the day a known successor was signed."""
    columns = ("id", "code", "signed_on", "expires_on", "state", "elevates_id")
    rows = list(known(Agreement.objects.filter(programme__in=programmes), *columns))
    successors: dict[int, list[date]] = defaultdict(list)
    for _number, _code, signed_on, _expires_on, _state, elevates in rows:
        if elevates and signed_on:
            successors[elevates].append(last_day(signed_on))
    return {
        number: Paper(
            code,
            last_day_or_none(signed_on),
            min(successors[number], default=None) if state == "superseded" else None,
            last_day_or_none(expires_on),
        )
        for number, code, signed_on, expires_on, state, _elevates in rows
    }


def _held(programmes: QuerySet, known: Seen) -> dict[int, tuple[str, date | None]]:
    """Sittings by number: their codes, and the days of those that were held."""
    rows = known(Meeting.objects.filter(programme__in=programmes), "id", "code", "held_on")
    return {number: (code, last_day_or_none(held_on)) for number, code, held_on in rows}


def _readings(seen: QuerySet[Commitment], known: Seen, wrong: Mapping[int, date]) -> dict[int, list[Reading]]:
    """Dated evidence by commitment; evidence without a day is shown elsewhere and moves nothing."""
    verified = _verified(seen, known)
    rows = Evidence.objects.filter(commitment__in=seen).exclude(observed_on="")
    columns = ("commitment_id", "id", "observed_on", "says", "grade", "quantity", "unit", "valid_until")
    readings: dict[int, list[Reading]] = defaultdict(list)
    for number, own, observed_on, says, grade, quantity, unit, valid_until in known(rows, *columns):
        until = last_day(valid_until) if valid_until else None
        if own in wrong:
            before = wrong[own] - timedelta(days=1)
            until = min(before, until or before)
        reading = Reading(last_day(observed_on), says, grade, quantity, unit, verified.get(own), until)
        readings[number].append(reading)
    return readings


def _contested(contests: Sequence[Objection]) -> dict[int, tuple[tuple[date, date | None], ...]]:
    """From when and until when each commitment, or evidence of it, was said to be told wrongly."""
    spans: dict[int, tuple[tuple[date, date | None], ...]] = {}
    for each in contests:
        spans[each.commitment] = (*spans.get(each.commitment, ()), (each.contested_on, each.answered_on))
    return spans


def _verified(seen: QuerySet[Commitment], known: Seen) -> dict[int, date]:
    """When each piece of evidence was first verified, by a party that does not owe what it proves."""
    rows = Verification.objects.filter(evidence__commitment__in=seen)
    rows = rows.exclude(verifier=F("evidence__commitment__debtor"))
    verified: dict[int, date] = {}
    for evidence, verified_on in known(rows, "evidence_id", "verified_on"):
        day = last_day(verified_on)
        verified[evidence] = min(day, verified.get(evidence, day))
    return verified


def _endings(seen: QuerySet[Commitment], known: Seen) -> dict[int, tuple[tuple[date, State], ...]]:
    rows = Ending.objects.filter(commitment__in=seen).exclude(ended_on="")
    return {
        number: ((last_day(ended_on), State(how)),)
        for number, how, ended_on in known(rows, "commitment_id", "how", "ended_on")
    }


def _needs(seen: QuerySet[Commitment]) -> QuerySet[Dependency]:
    return Dependency.objects.filter(commitment__in=seen)
