"""Making the database ready before a command needs it."""

import fcntl
import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from corridor.base.actors import Actor

# Any number, the same in every process that migrates.
MIGRATION_LOCK = 20260_1122


def operator() -> Actor:
    """Whoever runs the command, by the name of their account on this machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "unknown"
    return Actor(f"console:{name}", is_operator=True)


def prepare_database() -> None:
    """Create the embedded database where there is none, and bring any database to the newest form."""
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with _alone():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else migrates meanwhile."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
        return
    with (settings.HOME / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
