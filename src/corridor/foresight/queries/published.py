"""Forecasts that were published."""

from corridor.base.actors import Actor
from corridor.foresight import access
from corridor.foresight.models import Forecast
from corridor.programme.models import Programme


def published(programme: Programme, by: Actor) -> list[Forecast]:
    """The published forecasts of a programme, the newest first."""
    return list(access.forecasts_seen(by, programme).select_related("scenario").order_by("-as_of", "-id"))


def stored(programme: Programme, by: Actor, number: int) -> Forecast | None:
    """One published forecast with what it says, `.foreseen.all()`."""
    rows = access.forecasts_seen(by, programme).filter(pk=number)
    return rows.select_related("scenario").prefetch_related("foreseen").first()
