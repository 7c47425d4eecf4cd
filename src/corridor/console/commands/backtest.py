"""`corridor backtest`: what would have been forecast on past days, and how it did."""

from datetime import date

import click
from django.utils import timezone

from corridor.base.actors import READER
from corridor.console import options
from corridor.console.foresight_text import track_text
from corridor.console.prepare import prepare_database
from corridor.foresight.queries.backtest import backtest as read_backtest


@click.command(short_help="What would have been forecast on past days, and how it did.")
@options.programme
@options.as_of
@options.language
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
def backtest(code: str | None, on: date | None, language: str, as_json: bool) -> None:
    """Forecast as of each past half year with only what was known then, and hold it against what happened."""
    prepare_database()
    found = read_backtest(options.chosen_programme(code), READER, on=on or timezone.localdate())
    title = "Forecasts as of past days with what was known on each, held against what happened"
    click.echo(track_text(found, title, options.language_code(language), as_json=as_json))
