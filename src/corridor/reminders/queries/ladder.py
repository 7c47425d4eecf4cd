"""The ladder of a programme, and what was brought up it."""

from typing import Any

from corridor.base.models import Event
from corridor.programme.models import Programme
from corridor.reminders.models import Rung
from corridor.reminders.rules import Height

LADDERS, ESCALATIONS = "ladders", "escalations"


def rungs_of(programme: Programme) -> list[Rung]:
    """The rungs of a programme, the lowest first."""
    return list(Rung.objects.filter(programme=programme).select_related("party").order_by("position"))


def heights(programme: Programme) -> list[Height]:
    """The same, as the rules read them."""
    rows = Rung.objects.filter(programme=programme).order_by("position")
    return [Height(*row) for row in rows.values_list("position", "party__code", "after_days")]


def row_of(ladder: list[Height]) -> dict[str, Any]:
    """A ladder as the journal keeps it."""
    return {"rungs": [rung._asdict() for rung in ladder]}


def version_of_ladder(programme: Programme) -> int:
    """The number of the journal's last entry about the ladder; 0 where it was never set."""
    rows = Event.objects.filter(programme=programme.code, table=LADDERS, key=programme.code)
    return rows.order_by("-id").values_list("id", flat=True).first() or 0


def escalated(programme: Programme) -> set[str]:
    """What was brought before which party already, by its key."""
    rows = Event.objects.filter(programme=programme.code, table=ESCALATIONS)
    return set(rows.order_by().values_list("key", flat=True))
