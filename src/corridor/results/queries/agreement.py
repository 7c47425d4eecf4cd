"""The page of an agreement: its parties and days, the chain it stands in, and what became of its promises."""

from datetime import date
from typing import Any

from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.programme.models import Programme
from corridor.results.queries.agreements import AgreementWording, agreements_register
from corridor.results.queries.commitments import found
from corridor.results.queries.registers import promises_of
from corridor.results.rules.lists import Choice


def shown_agreement(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The agreement of that code as text in a language; nothing where it was not there by the day."""
    register = agreements_register(programme, by, on=on, known_on=known_on)
    line = next((each for each in register.lines if each.code == code), None)
    if line is None:
        return None
    with override(language):
        words = AgreementWording(language, register)
        promises = found(programme, by, Choice(agreement=code), on=on, known_on=known_on)
        return {
            **words.line(line),
            **promises_of(promises, language),
            "query": f"agreement={code}",
            "chain_parts": words.chain_parts(code),
            "rungs": words.rungs(),
            "note": line.note,
            "source": words.source(line.source),
        }
