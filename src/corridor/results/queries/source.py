"""A source and all that rests on it by a day, in words of one language."""

from datetime import date
from typing import Any

from django.utils.translation import override

from corridor.base.actors import Actor
from corridor.base.formats import shown_language
from corridor.base.names import Name
from corridor.ledger.queries.resting import Brought, brought_as, commitments_from, evidence_from
from corridor.ledger.queries.words import PROOFS, SAYINGS
from corridor.people.models import Party
from corridor.programme.models import Programme
from corridor.results.queries.measures import measure_name
from corridor.results.queries.subjects import subjects_of
from corridor.results.queries.wording import Wording
from corridor.results.queries.words import NATURES, SOURCE_KINDS
from corridor.sources.queries import figures_from, source_of
from corridor.sources.rules import was_known

# So much of each is shown of a source on which more rests.
MOST = 200


def shown_source(
    programme: Programme, by: Actor, code: str, language: str, *, on: date, known_on: date | None = None
) -> dict[str, Any] | None:
    """The source of that code and what of it had happened and was known by a day; nothing if there is none."""
    source = source_of(programme, code)
    if source is None:
        return None
    words = Wording(language, {}, {})
    commitments = commitments_from(source, programme, by, on, known_on)
    evidence = evidence_from(source, programme, by, on, known_on)
    figures = figures_from(source, on, known_on)[:MOST]
    brought = brought_as(evidence, programme, by)
    with override(language):
        about = {(each.subject_kind, each.subject) for each in figures}
        subjects = subjects_of(programme, by, about, language, on=on, known_on=known_on)
        return {
            "code": source.code,
            "title": Name(source.title or source.code, source.language or "en"),
            "publisher": source.publisher,
            "day": words.day(source.published_on),
            "kind": str(SOURCE_KINDS.get(source.kind, source.kind)),
            "language": shown_language(source.language, language),
            "is_known": was_known(source.published_on, source.recorded_at.date(), known_on),
            # Anything else in a package could be a script.
            "address": source.address if source.address.startswith(("https://", "http://")) else "",
            "note": source.note,
            "commitments_total": words.number(len(commitments)),
            "commitments": [{"code": each.code, "title": each.title_en} for each in commitments[:MOST]],
            "commitments_more": len(commitments) > MOST,
            "evidence": [
                {
                    "code": each.commitment.code,
                    "title": each.commitment.title_en,
                    "day": words.day(each.observed_on),
                    "says": str(SAYINGS[each.says]),
                    "grade": str(PROOFS[each.grade]),
                    "note": each.note,
                }
                for each in evidence[:MOST]
            ],
            "brought": [_brought(each, words) for each in brought],
            "figures": [
                {
                    "subject": subjects[each.subject_kind, each.subject],
                    "measure": measure_name(each.measure, each.subject_kind, language),
                    "value": words.quantity(each.value, each.unit),
                    "day": words.day(each.as_of),
                    "nature": str(NATURES.get(each.nature, each.nature)),
                    "definition": each.definition,
                }
                for each in figures
            ],
        }


def _brought(brought: Brought, words: Wording) -> dict[str, Any]:
    """Who brought evidence at the desk and who verified it, as parties, and the files that everybody may see."""
    submission, decided = brought.submission, brought.submission.decided_for
    return {
        "brought_for": _party(submission.brought_for, words.language),
        "brought": words.day(submission.brought_at.date()),
        "decided_for": _party(decided, words.language) if decided else None,
        "decided": words.day(submission.decided_at.date()) if submission.decided_at else "",
        "files": [{"number": each.pk, "name": each.name} for each in brought.files],
    }


def _party(party: Party, language: str) -> dict[str, Any]:
    return {"code": party.code, "name": party.name_in(language)}
