"""Ventures."""

from django.db import models

from corridor.base.columns import code_column, day_column, number_column, text_column
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Sourced
from corridor.zones.models import Zone


class Venture(Sourced):
    """One investment by a party at a place, on the ladder from interest to export, as its source saw it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    name = text_column(300)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    origin_country = models.CharField(max_length=2, blank=True, default="")
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="+")
    sector = text_column(200)
    isic = models.CharField(max_length=4, blank=True, default="")
    area_acres = number_column()
    investment_usd = number_column()
    workers_pledged = models.PositiveBigIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=40)
    as_of = day_column()
    note = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="venture_code_once")]

    def __str__(self) -> str:
        return self.code
