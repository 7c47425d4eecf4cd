"""What is owed, what it waits for, what was seen, and what stands in the way."""

from django.db import models
from django.db.models import F, Q

from corridor.agreements.models import Agreement
from corridor.base.columns import code_column, day_column, number_column, text_column
from corridor.ledger.rules.words import ENDINGS, GRADES, SAYINGS
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Sourced
from corridor.zones.models import Zone


class Commitment(Sourced):
    """Something a party owes another: who, to whom, what and how much, by when, under which paper.

    It carries no status. What has become of it is derived for any day by `ledger.rules`; the first due
    date stands here for good.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    title_en = text_column(300)
    kind = models.CharField(max_length=40)
    debtor = models.ForeignKey(Party, models.PROTECT, related_name="+")
    creditor = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    quantity = number_column()
    unit = models.CharField(max_length=20, blank=True, default="")
    made_on = day_column()
    due_on = day_column()
    outcome_workers = models.PositiveBigIntegerField(null=True, blank=True)
    outcome_exports_usd = number_column()
    note = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="commitment_code_once"),
            models.CheckConstraint(name="commitment_quantity_not_negative", condition=Q(quantity__gte=0)),
        ]

    def __str__(self) -> str:
        return self.code


class Dependency(Sourced):
    """A commitment needs another to be kept first, or can only start `lag_days` after it was kept."""

    # The unique constraint below begins with it and serves as its index; so with evidence.
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="dependencies", db_index=False)
    needs = models.ForeignKey(Commitment, models.CASCADE, related_name="dependents")
    lag_days = models.PositiveIntegerField(null=True, blank=True)
    reason = text_column()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "dependencies"
        constraints = [
            models.UniqueConstraint(fields=["commitment", "needs"], name="dependency_once"),
            models.CheckConstraint(name="nothing_needs_itself", condition=~Q(commitment=F("needs"))),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} needs {self.needs_id}"


class Evidence(Sourced):
    """Something observed about a commitment on a day, of a grade: delivered, partly, not yet, or blocked."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="evidence", db_index=False)
    observed_on = day_column()
    grade = models.CharField(max_length=20)
    says = models.CharField(max_length=20)
    quantity = number_column()
    unit = models.CharField(max_length=20, blank=True, default="")
    note = text_column()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["commitment", "observed_on", "says", "source"], name="evidence_once"),
            models.CheckConstraint(name="evidence_grade_known", condition=Q(grade__in=GRADES)),
            models.CheckConstraint(name="evidence_says_known", condition=Q(says__in=SAYINGS)),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.says} {self.observed_on}"


class Verification(Sourced):
    """A party that does not owe what a piece of evidence proves has accepted it as true.

    Who brought the evidence a package does not say; the desk will, and will bar them too.
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="verifications")
    verifier = models.ForeignKey(Party, models.PROTECT, related_name="+")
    verified_on = day_column()
    note = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["evidence", "verifier"], name="verification_once"),
            models.CheckConstraint(name="verification_has_a_day", condition=~Q(verified_on="")),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id} verified {self.verified_on}"


class Ending(Sourced):
    """A commitment ended otherwise than by being kept: withdrawn or superseded, by whom and why."""

    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="ending")
    how = models.CharField(max_length=20)
    ended_on = day_column()
    authority = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    successor = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="+")
    reason = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [models.CheckConstraint(name="ending_known", condition=Q(how__in=ENDINGS))]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.how} {self.ended_on}"


class Obstacle(Sourced):
    """Why something is stuck: land, utility, coordination, policy, taxation, regulation, finance, security."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    kind = models.CharField(max_length=20)
    zone = models.ForeignKey(Zone, models.PROTECT, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    since = day_column()
    until = day_column()
    summary_en = text_column(300)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="obstacle_code_once")]

    def __str__(self) -> str:
        return self.code
