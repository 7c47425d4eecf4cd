"""Questions about meetings."""

from datetime import date
from typing import NamedTuple

from corridor.base.days import by_then
from corridor.meetings.models import Meeting
from corridor.meetings.rules import Sitting, in_order, is_there
from corridor.programme.models import Programme
from corridor.sources.rules import was_known


class Told(NamedTuple):
    """A sitting as it is told of on a day: the day it was held on is not there before it has come."""

    meeting: Meeting
    held_on: str


def meetings_by(programme: Programme, on: date, known_on: date | None) -> list[Told]:
    """The sittings that are told of on a day, the earliest of a body first; bodies with most stand first."""
    rows = Meeting.objects.filter(programme=programme).select_related("source", "body").order_by("id")
    told: dict[str, dict[str, Told]] = {}
    for each in rows:
        known = was_known(each.source.published_on, each.recorded_at.date(), known_on)
        if known and is_there(each.planned_on, each.held_on, on):
            held_on = each.held_on if by_then(each.held_on, on) else ""
            told.setdefault(each.body.code, {})[each.code] = Told(each, held_on)
    bodies = sorted(told, key=lambda body: (-len(told[body]), body))
    return [told[body][each.code] for body in bodies for each in in_order(map(_sitting, told[body].values()))]


def bodies_of(programme: Programme) -> list[str]:
    """The codes of the bodies that sit, in their order."""
    rows = Meeting.objects.filter(programme=programme).order_by("body__code")
    return list(rows.values_list("body__code", flat=True).distinct())


def _sitting(told: Told) -> Sitting:
    return Sitting(told.meeting.code, told.meeting.number, told.meeting.planned_on, told.held_on)
