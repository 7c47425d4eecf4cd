"""Answers that programs were given."""

from django.db import models

from corridor.members.models import Person


class Answered(models.Model):
    """What a person's program asked for under a key, and what it was answered; kept with the effect itself.

    fingerprint: of what was sent, so that the same key with other words is seen.
    """

    # The unique constraint below begins with it and serves as its index.
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    route = models.CharField(max_length=300)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "answered"
        constraints = [models.UniqueConstraint(fields=["person", "route", "key"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
