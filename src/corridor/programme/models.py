"""The programme itself."""

from typing import Any

from django.db import models

from corridor.base.names import Name, name_for


class Programme(models.Model):
    """One cooperation run by countries together, with its zones, bodies, currency, languages and rules.

    The charter is `programme.toml` of its package as it was read: names, countries (ISO 3166), currency
    (ISO 4217), languages (ISO 639-1), working calendars, vocabulary and legal regimes.
    """

    code = models.CharField(max_length=80, unique=True)
    charter = models.JSONField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code

    @property
    def names(self) -> dict[str, str]:
        """What it is called, by language."""
        return self.charter["names"]

    @property
    def currency(self) -> str:
        """Its own currency, ISO 4217."""
        return self.charter["currency"]

    @property
    def languages(self) -> list[str]:
        """The languages its names are kept in, the first one first."""
        return self.charter["languages"]

    def name_in(self, language: str) -> Name:
        """Its name for a reader of that language."""
        return name_for(self.names, language, self.code)

    def words(self, vocabulary: str) -> list[Any]:
        """One of its vocabularies, such as the kinds of commitment."""
        return self.charter.get("vocabulary", {}).get(vocabulary, [])
