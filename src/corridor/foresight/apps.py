"""The room as Django knows it."""

import os

from django.apps import AppConfig

# Threads of one linear system wait for one another where the machine is busy: learning then took 20 times as long.
# numpy reads this when it is first imported, which is after this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class ForesightConfig(AppConfig):
    """Forecasts, scenarios, and how past forecasts did."""

    name = "corridor.foresight"
    default_auto_field = "django.db.models.BigAutoField"
