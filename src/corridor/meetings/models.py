"""Sittings of bodies."""

from django.db import models

from corridor.base.columns import code_column, day_column, text_column
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Sourced


class Meeting(Sourced):
    """One sitting of a body: when it was planned, when it was held, where."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    body = models.ForeignKey(Party, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)
    planned_on = day_column()
    held_on = day_column()
    place = text_column(200)
    note = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="meeting_code_once")]

    def __str__(self) -> str:
        return self.code
