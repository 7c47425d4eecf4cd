"""Who may see, publish and save in foresight (docs/access.md). What is forecast from public facts is public."""

from django.db.models import QuerySet

from corridor.base.actors import Acting, Actor, Role
from corridor.foresight.models import Forecast, Scenario
from corridor.members.access import OPERATING
from corridor.programme.models import Programme

SAVING = (Role.CONTRIBUTOR, Role.VERIFIER, Role.OFFICER, Role.OWNER)
PUBLISHING = (Role.OFFICER, Role.OWNER)


def scenarios_seen(by: Actor, programme: Programme) -> QuerySet[Scenario]:
    """The scenarios of a programme that somebody may see: all, as they are shared by address."""
    return Scenario.objects.filter(programme=programme)


def forecasts_seen(by: Actor, programme: Programme) -> QuerySet[Forecast]:
    """The stored forecasts of a programme that somebody may see: all that were published."""
    return Forecast.objects.filter(programme=programme)


def may_save(by: Actor, programme: Programme) -> Acting | None:
    """Whoever does more than read, anywhere in the programme, and whoever operates the machine."""
    return OPERATING if by.is_operator else by.acting(programme.code, *SAVING, place=False)


def may_publish(by: Actor, programme: Programme) -> Acting | None:
    """Officers and owners of the whole programme, and whoever operates the machine."""
    return OPERATING if by.is_operator else by.acting(programme.code, *PUBLISHING)
