"""`corridor load`: a package into the database, whole or not at all."""

from pathlib import Path

import click
from django.utils import timezone

from corridor.console import options
from corridor.console.commands.check import print_faults
from corridor.console.prepare import operator, prepare_database
from corridor.console.progress import Progress
from corridor.console.upkeep import keep_up
from corridor.exchange.actions.load import Tally, load_package
from corridor.exchange.queries.folder import read_package
from corridor.programme.queries import programme_of


@click.command(short_help="Bring a programme package in; loading again applies the difference.")
@click.argument("folder", type=click.Path(path_type=Path))
@options.language
def load(folder: Path, language: str) -> None:
    """Load the programme package in FOLDER, in one transaction: whole or not at all.

    Loading it again changes nothing; loading an edited package applies the difference and journals it.
    Rows that the package no longer has are removed; the journal keeps them.
    """
    bring_in(folder, language)


def bring_in(folder: Path, language: str) -> None:
    """Check and load a package and print what became of its rows; exit with 1 when it has faults."""
    prepare_database()
    with Progress() as progress:
        package, faults = read_package(folder, timezone.localdate(), progress)
        if faults:
            print_faults(faults, language)
            print_tally(Tally(rows_in=package.size, rejected=package.size))
            raise SystemExit(1)
        tally = load_package(package, by=operator(), at=timezone.now(), tell=progress)
        progress("balance")
        loaded = programme_of(package.code)
        if loaded is not None:
            keep_up(loaded, operator(), timezone.now(), timezone.localdate())
    print_tally(tally)


def print_tally(tally: Tally) -> None:
    """Rows in = created + updated + unchanged + rejected, always."""
    click.echo(
        f"{tally.rows_in} rows in = {tally.created} created + {tally.updated} updated + "
        f"{tally.unchanged} unchanged + {tally.rejected} rejected; {tally.removed} removed"
    )
