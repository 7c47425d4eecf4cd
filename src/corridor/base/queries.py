"""Questions to the database itself: may it be trusted with a programme?"""

from collections.abc import Iterator

from django.db import connection

# SQLite 3.51.3 mends the WAL-reset fault; 3.50.7 and 3.44.6 are back-ports of the same correction.
SOUND_SQLITE = (3, 51, 3)
BACK_PORTS = ((3, 50, 7), (3, 44, 6))
OLDEST_POSTGRESQL = 15
# As many as base/migrations/0001 makes.
SQLITE_TRIGGERS, POSTGRESQL_TRIGGERS = 3, 2


def dangers() -> list[str]:
    """Why this database must not be trusted, one sentence each; empty when it is safe (docs/reliability.md)."""
    return list(_dangers_of_postgresql() if connection.vendor == "postgresql" else _dangers_of_sqlite())


def is_sound(version: tuple[int, ...]) -> bool:
    """Whether a SQLite is free of the WAL-reset fault.

    >>> is_sound((3, 53, 4)), is_sound((3, 40, 1)), is_sound((3, 50, 7)), is_sound((3, 50, 6))
    (True, False, True, False)
    """
    return version >= SOUND_SQLITE or any(version[:2] == good[:2] and version >= good for good in BACK_PORTS)


def _dangers_of_sqlite() -> Iterator[str]:
    found = str(_ask("SELECT sqlite_version()"))
    if not is_sound(tuple(map(int, found.split(".")))):
        yield f"SQLite {found} can corrupt a WAL database; install pysqlite3, or a Python with SQLite 3.51.3"
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        now = _ask(f"PRAGMA {pragma}")
        if now != wanted:
            yield f"SQLite runs with {pragma}={now}; it must be {wanted}"
    closed = _ask("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'base_event'")
    if closed != SQLITE_TRIGGERS:
        yield "the journal is not protected: its triggers are missing; run the migrations"


def _dangers_of_postgresql() -> Iterator[str]:
    version = connection.pg_version // 10000  # type: ignore[attr-defined]
    if version < OLDEST_POSTGRESQL:
        yield f"PostgreSQL {version} is too old; it must be {OLDEST_POSTGRESQL} or newer"
    for setting, unsafe in (("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")):
        if _ask(f"SHOW {setting}") == unsafe:
            yield f"PostgreSQL runs with {setting}={unsafe}: a power cut can lose what was acknowledged"
    closed = _ask("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'base_event_append_only%' AND tgenabled = 'O'")
    if closed != POSTGRESQL_TRIGGERS:
        yield "the journal is not protected: its triggers are missing; run the migrations"


def _ask(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None
