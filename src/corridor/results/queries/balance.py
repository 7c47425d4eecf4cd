"""The stored balance: read where it answers for the day that is asked for, passed over where it does not.

Nothing rests on it: whatever it answers equals deriving everything anew (tests/results/test_balance.py), and
where it is of another day, or older than the last fact, or where only what was known on a day counts,
everything is derived anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet

from corridor.base.models import Event
from corridor.ledger.models import Commitment, Dependency
from corridor.ledger.queries.dossier import NEEDS_DEEP, WAITS_DEEP
from corridor.ledger.queries.items import items
from corridor.ledger.rules.items import Facts, Item
from corridor.ledger.rules.states import Standing
from corridor.ledger.rules.waiting import Waiting
from corridor.ledger.rules.words import ENDED, Proof, State
from corridor.programme.models import Programme
from corridor.results.models import Balance, Line
from corridor.results.queries.named import Called, names_of
from corridor.results.queries.struck import board_from
from corridor.results.rules.board import Board
from corridor.results.rules.lists import COMPARED, Choice, proven_at_least

# The tables of a package (exchange/rules/format.py): only what stands in them is a fact that a balance counts.
FACT_TABLES = (
    "programme", "sources", "parties", "zones", "figures", "agreements", "meetings", "commitments", "dependencies",
    "evidence", "verifications", "endings", "moves", "contests", "obstacles", "steps", "ventures", "merges",
)  # fmt: skip
# Where there is more than this, deriving everything takes seconds: a balance that is a minute old is shown, with
# its age, and struck anew meanwhile. What is smaller is derived anew at once.
LARGE, MINUTES_OLD = 5_000, "60 seconds"
CUTOFF = {
    "sqlite": f"datetime('now', '-{MINUTES_OLD}')",
    "postgresql": f"statement_timestamp() - interval '{MINUTES_OLD}'",
}
OFFERED = 100
# More dated promises for one kind of thing at one place are told on its story page.
SAME_MOST = 200
FACTS = (
    "commitment_id", "code", "title", "kind", "debtor", "creditor", "zone", "quantity", "unit", "made_on", "due_on",
    "workers", "exports_usd", "source", "agreement", "meeting",
)  # fmt: skip
STANDING = ("state", "proof", "kept_on", "days_late", "is_blocked", "is_disputed", "is_contested")
WAITING = ("others_wait", "workers_wait")
WIDTH = len(FACTS)
MARKS: Mapping[str, Mapping[str, Any]] = {
    "open": {"is_open": True},
    "kept": {"state__in": (State.KEPT_ON_TIME, State.KEPT_LATE)},
    "late": {"is_late": True},
    "blocked": {"is_blocked": True},
    "disputed": {"is_disputed": True},
    "contested": {"is_contested": True},
    "punctual": {"state": State.KEPT_ON_TIME, "due_on__gt": ""},
    "undated": {"state__in": (State.KEPT_ON_TIME, State.KEPT_LATE), "due_on": ""},
    "held": {"is_held": True},
}
# Workers were pledged, and the promise did not end unkept.
PLEDGING = Q(workers__gt=0) & ~Q(state__in=ENDED)


def last_event(programme: str = "") -> int:
    """The number of the last entry of the journal on a fact of a programme, or of any; 0 where there is none."""
    rows = Event.objects.filter(table__in=FACT_TABLES)
    if programme:
        rows = rows.filter(programme=programme)
    return rows.order_by("-id").values_list("id", flat=True).first() or 0


class Struck(NamedTuple):
    """The head of a balance that answers: of which day and entry of the journal, over how many commitments.

    is_behind: facts have come since, within the last minute, that it does not count yet.
    """

    on: date
    event: int
    commitments: int
    is_behind: bool = False


def balance_for(programme: Programme, on: date, known_on: date | None) -> Struck | None:
    """The balance, if it answers for what is known now about that day: exactly, or of much as of a minute ago."""
    if known_on is not None:
        return None
    # Plain SQL: every page asks this first, and through the ORM asking takes ten times as long as answering.
    quoted = connection.ops.quote_name
    told = ", ".join(["%s"] * len(FACT_TABLES))
    statement = (
        f"SELECT b.event, b.commitments, b.struck_at >= {CUTOFF[connection.vendor]}, coalesce("
        f"(SELECT e.id FROM {quoted(Event._meta.db_table)} e WHERE e.programme = %s "
        f"AND e.{quoted('table')} IN ({told}) ORDER BY e.id DESC LIMIT 1), 0) "
        f"FROM {quoted(Balance._meta.db_table)} b WHERE b.programme_id = %s AND b.{quoted('on')} = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [programme.code, *FACT_TABLES, programme.pk, on.isoformat()])
        row = cursor.fetchone()
    if row is None:
        return None
    event, commitments, is_fresh, last = row
    if event == last:
        return Struck(on, event, commitments)
    return Struck(on, event, commitments, True) if is_fresh and commitments > LARGE else None


def struck_before(programme: Programme, at: datetime) -> bool:
    """Whether the balance of a programme was struck before a moment."""
    return Balance.objects.filter(programme=programme, struck_at__lt=at).exists()


def as_they_stand(few: QuerySet[Commitment], among: Mapping[int, Item], on: date) -> dict[int, Item]:
    """A few commitments of a balance that is behind, derived anew; how many wait for each is told as was struck."""
    fresh = items(few, on=on)
    return {
        number: replace(item, waiting=among[number].waiting if number in among else item.waiting)
        for number, item in fresh.items()
    }


def struck_board(programme: Programme, struck: Struck) -> Board:
    """The board of a balance."""
    rows = Balance.objects.filter(programme=programme, on=struck.on, event=struck.event)
    return board_from(rows.values_list("board", flat=True).get())


class Offers(NamedTuple):
    """By what lists can be chosen, whatever the day: debtors and zones with their names, and all kinds."""

    debtors: Called
    zones: Called
    kinds: list[str]


@lru_cache(maxsize=4)
def offers_at(programme: Programme, on: date, event: int) -> Offers:
    """By what the lists of a balance can be chosen; kept, as it is the same for every reader of the day."""
    return Offers(*Balance.objects.values_list(*Offers._fields).get(programme=programme, on=on, event=event))


def offers(programme: Programme, seen: QuerySet[Commitment]) -> Offers:
    """By what lists of these commitments can be chosen: the hundred debtors and zones with the most, all kinds."""

    def most(column: str) -> list[str]:
        rows = seen.order_by().exclude(**{column: None}).values_list(column).annotate(Count("id"))
        return [code for code, _count in sorted(rows, key=lambda row: (-row[1], row[0]))][:OFFERED]

    debtors, zones = most("debtor__code"), most("zone__code")
    names = names_of(programme, debtors, zones)
    return Offers(
        {code: names.parties[code] for code in debtors},
        {code: names.zones[code] for code in zones},
        sorted(seen.order_by().values_list("kind", flat=True).distinct()),
    )


def chosen_lines(seen: QuerySet[Line], choice: Choice) -> QuerySet[Line]:
    """The lines that a choice asks for, in its order."""
    wanted: dict[str, Any] = {name: getattr(choice, name) for name in COMPARED if getattr(choice, name)}
    if choice.state is not None:
        wanted["state"] = choice.state
    if choice.mark == "pledging":
        seen = seen.filter(PLEDGING)
    elif choice.mark:
        seen = seen.filter(**MARKS[choice.mark])
    if choice.proof:
        wanted["proof__in"] = proven_at_least(choice.proof)
    return seen.filter(**wanted).order_by(f"by_{choice.order}")


def items_of(lines: QuerySet[Line]) -> Iterator[Item]:
    """Lines as items; what each waits for and got is not told."""
    for row in lines.values_list(*FACTS, *STANDING, *WAITING).iterator(chunk_size=10_000):
        state, proof, *standing = row[WIDTH:-2]
        yield Item(
            Facts._make(row[:WIDTH]),
            Standing(State(state), Proof(proof), *standing),
            Waiting._make(row[-2:]),
            (),
            (),
        )


def items_near(seen: QuerySet[Line], code: str) -> dict[int, Item]:
    """A commitment, those near it, and those for the same kind of thing at its zone that bear a date."""
    place = seen.filter(code=code).values("zone", "kind")[:1]
    same = seen.exclude(due_on="").exclude(zone="").filter(zone=place.values("zone"), kind=place.values("kind"))
    also = [item for item in items_of(same.order_by("commitment_id")[:SAME_MOST]) if item.facts.code != code]
    near = {item.facts.number: item for item in also} | items_around(seen, [code], NEEDS_DEEP, WAITS_DEEP)
    return dict(sorted(near.items()))


def items_around(seen: QuerySet[Line], codes: Sequence[str], down: int, up: int) -> dict[int, Item]:
    """Some commitments and those about them, with what each of them waits for and got as far as it is among them.

    down: through so many needs; up: through so many that need them. A fixed number of queries for given steps.
    """
    start = set(seen.filter(code__in=codes).values_list("commitment_id", flat=True))
    numbers, needs = set(start), Dependency.objects.order_by("id")
    for steps, near, far in ((down, "commitment_id", "needs_id"), (up, "needs_id", "commitment_id")):
        edge = start
        for _step in range(steps):
            edge = set(needs.filter(**{f"{near}__in": edge}).values_list(far, flat=True)) - numbers
            numbers |= edge
    lines = seen.filter(commitment_id__in=numbers).order_by("commitment_id")
    found = {item.facts.number: item for item in items_of(lines)}
    waits: dict[int, tuple[list[int], list[int]]] = {number: ([], []) for number in found}
    pairs = needs.filter(commitment_id__in=numbers, needs_id__in=numbers).values_list("commitment_id", "needs_id")
    for item, needed in pairs:
        if item in found and needed in found:
            standing = found[needed].standing
            if standing.is_open:
                waits[item][0].append(needed)
            elif standing.is_kept:
                waits[item][1].append(needed)
    return {number: Item(item.facts, item.standing, item.waiting, *waits[number]) for number, item in found.items()}
