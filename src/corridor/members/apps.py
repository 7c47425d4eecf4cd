"""The room as Django knows it."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Persons and memberships."""

    name = "corridor.members"
    default_auto_field = "django.db.models.BigAutoField"
