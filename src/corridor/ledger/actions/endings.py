"""Ending a promise otherwise than by keeping it: withdrawn, or superseded by another. A new promise reverses it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import record
from corridor.base.refusals import UnknownChoice, UnknownCode, WrongFields, require
from corridor.ledger import access
from corridor.ledger.actions.commitments import _fresh
from corridor.ledger.actions.papers import Paper, _source_of, _wrong_paper
from corridor.ledger.actions.refusals import ChangedMeanwhile, HasEnded, Missing, _refusal_of
from corridor.ledger.models import Commitment, Ending
from corridor.ledger.queries.moves import version_of
from corridor.ledger.queries.rows import ending_row, explained, told
from corridor.ledger.rules.given import wrong_texts
from corridor.ledger.rules.words import ENDINGS
from corridor.people.models import Party


@transaction.atomic
def end_commitment(
    commitment: Commitment,
    how: str,
    reason: str,
    paper: Paper,
    *,
    by: Actor,
    at: datetime,
    on: date,
    authority: str = "",
    successor: str = "",
    seen: int | None = None,
) -> Ending:
    """Withdraw a promise, or put another in its place: by whose authority, under which paper, and why.

    Records `ending.added` and `source.added`. Refuses with NotAllowed, ChangedMeanwhile, HasEnded, and WrongFields.
    """
    hold("journal")
    commitment = _fresh(commitment)
    programme = commitment.programme
    require(bool(acting := access.may_change(by, commitment)))
    if seen is not None and seen != version_of(commitment):
        raise ChangedMeanwhile
    if hasattr(commitment, "ending"):
        raise HasEnded(day=commitment.ending.ended_on)
    wrong = {name: _refusal_of(each, name) for name, each in wrong_texts({"reason": (reason, 1000, True)}).items()}
    who = Party.objects.filter(programme=programme, code=authority).first() if authority else None
    next_one = Commitment.objects.filter(programme=programme, code=successor).exclude(pk=commitment.pk).first()
    wrong |= _wrong_paper(programme, paper)
    if how not in ENDINGS:
        wrong["how"] = UnknownChoice(found=how[:40], name="how", near="")
    if who is None:
        wrong["authority"] = UnknownCode(what=_("party"), asked=authority[:80], near="") if authority else Missing()
    if (how == "superseded" or successor) and next_one is None:
        found = UnknownCode(what=_("promise"), asked=successor[:80], near="")
        wrong["successor"] = found if successor else Missing()
    if wrong:
        raise WrongFields(wrong)
    publisher = str(who.name_in("en")) if who else ""
    source, entries = _source_of(programme, paper, commitment.title_en, publisher, at)
    ending = Ending.objects.create(
        commitment=commitment,
        how=how,
        ended_on=on.isoformat(),
        authority=who,
        successor=next_one,
        reason=reason,
        source=source,
        recorded_at=at,
    )
    entries = [
        *entries,
        told("endings", "added", programme.code, None, ending_row(ending)),
        explained(commitment, reason),
    ]
    record(entries, by=by.for_party(acting.party if acting else ""), at=at)
    return ending
