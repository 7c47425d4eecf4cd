"""Publishing a forecast, so that it is scored by what comes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import Refusal, require
from corridor.foresight import access
from corridor.foresight.models import Forecast, Foreseen, Scenario
from corridor.foresight.queries.forecast import Forecast as Found
from corridor.foresight.queries.forecast import forecast_of
from corridor.foresight.queries.said import said_rows
from corridor.foresight.rules.outlook import SCENARIOS, SEED, VERSION
from corridor.programme.models import Programme


class PublishedAlready(Refusal):
    """The very same forecast stands already."""

    code = "published-already"
    text = _("This very forecast was published already, on {day}.")


class NothingToSay(Refusal):
    """A programme without open promises has nothing that could be foreseen."""

    code = "nothing-to-say"
    text = _("No promise is open, so there is nothing to foresee.")


@transaction.atomic
def publish_forecast(
    programme: Programme,
    *,
    by: Actor,
    at: datetime,
    on: date,
    known_on: date | None = None,
    scenario: Scenario | None = None,
    seed: int = SEED,
    scenarios: int = SCENARIOS,
) -> Forecast:
    """Compute a forecast as of a day and store what it says of every open promise. It is never changed.

    Records `forecast.published`. Refuses with NotAllowed, PublishedAlready, NothingToSay, WrongScenario and
    NoForecast.
    """
    acting = access.may_publish(by, programme)
    require(bool(acting))
    changes: Sequence[str] = scenario.changes if scenario else ()
    found = forecast_of(programme, by, on=on, known_on=known_on, changes=changes, seed=seed, scenarios=scenarios)
    if not found.outlook.foreseen:
        raise NothingToSay
    # Computed before anybody has to wait for it.
    hold("journal")
    same = Forecast.objects.filter(programme=programme, as_of=on, digest=found.outlook.digest).first()
    if same:
        raise PublishedAlready(day=same.made_at.date().isoformat())
    stored = _stored(programme, found, scenario, by, at)
    after = {
        "as_of": on.isoformat(),
        "known_on": known_on.isoformat() if known_on else "",
        "seed": str(seed),
        "scenarios": str(scenarios),
        "version": VERSION,
        "digest": stored.digest,
        "scenario": str(scenario) if scenario else "",
        "promises": str(len(found.outlook.foreseen)),
    }
    entry = Entry("forecast.published", programme.code, "forecasts", str(stored.pk), None, after)
    record([entry], by=by.for_party(acting.party if acting else ""), at=at)
    return stored


def _stored(programme: Programme, found: Found, scenario: Scenario | None, by: Actor, at: datetime) -> Forecast:
    outlook = found.outlook
    stored = Forecast.objects.create(
        programme=programme,
        scenario=scenario,
        as_of=outlook.on,
        known_on=found.known_on,
        made_by=by.name,
        made_at=at,
        seed=outlook.seed,
        scenarios=outlook.scenarios,
        version=VERSION,
        digest=outlook.digest,
        workers_lost=outlook.loss[0],
        exports_lost=outlook.loss[1],
    )
    Foreseen.objects.bulk_create(Foreseen(forecast=stored, **row) for row in said_rows(found))
    return stored
