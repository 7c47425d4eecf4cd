"""Lists of commitments in words of one language, with what they can be chosen by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from corridor.results.queries.words import MARKED
from corridor.results.rules.lists import Choice, chosen
from corridor.zones.models import Zone


@dataclass(frozen=True)
class Found:
    """Commitments that were asked for: a part of them, how many there are in all, and the names in them."""

    rows: Sequence[Item]
    total: int
    choice: Choice
    on: date
    known_on: date | None
    parties: Mapping[str, Mapping[str, str]]
    zones: Mapping[str, Mapping[str, str]]


def found(
    programme: Programme,
    by: Actor,
    choice: Choice,
    *,
    on: date,
    known_on: date | None = None,
    first: int = 0,
    most: int | None = None,
) -> Found:
    """The commitments that somebody may see on a day and a choice asks for; `most` of them from the `first` on."""
    everything = items(commitments_seen(by, programme), on=on, known_on=known_on).values()
    rows = chosen(everything, choice)
    until = None if most is None else first + most
    return Found(rows[first:until], len(rows), choice, on, known_on, *_names(programme))


@dataclass(frozen=True)
class Choosers:
    """What lists of a programme's commitments can be chosen by: debtors and zones with their names, kinds."""

    debtors: Mapping[str, Mapping[str, str]]
    zones: Mapping[str, Mapping[str, str]]
    kinds: Sequence[str]


def choosers(programme: Programme, by: Actor) -> Choosers:
    """The debtors, zones and kinds that commitments have which somebody may see, on any day."""
    parties, zones = _names(programme)
    seen = commitments_seen(by, programme).order_by()
    owing = set(seen.values_list("debtor__code", flat=True).distinct())
    used = set(seen.values_list("zone__code", flat=True).distinct())
    return Choosers(
        {code: names for code, names in parties.items() if code in owing},
        {code: names for code, names in zones.items() if code in used},
        sorted(seen.values_list("kind", flat=True).distinct()),
    )


def _names(programme: Programme) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    parties = dict(Party.objects.filter(programme=programme).order_by("id").values_list("code", "names"))
    zones = dict(Zone.objects.filter(programme=programme).order_by("id").values_list("code", "names"))
    return parties, zones


def shown_list(found: Found, offered: Choosers, language: str) -> dict[str, Any]:
    """Some rows of a list as text in a language, a sentence that says what the list is, and its filters."""
    with override(language):
        words = Wording(language, {**offered.debtors, **found.parties}, {**offered.zones, **found.zones})
        choice = found.choice
        return {
            "sentence": _sentence(found, words),
            "total": found.total,
            "on": words.day(found.on),
            "rows": [words.item(item) for item in found.rows],
            "states": [(state, str(label), state == choice.state) for state, label in STATES.items()],
            "marks": [(mark, str(label), mark == choice.mark) for mark, label in MARKED.items()],
            "debtors": [
                (code, words.named(words.parties, code), code == choice.debtor) for code in offered.debtors
            ],
            "zones": [(code, words.named(words.zones, code), code == choice.zone) for code in offered.zones],
            "kinds": [(kind, kind == choice.kind) for kind in offered.kinds],
        }


def _sentence(found: Found, words: Wording) -> list[dict[str, Any]]:
    """What the list shows, part by part, so that names can be marked with their language."""
    choice, count = found.choice, found.total
    parts: list[dict[str, Any]] = []

    def add(text: str, name: Any = None) -> None:
        parts.append({"text": text, "name": name})

    add(ngettext("{n} promise", "{n} promises", count).format(n=words.number(count)))
    if choice.mark:
        add(str(MARKED[choice.mark]))
    if choice.state:
        add(str(STATES[choice.state]))
    named = {
        _("owed by"): words.named(words.parties, choice.debtor),
        _("owed to"): words.named(words.parties, choice.creditor),
        _("at the zone"): words.named(words.zones, choice.zone),
        _("of the kind"): Name(choice.kind, "en"),
        _("under the agreement"): Name(choice.agreement, "en"),
        _("from the meeting"): Name(choice.meeting, "en"),
        _("told by the source"): Name(choice.source, "en"),
    }
    for text, name in named.items():
        if name and name.text:
            add(text, name)
    return parts
