"""The forms of people: bringing somebody in, and lending one's own role."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from corridor.desk.fields import MISSING, CodeChoice, DayField, TextField, Words
from corridor.members.queries import ROLES

Offered = Iterable[tuple[str, Words]]


class Address(forms.EmailField):
    """A mail address."""

    default_error_messages = {
        "required": MISSING,
        "invalid": _("This is not a mail address. A mail address is written name@example.org."),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """It is typed from left to right; no maxlength: it would cut off what is pasted, unseen."""
        return {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}


class BringIn(forms.Form):
    """Who is to act for which party, in which role, where, from when until when."""

    email = Address(label=_("Mail address"))
    name = TextField(label=_("Name"), most=120)
    language = CodeChoice(settings.LANGUAGES, label=_("Language of letters"))
    party = CodeChoice((), label=_("Acts for"))
    role = CodeChoice([(role.value, label) for role, label in ROLES.items()], label=_("Role"))
    place = CodeChoice((), label=_("Where"), required=False, unchosen=_("the whole programme"))
    since = DayField(whole=True, label=_("From"))
    until = DayField(whole=True, label=_("Last day"), required=False, help_text=_("Empty: until it is ended."))
    reason = TextField(label=_("On whose word"), most=300, required=False)

    def __init__(self, *args: Any, parties: Offered, places: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["party"] = CodeChoice(parties, label=_("Acts for"))
        self.fields["place"] = CodeChoice(
            places, label=_("Where"), required=False, unchosen=_("the whole programme")
        )


class Lend(forms.Form):
    """Which of one's roles somebody else has for a while."""

    membership = CodeChoice((), label=_("Role that is lent"))
    person = CodeChoice((), label=_("To whom"))
    since = DayField(whole=True, label=_("From"))
    until = DayField(whole=True, label=_("Last day"), help_text=_("At most 92 days after the first."))
    reason = TextField(label=_("Why"), most=300)

    def __init__(self, *args: Any, memberships: Offered, persons: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["membership"] = CodeChoice(memberships, label=_("Role that is lent"))
        self.fields["person"] = CodeChoice(persons, label=_("To whom"))
