"""`corridor calibration`: how published forecasts did."""

import json
from datetime import date

import click
from django.utils import timezone

from corridor.base.actors import READER
from corridor.console import options
from corridor.console.foresight_text import track_lines
from corridor.console.prepare import prepare_database
from corridor.foresight.queries.calibration import calibration as read_calibration
from corridor.foresight.rules.plain import track_as_plain


@click.command(short_help="How published forecasts did, against what happened.")
@options.programme
@options.as_of
@options.language
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
def calibration(code: str | None, on: date | None, language: str, as_json: bool) -> None:
    """Hold published forecasts against what happened, and against two baselines."""
    prepare_database()
    found = read_calibration(options.chosen_programme(code), READER, on=on or timezone.localdate())
    if as_json:
        click.echo(json.dumps(track_as_plain(found), ensure_ascii=False, indent=2))
        return
    click.echo(
        "\n".join(
            track_lines(found, "Published forecasts, held against what happened", options.language_code(language))
        )
    )
