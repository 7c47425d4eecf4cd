"""A forecast of a programme as of a day, under a scenario or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.refusals import Refusal
from corridor.engine.wrong import BadNetwork
from corridor.foresight.queries.kept import kept_on_disk
from corridor.foresight.queries.reading import Read, read
from corridor.foresight.queries.sentences import wrong_sentence
from corridor.foresight.rules.history import Lessons
from corridor.foresight.rules.outlook import SCENARIOS, SEED, Outlook, Run, foresee, foreseen, here
from corridor.foresight.rules.scenario import Scenario, Wrong, checked
from corridor.programme.models import Programme


class NoForecast(Refusal):
    """The ledger holds something that cannot be computed."""

    code = "no-forecast"
    text = _("No forecast can be made: {why} ({items}).")


class WrongScenario(Refusal):
    """A scenario that contradicts itself or names what is not there: every line that is wrong, with the reason."""

    code = "wrong-scenario"
    text = _("The scenario cannot be computed. {sentences}")

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        self.wrong = tuple(wrong)
        super().__init__(sentences=" ".join(str(wrong_sentence(each)) for each in wrong))


@dataclass(frozen=True, eq=False)
class Forecast:
    """What was read and what it looks like. `outlook.foreseen` has a row for each open promise, by code."""

    read: Read
    outlook: Outlook
    known_on: date | None

    @property
    def on(self) -> date:
        """The day of the forecast."""
        return self.outlook.on


def forecast_of(
    programme: Programme,
    by: Actor,
    *,
    on: date,
    known_on: date | None = None,
    changes: Sequence[str] = (),
    seed: int = SEED,
    scenarios: int = SCENARIOS,
    run: Run = here,
    is_kept: bool = False,
) -> Forecast:
    """When each open promise will be kept, and what holds back the most.

    changes: a scenario as lines (`rules/scenario.py`). run: who runs the scenarios.
    The same inputs are answered from memory; is_kept: where nothing changes, from the home folder too.
    Refuses with WrongScenario and NoForecast. A programme without open promises has an empty forecast.
    """
    found = read(programme, by, on=on, known_on=known_on)
    scenario, wrong = checked(changes, found.known, on)
    if wrong:
        raise WrongScenario(wrong)

    def made() -> Outlook:
        return outlook_under(found, scenario, seed=seed, scenarios=scenarios, run=run)

    if not is_kept or changes:
        return Forecast(found, made(), known_on)
    told = (found.plan, found.taught, found.until, seed, scenarios)
    return Forecast(found, kept_on_disk("outlook", told, made), known_on)


def outlook_under(
    found: Read,
    scenario: Scenario,
    *,
    seed: int = SEED,
    scenarios: int = SCENARIOS,
    run: Run = here,
    taught: Lessons | None = None,
) -> Outlook:
    """What was read, as it looks under a scenario that was checked.

    taught: what was learned from it before, which holds wherever the scenario assumes the same.
    """
    edges = scenario.needs_in(found.edges) if scenario.changes else found.edges
    plan = found.plan.changed(scenario, edges) if scenario.changes else found.plan
    pasts = found.pasts if scenario.without("elsewhere") else found.taught
    try:
        if taught and taught.assumptions == scenario.assumptions and not scenario.without("elsewhere"):
            return foresee(plan, taught, scenario, seed=seed, scenarios=scenarios, run=run)
        return foreseen(plan, pasts, found.until, scenario, seed=seed, scenarios=scenarios, run=run)
    except BadNetwork as problem:
        items = ", ".join(str(each) for each in problem.items[:10])
        why = _("they wait for one another") if problem.reason == "cycle" else problem.reason
        raise NoForecast(why=why, items=items)
