"""The ground: special economic zones and industrial estates."""

from django.db import models

from corridor.base.columns import code_column, text_column
from corridor.base.names import Name, name_for
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Sourced


class Zone(Sourced):
    """A special economic zone or industrial estate, with all the names it goes by."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    names = models.JSONField()
    aliases = models.JSONField(default=list)
    country = models.CharField(max_length=2, blank=True, default="")
    province = text_column(120)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    coordinate_source = text_column()
    developer = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="zone_code_once"),
            models.CheckConstraint(
                name="zone_stands_on_the_globe",
                condition=models.Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                )
                | models.Q(latitude=None, longitude=None),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def name_in(self, language: str) -> Name:
        """Its name for a reader of that language."""
        return name_for(self.names, language, self.code)
