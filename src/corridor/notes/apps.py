"""The room as Django knows it."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Comments, drafts, kept lists."""

    name = "corridor.notes"
    default_auto_field = "django.db.models.BigAutoField"
