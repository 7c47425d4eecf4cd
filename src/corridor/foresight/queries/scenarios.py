"""Saved scenarios."""

from corridor.base.actors import Actor
from corridor.foresight import access
from corridor.foresight.models import Scenario
from corridor.programme.models import Programme


def scenarios_of(programme: Programme, by: Actor) -> list[Scenario]:
    """The newest edition of every scenario that somebody may see, the last saved first."""
    newest: dict[str, Scenario] = {}
    for each in access.scenarios_seen(by, programme).order_by("-id"):
        newest.setdefault(each.code, each)
    return list(newest.values())


def scenario_of(programme: Programme, by: Actor, code: str, edition: int | None = None) -> Scenario | None:
    """The newest edition of a scenario, or the one that is asked for."""
    rows = access.scenarios_seen(by, programme).filter(code=code).order_by("-edition")
    return (rows if edition is None else rows.filter(edition=edition)).first()


def editions_of(programme: Programme, by: Actor, code: str) -> list[Scenario]:
    """Every edition of a scenario, the newest first."""
    return list(access.scenarios_seen(by, programme).filter(code=code).order_by("-edition"))
