"""The forms of objections: how one is answered, and how it is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.desk.fields import CodeChoice, ParagraphField


class Answering(forms.Form):
    """Whether an objection is right, and why."""

    answer = CodeChoice(
        [("upheld", _("It is right")), ("declined", _("It is declined"))],
        label=_("Answer"),
        widget=forms.RadioSelect,
    )
    answer_says = ParagraphField(label=_("Why"))


class TakingBack(forms.Form):
    """Why an objection no longer stands."""

    answer_says = ParagraphField(label=_("Why it no longer stands"))
