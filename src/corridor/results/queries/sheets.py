"""Lists as workbooks: their columns in words of one language, and what a second sheet says about the list."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from corridor.base.formats import shown_day
from corridor.base.names import RIGHT_TO_LEFT, name_for
from corridor.ledger.queries.words import BLOCKED, CONTESTED, DISPUTED, PROOFS, STATES
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results.queries.commitments import Found, shown_list
from corridor.results.rules.tables import Dress, Table, commitments_table

# Kept where no date was promised: it shares a state with what was kept on time.
UNDATED = "kept-undated"
HEADINGS = {
    "code": gettext_lazy("Code"),
    "state": gettext_lazy("State"),
    "proof": gettext_lazy("Proof of delivery"),
    "days_late": gettext_lazy("Days late"),
    "default": gettext_lazy("Overdue, nothing delivered"),
    "blocked": BLOCKED,
    "disputed": DISPUTED,
    "contested": CONTESTED,
    "debtor": gettext_lazy("Who owes"),
    "due_on": gettext_lazy("Promised for"),
    "kept_on": gettext_lazy("Delivered by"),
    "waiting": gettext_lazy("Others wait"),
    "waiting_workers": gettext_lazy("Pledged workers that wait"),
    "zone": gettext_lazy("Where"),
    "title": gettext_lazy("Promise"),
}


# Columns of the other lists that the pages have a word for; the others keep their names.
WORDS = {
    "code": HEADINGS["code"],
    "state": HEADINGS["state"],
    "zone": HEADINGS["zone"],
    "kind": gettext_lazy("Kind"),
    "source": gettext_lazy("Source"),
    "party": gettext_lazy("Party"),
    "note": gettext_lazy("Note"),
    "language": gettext_lazy("Language"),
    "address": gettext_lazy("Address"),
    "promises": gettext_lazy("Promises"),
    "figures": gettext_lazy("Figures it states"),
    "subject": gettext_lazy("About"),
    "measure": gettext_lazy("What"),
    "value": gettext_lazy("Figure"),
    "nature": gettext_lazy("Nature"),
    "body": gettext_lazy("Body"),
    "stage": gettext_lazy("Rung"),
    "as_of": gettext_lazy("As of"),
    "title": gettext_lazy("Title"),
    "name": gettext_lazy("Name"),
    "name_en": gettext_lazy("Name"),
    "summary": gettext_lazy("What stands in the way"),
}

# What each list is called, where it is not the promises.
LISTS = {
    "agreements": gettext_lazy("Agreements"),
    "figures": gettext_lazy("Figures"),
    "meetings": gettext_lazy("Meetings"),
    "obstacles": gettext_lazy("Obstacles"),
    "parties": gettext_lazy("Parties"),
    "sources": gettext_lazy("Sources"),
    "ventures": gettext_lazy("Ventures"),
    "zones": gettext_lazy("Zones"),
}


class Asked(NamedTuple):
    """For whom and of which day a workbook is made: the reader's language, the list's address, the moment."""

    language: str
    on: date
    known_on: date | None
    address: str
    # The address of one thing of the list, with {} for its code.
    link: str
    made_at: datetime


def commitments_sheet(programme: Programme, found: Found, asked: Asked) -> tuple[Table, Dress]:
    """A list of commitments as a workbook shows it."""
    with override(asked.language):
        sentence = shown_list(found, asked.language)["sentence"]
        said = " · ".join(" ".join(filter(None, (part["text"], str(part["name"] or "")))) for part in sentence)
        dress = Dress(
            title=_("Promises"),
            headings={name: str(heading) for name, heading in HEADINGS.items()},
            words={
                "state": {
                    **{str(state): str(word) for state, word in STATES.items()},
                    UNDATED: _("Kept, no date promised"),
                },
                "proof": {str(proof): str(word) for proof, word in PROOFS.items()},
                "debtor": _called(found.parties, asked.language),
                "zone": _called(found.zones, asked.language),
            },
            link=asked.link,
            is_rtl=asked.language in RIGHT_TO_LEFT,
            about_title=_("About this list"),
            about=_about(programme, said, asked),
        )
    return _told_apart(found.rows), dress


def _told_apart(items: Sequence[Item]) -> Table:
    """The table of some commitments, where none that was kept without a promised date is said to be on time."""
    table = commitments_table(items)
    at = table.columns.index("state")
    rows = (
        [*row[:at], UNDATED, *row[at + 1 :]] if item.is_kept_undated else row
        for item, row in zip(items, table.rows, strict=True)
    )
    return Table(table.name, table.columns, rows)


def plain_sheet(programme: Programme, name: str, asked: Asked) -> Dress:
    """How any other list stands in a workbook: columns are named as scripts know them, but for the commonest."""
    with override(asked.language):
        return Dress(
            title=str(LISTS[name]),
            headings={name: str(word) for name, word in WORDS.items()},
            link=asked.link,
            is_rtl=asked.language in RIGHT_TO_LEFT,
            about_title=_("About this list"),
            about=_about(programme, str(LISTS[name]), asked),
        )


def _called(names: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    return {code: name_for(called, language, code).text for code, called in names.items()}


def _about(programme: Programme, said: str, asked: Asked) -> Sequence[tuple[str, str]]:
    known = shown_day(asked.known_on, asked.language) or _("everything known when this was made")
    return (
        (_("Programme"), str(programme.name_in(asked.language))),
        (_("List"), said),
        (_("As of"), shown_day(asked.on, asked.language)),
        (_("with what was known on"), known),
        (_("Address"), asked.address),
        (_("Made"), f"{asked.made_at:%Y-%m-%d %H:%M} UTC"),
        (
            _("Source"),
            _(
                "Corridor, derived from dated promises and evidence. "
                "Each promise names its sources on its page; their texts belong to their publishers."
            ),
        ),
    )
