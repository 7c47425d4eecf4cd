"""Bringing evidence, taking it back, and deciding on what others brought."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import record
from corridor.base.refusals import WrongFields, require
from corridor.ledger import access
from corridor.ledger.actions.commitments import _fresh
from corridor.ledger.actions.papers import Paper, _source_of
from corridor.ledger.actions.refusals import AlreadyDecided, BroughtBefore, LinkUsedUp, _refusal_of
from corridor.ledger.models import Attachment, Commitment, Evidence, Link, Submission, Verification
from corridor.ledger.queries.rows import evidence_row, submission_row, submission_told, told, verification_row
from corridor.ledger.rules.given import Observed, wrong_observation, wrong_texts
from corridor.people.models import Party
from corridor.sources.models import Document


class Handed(NamedTuple):
    """A file handed in with evidence: what it is, its name, and whether it is sealed for those concerned."""

    document: Document
    name: str
    is_sealed: bool = False


@transaction.atomic
def bring_evidence(
    commitment: Commitment, given: Observed, files: Sequence[Handed] = (), *, by: Actor, at: datetime, on: date
) -> Submission:
    """Bring what was observed about a promise. It waits until somebody of another party has looked at it.

    Records `submission.brought`. Refuses with NotAllowed, BroughtBefore, and WrongFields.
    """
    hold("journal")
    commitment = _fresh(commitment)
    require(bool(acting := access.may_bring(by, commitment)))
    party = Party.objects.get(programme=commitment.programme, code=acting.party) if acting else commitment.debtor
    submission = _wait(commitment, party, given, files, on, at)
    submission.brought_by_id = by.person
    _save(submission, files)
    record([submission_told("brought", submission, None)], by=by.for_party(party.code), at=at)
    return submission


@transaction.atomic
def answer_by_link(
    link: Link, given: Observed, files: Sequence[Handed] = (), *, by: Actor, at: datetime, on: date
) -> Submission:
    """Bring what was observed, by the address that was sent to somebody without an account.

    Records `submission.brought`. Refuses with NotAllowed unless it is done as the link, with LinkUsedUp,
    BroughtBefore, and WrongFields.
    """
    hold("journal")
    link = Link.objects.select_for_update().select_related("party").get(pk=link.pk)
    require(by.name == str(link))
    if not link.answers_left or link.expires_at <= at:
        raise LinkUsedUp
    commitment = _fresh(Commitment(pk=link.commitment_id))
    submission = _wait(commitment, link.party, given, files, on, at)
    submission.link = link
    _save(submission, files)
    link.answers_left -= 1
    link.save(update_fields=["answers_left"])
    record([submission_told("brought", submission, None)], by=by.for_party(link.party.code), at=at)
    return submission


@transaction.atomic
def take_back(submission: Submission, *, by: Actor, at: datetime) -> Submission:
    """Take back what one brought, while nobody has decided on it.

    Records `submission.taken-back`. Refuses with NotAllowed, and with AlreadyDecided.
    """
    submission, before = _undecided(submission)
    require(access.may_take_back(by, submission))
    submission.decision, submission.decided_at = "taken-back", at
    submission.save(update_fields=["decision", "decided_at"])
    record([submission_told("taken-back", submission, before)], by=by.for_party(submission.brought_for.code), at=at)
    return submission


@transaction.atomic
def reject_evidence(submission: Submission, reason: str, *, by: Actor, at: datetime) -> Submission:
    """Say that what was brought does not show what it says, and why. The same can be brought again, better.

    Records `submission.rejected`. Refuses with NotAllowed, AlreadyDecided, and WrongFields without a reason.
    """
    submission, before = _undecided(submission)
    require(bool(acting := access.may_decide(by, submission)))
    wrong = wrong_texts({"reason": (reason, 1000, True)})
    if wrong:
        raise WrongFields({name: _refusal_of(each, name) for name, each in wrong.items()})
    party = _decide(submission, "rejected", reason, acting.party if acting else "", by, at)
    submission.save()
    record([submission_told("rejected", submission, before)], by=by.for_party(party.code), at=at)
    return submission


@transaction.atomic
def accept_evidence(submission: Submission, note: str = "", *, by: Actor, at: datetime, on: date) -> Submission:
    """Verify what somebody else brought: from now on it is evidence, and the state follows.

    Records `source.added`, `evidence.added`, `verification.added` and `submission.accepted`.
    Refuses with NotAllowed to whoever brought it, belongs to the party that did, or to the debtor; AlreadyDecided;
    BroughtBefore when the ledger holds the same.
    """
    submission, before = _undecided(submission)
    require(bool(acting := access.may_decide(by, submission)))
    wrong = wrong_texts({"note": (note, 1000, False)})
    if wrong:
        raise WrongFields({name: _refusal_of(each, name) for name, each in wrong.items()})
    party = _decide(submission, "accepted", note, acting.party if acting else "", by, at)
    commitment = submission.commitment
    programme = commitment.programme
    paper = Paper(title=submission.title, publisher=submission.publisher, address=submission.address)
    source, entries = _source_of(
        programme, paper, commitment.title_en, str(submission.brought_for.name_in("en")), at
    )
    evidence = Evidence.objects.create(
        commitment=commitment,
        observed_on=submission.observed_on,
        grade=submission.grade,
        says=submission.says,
        quantity=submission.quantity,
        unit=submission.unit,
        valid_until=submission.valid_until,
        note=submission.note,
        source=source,
        recorded_at=at,
    )
    verification = Verification.objects.create(
        evidence=evidence, verifier=party, verified_on=on.isoformat(), note=note, source=source, recorded_at=at
    )
    submission.evidence = evidence
    submission.save()
    entries = [
        *entries,
        told("evidence", "added", programme.code, None, evidence_row(evidence)),
        told("verifications", "added", programme.code, None, verification_row(verification)),
        submission_told("accepted", submission, before),
    ]
    record(entries, by=by.for_party(party.code), at=at)
    return submission


def _wait(
    commitment: Commitment, party: Party, given: Observed, files: Sequence[Handed], on: date, at: datetime
) -> Submission:
    units = commitment.programme.words("units")
    wrong = {name: _refusal_of(each, name) for name, each in wrong_observation(given, units, on).items()}
    for file in files:
        for each in wrong_texts({"title": (file.name, 120, True)}).values():
            wrong["files"] = _refusal_of(each, "files")
    if wrong:
        raise WrongFields(wrong)
    same = Submission.objects.filter(
        commitment=commitment, brought_for=party, observed_on=given.observed_on, says=given.says, note=given.note
    ).exclude(decision__in=("rejected", "taken-back"))
    if same.filter(quantity=given.quantity, title=given.title).exists():
        raise BroughtBefore
    return Submission(
        commitment=commitment,
        debtor=commitment.debtor,
        observed_on=given.observed_on,
        grade=given.grade,
        says=given.says,
        quantity=given.quantity,
        unit=given.unit,
        valid_until=given.valid_until,
        note=given.note,
        title=given.title,
        publisher=given.publisher,
        address=given.address,
        brought_for=party,
        brought_at=at,
    )


def _save(submission: Submission, files: Sequence[Handed]) -> None:
    submission.save()
    once = {file.document.pk: file for file in files}
    Attachment.objects.bulk_create(
        Attachment(submission=submission, document=file.document, name=file.name, is_sealed=file.is_sealed)
        for file in once.values()
    )


def _undecided(submission: Submission) -> tuple[Submission, dict[str, str]]:
    """The submission as it stands now, held so that nobody else decides meanwhile, and its row."""
    hold("journal")
    names = ("commitment__programme", "commitment__zone", "debtor__parent", "brought_for", "link")
    rows = Submission.objects.select_related(*names, "commitment__debtor", "commitment__creditor")
    found = rows.get(pk=submission.pk)
    if found.decision:
        raise AlreadyDecided(decision=found.decision)
    return found, submission_row(found)


def _decide(submission: Submission, decision: str, reason: str, party: str, by: Actor, at: datetime) -> Party:
    found = Party.objects.get(programme=submission.commitment.programme, code=party)
    submission.decision, submission.reason = decision, reason
    submission.decided_by_id, submission.decided_for, submission.decided_at = by.person, found, at
    return found
