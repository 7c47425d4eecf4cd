"""What the ledger is measured against: the barest loading of the same rows, and a plain loop through the ORM."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import connection, models, transaction

from corridor.agreements.models import Agreement, AgreementParty
from corridor.base.days import last_day, last_day_or_none
from corridor.enterprises.models import Venture
from corridor.ledger.models import Commitment, Dependency, Evidence, Obstacle
from corridor.ledger.rules.states import Promise, Reading, standing
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.sources.models import Figure, Source
from corridor.zones.models import Zone

Clock = Callable[[], float]
ROOMS = (
    Source,
    Party,
    Zone,
    Figure,
    Agreement,
    AgreementParty,
    Meeting,
    Commitment,
    Dependency,
    Evidence,
    Obstacle,
)
LOADED: tuple[type[models.Model], ...] = (*ROOMS, Venture)


def bare_executemany(clock: Clock) -> tuple[float, int]:
    """Take every loaded row out and put the same rows into the same tables by `executemany`, in one transaction.

    No reading, no checking, no references to look up, no difference, no journal: what any program that fills
    these tables must at least do. Leaves the tables filled as they were.
    """
    with connection.cursor() as cursor:
        rows = {}
        for model in LOADED:
            cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY id")
            rows[model] = cursor.fetchall()
    with transaction.atomic():
        for model in reversed(LOADED):
            model._default_manager.all()._raw_delete("default")
    began = clock()
    with transaction.atomic(), connection.cursor() as cursor:
        for model, values in rows.items():
            marks = ", ".join(["%s"] * len(model._meta.concrete_fields))
            if values:
                cursor.executemany(f"INSERT INTO {model._meta.db_table} VALUES ({marks})", values)
    return clock() - began, sum(map(len, rows.values()))


def text_tables(folder: Path, clock: Clock) -> float:
    """Barer still: the cells of the CSV files into tables of text without any constraint, each with one index."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[f"bare_{path.stem}"] = list(csv.reader(file))
    with connection.cursor() as cursor:
        for name, (header, *_rows) in tables.items():
            cursor.execute(f"CREATE TABLE {name} ({', '.join(f'{column} text' for column in header)})")
            cursor.execute(f"CREATE INDEX {name}_first ON {name} ({header[0]})")
        began = clock()
        with transaction.atomic():
            for name, (header, *rows) in tables.items():
                if rows:
                    marks = ", ".join(["%s"] * len(header))
                    cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        seconds = clock() - began
        for name in tables:
            cursor.execute(f"DROP TABLE {name}")
    return seconds


def loop_through_the_orm(count: int, on: date) -> int:
    """For each commitment its evidence and its needs through the ORM, and the state by the same rule."""
    kept = 0
    for each in Commitment.objects.select_related("agreement", "meeting")[:count]:
        readings = [
            Reading(last_day(seen.observed_on), seen.says, seen.grade, seen.quantity, seen.unit)
            for seen in each.evidence.all()
            if seen.observed_on
        ]
        promise = Promise(
            made_on=last_day_or_none(each.made_on),
            due_on=last_day_or_none(each.due_on),
            quantity=each.quantity,
            unit=each.unit,
            readings=readings,
        )
        found = standing(promise, on)
        needs = [need.needs_id for need in each.dependencies.all()]
        kept += bool(found and found.is_kept and needs)
    return kept
