"""`corridor forecast`: when each promise will be kept, and what holds back the most."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any

import click
from django.utils import timezone

from corridor.base.actors import READER
from corridor.base.nearest import nearest
from corridor.base.refusals import UnknownCode
from corridor.console import options
from corridor.console.foresight_text import forecast_lines, why_lines
from corridor.console.on_dask import running_on
from corridor.console.prepare import operator, prepare_database
from corridor.foresight.actions.forecasts import publish_forecast
from corridor.foresight.models import Scenario
from corridor.foresight.queries.forecast import Forecast, forecast_of
from corridor.foresight.queries.scenarios import scenario_of, scenarios_of
from corridor.foresight.queries.shown import TOP, shown_forecast
from corridor.foresight.queries.why import shown_explanation, shown_unblocking
from corridor.foresight.rules.outlook import SCENARIOS, SEED, here
from corridor.foresight.rules.plain import outlook_as_plain
from corridor.programme.models import Programme


class Many(click.IntRange):
    """How many scenarios: a multiple of 64."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a failure that says which ones can be."""
        number = int(super().convert(value, param, ctx))
        if number % 64:
            self.fail(f"{number} is no multiple of 64.", param, ctx)
        return number


@click.command(short_help="When each promise will be kept, and what holds back the most.")
@options.programme
@options.as_of
@options.known_on
@options.language
@click.option(
    "--change", "changes", multiple=True, help="What if: a line such as done:CODE@2027-06; again for more."
)
@click.option("--scenario", "scenario_code", help="A saved scenario, by its code.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=SEED, show_default=True, help="Of the draws.")
@click.option("--scenarios", type=Many(64, 65536), default=SCENARIOS, show_default=True, help="How many are drawn.")
@click.option(
    "--top", type=click.IntRange(1, 1000), default=TOP, show_default=True, help="So many hold back the most."
)
@click.option("--items", "all_items", is_flag=True, help="Every open promise with its days too.")
@click.option("--why", help="Why one open promise has its dates, by its code, and who can unblock it.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--on", "cluster", help="Run it on a Dask cluster: dask://host:port.")
@click.option("--publish", is_flag=True, help="Store it, so that it is scored by what comes.")
def forecast(
    code: str | None,
    on: date | None,
    known_on: date | None,
    language: str,
    changes: tuple[str, ...],
    scenario_code: str | None,
    seed: int,
    scenarios: int,
    top: int,
    all_items: bool,
    why: str | None,
    as_json: bool,
    cluster: str | None,
    publish: bool,
) -> None:
    """Print when open promises will be kept, what holds back the most, and what that rests on."""
    prepare_database()
    programme = options.chosen_programme(code)
    day = on or timezone.localdate()
    saved = _scenario(programme, scenario_code) if scenario_code else None
    if saved and changes:
        raise click.UsageError("Say either --scenario or --change.")
    if publish and changes:
        raise click.UsageError("Only a saved scenario can be published: --scenario.")
    lines = saved.changes if saved else changes
    draws: dict[str, Any] = {"seed": seed, "scenarios": scenarios}
    with running_on(cluster) if cluster else nullcontext(here) as run:
        found = forecast_of(programme, READER, on=day, known_on=known_on, changes=lines, run=run, **draws)
    if why:
        click.echo("\n".join(_why(found, why, options.language_code(language))))
    elif as_json:
        click.echo(json.dumps(outlook_as_plain(found.outlook, known_on), ensure_ascii=False, indent=2))
    else:
        chosen = options.language_code(language)
        page = shown_forecast(found, chosen, top=top)
        click.echo("\n".join(forecast_lines(page, chosen, all_items=all_items)))
    if publish:
        by, at = operator(), timezone.now()
        stored = publish_forecast(programme, by=by, at=at, on=day, known_on=known_on, scenario=saved, **draws)
        click.echo(f"published: forecast {stored.pk} as of {day.isoformat()}, inputs {stored.digest}", err=as_json)


def _why(found: Forecast, code: str, language: str) -> Iterator[str]:
    page = shown_explanation(found, code, language)
    if page is None:
        known = list(found.outlook.foreseen)
        raise UnknownCode(what="open promise", asked=code, near=options.near(code, known))
    return why_lines(page, shown_unblocking(found, code, language), language)


def _scenario(programme: Programme, code: str) -> Scenario:
    found = scenario_of(programme, READER, code)
    if found is None:
        known = [each.code for each in scenarios_of(programme, READER)]
        near = nearest(code, known)
        raise UnknownCode(what="scenario", asked=code, near=f"Did you mean “{near}”?" if near else "")
    return found
