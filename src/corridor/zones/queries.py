"""Questions about zones."""

from corridor.programme.models import Programme
from corridor.zones.models import Zone


def zone_of(programme: Programme, code: str) -> Zone | None:
    """The zone of that code, if the programme has one."""
    rows = Zone.objects.filter(programme=programme, code=code)
    return rows.select_related("source", "developer", "authority").first()


def zones_of(programme: Programme) -> list[Zone]:
    """All zones of a programme, in the order in which they were recorded."""
    return list(Zone.objects.filter(programme=programme).order_by("id"))
