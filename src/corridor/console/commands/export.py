"""`corridor export`: a programme back into the files of its package."""

from pathlib import Path

import click

from corridor.console import options
from corridor.console.prepare import prepare_database
from corridor.exchange.queries.files import files_of
from corridor.exchange.queries.stored import package_from_journal, stored_package
from corridor.exchange.rules.format import tables_for


@click.command(short_help="Write a programme back as a package.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@options.programme
@click.option("--from-journal", is_flag=True, help="Rebuild it from the journal alone; the files must be the same.")
def export(folder: Path, code: str | None, from_journal: bool) -> None:
    """Write a programme into FOLDER in the package format: load, export, load is the identity."""
    prepare_database()
    programme = options.chosen_programme(code)
    if from_journal:
        charter, tables = package_from_journal(programme.code)
    else:
        charter, tables = programme.charter, stored_package(programme)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = files_of(charter, tables)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        for table in tables_for(programme.languages).values():
            if table.file not in files:
                # An optional table left over from an earlier export would come back with the next load.
                (folder / table.file).unlink(missing_ok=True)
    except OSError as problem:
        raise click.ClickException(f"{folder} cannot be written: {problem.strerror}")
    click.echo(f"{folder}: {1 + sum(map(len, tables.values()))} rows of {programme.code}")
