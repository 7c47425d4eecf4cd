"""The board of a programme, read in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, F

from corridor.base.actors import Actor
from corridor.base.days import by_then, last_day, last_day_or_none
from corridor.enterprises.models import Venture
from corridor.ledger import access
from corridor.ledger.models import Evidence, Verification
from corridor.ledger.queries.contests import evidence_found_wrong
from corridor.ledger.queries.items import items
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results.queries.balance import balance_for, struck_board
from corridor.results.queries.named import names_of
from corridor.results.rules import board as rules
from corridor.results.rules.outcomes import VentureSeen, Verified, outcomes
from corridor.results.rules.statements import Statement
from corridor.sources.models import Figure, Source
from corridor.sources.rules import was_known

# Evidence that something is there, whole or in part.
DELIVERIES = ("delivered", "partly")
# So many stand on the board itself; the lists have all of them.
HELD_FIRST, SOON_FIRST = 12, 50
COUNTED = ("units-in-production", "jobs-claimed", "workers", "exports")


def board(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> rules.Board:
    """The board as somebody may see it on a day: as it was struck for that day, else derived anew."""
    struck = balance_for(programme, on, known_on)
    if struck is not None:
        return replace(struck_board(programme, struck), is_behind=struck.is_behind)
    found = items(access.commitments_seen(by, programme), on=on, known_on=known_on)
    return board_of(programme, by, found, on=on, known_on=known_on)


def board_of(
    programme: Programme, by: Actor, found: Mapping[int, Item], *, on: date, known_on: date | None = None
) -> rules.Board:
    """The board from where every commitment stands; of the stuck and of those due soon it names the first."""
    everyone = list(found.values())
    ventures = _ventures(programme, known_on)
    stuck, soon = rules.held(found, ventures, on), rules.due_soon(everyone, on)
    verified, published = _verifications(programme, on, known_on), _published(programme, known_on)
    wrong = evidence_found_wrong(programme, known_on)
    proven = _quantities(verified, wrong, on)
    shown = rules.Board(
        programme=programme.code,
        names=programme.names,
        on=on,
        known_on=known_on,
        counts=_counts(programme, everyone, len(verified), len(published), on, known_on),
        newest=max((day for day in published if day and last_day(day) <= on), key=last_day, default=""),
        states=rules.states(everyone),
        kept_undated=sum(item.is_kept_undated for item in everyone),
        outcomes=outcomes(everyone, _statements(programme, known_on), ventures, proven, on),
        path=rules.path(everyone),
        held=stuck[:HELD_FIRST],
        held_total=len(stuck),
        debtors=rules.debtors(everyone),
        soon=soon[:SOON_FIRST],
        soon_total=len(soon),
        hindrances=rules.hindrances(_obstacles(programme, by, known_on), on),
    )
    parties, zones = rules.named_on(shown)
    names = names_of(programme, parties, zones)
    return replace(shown, parties=names.parties, zones=names.zones)


def _published(programme: Programme, known_on: date | None) -> list[str]:
    """When each source was published that was known."""
    rows = Source.objects.filter(programme=programme).values_list("published_on", "recorded_at")
    return [
        published_on for published_on, recorded_at in rows if was_known(published_on, recorded_at.date(), known_on)
    ]


def _counts(
    programme: Programme, everyone: Sequence[Item], verified: int, sources: int, on: date, known_on: date | None
) -> dict[str, int]:
    """How much the board rests on: reports of what had happened by a day, from sources that were known."""
    rows = Evidence.objects.filter(commitment__programme=programme).order_by()
    days = rows.values_list("observed_on", "source__published_on", "recorded_at").annotate(Count("id"))
    evidence = [
        (observed_on, count)
        for observed_on, published_on, recorded_at, count in days
        if by_then(observed_on, on) and was_known(published_on, recorded_at.date(), known_on)
    ]
    return {
        "commitments": len(everyone),
        "disputed": sum(item.standing.is_disputed for item in everyone),
        "undated": sum(not item.facts.made_on for item in everyone),
        "sources": sources,
        "evidence": sum(count for _day, count in evidence),
        "evidence_undated": sum(count for day, count in evidence if not day),
        "evidence_verified": verified,
    }


def _statements(programme: Programme, known_on: date | None) -> list[Statement]:
    rows = Figure.objects.filter(programme=programme, measure__in=COUNTED).order_by("id")
    columns = (
        "subject_kind", "subject", "measure", "value", "unit", "as_of", "nature", "definition", "source__code",
        "source__published_on", "recorded_at",
    )  # fmt: skip
    return [
        Statement(*row[:9]) for row in rows.values_list(*columns) if was_known(row[9], row[10].date(), known_on)
    ]


def _ventures(programme: Programme, known_on: date | None) -> list[VentureSeen]:
    rows = Venture.objects.filter(programme=programme).order_by("id")
    columns = ("code", "name", "stage", "as_of", "zone__code", "source__published_on", "recorded_at")
    return [
        VentureSeen(*row[:5]) for row in rows.values_list(*columns) if was_known(row[5], row[6].date(), known_on)
    ]


def _obstacles(programme: Programme, by: Actor, known_on: date | None) -> list[rules.ObstacleSeen]:
    rows = access.obstacles_seen(by, programme).order_by("id")
    columns = ("code", "kind", "zone__code", "since", "until", "source__published_on", "recorded_at")
    return [
        rules.ObstacleSeen(row[0], row[1], row[2] or "", *row[3:5])
        for row in rows.values_list(*columns)
        if was_known(row[5], row[6].date(), known_on)
    ]


def _verifications(programme: Programme, on: date, known_on: date | None) -> dict[int, list[Any]]:
    """What a party other than the debtor has verified by a day, by the number of the evidence."""
    rows = Verification.objects.filter(evidence__commitment__programme=programme)
    rows = rows.exclude(verifier=F("evidence__commitment__debtor")).order_by("id")
    columns = (
        "evidence_id", "evidence__says", "evidence__commitment_id", "evidence__commitment__kind",
        "evidence__observed_on", "evidence__quantity", "evidence__unit", "evidence__valid_until",
        "verified_on", "source__published_on", "recorded_at",
    )  # fmt: skip
    return {
        number: evidence
        for number, *evidence, verified_on, published_on, recorded_at in rows.values_list(*columns)
        if last_day(verified_on) <= on and was_known(published_on, recorded_at.date(), known_on)
    }


def _quantities(verified: Mapping[int, Sequence[Any]], wrong: Mapping[int, date], on: date) -> list[Verified]:
    """The quantities in what was verified and still proves something, where a day and a number were given."""
    return [
        Verified(commitment, kind, last_day(observed_on), quantity, unit)
        for number, (says, commitment, kind, observed_on, quantity, unit, valid_until) in verified.items()
        if says in DELIVERIES and observed_on and quantity is not None
        if on < wrong.get(number, date.max) and on <= (last_day_or_none(valid_until) or date.max)
    ]
