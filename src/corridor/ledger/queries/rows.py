"""What was written, as rows of the programme package: by them the journal can rebuild the programme."""

from collections.abc import Mapping
from typing import Any

from corridor.base.journal import Entry
from corridor.base.quantities import plain
from corridor.ledger.models import (
    Commitment,
    Contest,
    Dependency,
    Ending,
    Evidence,
    Move,
    Obstacle,
    Step,
    Submission,
    Verification,
)
from corridor.sources.models import Source

# As the columns of these tables tell rows apart (exchange/rules/format.py).
KEYS: Mapping[str, tuple[str, ...]] = {
    "sources": ("code",),
    "commitments": ("code",),
    "dependencies": ("commitment", "needs"),
    "evidence": ("commitment", "observed_on", "says", "source"),
    "verifications": ("commitment", "observed_on", "says", "evidence_source", "verifier"),
    "endings": ("commitment",),
    "obstacles": ("code",),
    "moves": ("commitment", "moved_on", "due_on"),
    "contests": ("commitment", "party", "contested_on", "says"),
    "steps": ("obstacle", "taken_on", "what", "says"),
}
NOUNS = {
    "sources": "source",
    "commitments": "commitment",
    "dependencies": "dependency",
    "evidence": "evidence",
    "verifications": "verification",
    "endings": "ending",
    "obstacles": "obstacle",
    "moves": "move",
    "contests": "contest",
    "steps": "step",
}
Cells = dict[str, str]


def told(table: str, verb: str, programme: str, before: Cells | None, after: Cells | None) -> Entry:
    """A change to one row as the journal tells it."""
    row = after if after is not None else before or {}
    key = " | ".join(row.get(name, "") for name in KEYS[table])
    return Entry(f"{NOUNS[table]}.{verb}", programme, table, key, before, after)


def explained(commitment: Commitment, reason: str) -> Entry:
    """Why a promise was changed, as the journal tells it."""
    programme = commitment.programme.code
    return Entry("commitment.explained", programme, "reasons", commitment.code, None, {"reason": reason})


def _filled(cells: Mapping[str, Any]) -> Cells:
    return {name: str(cell) for name, cell in cells.items() if cell not in ("", None)}


def _code(thing: Any) -> str:
    return thing.code if thing else ""


def source_row(source: Source) -> Cells:
    """A source as sources.csv has it."""
    names = ("code", "title", "publisher", "published_on", "address", "language", "kind", "note")
    return _filled({name: getattr(source, name) for name in names})


def commitment_row(commitment: Commitment) -> Cells:
    """A commitment as commitments.csv has it."""
    return _filled(
        {
            "code": commitment.code,
            "title_en": commitment.title_en,
            "kind": commitment.kind,
            "debtor": commitment.debtor.code,
            "creditor": _code(commitment.creditor),
            "zone": _code(commitment.zone),
            "agreement": _code(commitment.agreement),
            "meeting": _code(commitment.meeting),
            "quantity": plain(commitment.quantity),
            "unit": commitment.unit,
            "made_on": commitment.made_on,
            "due_on": commitment.due_on,
            "outcome_workers": commitment.outcome_workers,
            "outcome_exports_usd": plain(commitment.outcome_exports_usd),
            "source": commitment.source.code,
            "note": commitment.note,
        }
    )


def dependency_row(dependency: Dependency) -> Cells:
    """A need as dependencies.csv has it."""
    return _filled(
        {
            "commitment": dependency.commitment.code,
            "needs": dependency.needs.code,
            "lag_days": dependency.lag_days,
            "reason": dependency.reason,
            "source": dependency.source.code,
        }
    )


def evidence_row(evidence: Evidence) -> Cells:
    """Evidence as evidence.csv has it."""
    return _filled(
        {
            "commitment": evidence.commitment.code,
            "observed_on": evidence.observed_on,
            "grade": evidence.grade,
            "says": evidence.says,
            "quantity": plain(evidence.quantity),
            "unit": evidence.unit,
            "source": evidence.source.code,
            "note": evidence.note,
            "valid_until": evidence.valid_until,
        }
    )


