"""Questions about obstacles."""

from datetime import date

from django.db.models import QuerySet

from corridor.base.actors import Actor
from corridor.base.days import by_then
from corridor.ledger import access
from corridor.ledger.models import Obstacle, Step
from corridor.programme.models import Programme
from corridor.sources.rules import was_known


def obstacles_at(programme: Programme, by: Actor, zone: str) -> list[Obstacle]:
    """The obstacles at a zone that somebody may see, overcome ones among them, as they were recorded."""
    rows = access.obstacles_seen(by, programme).filter(zone__code=zone)
    return list(rows.select_related("source").order_by("id"))


def obstacles_by(programme: Programme, by: Actor, on: date, known_on: date | None) -> list[Obstacle]:
    """The obstacles that somebody may see and that had begun by a day, overcome ones among them, as recorded."""
    return _begun(access.obstacles_seen(by, programme), on, known_on)


def obstacles_elsewhere(programme: Programme, by: Actor, on: date, known_on: date | None) -> list[Obstacle]:
    """The same of all other programmes."""
    others = access.all_obstacles_seen(by).exclude(programme=programme)
    return _begun(others.select_related("programme"), on, known_on)


def _begun(seen: QuerySet[Obstacle], on: date, known_on: date | None) -> list[Obstacle]:
    return [
        each
        for each in seen.select_related("source", "zone", "party").order_by("id")
        if by_then(each.since, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]


def steps_told(programme: Programme, by: Actor, code: str, on: date, known_on: date | None) -> list[Step]:
    """What was done about an obstacle by a day, oldest first."""
    seen = access.obstacles_seen(by, programme).filter(code=code)
    rows = Step.objects.filter(obstacle__in=seen).select_related("source", "party").order_by("taken_on", "id")
    return [
        each
        for each in rows
        if by_then(each.taken_on, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]


def obstacle_zones(programme: Programme, by: Actor) -> list[str]:
    """The codes of the zones at which there are obstacles, on any day."""
    rows = access.obstacles_seen(by, programme).filter(zone__isnull=False).order_by("zone__code")
    return list(rows.values_list("zone__code", flat=True).distinct())


def obstacle_of(programme: Programme, by: Actor, code: str) -> Obstacle | None:
    """The obstacle of that code, if somebody may see it."""
    rows = access.obstacles_seen(by, programme).filter(code=code)
    return rows.select_related("programme", "zone", "party", "source").first()


def steps_of(obstacle: Obstacle) -> list[Step]:
    """What was done about an obstacle, the first step first."""
    return list(Step.objects.filter(obstacle=obstacle).select_related("party").order_by("taken_on", "id"))
