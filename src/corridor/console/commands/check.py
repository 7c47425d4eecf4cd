"""`corridor check`: everything that is wrong with a package, at its place."""

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import override

from corridor.console import options
from corridor.console.progress import Progress
from corridor.exchange.queries.folder import read_package
from corridor.exchange.queries.sentences import sentence
from corridor.exchange.rules.faults import Fault


@click.command(short_help="Say everything that is wrong with a programme package.")
@click.argument("folder", type=click.Path(path_type=Path))
@options.language
def check(folder: Path, language: str) -> None:
    """Read the package in FOLDER and print each fault as `file:row:column: what is wrong; what would be right`.

    Nothing is written. Exit code 0 when the package is free of faults, 1 when it is not.
    """
    with Progress() as progress:
        package, faults = read_package(folder, timezone.localdate(), progress)
    if faults:
        print_faults(faults, language)
        raise SystemExit(1)
    click.echo(f"{folder}: {package.size} rows, no faults")


def print_faults(faults: list[Fault], language: str) -> None:
    """One line a fault, then how many there were."""
    with override(options.language_code(language)):
        click.echo("\n".join(map(sentence, faults)))
    click.echo(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}", err=True)
