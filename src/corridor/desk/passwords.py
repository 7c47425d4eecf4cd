"""A password must not be made of what everybody knows of its owner or of this place."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corridor.members.rules import is_guessable
from corridor.programme.queries import programmes

OURS = ("corridor",)


class NotAboutYou:
    """Refuses a password of which little is left without the person's name and address and our own words."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise what is wrong with it."""
        said = [str(getattr(user, name, "") or "") for name in ("name", "email")]
        codes = [programme.code for programme in programmes()]
        if is_guessable(password, [*OURS, *codes, *said]):
            raise ValidationError(
                _("This password is easily guessed: too much of it is your name, your address or repeated."),
                code="password_about_you",
            )

    def get_help_text(self) -> str:
        """What is asked, as Django's forms say it."""
        return gettext("It must not be made of your name, your address or the name of this site.")
