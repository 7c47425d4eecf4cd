"""Making the database ready before a command needs it."""

import getpass

import click
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from corridor.base.actors import Actor
from corridor.base.alone import alone

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
    try:
        settings.HOME.mkdir(parents=True, exist_ok=True)
        with alone(MIGRATION_LOCK, settings.HOME / "migrate.lock"):
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0, interactive=False)
    except ImproperlyConfigured:
        raise click.ClickException("PostgreSQL needs a driver: install corridor-programme[postgres]")
    except OSError as problem:
        raise click.ClickException(f"CORRIDOR_HOME {settings.HOME} cannot be written: {problem.strerror}")
    except DatabaseError as problem:
        if connection.connection is not None:
            raise
        raise click.ClickException(f"the database cannot be opened: {str(problem).splitlines()[0]}")
