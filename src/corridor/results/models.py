"""What pages read instead of deriving anew: struck from the facts, replaced whole, never edited."""

from django.db import models

from corridor.base.columns import code_column, day_column, number_column, text_column
from corridor.ledger.models import Commitment
from corridor.programme.models import Programme


class Balance(models.Model):
    """A ledger struck for one day, as a bookkeeper strikes a balance: where everything stood at its end.

    It holds no fact of its own. It answers only for its day, and only while `event` is the last entry of the
    journal that tells of a fact; else everything is derived anew (results/queries/balance.py).
    """

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="+")
    on = models.DateField()
    event = models.BigIntegerField()
    struck_at = models.DateTimeField()
    commitments = models.PositiveIntegerField()
    # By what lists can be chosen: the debtors and zones with the most commitments first, the kinds by name.
    debtors = models.JSONField()
    zones = models.JSONField()
    kinds = models.JSONField()
    board = models.TextField()

    class Meta:
        ordering = ("programme_id",)

    def __str__(self) -> str:
        return f"{self.programme_id} {self.on}"


class Line(models.Model):
    """One commitment in a balance: its facts as lists show them, where it stands, its place in each order."""

    # No constraint and no cascade: lines are replaced whole, and outlive a fact only until the next balance.
    commitment = models.OneToOneField(
        Commitment, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    code = code_column()
    title = text_column(300)
    kind = models.CharField(max_length=40)
    debtor = code_column()
    creditor = code_column()
    zone = code_column()
    quantity = number_column()
    unit = models.CharField(max_length=20)
    made_on = day_column()
    due_on = day_column()
    workers = models.PositiveBigIntegerField(null=True)
    exports_usd = number_column()
    source = code_column()
    agreement = code_column()
    meeting = code_column()
    state = models.CharField(max_length=20)
    proof = models.CharField(max_length=20)
    kept_on = models.DateField(null=True)
    days_late = models.PositiveIntegerField()
    is_blocked = models.BooleanField()
    is_disputed = models.BooleanField()
    is_contested = models.BooleanField(default=False)
    is_open = models.BooleanField()
    is_late = models.BooleanField()
    is_held = models.BooleanField()
    others_wait = models.PositiveIntegerField()
    workers_wait = models.PositiveBigIntegerField()
    by_waiting = models.PositiveIntegerField()
    by_late = models.PositiveIntegerField()
    by_due = models.PositiveIntegerField()
    by_code = models.PositiveIntegerField()

    class Meta:
        ordering = ("by_waiting",)
        indexes = [
            models.Index(fields=["programme", "code"], name="line_by_code"),
            models.Index(fields=["programme", "by_waiting"], name="line_in_order"),
            models.Index(fields=["programme", "by_late"], name="line_by_lateness"),
            models.Index(fields=["programme", "by_due"], name="line_by_due_date"),
            models.Index(fields=["programme", "by_code"], name="line_by_place_of_code"),
            models.Index(fields=["programme", "state", "by_waiting"], name="line_by_state"),
            models.Index(fields=["programme", "debtor", "by_waiting"], name="line_by_debtor"),
            models.Index(fields=["programme", "creditor", "by_waiting"], name="line_by_creditor"),
            models.Index(fields=["programme", "zone", "kind", "by_waiting"], name="line_by_zone"),
            models.Index(fields=["programme", "kind", "by_waiting"], name="line_by_kind"),
        ]

    def __str__(self) -> str:
        return self.code
