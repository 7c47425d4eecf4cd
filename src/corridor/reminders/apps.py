"""The room as Django knows it."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Reminders, digests and the ladder."""

    name = "corridor.reminders"
    default_auto_field = "django.db.models.BigAutoField"
