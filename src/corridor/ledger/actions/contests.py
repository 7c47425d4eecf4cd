"""Saying that an entry is wrong, and answering that. Everybody sees both; nothing is overwritten."""

from datetime import date, datetime

from django.db import transaction

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import record
from corridor.base.refusals import Refusal, UnknownChoice, WrongFields, require
from corridor.ledger import access
from corridor.ledger.actions.commitments import _fresh
from corridor.ledger.actions.papers import Paper, _source_of
from corridor.ledger.actions.refusals import AlreadyAnswered, BroughtBefore, _refusal_of
from corridor.ledger.models import Commitment, Contest, Evidence
from corridor.ledger.queries.rows import contest_row, told
from corridor.ledger.rules.given import wrong_texts
from corridor.people.models import Party


@transaction.atomic
def contest_entry(
    commitment: Commitment, says: str, *, by: Actor, at: datetime, on: date, evidence: Evidence | None = None
) -> Contest:
    """Say for one's party that a promise, or a piece of its evidence, is told wrongly. Everybody sees it at once.

    Records `contest.added` and `source.added`. Refuses with NotAllowed, WrongFields, and BroughtBefore.
    """
    hold("journal")
    commitment = _fresh(commitment)
    programme = commitment.programme
    require(bool(acting := access.may_contest(by, commitment)))
    require(evidence is None or evidence.commitment_id == commitment.pk)
    wrong = _wrong(says=says)
    if wrong:
        raise WrongFields(wrong)
    party = Party.objects.get(programme=programme, code=acting.party if acting else "")
    today = on.isoformat()
    if Contest.objects.filter(commitment=commitment, party=party, contested_on=today, says=says).exists():
        raise BroughtBefore
    source, entries = _source_of(programme, Paper(), commitment.title_en, str(party.name_in("en")), at)
    contest = Contest.objects.create(
        commitment=commitment,
        evidence=evidence,
        party=party,
        contested_on=today,
        says=says,
        source=source,
        recorded_at=at,
    )
    entries = [*entries, told("contests", "added", programme.code, None, contest_row(contest))]
    record(entries, by=by.for_party(party.code), at=at)
    return contest


@transaction.atomic
def answer_contest(contest: Contest, answer: str, says: str, *, by: Actor, at: datetime, on: date) -> Contest:
    """Uphold or decline what a party contested, saying why. Evidence found wrong proves nothing from today on.

    Records `contest.answered`. Refuses with NotAllowed, also to the party that contested, with AlreadyAnswered,
    and with WrongFields.
    """
    contest, before = _unanswered(contest)
    require(bool(acting := access.may_answer(by, contest)))
    wrong = _wrong(answer_says=says)
    if answer not in ("upheld", "declined"):
        wrong["answer"] = UnknownChoice(found=answer[:40], name="answer", near="")
    if wrong:
        raise WrongFields(wrong)
    party = Party.objects.get(programme=contest.commitment.programme, code=acting.party if acting else "")
    contest.answer, contest.answered_on, contest.answered_for = answer, on.isoformat(), party
    contest.answer_says = says
    contest.save()
    entry = told("contests", "answered", party.programme.code, before, contest_row(contest))
    record([entry], by=by.for_party(party.code), at=at)
    return contest


@transaction.atomic
def take_contest_back(contest: Contest, says: str, *, by: Actor, at: datetime, on: date) -> Contest:
    """Say that one's objection no longer stands, and why.

    Records `contest.taken-back`. Refuses with NotAllowed, AlreadyAnswered, and WrongFields.
    """
    contest, before = _unanswered(contest)
    require(bool(acting := access.may_take_contest_back(by, contest)))
    wrong = _wrong(answer_says=says)
    if wrong:
        raise WrongFields(wrong)
    contest.answer, contest.answered_on, contest.answer_says = "taken-back", on.isoformat(), says
    contest.answered_for = contest.party
    contest.save()
    entry = told("contests", "taken-back", contest.commitment.programme.code, before, contest_row(contest))
    record([entry], by=by.for_party(acting.party if acting else ""), at=at)
    return contest


def _wrong(**texts: str) -> dict[str, Refusal]:
    wrong = wrong_texts({name: (text, 1000, True) for name, text in texts.items()})
    return {name: _refusal_of(each, name) for name, each in wrong.items()}


def _unanswered(contest: Contest) -> tuple[Contest, dict[str, str]]:
    hold("journal")
    names = ("commitment__programme", "commitment__zone", "party", "evidence__source", "source", "answered_for")
    found = Contest.objects.select_related(*names).get(pk=contest.pk)
    if found.answer:
        raise AlreadyAnswered
    return found, contest_row(found)