def verification_row(verification: Verification) -> Cells:
    """A verification as verifications.csv has it."""
    evidence = verification.evidence
    return _filled(
        {
            "commitment": evidence.commitment.code,
            "observed_on": evidence.observed_on,
            "says": evidence.says,
            "evidence_source": evidence.source.code,
            "verifier": verification.verifier.code,
            "verified_on": verification.verified_on,
            "source": verification.source.code,
            "note": verification.note,
        }
    )


def ending_row(ending: Ending) -> Cells:
    """An ending as endings.csv has it."""
    return _filled(
        {
            "commitment": ending.commitment.code,
            "how": ending.how,
            "ended_on": ending.ended_on,
            "authority": _code(ending.authority),
            "successor": _code(ending.successor),
            "reason": ending.reason,
            "source": ending.source.code,
        }
    )


def obstacle_row(obstacle: Obstacle) -> Cells:
    """An obstacle as obstacles.csv has it."""
    return _filled(
        {
            "code": obstacle.code,
            "kind": obstacle.kind,
            "zone": _code(obstacle.zone),
            "party": _code(obstacle.party),
            "since": obstacle.since,
            "until": obstacle.until,
            "summary_en": obstacle.summary_en,
            "source": obstacle.source.code,
        }
    )


def move_row(move: Move) -> Cells:
    """A moved date as moves.csv has it."""
    return _filled(
        {
            "commitment": move.commitment.code,
            "moved_on": move.moved_on,
            "due_on": move.due_on,
            "agreement": _code(move.agreement),
            "authority": _code(move.authority),
            "reason": move.reason,
            "source": move.source.code,
        }
    )


def contest_row(contest: Contest) -> Cells:
    """A contest as contests.csv has it; the evidence it means is told by its day, words and source."""
    evidence = contest.evidence
    return _filled(
        {
            "commitment": contest.commitment.code,
            "party": contest.party.code,
            "contested_on": contest.contested_on,
            "says": contest.says,
            "evidence_observed_on": evidence.observed_on if evidence else "",
            "evidence_says": evidence.says if evidence else "",
            "evidence_source": evidence.source.code if evidence else "",
            "answer": contest.answer,
            "answered_on": contest.answered_on,
            "answered_for": _code(contest.answered_for),
            "answer_says": contest.answer_says,
            "source": contest.source.code,
        }
    )


def step_row(step: Step) -> Cells:
    """A step about an obstacle as steps.csv has it."""
    return _filled(
        {
            "obstacle": step.obstacle.code,
            "taken_on": step.taken_on,
            "what": step.what,
            "party": _code(step.party),
            "says": step.says,
            "source": step.source.code,
        }
    )


def submission_row(submission: Submission) -> Cells:
    """A submission as the journal keeps it; it stands in no package."""
    return _filled(
        {
            "commitment": submission.commitment.code,
            "observed_on": submission.observed_on,
            "grade": submission.grade,
            "says": submission.says,
            "quantity": plain(submission.quantity),
            "unit": submission.unit,
            "valid_until": submission.valid_until,
            "note": submission.note,
            "title": submission.title,
            "publisher": submission.publisher,
            "address": submission.address,
            "brought_by": f"person-{submission.brought_by_id}"
            if submission.brought_by_id
            else f"link-{submission.link_id}",
            "brought_for": submission.brought_for.code,
            "decision": submission.decision,
            "decided_by": f"person-{submission.decided_by_id}" if submission.decided_by_id else "",
            "decided_for": _code(submission.decided_for),
            "reason": submission.reason,
        }
    )


def submission_told(verb: str, submission: Submission, before: Cells | None) -> Entry:
    """What happened to a submission as the journal tells it."""
    programme = submission.commitment.programme.code
    after = submission_row(submission)
    return Entry(f"submission.{verb}", programme, "submissions", str(submission.pk), before, after)
