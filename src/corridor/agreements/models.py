"""Instruments that bind."""

from django.db import models

from corridor.base.columns import code_column, day_column, text_column
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Sourced


class Agreement(Sourced):
    """An instrument: memorandum, framework, development agreement, lease, joint venture, project, plan or law.

    One may grow out of another (`elevates`): the ladder memorandum -> framework -> project -> contract.
    `state` is what the source says of the instrument, not of what it promises.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    kind = models.CharField(max_length=20)
    title_en = text_column()
    signed_on = day_column()
    expires_on = day_column()
    elevates = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="elevated_by")
    state = models.CharField(max_length=40, blank=True, default="")
    note = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="agreement_code_once")]

    def __str__(self) -> str:
        return self.code


class AgreementParty(models.Model):
    """A party to an agreement, in the order in which the instrument names them."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("agreement_id", "position")
        verbose_name_plural = "agreement parties"
        constraints = [models.UniqueConstraint(fields=["agreement", "party"], name="signatory_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.party_id}"
