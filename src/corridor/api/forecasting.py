"""The operations of the API that look ahead: the forecast of a programme, and what holds back the most."""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from corridor.api.addresses import root
from corridor.api.answers import LINKS
from corridor.api.asked import DAYS, LANGUAGE, QUOTED, Asked, Parameter, fields, table
from corridor.api.forecast_shapes import ForecastTold, HeldBackTold
from corridor.api.lists import asked_programme
from corridor.api.operations import door, one_answer, programme_path
from corridor.api.shapes import fields_of
from corridor.base.actors import READER
from corridor.base.refusals import UnknownChoice
from corridor.foresight.queries.asking import Allowance, Asker
from corridor.foresight.queries.whatif import as_things_stand, under
from corridor.foresight.rules.plain import outlook_as_plain

LONGEST_CHANGES = 4_000


def _changes(parameter: Parameter, text: str) -> tuple[str, ...]:
    if len(text) > LONGEST_CHANGES:
        raise UnknownChoice(name=parameter.name, found=text[:QUOTED], near="")
    return tuple(each.strip() for each in text.split(",") if each.strip())


CHANGES = Parameter(
    "changes",
    {
        "type": "string",
        "maxLength": LONGEST_CHANGES,
        "examples": ["done:gas@2027-06-30", "due:mill@2027,clear:no-spring@2027-01"],
    },
    "What is taken to change, as lines with commas between them.",
    _changes,
)
OF_FORECAST = table(*DAYS, CHANGES, fields(fields_of(ForecastTold)), LANGUAGE)
OF_HELD_BACK = table(*DAYS, CHANGES, fields(fields_of(HeldBackTold)), LANGUAGE)


def _asker(request: HttpRequest) -> Asker:
    """Who asks for something of their own: counted together with what the same address asks of the pages."""
    return Asker(
        lambda: Allowance(get_ip(request), settings.FORECAST_RATE, "visitors", settings.FORECASTS_AT_ONCE),
        time.monotonic(),
    )


def _told(request: HttpRequest, programme: str, asked: Asked, name: str) -> dict[str, Any]:
    """A forecast as plain values, with its addresses."""
    changes = asked.chosen.get("changes", ())
    on, known_on = asked.when.on, asked.when.known_on
    is_of_today = on == timezone.localdate() and known_on is None
    asker = _asker(request)
    found = as_things_stand(
        asked_programme(programme), READER, on=on, known_on=known_on, asker=None if is_of_today else asker
    )
    if changes:
        found = under(found, changes, asker)
    own, page = f"{root()}programmes/{programme}", reverse("forecast", args=[programme])
    kept = urlencode([*asked.days.items(), *(("changes", ",".join(changes)) for _one in changes[:1])])
    shown = urlencode([*asked.days.items(), *(("change", each) for each in changes)])
    links = {
        "self": f"{own}/{name}{kept and '?'}{kept}",
        "page": f"{page}{shown and '?'}{shown}",
        "programme": own,
    }
    return {**outlook_as_plain(found.outlook, found.known_on), LINKS: links}


@door.one("/programmes/{programme}/forecast", ForecastTold, "programmes", OF_FORECAST)
def get_forecast(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """When each open promise is expected to be kept, what it rests on, and what holds back the most."""
    return one_answer(
        request, OF_FORECAST, lambda asked, _names: _told(request, programme, asked, "forecast"), ForecastTold
    )


@door.one("/programmes/{programme}/held-back", HeldBackTold, "programmes", OF_HELD_BACK)
def get_held_back(request: HttpRequest, programme: str = programme_path()) -> HttpResponse:
    """What holds back the most, of what somebody can act on now: by thing, debtor, zone and kind of obstacle."""
    return one_answer(
        request, OF_HELD_BACK, lambda asked, _names: _told(request, programme, asked, "held-back"), HeldBackTold
    )
