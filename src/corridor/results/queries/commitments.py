"""Lists of commitments in words of one language, with what they can be chosen by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.names import Name
from corridor.ledger.access import commitments_seen
from corridor.ledger.queries.items import items
from corridor.ledger.queries.words import STATES
from corridor.ledger.rules.items import Item
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.results.queries.wording import Wording
from corridor.results.rules.lists import Choice, chosen
from corridor.zones.models import Zone


@dataclass(frozen=True)
class Listing:
    """Commitments on a day, those that were chosen, and the parties and zones they can be chosen by."""

    everything: Sequence[Item]
    rows: Sequence[Item]
    choice: Choice
    on: date
    debtors: Mapping[str, Mapping[str, str]]
    zones: Mapping[str, Mapping[str, str]]
    parties: Mapping[str, Mapping[str, str]]
    kinds: Sequence[str]

    def chosen(self, choice: Choice) -> "Listing":
        """The same list with only what a choice asks for."""
        return replace(self, rows=chosen(self.everything, choice), choice=choice)


def listing(programme: Programme, by: Actor, *, on: date, known_on: date | None = None) -> Listing:
    """All commitments that somebody may see on a day."""
    everything = list(items(commitments_seen(by, programme), on=on, known_on=known_on).values())
    parties = dict(Party.objects.filter(programme=programme).order_by("id").values_list("code", "names"))
    zones = dict(Zone.objects.filter(programme=programme).order_by("id").values_list("code", "names"))
    owing = {item.facts.debtor for item in everything}
    used = {item.facts.zone for item in everything}
    return Listing(
        everything=everything,
        rows=everything,
        choice=Choice(),
        on=on,
        debtors={code: names for code, names in parties.items() if code in owing},
        zones={code: names for code, names in zones.items() if code in used},
        parties=parties,
        kinds=sorted({item.facts.kind for item in everything}),
    )


def shown_listing(listing: Listing, rows: Sequence[Item], language: str) -> dict[str, Any]:
    """Some rows of a list as text in a language, a sentence that says what the list is, and its filters."""
    with override(language):
        words = Wording(language, listing.parties, listing.zones)
        choice = listing.choice
        return {
            "sentence": _sentence(listing, words),
            "on": words.day(listing.on),
            "on_iso": listing.on.isoformat(),
            "rows": [words.item(item) for item in rows],
            "states": [(state, str(label), state == choice.state) for state, label in STATES.items()],
            "debtors": [
                (code, words.named(listing.parties, code), code == choice.debtor) for code in listing.debtors
            ],
            "zones": [(code, words.named(listing.zones, code), code == choice.zone) for code in listing.zones],
            "kinds": [(kind, kind == choice.kind) for kind in listing.kinds],
        }


def _sentence(listing: Listing, words: Wording) -> list[dict[str, Any]]:
    """What the list shows, part by part, so that names can be marked with their language."""
    choice, count = listing.choice, len(listing.rows)
    parts: list[dict[str, Any]] = []

    def add(text: str, name: Any = None) -> None:
        parts.append({"text": text, "name": name})

    add(ngettext("{n} promise", "{n} promises", count).format(n=words.number(count)))
    if choice.state:
        add(str(STATES[choice.state]))
    if choice.debtor:
        add(_("owed by"), words.named(listing.parties, choice.debtor))
    if choice.zone:
        add(_("at the zone"), words.named(listing.zones, choice.zone))
    if choice.kind:
        add(_("of the kind"), Name(choice.kind, "en"))
    return parts
