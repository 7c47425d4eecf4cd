"""The form of a programme's ladder: before which parties a late promise is brought, after how many days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from corridor.desk.fields import MISSING, CodeChoice, CountField, Words
from corridor.reminders.rules import LONGEST, MOST_RUNGS

SPARE = 3


class Rungs(forms.Form):
    """The rungs from the lowest up, and some empty ones; a rung without a party and days is left out."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        sent: QueryDict | None,
        *,
        version: int,
        parties: Iterable[tuple[str, Words]],
        rungs: Sequence[tuple[str, int]],
        typed: Mapping[str, Any],
    ) -> None:
        named = [(f"party_{place}", party) for place, (party, _days) in enumerate(rungs, 1)]
        named += [(f"days_{place}", str(days)) for place, (_party, days) in enumerate(rungs, 1)]
        super().__init__(sent, initial={"seen": version, **dict(named), **typed})
        offered = list(parties)
        # Somebody else may have made it shorter meanwhile; what was typed is shown again all the same.
        there = sum(name.startswith("party_") for name in sent or typed)
        self.places = range(1, min(MOST_RUNGS, max(there, len(rungs) + SPARE)) + 1)
        for place in self.places:
            self.fields[f"party_{place}"] = CodeChoice(offered, label=_("Party"), required=False)
            self.fields[f"days_{place}"] = CountField(label=_("After days"), required=False, most=LONGEST)

    def clean(self) -> dict[str, Any]:
        """A party without days, or days without a party, say nothing."""
        found = super().clean() or {}
        for place in self.places:
            party, days = found.get(f"party_{place}"), found.get(f"days_{place}")
            for name, cell, other in (("party", party, days), ("days", days, party)):
                field = f"{name}_{place}"
                if not cell and other and field not in self.errors:
                    self.add_error(field, ValidationError(MISSING, code="required"))
        return found

    def see(self, version: int) -> None:
        """Let the form, as it is shown again, change the ladder as it stands now."""
        self.data = {**self.data.dict(), "seen": str(version)}  # type: ignore[attr-defined]

    def rungs(self) -> list[tuple[str, int]]:
        """What was typed: the code of a party and its days."""
        given = self.cleaned_data
        pairs = [(given[f"party_{place}"], given[f"days_{place}"]) for place in self.places]
        return [(party, days) for party, days in pairs if party]

    def rows(self) -> Iterator[dict[str, Any]]:
        """The fields of each rung."""
        for place in self.places:
            yield {"place": place, "party": self[f"party_{place}"], "days": self[f"days_{place}"]}
