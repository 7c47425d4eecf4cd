"""An anticipated no: said with a stable code, a translated sentence and the facts. Knows no HTTP."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """What Corridor says when it will not do something, and why. Each door turns it into its own form."""

    code: ClassVar[str] = "refused"
    text: ClassVar[str | Promise] = _("This cannot be done.")

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.code, facts)

    def __str__(self) -> str:
        return str(self.text).format(**self.facts)


class NotAllowed(Refusal):
    """Whoever asks may not do this."""

    code = "not-allowed"
    text = _("You may not do this.")


def require(leave: bool) -> None:
    """Refuse with NotAllowed unless leave is given; every deed calls it once, first."""
    if not leave:
        raise NotAllowed


class BadDay(Refusal):
    """What was asked for is not a day."""

    code = "bad-day"
    text = _("“{found}” is not a day. A day is written 2022-06-30, 2022-06 or 2022.")


class UnknownChoice(Refusal):
    """Something was asked for by a word that names nothing."""

    code = "unknown-choice"
    text = _("{name}: “{found}” is not known here. {near}")


class AskedTwice(Refusal):
    """An address says one thing twice; only one of them could be heeded."""

    code = "asked-twice"
    text = _("The address says “{name}” more than once. It can mean only one.")


class UnknownCode(Refusal):
    """A code that names nothing here."""

    code = "unknown-code"
    text = _("There is no {what} “{asked}”. {near}")


class WrongFields(Refusal):
    """Some of what was given cannot be taken: every field that is wrong, with the reason."""

    code = "wrong-fields"
    text = _("Some of what was given cannot be taken; nothing was written.")

    def __init__(self, wrong: Mapping[str, Refusal]) -> None:
        self.wrong = dict(wrong)
        super().__init__(fields=list(wrong))
