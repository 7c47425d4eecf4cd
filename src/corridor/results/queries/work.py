"""What the desk shows of one promise beside its public page: what waits, whom to write to, who did what."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from corridor.base.models import Event
from corridor.base.names import Name
from corridor.ledger.models import Commitment, Submission
from corridor.ledger.queries.desk import AtDesk
from corridor.ledger.queries.moves import ABOUT
from corridor.ledger.queries.words import DECISIONS, PROOFS, SAYINGS
from corridor.members.queries import names_of_persons
from corridor.results.queries.happened import parties_in, persons_in, told, who
from corridor.results.queries.named import names_of
from corridor.results.queries.submissions import shown_files
from corridor.results.queries.wording import Wording


def shown_work(commitment: Commitment, found: AtDesk, language: str) -> dict[str, Any]:
    """Submissions, files, contact and journal of a promise as text in a language."""
    names = names_of(commitment.programme, parties_in(found.events), ())
    persons = names_of_persons(persons_in(found.events))
    with override(language):
        words = Wording(language, names.parties, {})
        waiting = [each for each in found.submissions if each.decision != "accepted"]
        own = {each.pk for each in waiting}
        # Those of accepted submissions stand beside the evidence, and may be public.
        files = [file for number, some in found.files.items() if number not in own for file in some]
        return {
            "submissions": [_submission(each, found, words) for each in waiting],
            "files": shown_files(files, language),
            "contact": _contact(found, language),
            "journal": [_entry(event, words, persons) for event in found.events],
        }


def shown_since(
    commitment: Commitment,
    events: Iterable[Event],
    seen: int,
    language: str,
    tables: Collection[str] = (*ABOUT, "moves"),
) -> list[dict[str, Any]]:
    """What was changed about a promise after an entry of the journal, the last first."""
    later = [event for event in events if event.pk > seen and event.table in tables]
    names = names_of(commitment.programme, parties_in(later), ())
    persons = names_of_persons(persons_in(later))
    with override(language):
        words = Wording(language, names.parties, {})
        return [_entry(event, words, persons) for event in later]


def _entry(event: Event, words: Wording, persons: Mapping[int, str]) -> dict[str, Any]:
    told_by = who(event, words, persons)
    return {
        "day": words.day(event.at.date()),
        "at": event.at.strftime("%H:%M"),
        "what": told(event, words),
        **told_by,
    }


def _submission(each: Submission, found: AtDesk, words: Wording) -> dict[str, Any]:
    return {
        "number": each.pk,
        "decision_code": each.decision,
        "decision": str(DECISIONS.get(each.decision, _("waits for somebody of another party"))),
        "observed": words.day(each.observed_on),
        "says_code": each.says,
        "says": str(SAYINGS[each.says]),
        "grade": str(PROOFS[each.grade]),
        "quantity": words.quantity(each.quantity, each.unit),
        "valid_until": words.day(each.valid_until),
        "note": each.note,
        "by": Name(each.brought_by.name, words.language) if each.brought_by else None,
        "party": each.brought_for.name_in(words.language),
        "brought": words.day(each.brought_at.date()),
        "decided": words.day(each.decided_at.date()) if each.decided_at else "",
        "decided_for": each.decided_for.name_in(words.language) if each.decided_for else None,
        "reason": each.reason,
        "files": shown_files(found.files.get(each.pk, ()), words.language),
    }


def _contact(found: AtDesk, language: str) -> dict[str, Any] | None:
    contact = found.contact
    if contact is None:
        return None
    return {
        "name": Name(contact.focal_name, language) if contact.focal_name else None,
        "email": contact.focal_email,
        "caretaker": Name(contact.caretaker.name, language) if contact.caretaker else None,
    }
