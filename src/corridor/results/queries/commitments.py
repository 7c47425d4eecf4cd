"""Lists of commitments in words of one language, with what they can be chosen by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.names import Name, name_for
from corridor.ledger.access import commitments_seen
from corridor.ledger.queries.items import items
from corridor.ledger.queries.words import PROOFS, STATES
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import Proof
from corridor.meetings.models import Meeting
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import Offers, balance_for, chosen_lines, items_of, offers, offers_at
from corridor.results.queries.named import Called, names_at, names_of
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import MARKED, kind_name
from corridor.results.rules.lists import Choice, chosen
from corridor.sources.models import Source
from corridor.zones.models import Zone


@dataclass(frozen=True)
class Found:
    """Commitments that were asked for: a part of them, how many there are in all, and the names in them."""

    rows: Sequence[Item]
    total: int
    choice: Choice
    on: date
    known_on: date | None
    parties: Called
    zones: Called
    offered: Offers | None = None
    is_behind: bool = False


def found(
    programme: Programme,
    by: Actor,
    choice: Choice,
    *,
    on: date,
    known_on: date | None = None,
    first: int = 0,
    most: int | None = None,
    offering: bool = False,
) -> Found:
    """The commitments that somebody may see on a day and a choice asks for; `most` of them from the `first` on.

    With `offering`, also by what a list of them can be chosen.
    What each of them waits for and got is not told here. In an order, two stand as they do on any other page.
    """
    until = None if most is None else first + most
    balance = balance_for(programme, on, known_on)
    offered: Offers | None = None
    if balance is None:
        everything = items(commitments_seen(by, programme), on=on, known_on=known_on).values()
        wanted = chosen(everything, choice)
        rows, total = [replace(item, waits_for=(), has=()) for item in wanted[first:until]], len(wanted)
        offered = offers(programme, commitments_seen(by, programme)) if offering else None
    else:
        lines = chosen_lines(lines_seen(by, programme), choice)
        rows = list(items_of(lines[first:until]))
        if choice == Choice(order=choice.order):
            total = balance.commitments
        else:
            total = len(rows) if most is None else lines.order_by().count()
        offered = offers_at(programme, balance.on, balance.event) if offering else None
    parties = {code for item in rows for code in (item.facts.debtor, item.facts.creditor)}
    parties |= {choice.debtor, choice.creditor}
    zones = {item.facts.zone for item in rows} | {choice.zone}
    if balance is None:
        return Found(rows, total, choice, on, known_on, *names_of(programme, parties, zones), offered)
    every = names_at(programme, balance.event)
    names = every.only(parties, zones)
    return Found(rows, total, choice, on, known_on, *names, offered, balance.is_behind)


# What a choice names by code, and where those codes stand.
NAMED: dict[str, Any] = {
    "debtor": Party, "creditor": Party, "zone": Zone, "agreement": Agreement, "meeting": Meeting, "source": Source,
}  # fmt: skip


def names_nothing(programme: Programme, found: Found) -> str:
    """By what a list was asked with a code that names nothing in the programme, such as "debtor"; empty: all do."""
    named = {"debtor": found.parties, "creditor": found.parties, "zone": found.zones}
    for name in NAMED:
        code = getattr(found.choice, name)
        if code and code not in named.get(name, ()) and not found.total and not codes_of(programme, name, code):
            return name
    return ""


def codes_of(programme: Programme, name: str, *wanted: str) -> list[str]:
    """The codes that a choice of that name may be: those wanted among them, or all."""
    rows = NAMED[name].objects.filter(programme=programme).order_by("code")
    return list((rows.filter(code__in=wanted) if wanted else rows).values_list("code", flat=True))


def shown_list(found: Found, language: str) -> dict[str, Any]:
    """Some rows of a list as text in a language, a sentence that says what the list is, and its filters."""
    with override(language):
        words, choice = Wording(language, found.parties, found.zones), found.choice
        offered = found.offered or Offers({}, {}, [])
        return {
            "sentence": _sentence(found, words),
            "total": found.total,
            "is_behind": found.is_behind,
            "on": words.day(found.on),
            "rows": [words.row(item) for item in found.rows],
            "states": [(state, str(label), state == choice.state) for state, label in STATES.items()],
            "proofs": [
                (proof, str(label), proof == choice.proof) for proof, label in PROOFS.items() if proof != Proof.NONE
            ],
            "marks": [(mark, str(label), mark == choice.mark) for mark, label in MARKED.items()],
            "debtors": _options(offered.debtors, found.parties, choice.debtor, language),
            "zones": _options(offered.zones, found.zones, choice.zone, language),
            "kinds": sorted(
                ((kind, kind_name(kind, language).text, kind == choice.kind) for kind in offered.kinds),
                key=lambda option: option[1],
            ),
        }


def _options(offered: Called, named: Called, chosen: str, language: str) -> list[tuple[str, str, bool]]:
    """What a list can be narrowed to, by name; what it is narrowed to is among them."""
    every = {**offered, chosen: named[chosen]} if chosen in named else offered
    options = [(code, name_for(names, language, code).text, code == chosen) for code, names in every.items()]
    return sorted(options, key=lambda option: option[1])


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
    if choice.proof:
        add(_("proof at least: {grade}").format(grade=PROOFS[choice.proof]))
    named = {
        _("owed by"): words.named(words.parties, choice.debtor),
        _("owed to"): words.named(words.parties, choice.creditor),
        _("at the zone"): words.named(words.zones, choice.zone),
        _("of the kind"): kind_name(choice.kind, words.language),
        _("under the agreement"): Name(choice.agreement, "en"),
        _("from the meeting"): Name(choice.meeting, "en"),
        _("told by the source"): Name(choice.source, "en"),
    }
    for text, name in named.items():
        if name and name.text:
            add(text, name)
    return parts
