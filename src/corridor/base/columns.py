"""Columns that many rooms share: codes, days, names in several languages, quantities, sources."""

from decimal import Decimal
from typing import Any

from django.db import models


def code_column() -> "models.CharField[str, str]":
    """A stable code: lower-case ASCII and hyphens, unique in its programme."""
    return models.CharField(max_length=80)


def day_column() -> "models.CharField[str, str]":
    """A date in ISO 8601 that may be cut short (2021-12, 2021); empty where it is not known."""
    return models.CharField(max_length=10, blank=True, default="")


def text_column(length: int = 1000) -> "models.CharField[str, str]":
    """Free text; empty where nothing is known."""
    return models.CharField(max_length=length, blank=True, default="")


def number_column(**options: Any) -> "models.DecimalField[Decimal | None, Decimal | None]":
    """An exact number of up to fifteen significant digits, five of them behind the point."""
    return models.DecimalField(max_digits=20, decimal_places=5, null=True, blank=True, **options)
