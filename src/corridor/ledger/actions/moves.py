"""Moving a due date: the first one stays, with every later one beside it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from corridor.agreements.models import Agreement
from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.days import is_day, last_day
from corridor.base.journal import record
from corridor.base.refusals import BadDay, Refusal, UnknownCode, WrongFields, require
from corridor.ledger import access
from corridor.ledger.actions.commitments import _fresh
from corridor.ledger.actions.papers import Paper, _source_of, _wrong_paper
from corridor.ledger.actions.refusals import (
    AlreadyKept,
    ChangedMeanwhile,
    DaysReversed,
    HasEnded,
    Missing,
    SameDay,
    _refusal_of,
)
from corridor.ledger.models import Commitment, Move
from corridor.ledger.queries.items import items
from corridor.ledger.queries.moves import latest_due, version_of
from corridor.ledger.queries.rows import explained, move_row, told
from corridor.ledger.rules.given import wrong_texts
from corridor.people.models import Party


@transaction.atomic
def move_due_date(
    commitment: Commitment,
    due_on: str,
    reason: str,
    paper: Paper,
    *,
    by: Actor,
    at: datetime,
    on: date,
    agreement: str = "",
    seen: int | None = None,
) -> Move:
    """Move the date by which something is due, saying why and by which instrument. The first date is never lost.

    Records `move.added`. Refuses with NotAllowed, ChangedMeanwhile, HasEnded, AlreadyKept, and WrongFields.
    """
    hold("journal")
    commitment = _fresh(commitment)
    programme = commitment.programme
    require(bool(acting := access.may_change(by, commitment)))
    if seen is not None and seen != version_of(commitment):
        raise ChangedMeanwhile
    if hasattr(commitment, "ending"):
        raise HasEnded(day=commitment.ending.ended_on)
    if kept_on := _kept_on(commitment, on):
        raise AlreadyKept(day=kept_on.isoformat())
    wrong = {name: _refusal_of(each, name) for name, each in wrong_texts({"reason": (reason, 1000, True)}).items()}
    wrong |= _wrong_day(commitment, due_on)
    instrument = Agreement.objects.filter(programme=programme, code=agreement).select_related("source").first()
    if agreement and instrument is None:
        wrong["agreement"] = UnknownCode(what=_("agreement"), asked=agreement[:80], near="")
    wrong |= _wrong_paper(programme, paper)
    if not (agreement or paper.source or paper.title):
        wrong["title"] = Missing()
    if wrong:
        raise WrongFields(wrong)
    if instrument and not paper.source and not paper.title:
        paper = Paper(source=instrument.source.code)
    authority = Party.objects.get(programme=programme, code=acting.party) if acting else None
    publisher = str(authority.name_in("en")) if authority else ""
    source, entries = _source_of(programme, paper, commitment.title_en, publisher, at)
    move = Move.objects.create(
        commitment=commitment,
        due_on=due_on,
        moved_on=on.isoformat(),
        agreement=instrument,
        authority=authority,
        reason=reason,
        source=source,
        recorded_at=at,
    )
    entries = [
        *entries,
        told("moves", "added", programme.code, None, move_row(move)),
        explained(commitment, reason),
    ]
    record(entries, by=by.for_party(acting.party if acting else ""), at=at)
    return move


def _wrong_day(commitment: Commitment, due_on: str) -> dict[str, Refusal]:
    if not due_on:
        return {"due_on": Missing()}
    if not is_day(due_on):
        return {"due_on": BadDay(found=due_on[:40])}
    if commitment.made_on and last_day(due_on) < last_day(commitment.made_on):
        return {"due_on": DaysReversed(found=due_on, earlier=commitment.made_on)}
    if latest_due(commitment) == due_on:
        return {"due_on": SameDay(found=due_on)}
    return {}


def _kept_on(commitment: Commitment, on: date) -> date | None:
    found = items(Commitment.objects.filter(pk=commitment.pk), on=on).get(commitment.pk)
    return found.standing.kept_on if found else None
