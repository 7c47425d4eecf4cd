"""What is looked through, and codes that were merged."""

from django.db import models

from corridor.base.columns import code_column, day_column
from corridor.programme.models import Programme
from corridor.sources.models import Sourced


class Entry(models.Model):
    """One thing of a programme as it is found: an entry in its register of names.

    Its number says where it stands: programme, noun, place by title (`rules.order`). `names`, `about` and `said`
    are what is shown of it, `terms` what it is found by (`rules.things`). It bears neither state nor day. The
    database indexes the terms itself: FTS5 (`search_terms`) on SQLite, a tsvector on PostgreSQL (migration 0001).
    """

    # The unique constraint below begins with it and serves as its index; so with words and merges.
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    noun = models.CharField(max_length=20)
    code = code_column()
    # What it was made of, shortened: by it is seen whether the thing changed since (`rules.things`).
    digest = models.CharField(max_length=40)
    names = models.JSONField()
    aliases = models.JSONField(default=list)
    about = models.JSONField(default=list)
    said = models.JSONField(default=list)
    terms = models.TextField()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["programme", "code", "noun"], name="entry_once")]

    def __str__(self) -> str:
        return f"{self.noun} {self.code}"


class Word(models.Model):
    """A word of a programme's entries, in plain letters, and in how many of them it stands."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    # On PostgreSQL in the order of its bytes, whatever the language of the database (migration 0001).
    text = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ("programme_id", "text")
        constraints = [models.UniqueConstraint(fields=["programme", "text"], name="word_once")]
        indexes = [models.Index(fields=["programme", "-count", "text"], name="word_by_use")]

    def __str__(self) -> str:
        return self.text


class Merge(Sourced):
    """A thing that turned out to be another: its code leads to the other's for ever."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+", db_index=False)
    noun = models.CharField(max_length=20)
    code = code_column()
    into = code_column()
    merged_on = day_column()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["programme", "noun", "code"], name="merge_once"),
            models.CheckConstraint(name="merge_into_another", condition=~models.Q(code=models.F("into"))),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.code} -> {self.into}"
