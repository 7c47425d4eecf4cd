"""The board as plain JSON: the same words as on the page, stable codes, numbers as numbers."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from corridor.base.quantities import plain
from corridor.ledger.rules.items import Item
from corridor.results.rules.board import Board, Held
from corridor.results.rules.statements import Amount


def board_as_plain(board: Board) -> dict[str, Any]:
    """Everything on the board, ready for JSON."""
    return {
        "programme": board.programme,
        "names": dict(board.names),
        "as_of": board.on.isoformat(),
        "known_on": _day(board.known_on),
        "counts": dict(board.counts),
        "newest_source": board.newest or None,
        "states": {state.value: count for state, count in board.states.items()},
        "kept_undated": board.kept_undated,
        "results": {
            outcome.name: {
                "promised": [_amount(each) for each in outcome.promised],
                "reported": [_amount(each) for each in outcome.reported],
                "verified": [_amount(each) for each in outcome.verified],
            }
            for outcome in board.outcomes
        },
        "path": [asdict(step) for step in board.path],
        "held_up_total": board.held_total,
        "held_up": [_held(each) for each in board.held],
        "debtors": [row._asdict() for row in board.debtors],
        "due_soon_total": board.soon_total,
        "due_soon": [item_as_plain(item) for item in board.soon],
        "obstacles": [asdict(row) for row in board.hindrances],
    }


def item_as_plain(item: Item) -> dict[str, Any]:
    """One commitment and where it stands."""
    return {
        "code": item.facts.code,
        "title": item.facts.title,
        "kind": item.facts.kind,
        "state": item.standing.state.value,
        "proof": item.standing.proof.value,
        "blocked": item.standing.is_blocked,
        "disputed": item.standing.is_disputed,
        "contested": item.standing.is_contested,
        "default": item.standing.is_default,
        "days_late": item.standing.days_late,
        "debtor": item.facts.debtor,
        "creditor": item.facts.creditor or None,
        "zone": item.facts.zone or None,
        "quantity": _number(item.facts.quantity),
        "unit": item.facts.unit or None,
        "made_on": item.facts.made_on or None,
        "due_on": item.facts.due_on or None,
        "kept_on": _day(item.standing.kept_on),
        "waiting": item.waiting.others,
        "waiting_workers": item.waiting.workers,
        "source": item.facts.source,
    }


def _held(held: Held) -> dict[str, Any]:
    return {
        **item_as_plain(held.item),
        "missing": [each.facts.code for each in held.missing],
        "has": [each.facts.code for each in held.has],
        "holds": [each.facts.code for each in held.holds],
        "dates_given": list(held.dates_given),
        "gone": [{"code": each.code, "name": each.name, "as_of": each.as_of} for each in held.gone],
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "least": _number(amount.least),
        "most": _number(amount.most),
        "unit": amount.unit,
        "counts": amount.counts,
    }


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return float(number) if "." in plain(number) else int(number)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
