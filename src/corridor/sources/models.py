"""Where statements come from, and the numbers that were stated."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from corridor.base.columns import code_column, day_column, number_column, text_column
from corridor.programme.models import Programme


class Source(models.Model):
    """A publication or document that says something: a newspaper's report, an official paper, a law, a dataset.

    `published_on` decides what was known on a day; where it is missing, the day it was recorded here does.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    title = text_column()
    publisher = text_column()
    published_on = day_column()
    address = text_column(2000)
    language = models.CharField(max_length=10, blank=True, default="")
    kind = models.CharField(max_length=20)
    note = text_column()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="source_code_once")]

    def __str__(self) -> str:
        return self.code


class Sourced(models.Model):
    """A statement with the source it rests on: nothing stands in Corridor without one."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Document(models.Model):
    """A file that was handed in, kept once under the SHA-256 of its content.

    It has no name: that belongs to where it is attached. Its bytes stand in the home folder, not here.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(name="document_by_its_digest", condition=Exact(Length("sha256"), 64)),
            models.CheckConstraint(name="document_not_empty", condition=models.Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return self.sha256


class Figure(Sourced):
    """A number somebody stated about something: value, unit, as-of day, definition and nature.

    Several may contradict each other; all are kept, side by side, and none is averaged away. The subject
    stands on a higher floor, so it is named by kind and code.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=20)
    subject = code_column()
    measure = models.CharField(max_length=80)
    value = number_column()
    unit = models.CharField(max_length=20)
    as_of = day_column()
    nature = models.CharField(max_length=20)
    definition = text_column()
    note = text_column()

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["programme", "measure"], name="figure_by_measure")]

    def __str__(self) -> str:
        return f"{self.subject} {self.measure} {self.value} {self.unit}"
