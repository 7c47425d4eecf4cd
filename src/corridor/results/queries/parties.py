"""Every party with what it owes and what it is owed, in words of one language and as rows for scripts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from corridor.base.actors import Actor
from corridor.base.formats import shown_number
from corridor.ledger.rules.words import State
from corridor.people.models import Party
from corridor.people.queries import parties_of
from corridor.programme.models import Programme
from corridor.results.access import lines_seen
from corridor.results.queries.balance import balance_for
from corridor.results.queries.commitments import found
from corridor.results.queries.words import PARTY_KINDS, PARTY_ORDERS
from corridor.results.rules.lists import Choice
from corridor.results.rules.scoreboard import Counts, Pair, Score, Stand, ordered, pairs, stand
from corridor.results.rules.tables import Table

SIDES = ("debtor", "creditor")


@dataclass(frozen=True)
class Parties:
    """The parties that owe or are owed something, all of them and of one kind, in an order."""

    rows: Sequence[Pair]
    known: Mapping[str, Party]
    kind: str
    order: str


def parties(
    programme: Programme, by: Actor, *, on: date, known_on: date | None = None, kind: str = "", order: str = ""
) -> Parties:
    """The parties that owe or are owed a promise which somebody may see on a day, of one kind or of all."""
    known = {party.code: party for party in parties_of(programme)}
    rows = pairs(*_counts(programme, by, on, known_on))
    order = order or "overdue"
    chosen = [row for row in rows if not kind or known[row.party].kind == kind]
    return Parties(ordered(chosen, order), known, kind, order)


def _counts(programme: Programme, by: Actor, on: date, known_on: date | None) -> list[dict[str, Counts]]:
    """How many promises stand how, by debtor and by creditor; the balance counts for itself where there is one."""
    if balance_for(programme, on, known_on) is None:
        items = found(programme, by, Choice(), on=on, known_on=known_on).rows
        return [_gathered(((getattr(item.facts, side), stand(item)), 1) for item in items) for side in SIDES]
    dated = Case(When(due_on="", then=Value("")), default=Value("dated"), output_field=CharField())
    lines = lines_seen(by, programme).order_by().annotate(dated=dated)
    return [
        _gathered(
            ((code, Stand(State(state), is_late, is_blocked, bool(is_dated))), count)
            for code, state, is_late, is_blocked, is_dated, count in lines.values_list(
                side, "state", "is_late", "is_blocked", "dated"
            ).annotate(Count("pk"))
        )
        for side in SIDES
    ]


def _gathered(rows: Any) -> dict[str, Counts]:
    gathered: dict[str, Counter[Stand]] = {}
    for (code, each), count in rows:
        if code:
            gathered.setdefault(code, Counter())[each] += count
    return dict(gathered)


def shown_parties(found: Parties, language: str, first: int, most: int) -> dict[str, Any]:
    """Some of the parties as text in a language, and what all of them come to."""
    with override(language):
        return {
            "finding": finding(found.rows, language),
            "kinds": [(kind, str(label), kind == found.kind) for kind, label in PARTY_KINDS.items()],
            "orders": [(order, str(label), order == found.order) for order, label in PARTY_ORDERS.items()],
            "rows": [_row(row, found.known[row.party], language) for row in found.rows[first : first + most]],
        }


def finding(rows: Sequence[Pair], language: str) -> str:
    """How many of those that owe are reported to have kept everything."""
    owing = [row for row in rows if row.owes.total]
    kept = sum(row.owes.is_all_kept for row in owing)
    if not owing:
        return _("No party owes anything")
    if not kept:
        text = ngettext(
            "The one party that owes is not reported to have kept all it promised",
            "None of the {n} parties is reported to have kept all it promised",
            len(owing),
        )
    elif len(owing) == 1:
        text = _("The one party that owes is reported to have kept all it promised")
    else:
        text = ngettext(
            "{kept} of {n} parties is reported to have kept all it promised",
            "{kept} of {n} parties are reported to have kept all they promised",
            kept,
        )
    return text.format(n=shown_number(len(owing), language), kept=shown_number(kept, language))


def _row(row: Pair, party: Party, language: str) -> dict[str, Any]:
    return {
        "code": row.party,
        "name": party.name_in(language),
        "kind": str(PARTY_KINDS.get(party.kind, party.kind)),
        "parent": party.parent and {"code": party.parent.code, "name": party.parent.name_in(language)},
        "owes": shown_score(row.owes, language),
        "owed": shown_score(row.owed, language),
    }


def shown_score(score: Score, language: str) -> dict[str, str]:
    """The numbers of a score as text; a dash where there is nothing at all to count."""

    def shown(count: int) -> str:
        return shown_number(count, language) if score.total else "–"

    return {
        "total": shown(score.total),
        "kept": shown(score.kept),
        "on_time": shown(score.on_time),
        "undated": shown(score.undated),
        "kept_late": shown(score.kept_late),
        "partly": shown(score.partly),
        "overdue": shown(score.overdue),
        "late": shown(score.late),
        "blocked": shown(score.blocked),
        "still_open": shown(score.still_open),
        "ended": shown(score.ended),
    }


COUNTED = (
    "total", "on_time", "undated", "kept_late", "partly", "overdue", "late", "blocked", "still_open", "ended",
)  # fmt: skip
COLUMNS = (
    "code", "name", "kind", "country", "parent",
    *(f"owes_{name}" for name in COUNTED), "owed_total", "owed_kept", "owed_still_open",
)  # fmt: skip


def parties_table(found: Parties) -> Table:
    """All of the parties as rows of a table; names in English, or as there are."""
    return Table("parties", COLUMNS, (_cells(row, found.known[row.party]) for row in found.rows))


def _cells(row: Pair, party: Party) -> list[Any]:
    who = [row.party, str(party.name_in("en")), party.kind, party.country, party.parent and party.parent.code]
    owes = [getattr(row.owes, name) for name in COUNTED]
    return [*who, *owes, row.owed.total, row.owed.kept, row.owed.still_open]
