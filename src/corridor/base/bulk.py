"""Many rows at once, on both databases.

Raw SQL, because a programme of 600,000 rows must load at a sixth of the speed of a bare `executemany`,
and `bulk_create` is far slower than that (docs/decisions/0008-bulk-sql.md, bench/ledger.py).
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, models

CHUNK = 10_000


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values stand in the order of the fields, ready for the database."""
    fields_of = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = ", ".join(connection.ops.quote_name(fields_of[name]) for name in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = cursor.copy(f"COPY {table} ({columns}) FROM STDIN")
            with connection.wrap_database_errors, copying as copy:
                for row in rows:
                    copy.write_row(row)
            return
        statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
        rows = iter(rows)
        while chunk := list(islice(rows, CHUNK)):
            cursor.executemany(statement, chunk)


def update(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Give rows new values: each begins with its own number, the values of the fields follow."""
    fields_of = {field.name: str(field.column) for field in model._meta.concrete_fields}
    changes = ", ".join(f"{connection.ops.quote_name(fields_of[name])} = %s" for name in fields)
    statement = f"UPDATE {connection.ops.quote_name(model._meta.db_table)} SET {changes} WHERE id = %s"
    rows = iter(rows)
    with connection.cursor() as cursor:
        while chunk := list(islice(rows, CHUNK)):
            cursor.executemany(statement, [(*values, number) for number, *values in chunk])


def look_again(*tables: type[models.Model]) -> None:
    """Let the database count what many new rows hold: until it does, it plans as if all tables were alike."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        for model in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """Numbers for that many new rows, which nobody else will use, in rising order."""
    if not count:
        return ()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(statement, [table, count])
            return [number for (number,) in cursor.fetchall()]
        # SQLite writes one transaction at a time, so nobody can take these numbers meanwhile.
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
        return range(last + 1, last + 1 + count)


def hold(name: str) -> None:
    """Let nobody else do the thing of that name until this transaction ends (SQLite: nobody writes at all)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])


def hold_if_free(name: str) -> bool:
    """The same as `hold`, but says False at once where somebody else does it (SQLite: nobody else can be)."""
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
            return bool(cursor.fetchone()[0])
    return True


def moment(at: datetime) -> Any:
    """A moment as the database takes it."""
    return models.DateTimeField().get_db_prep_save(at, connection)


# Made once: a new encoder for each of a million events would take as long as the events themselves.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def as_json(value: Any) -> str:
    """A value as compact JSON, Urdu and Chinese readable."""
    return _ENCODE(value)
