"""What must not stand in public: passwords that everybody knows, error pages that tell, http without TLS."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from corridor.members.queries import demo_persons


def fit_for_the_public(app_configs: Any, **others: Any) -> list[CheckMessage]:
    """Errors for `check --deploy`; it asks the database, so migrate first."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("CORRIDOR_DEBUG is on: error pages tell internals.", id="corridor.E001"))
    if not settings.HTTPS:
        hint = "Put a server that speaks https in front, and set CORRIDOR_HTTPS=true."
        found.append(Error("CORRIDOR_HTTPS is off: passwords would travel open.", hint=hint, id="corridor.E002"))
    if known := len(demo_persons()):
        hint = "`corridor demo` made them. Begin with a database of your own."
        found.append(
            Error(f"{known} accounts have a password that everybody knows.", hint=hint, id="corridor.E003")
        )
    return found
