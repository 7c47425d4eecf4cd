"""`corridor board`: the programme board in the terminal."""

import json
from datetime import date

import click
from django.utils import timezone

from corridor.base.actors import READER
from corridor.console import options
from corridor.console.prepare import prepare_database
from corridor.console.text import board_lines
from corridor.results.queries.board import board as read_board
from corridor.results.queries.shown import shown_board
from corridor.results.rules.plain import board_as_plain


@click.command(short_help="What was promised, proven, late, and whom it holds up.")
@options.programme
@options.as_of
@options.known_on
@options.language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def board(code: str | None, on: date | None, known_on: date | None, language: str, form: str) -> None:
    """Print the programme board: the three results, the path from promise to proof, what is held up and by whom."""
    prepare_database()
    print_board(code, on or timezone.localdate(), known_on, language, form)


def print_board(code: str | None, on: date, known_on: date | None, language: str, form: str) -> None:
    """Print the board of a programme as text or JSON."""
    found = read_board(options.chosen_programme(code), READER, on=on, known_on=known_on)
    if form == "json":
        click.echo(json.dumps(board_as_plain(found), ensure_ascii=False, indent=2))
        return
    code = options.language_code(language)
    click.echo("\n".join(board_lines(shown_board(found, code), code)))
