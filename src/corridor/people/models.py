"""The organisations of a programme."""

from django.db import models

from corridor.base.columns import code_column
from corridor.base.names import Name, name_for
from corridor.programme.models import Programme
from corridor.sources.models import Sourced


class Party(Sourced):
    """An organisation: ministry, authority, utility, developer, enterprise, bank, institute or joint body.

    People act for parties; a party may owe something without having any user here.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    names = models.JSONField()
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2, blank=True, default="")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "parties"
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="party_code_once")]

    def __str__(self) -> str:
        return self.code

    def name_in(self, language: str) -> Name:
        """Its name for a reader of that language."""
        return name_for(self.names, language, self.code)
