"""Lists of commitments in words of one language, with what they can be chosen by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.names import Name
from corridor.ledger.access import commitments_seen
from corridor.ledger.queries.items import items
from corridor.ledger.queries.words import STATES
from corridor.ledger.rules.items import Item
from corridor.meetings.models import Meeting
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import balance_for, chosen_lines, items_of, offers
from corridor.results.queries.named import names_of
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import MARKED
from corridor.results.rules.lists import Choice, chosen
from corridor.sources.models import Source

# So many debtors and so many zones a list offers to choose from.
OFFERED = 100


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
    """The commitments that somebody may see on a day and a choice asks for; `most` of them from the `first` on.

    What each of them waits for and got is not told here. In an order, two stand as they do on any other page.
    """
    until = None if most is None else first + most
    balance = balance_for(programme, on, known_on, "commitments")
    if balance is None:
        everything = items(commitments_seen(by, programme), on=on, known_on=known_on).values()
        every = chosen(everything, choice)
        rows, total = [replace(item, waits_for=(), has=()) for item in every[first:until]], len(every)
    else:
        lines = chosen_lines(lines_seen(by, programme), choice)
        rows = list(items_of(lines[first:until]))
        if choice == Choice(order=choice.order):
            total = balance.commitments
        else:
            total = len(rows) if most is None else lines.order_by().count()
    parties = {code for item in rows for code in (item.facts.debtor, item.facts.creditor)}
    parties |= {choice.debtor, choice.creditor}
    zones = {item.facts.zone for item in rows} | {choice.zone}
    return Found(rows, total, choice, on, known_on, *names_of(programme, parties, zones))


def names_nothing(programme: Programme, found: Found) -> str:
    """What a list was asked for by a code that names nothing in the programme, such as "debtor"; empty: all do."""
    choice = found.choice
    for name, code, known in (
        ("debtor", choice.debtor, found.parties),
        ("creditor", choice.creditor, found.parties),
        ("zone", choice.zone, found.zones),
    ):
        if code and code not in known:
            return name
    for name, model in (("agreement", Agreement), ("meeting", Meeting), ("source", Source)):
        code = getattr(choice, name)
        if code and not found.total and not model.objects.filter(programme=programme, code=code).exists():
            return name
    return ""


@dataclass(frozen=True)
class Choosers:
    """What lists of a programme's commitments can be chosen by: the debtors and zones that most have, kinds."""

    debtors: Mapping[str, Mapping[str, str]]
    zones: Mapping[str, Mapping[str, str]]
    kinds: Sequence[str]


def choosers(programme: Programme, by: Actor, *, on: date) -> Choosers:
    """The debtors and zones of the most commitments, a hundred of each, and all kinds, of which any day tells."""
    balance = balance_for(programme, on, None, "debtors", "zones", "kinds")
    offered = balance or offers(commitments_seen(by, programme))
    debtors, zones, kinds = offered.debtors[:OFFERED], offered.zones[:OFFERED], offered.kinds
    names = names_of(programme, debtors, zones)
    return Choosers(
        {code: names.parties[code] for code in debtors}, {code: names.zones[code] for code in zones}, kinds
    )


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
