"""The programmes of an installation side by side, each by its board, as text in one language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.base.formats import shown_country
from corridor.ledger.rules.words import KEPT, State
from corridor.programme.models import Programme
from corridor.results.queries.board import board
from corridor.results.queries.shown import shown_board
from corridor.results.queries.wording import Wording


def shown_home(
    programmes: Sequence[Programme], by: Actor, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any]:
    """Every programme with its countries, its promises and the three results, in the order given."""
    with override(language):
        words = Wording(language, {}, {})
        return {
            "on": words.day(on),
            "known_on": words.day(known_on),
            "programmes": [_shown(each, by, words, on, known_on) for each in programmes],
        }


def _shown(programme: Programme, by: Actor, words: Wording, on: date, known_on: date | None) -> dict[str, Any]:
    found = board(programme, by, on=on, known_on=known_on)
    shown = shown_board(found, words.language)
    return {
        "code": programme.code,
        "name": programme.name_in(words.language),
        "countries": [shown_country(each, words.language) for each in programme.charter["countries"]],
        "promises": words.number(found.counts["commitments"]),
        "kept": words.number(sum(found.states[state] for state in KEPT)),
        "overdue": words.number(found.states[State.OVERDUE]),
        "outcomes": shown["outcomes"],
    }
