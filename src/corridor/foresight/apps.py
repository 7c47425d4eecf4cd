"""The room as Django knows it."""

from django.apps import AppConfig


class ForesightConfig(AppConfig):
    """Forecasts, scenarios, and how past forecasts did."""

    name = "corridor.foresight"
    default_auto_field = "django.db.models.BigAutoField"
