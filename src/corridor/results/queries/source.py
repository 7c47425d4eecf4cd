"""A source and all that rests on it, in words of one language."""

from typing import Any

from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.base.formats import shown_day
from corridor.base.names import Name
from corridor.ledger.queries.resting import commitments_from, evidence_from
from corridor.ledger.queries.words import PROOFS, SAYINGS
from corridor.programme.models import Programme
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import NATURES, SOURCE_KINDS
from corridor.sources.queries import figures_from, source_of


def shown_source(programme: Programme, by: Actor, code: str, language: str) -> dict[str, Any] | None:
    """The source of that code and all that rests on it; nothing where there is no such source."""
    source = source_of(programme, code)
    if source is None:
        return None
    words = Wording(language, {}, {})
    with override(language):
        return {
            "code": source.code,
            "title": Name(source.title or source.code, source.language or "en"),
            "publisher": source.publisher,
            "day": shown_day(source.published_on, language),
            "kind": str(SOURCE_KINDS.get(source.kind, source.kind)),
            # Anything else in a package could be a script.
            "address": source.address if source.address.startswith(("https://", "http://")) else "",
            "note": source.note,
            "commitments": [
                {"code": each.code, "title": each.title_en} for each in commitments_from(source, programme, by)
            ],
            "evidence": [
                {
                    "code": each.commitment.code,
                    "title": each.commitment.title_en,
                    "day": shown_day(each.observed_on, language),
                    "says": str(SAYINGS[each.says]),
                    "grade": str(PROOFS[each.grade]),
                    "note": each.note,
                }
                for each in evidence_from(source, programme, by)
            ],
            "figures": [
                {
                    "subject": each.subject,
                    "measure": each.measure,
                    "value": words.quantity(each.value, each.unit),
                    "day": shown_day(each.as_of, language),
                    "nature": str(NATURES.get(each.nature, each.nature)),
                    "definition": each.definition,
                }
                for each in figures_from(source)
            ],
        }
