"""Striking the balance of a ledger for a day."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from corridor.base.actors import Actor
from corridor.base.bulk import hold, insert, look_again
from corridor.base.journal import Entry, record
from corridor.base.refusals import require
from corridor.ledger.access import commitments_seen
from corridor.ledger.queries.items import items
from corridor.ledger.rules.items import Item
from corridor.programme.models import Programme
from corridor.results import access
from corridor.results.models import Balance, Line
from corridor.results.queries.balance import FACTS, STANDING, WAITING, last_event, offers
from corridor.results.queries.board import board_of
from corridor.results.queries.struck import text_of
from corridor.results.rules.board import holding_up
from corridor.results.rules.lists import ORDERS

PLACES = ("by_waiting", "by_late", "by_due", "by_code")
FIELDS = (
    "programme", "commitment", *FACTS[1:], *STANDING, "is_open", "is_late", "is_held", *WAITING, *PLACES,
)  # fmt: skip


@transaction.atomic
def strike_balance(programme: Programme, *, by: Actor, at: datetime, on: date) -> bool:
    """Write down where all commitments stand at the end of a day, in place of what was written before.

    Does nothing where the balance is of that day and no fact has come since. Says whether it wrote.
    Records `balance.struck`, with how many commitments stood in each state.
    Refuses with NotAllowed unless `by` operates the machine.
    """
    require(access.may_strike(by))
    hold(f"balance {programme.code}")
    event = last_event(programme.code)
    if Balance.objects.filter(programme=programme, on=on, event=event).exists():
        return False
    found = items(commitments_seen(by, programme), on=on)
    board = board_of(programme, by, found, on=on)
    Line.objects.filter(programme=programme)._raw_delete(using="default")
    insert(Line, FIELDS, _lines(programme.pk, found))
    struck = {
        "on": on,
        "event": event,
        "struck_at": at,
        "commitments": len(found),
        **offers(programme, commitments_seen(by, programme))._asdict(),
        "board": text_of(board),
    }
    Balance.objects.update_or_create(programme=programme, defaults=struck)
    look_again(Line)
    told = {"on": on.isoformat(), "states": {state: count for state, count in board.states.items() if count}}
    record([Entry("balance.struck", programme.code, "balance", on.isoformat(), None, told)], by=by, at=at)
    return True


def _lines(programme: int, found: Mapping[int, Item]) -> Iterator[tuple[Any, ...]]:
    behind = holding_up(found)
    places = [_places(found.values(), key) for key in ORDERS.values()]
    for number, item in found.items():
        standing = item.standing
        yield (
            programme,
            *item.facts,
            standing.state.value,
            standing.proof.value,
            standing.kept_on,
            standing.days_late,
            standing.is_blocked,
            standing.is_disputed,
            standing.is_contested,
            standing.is_open,
            item.is_late,
            item.is_stuck or number in behind,
            *item.waiting,
            *(place[number] for place in places),
        )


def _places(items: Iterable[Item], key: Callable[[Item], Any]) -> dict[int, int]:
    """At which place each stands in an order, the first being 0."""
    return {item.facts.number: place for place, item in enumerate(sorted(items, key=key))}
