"""Questions about ventures."""

from corridor.enterprises.models import Venture
from corridor.programme.models import Programme


def ventures_at(programme: Programme, zone: str) -> list[Venture]:
    """The ventures at a zone, in the order in which they were recorded."""
    rows = Venture.objects.filter(programme=programme, zone__code=zone)
    return list(rows.select_related("source").order_by("id"))
