"""The forms of obstacles: what stands in the way, and what is done about it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corridor.desk.fields import CodeChoice, DayField, ParagraphField, TextField, Words
from corridor.ledger.queries.words import OBSTACLES, STEPS

Offered = Iterable[tuple[str, Words]]


class NewObstacle(forms.Form):
    """What stands in the way, of which kind, where, since when, whose it is, and where that is written."""

    summary = TextField(label=_("What stands in the way"), most=300)
    kind = CodeChoice(OBSTACLES.items(), label=_("Kind"))
    zone = CodeChoice((), label=_("Where"), required=False)
    party = CodeChoice((), label=_("Whose it is to remove"), required=False)
    since = DayField(label=_("Since"), required=False)
    title = TextField(label=_("Paper it stands in"), most=300, required=False)
    publisher = TextField(label=_("Published by"), most=300, required=False)
    address = TextField(label=_("Address of the paper"), most=2000, required=False)

    def __init__(self, *args: Any, zones: Offered, parties: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        zones = list(zones)
        nowhere = any(not code for code, _label in zones)
        self.fields["zone"] = CodeChoice(zones, label=_("Where"), required=not nowhere)
        self.fields["party"] = CodeChoice(
            parties, label=_("Whose it is to remove"), required=False, unchosen=_("nobody’s yet")
        )
        self.fields["address"].widget.attrs |= {"dir": "ltr", "inputmode": "url"}


class NextStep(forms.Form):
    """What is done about an obstacle now, by whom, and why."""

    what = CodeChoice((), label=_("Next step"), widget=forms.RadioSelect)
    party = CodeChoice(
        (), label=_("Party"), required=False, help_text=_("Whose it is now, or to whom it is taken up.")
    )
    says = ParagraphField(label=_("What was done, and why"))

    def __init__(self, *args: Any, is_over: bool, parties: Offered, **given: Any) -> None:
        super().__init__(*args, **given)
        steps = ["reopened"] if is_over else ["assigned", "escalated", "closed"]
        self.fields["what"] = CodeChoice(
            [(each, STEPS[each]) for each in steps], label=_("Next step"), widget=forms.RadioSelect
        )
        self.fields["party"] = CodeChoice(
            parties, label=_("Party"), required=False, help_text=self.fields["party"].help_text
        )
