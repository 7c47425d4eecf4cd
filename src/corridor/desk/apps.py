"""The door as Django knows it."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import import_string


class DeskConfig(AppConfig):
    """The signed-in workspace."""

    name = "corridor.desk"
    label = "desk"

    def ready(self) -> None:
        """Let `check --deploy` refuse what must not stand in public."""
        # By its name, as it asks models, which are not there yet when this module is read.
        register(import_string("corridor.desk.checks.fit_for_the_public"), Tags.security, deploy=True)
