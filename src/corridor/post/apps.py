"""The room as Django knows it."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Letters."""

    name = "corridor.post"
    default_auto_field = "django.db.models.BigAutoField"
