"""What is owed, what it waits for, what was seen, and what stands in the way."""

from django.db import models
from django.db.models import F, Q

from corridor.agreements.models import Agreement
from corridor.base.columns import code_column, day_column, number_column, text_column
from corridor.ledger.rules.words import ANSWERS, DECISIONS, ENDINGS, GRADES, SAYINGS, STEPS
from corridor.meetings.models import Meeting
from corridor.members.models import Person
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.sources.models import Document, Sourced
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
    # The last day on which it proves anything: a payroll of March proves March. Empty: for good.
    valid_until = models.CharField(max_length=10, blank=True, default="", db_default="")
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

    Who brought the evidence a package does not say; a submission at the desk does, and bars them too.
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


class Move(Sourced):
    """A due date was moved: to when, by whose leave, under which instrument, why. The first date stays as it was.

    Lateness counts from the first date for good; reminders go by the last one given.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="moves", db_index=False)
    due_on = models.CharField(max_length=10)
    moved_on = models.CharField(max_length=10)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    authority = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    reason = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["commitment", "moved_on", "due_on"], name="move_once"),
            models.CheckConstraint(name="move_has_its_days", condition=~Q(due_on="") & ~Q(moved_on="")),
            models.CheckConstraint(name="move_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} to {self.due_on}"


class Link(models.Model):
    """An address by which somebody without an account answers about one commitment, for its debtor, until a day.

    Kept as a digest. Whoever holds the address may bring evidence a few times, and sees nothing that is not public.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="links")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answers_left = models.PositiveSmallIntegerField(default=5)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"link-{self.pk}"


class Submission(models.Model):
    """Evidence that somebody brought and that waits until somebody else looks at it. Not evidence yet.

    Accepted, it becomes Evidence with its Verification and its Source, all at once; rejected, it stays here with
    the reason. The database itself holds that nobody decides on what they or their party brought, that nobody
    decides for the debtor, and that each is decided once.
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="submissions")
    debtor = models.ForeignKey(Party, models.PROTECT, related_name="+")
    observed_on = models.CharField(max_length=10)
    grade = models.CharField(max_length=20)
    says = models.CharField(max_length=20)
    quantity = number_column()
    unit = models.CharField(max_length=20, blank=True, default="")
    valid_until = day_column()
    note = text_column()
    # The paper it stands in, where there is one beside the files.
    title = text_column(300)
    publisher = text_column(300)
    address = text_column(2000)
    brought_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    brought_for = models.ForeignKey(Party, models.PROTECT, related_name="+")
    link = models.ForeignKey(Link, models.PROTECT, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField()
    decision = models.CharField(max_length=20, blank=True, default="")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_for = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = text_column()
    evidence = models.OneToOneField(Evidence, models.PROTECT, null=True, blank=True, related_name="submission")

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["commitment"], name="submission_waiting", condition=Q(decision=""))]
        constraints = [
            models.CheckConstraint(name="submission_grade_known", condition=Q(grade__in=GRADES)),
            models.CheckConstraint(name="submission_says_known", condition=Q(says__in=SAYINGS)),
            models.CheckConstraint(name="submission_decision_known", condition=Q(decision__in=("", *DECISIONS))),
            models.CheckConstraint(
                name="submission_brought_by_somebody",
                condition=Q(brought_by__isnull=False, link=None) | Q(brought_by=None, link__isnull=False),
            ),
            # Who takes it back is who brought it; accepting and rejecting take two persons of two parties.
            models.CheckConstraint(
                name="submission_two_persons",
                condition=Q(decision__in=("", "taken-back"))
                | (
                    Q(decided_by__isnull=False, decided_for__isnull=False, decided_at__isnull=False)
                    & (Q(brought_by=None) | ~Q(decided_by=F("brought_by")))
                    & ~Q(decided_for=F("brought_for"))
                    & ~Q(decided_for=F("debtor"))
                ),
            ),
            models.CheckConstraint(
                name="submission_accepted_is_evidence",
                condition=Q(decision="accepted", evidence__isnull=False)
                | (~Q(decision="accepted") & Q(evidence=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.says} {self.observed_on}"


class Attachment(models.Model):
    """A file brought with a submission: for everybody once that is accepted, or sealed for those concerned."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["submission", "document"], name="attachment_once")]

    def __str__(self) -> str:
        return self.name


class Contest(Sourced):
    """A party says that an entry is wrong: a commitment, or one piece of its evidence. Everybody sees it at once.

    An officer answers. Evidence contested rightly proves nothing from the day of the answer; it stays readable.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="contests", db_index=False)
    evidence = models.ForeignKey(Evidence, models.CASCADE, null=True, blank=True, related_name="contests")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    contested_on = models.CharField(max_length=10)
    says = text_column()
    answer = models.CharField(max_length=20, blank=True, default="")
    answered_on = day_column()
    answered_for = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    answer_says = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["commitment", "party", "contested_on", "says"], name="contest_once"),
            models.CheckConstraint(name="contest_has_its_day", condition=~Q(contested_on="") & ~Q(says="")),
            models.CheckConstraint(name="contest_answer_known", condition=Q(answer__in=("", *ANSWERS))),
            models.CheckConstraint(
                name="contest_answered_whole", condition=Q(answer="") | (~Q(answered_on="") & ~Q(answer_says=""))
            ),
            models.CheckConstraint(
                name="contest_not_answered_by_its_party",
                condition=Q(answer__in=("", "taken-back")) | ~Q(answered_for=F("party")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} contested {self.contested_on}"


class Step(Sourced):
    """What was done about an obstacle: assigned to a party, escalated to a higher one, closed, or reopened."""

    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="steps", db_index=False)
    what = models.CharField(max_length=20)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    taken_on = models.CharField(max_length=10)
    says = text_column()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["obstacle", "taken_on", "what", "says"], name="step_once"),
            models.CheckConstraint(name="step_known", condition=Q(what__in=STEPS)),
            models.CheckConstraint(name="step_has_its_day", condition=~Q(taken_on="")),
        ]

    def __str__(self) -> str:
        return f"{self.obstacle_id} {self.what} {self.taken_on}"


class Contact(models.Model):
    """Whom to write to about a commitment: a focal person outside, and who takes care of it here. Sealed."""

    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="contact")
    focal_name = text_column(120)
    focal_email = models.EmailField(max_length=254, blank=True, default="")
    focal_language = models.CharField(max_length=10, default="en")
    caretaker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"contact of {self.commitment_id}"
