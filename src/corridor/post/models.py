"""What waits to be sent, and what was sent."""

from django.db import models
from django.db.models import Q

from corridor.base.columns import text_column


class Letter(models.Model):
    """A mail to one address, in the reader's language.

    `key` says what it is about, such as digest/person-3/2026-11-22: the same thing is posted once, however often
    somebody posts it. `held_until`: a worker is sending it; if that worker dies, another takes it up after then.
    """

    key = models.CharField(max_length=200, unique=True)
    address = models.EmailField(max_length=254)
    language = models.CharField(max_length=10, default="en")
    subject = text_column(300)
    text = models.TextField()
    posted_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # What the mail server said when it last refused it.
    trouble = text_column()
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(
                fields=["posted_at"], name="letter_waiting", condition=Q(sent_at=None) & Q(given_up_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.key
