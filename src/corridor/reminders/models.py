"""The ladder up which a late promise goes."""

from django.db import models
from django.db.models import Q

from corridor.people.models import Party
from corridor.programme.models import Programme


class Rung(models.Model):
    """A party whose people are told of a promise so many days after its last date has passed.

    The rungs of a programme are its ladder, the lowest first: such as the weekly working group after 14 days,
    the secretary after 30, the minister after 60.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    after_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("programme_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["programme", "position"], name="rung_position_once"),
            models.UniqueConstraint(fields=["programme", "party"], name="rung_party_once"),
            models.CheckConstraint(name="rung_after_the_date", condition=Q(after_days__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} after {self.after_days} days"
