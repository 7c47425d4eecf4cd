"""Questions about ventures."""

from datetime import date

from corridor.base.days import by_then
from corridor.enterprises.models import Venture
from corridor.programme.models import Programme
from corridor.sources.rules import was_known


def ventures_at(programme: Programme, zone: str) -> list[Venture]:
    """The ventures at a zone, in the order in which they were recorded."""
    rows = Venture.objects.filter(programme=programme, zone__code=zone)
    return list(rows.select_related("source").order_by("id"))


def ventures_by(programme: Programme, on: date, known_on: date | None) -> list[Venture]:
    """The ventures that a source had seen by a day, or saw on none, with party, zone and source, as recorded."""
    rows = Venture.objects.filter(programme=programme).select_related("source", "party", "zone")
    return [
        each
        for each in rows.order_by("id")
        if by_then(each.as_of, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]


def venture_zones(programme: Programme) -> list[str]:
    """The codes of the zones at which there are ventures, on any day."""
    rows = Venture.objects.filter(programme=programme, zone__isnull=False).order_by("zone__code")
    return list(rows.values_list("zone__code", flat=True).distinct())
