"""What was brought and what it would turn, in words of one language."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from corridor.base.actors import Actor
from corridor.base.names import written
from corridor.ledger.access import may_take_back, why_not_decide
from corridor.ledger.models import Attachment, Submission
from corridor.ledger.queries.submissions import Turn, for_others, submission_seen, to_decide, turns
from corridor.ledger.queries.words import DECISIONS, PROOFS, SAYINGS
from corridor.ledger.rules.states import Standing
from corridor.programme.models import Programme
from corridor.results.queries.wording import Wording
from corridor.sources.queries import is_picture

# So many stand on one page, and so many are decided on at once.
PAGE = 50

# Why somebody does not decide on what they see.
BARS = {
    "no-verifier": gettext_lazy("You do not verify in this programme."),
    "brought": gettext_lazy("You brought it yourself."),
    "asked": gettext_lazy("You made the address by which it was brought."),
    "party": gettext_lazy("Your own party brought it."),
    "debtor": gettext_lazy("You belong to the party that owes this promise, to its head or to a part of it."),
    "elsewhere": gettext_lazy("You verify at another place."),
}
KINDS = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WebP",
    "text/csv": "CSV",
    "text/plain": "TXT",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
}
KILOBYTE, MEGABYTE = 1024, 1024**2


class Queue(NamedTuple):
    """What waits for somebody's decision, and what for that of others, each a page of rows and how many in all."""

    mine: list[dict[str, Any]]
    mine_total: int
    others: list[dict[str, Any]]
    others_total: int


def shown_queue(programme: Programme, by: Actor, language: str, *, on: date, first: int = 0) -> Queue:
    """What waits, the oldest first; what waits for others stands only beside the first page."""
    mine, mine_total = to_decide(by, programme, first, PAGE)
    others, others_total = for_others(by, programme, 0 if first else PAGE)
    turned = turns([*mine, *others], on)
    with override(language):
        words = _Shown(language)
        return Queue(
            [words.brought(each, turned[each.pk]) for each in mine],
            mine_total,
            [{**words.brought(each, turned[each.pk]), **words.why(by, each)} for each in others],
            others_total,
        )


def shown_submission(
    programme: Programme, by: Actor, number: int, language: str, *, on: date
) -> dict[str, Any] | None:
    """One submission with what was decided on it, or what it would turn; nothing where there is none to be seen."""
    submission = submission_seen(by, programme, number)
    if submission is None:
        return None
    with override(language):
        words = _Shown(language)
        return {
            **words.brought(submission, turns([submission], on)[submission.pk]),
            **words.why(by, submission),
            **words.decision(submission),
            "may_take_back": not submission.decision and may_take_back(by, submission),
        }


def shown_files(files: Iterable[Attachment], language: str) -> list[dict[str, Any]]:
    """Files as links need them."""
    with override(language):
        words = _Shown(language)
        return [words.file(each) for each in files]


class _Shown(Wording):
    def __init__(self, language: str) -> None:
        super().__init__(language, {}, {})

    def brought(self, submission: Submission, turn: Turn) -> dict[str, Any]:
        commitment, person = submission.commitment, submission.brought_by
        named = submission.brought_for.name_in(self.language)
        return {
            "number": submission.pk,
            "code": commitment.code,
            "title": commitment.title_en,
            "debtor": submission.debtor.name_in(self.language),
            "place": commitment.zone.name_in(self.language) if commitment.zone else None,
            "says_code": submission.says,
            "says": str(SAYINGS[submission.says]),
            "day": self.day(submission.observed_on),
            "until": self.day(submission.valid_until),
            "grade": str(PROOFS[submission.grade]),
            "quantity": self.quantity(submission.quantity, submission.unit),
            "note": submission.note,
            "paper": submission.title,
            "publisher": submission.publisher,
            "address": submission.address,
            "party": named,
            "person": written(person.name) if person else None,
            "brought": self.day(submission.brought_at.date()),
            "files": [self.file(each) for each in submission.attachments.all()],
            **self.turn(turn, bool(commitment.due_on)),
        }

    def file(self, attachment: Attachment) -> dict[str, Any]:
        document = attachment.document
        return {
            "number": attachment.pk,
            "name": attachment.name,
            "kind": KINDS.get(document.media_type, document.media_type),
            "size": self.size(document.size),
            "is_sealed": attachment.is_sealed,
            "is_picture": is_picture(document),
            "width": document.width,
            "height": document.height,
        }

    def size(self, count: int) -> str:
        if count < MEGABYTE:
            return f"{self.number(max(1, count // KILOBYTE))} kB"
        return f"{self.number(Decimal(count * 10 // MEGABYTE) / 10)} MB"

    def turn(self, turn: Turn, is_dated: bool) -> dict[str, Any]:
        now, then = turn.now, turn.then
        return {
            "now": self.stands(now, is_dated),
            "then": self.stands(then, is_dated),
            "is_turned": bool(now and then and now.state is not then.state),
            "turned_proof": self.proof(now, then),
            "turned_marks": self.marks(now, then),
            "counts_on": self.day(turn.counts_on),
        }

    def stands(self, standing: Standing | None, is_dated: bool) -> dict[str, str] | None:
        if standing is None:
            return None
        if standing.is_kept and not is_dated:
            return {"code": "kept-undated", "label": self.said["undated"], "late": ""}
        late = self.late(standing.days_late)
        return {"code": standing.state.value, "label": self.said[standing.state], "late": late}

    def proof(self, now: Standing | None, then: Standing | None) -> tuple[str, str] | None:
        if now is None or then is None or now.proof is then.proof:
            return None
        return str(PROOFS[now.proof]), str(PROOFS[then.proof])

    def marks(self, now: Standing | None, then: Standing | None) -> list[str]:
        if now is None or then is None:
            return []
        told = (
            (now.is_blocked, then.is_blocked, _("It would be marked as blocked."), _("The block would be lifted.")),
            (
                now.is_disputed,
                then.is_disputed,
                _("It would be marked as disputed."),
                _("The dispute would be answered."),
            ),
        )
        return [begins if after else ends for before, after, begins, ends in told if before is not after]

    def why(self, by: Actor, submission: Submission) -> dict[str, Any]:
        why = "" if submission.decision else why_not_decide(by, submission)
        return {"may_decide": not submission.decision and not why, "why_not": str(BARS[why]) if why else ""}

    def decision(self, submission: Submission) -> dict[str, Any]:
        if not submission.decision:
            return {"decision": "", "decided": ""}
        party, person = submission.decided_for, submission.decided_by
        return {
            "decision": submission.decision,
            "decided": str(DECISIONS[submission.decision]),
            "decided_day": self.day(submission.decided_at.date() if submission.decided_at else ""),
            "decided_party": party.name_in(self.language) if party else None,
            "decided_person": written(person.name) if person else None,
            "reason": submission.reason,
            "source": submission.evidence.source.code if submission.evidence else "",
        }
