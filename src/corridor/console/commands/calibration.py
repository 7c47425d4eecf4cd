"""`corridor calibration`: how published forecasts did."""

from datetime import date

import click
from django.utils import timezone

from corridor.base.actors import READER
from corridor.console import options
from corridor.console.foresight_text import track_text
from corridor.console.prepare import prepare_database
from corridor.foresight.queries.calibration import calibration as read_calibration


@click.command(short_help="How published forecasts did, against what happened.")
@options.programme
@options.as_of
@options.language
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
def calibration(code: str | None, on: date | None, language: str, as_json: bool) -> None:
    """Hold published forecasts against what happened, and against two baselines."""
    prepare_database()
    found = read_calibration(options.chosen_programme(code), READER, on=on or timezone.localdate())
    title = "Published forecasts, held against what happened"
    click.echo(track_text(found, title, options.language_code(language), as_json=as_json))
