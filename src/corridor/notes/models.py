"""Comments, drafts and kept lists. None of it is public, and none of it moves a state."""

from django.db import models
from django.db.models import Q

from corridor.base.columns import code_column, text_column
from corridor.members.models import Person
from corridor.notes.rules import NOUNS
from corridor.people.models import Party
from corridor.programme.models import Programme


class Comment(models.Model):
    """What somebody says about a thing of the programme, to everybody at its desk or to their own party alone.

    A comment stays; whoever wrote it can strike it, and then it is not shown any more.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    noun = models.CharField(max_length=20)
    code = code_column()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    for_party_only = models.BooleanField(default=False)
    text = text_column(2000)
    said_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["programme", "noun", "code"], name="comment_on_a_thing")]
        constraints = [
            models.CheckConstraint(name="comment_on_something_known", condition=Q(noun__in=NOUNS)),
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.code} {self.said_at:%Y-%m-%d}"


class Mention(models.Model):
    """Somebody was named in a comment, as @name; it stands in their day until they have seen it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.comment_id}"


class Draft(models.Model):
    """A form that somebody has not sent yet. It is no promise and no evidence, and stands in no ledger."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    # The address of the form it was typed into, without the host.
    address = text_column(500)
    title = text_column(300)
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return self.title


class KeptList(models.Model):
    """A list with its filters that somebody comes back to, under a name of their own."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = text_column(80)
    address = text_column(500)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["programme", "person", "name"], name="kept_list_once")]

    def __str__(self) -> str:
        return self.name
