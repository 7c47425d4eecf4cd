"""The journal: every write leaves an event, and no event is ever changed."""

from django.db import models


class Event(models.Model):
    """Something that was done to one thing in a programme: who, when, what, before and after.

    Append-only: the database itself refuses update and delete (migration 0001). `before` and `after`
    are the thing as one row of its table in the programme package, so that the journal alone rebuilds
    the programme (`corridor export --from-journal`). Nothing before: it was made. Nothing after: removed.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    # The party acted for, by its code; none where the machine's operator acted.
    party = models.CharField(max_length=80, default="", db_default="")
    name = models.CharField(max_length=80)
    programme = models.CharField(max_length=80)
    table = models.CharField(max_length=40)
    key = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["programme", "table", "key"], name="event_of_a_thing"),
            models.Index(fields=["programme", "id"], name="event_of_a_programme"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_has_before_or_after",
                condition=models.Q(before__isnull=False) | models.Q(after__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
