"""`corridor commitments`: every commitment and where it stands on a day, for scripts."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import click
from django.utils import timezone

from corridor.base.actors import READER
from corridor.base.nearest import nearest
from corridor.base.refusals import UnknownCode
from corridor.console import options
from corridor.console.prepare import prepare_database
from corridor.console.text import table_lines
from corridor.ledger.access import commitments_seen
from corridor.ledger.queries.items import items
from corridor.ledger.rules.items import Item
from corridor.ledger.rules.words import State
from corridor.people.queries import party_codes
from corridor.results.rules.tables import COLUMNS, as_csv, cell, rows_of


class StateWord(click.ParamType):
    """A state as it is written in words or in codes: "kept late" or kept-late."""

    name = "state"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> State:
        """The state, or a failure that names the nearest one and lists all of them."""
        word = str(value).strip().lower().replace(" ", "-").replace("_", "-")
        try:
            return State(word)
        except ValueError:
            near = nearest(word, list(State))
            hint = f"; did you mean “{near}”?" if near else "."
            self.fail(f"{value!r} is not a state{hint} The states are {', '.join(State)}.", param, ctx)


@click.command(short_help="Every commitment and where it stands, for scripts.")
@options.programme
@options.as_of
@options.known_on
@click.option("--state", type=StateWord(), help="Only those in this state, such as overdue or kept-late.")
@click.option("--debtor", help="Only those that this party owes, by its code.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def commitments(
    code: str | None,
    on: date | None,
    known_on: date | None,
    state: State | None,
    debtor: str | None,
    form: str,
) -> None:
    """List the commitments of a programme with their state, proof, days late, default, and who waits for them."""
    prepare_database()
    programme = options.chosen_programme(code)
    if debtor is not None and debtor not in (known := party_codes(programme)):
        raise UnknownCode(what="party", asked=debtor, near=options.near(debtor, known))
    found = items(commitments_seen(READER, programme), on=on or timezone.localdate(), known_on=known_on)
    chosen = [
        item
        for item in found.values()
        if (state is None or item.standing.state is state) and (debtor is None or item.facts.debtor == debtor)
    ]
    click.echo(FORMS[form](chosen), nl=False)


def _as_json(items: Iterable[Item]) -> str:
    return json.dumps(rows_of(items), ensure_ascii=False, indent=2) + "\n"


def _as_table(items: Iterable[Item]) -> str:
    cells = [[cell(value) for value in row.values()] for row in rows_of(items)]
    return "\n".join(table_lines(COLUMNS, cells)) + "\n"


FORMS = {"table": _as_table, "csv": as_csv, "json": _as_json}
