"""What was said of the future, and under which assumptions."""

from django.db import models
from django.db.models import Q

from corridor.base.columns import code_column, text_column
from corridor.programme.models import Programme


class Scenario(models.Model):
    """Changes to a programme that somebody thought through: moved dates, removed obstacles, other assumptions.

    A new edition is a new row of the same code; nothing is overwritten, so an address that was shared keeps its
    meaning.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    code = code_column()
    edition = models.PositiveIntegerField()
    title = text_column(120)
    changes = models.JSONField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["programme", "code", "edition"], name="scenario_edition_once"),
            models.CheckConstraint(name="scenario_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="scenario_edition_counts", condition=Q(edition__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.edition}"


class Forecast(models.Model):
    """A forecast that was published: as of which day, with what was known on which, how it was computed.

    Nothing about it is ever changed: it is scored by what comes.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, blank=True, related_name="forecasts")
    as_of = models.DateField()
    known_on = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    seed = models.BigIntegerField()
    scenarios = models.PositiveIntegerField()
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    # Expected over ten years: worker-days, and US dollars of exports.
    workers_lost = models.FloatField()
    exports_lost = models.FloatField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["programme", "as_of", "digest"], name="forecast_once"),
            models.CheckConstraint(
                name="forecast_lost_is_a_number", condition=Q(workers_lost__gte=0, exports_lost__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} as of {self.as_of}"


class Foreseen(models.Model):
    """What a published forecast said of one promise; days from the as-of day, none where not in sight.

    chance: to keep the due date of that time, none where there was none. The baselines stand beside it, as they
    were on that day: days to the last date given, and to that date with the mean slip so far.
    """

    forecast = models.ForeignKey(Forecast, models.CASCADE, related_name="foreseen")
    # The promise by its code: one that leaves the package leaves what was said of it.
    code = code_column()
    p10 = models.FloatField(null=True, blank=True)
    p50 = models.FloatField(null=True, blank=True)
    p80 = models.FloatField(null=True, blank=True)
    p90 = models.FloatField(null=True, blank=True)
    # Days at the shares 0.02, 0.06 … 0.98, for scoring; beyond the horizon where not in sight.
    curve = models.JSONField()
    chance = models.FloatField(null=True, blank=True)
    promised_days = models.FloatField(null=True, blank=True)
    slipped_days = models.FloatField(null=True, blank=True)
    criticality = models.FloatField()
    workers_held = models.FloatField()
    exports_held = models.FloatField()
    workers_by_delay = models.FloatField()
    exports_by_delay = models.FloatField()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "foreseen"
        constraints = [
            models.UniqueConstraint(fields=["forecast", "code"], name="foreseen_once"),
            models.CheckConstraint(
                name="foreseen_chance_is_one",
                condition=Q(chance=None) | Q(chance__gte=0, chance__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.forecast_id}"
