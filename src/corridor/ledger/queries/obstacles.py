"""Questions about obstacles."""

from corridor.base.actors import Actor
from corridor.ledger import access
from corridor.ledger.models import Obstacle
from corridor.programme.models import Programme


def obstacles_at(programme: Programme, by: Actor, zone: str) -> list[Obstacle]:
    """The obstacles at a zone that somebody may see, overcome ones among them, as they were recorded."""
    rows = access.obstacles_seen(by, programme).filter(zone__code=zone)
    return list(rows.select_related("source").order_by("id"))
