"""What somebody who writes speaks of: things by their codes and numbers, among those that they may see."""

from corridor.base.actors import Actor
from corridor.ledger import access
from corridor.ledger.models import Commitment, Contest, Dependency, Evidence, Obstacle, Submission
from corridor.ledger.rules.given import Given
from corridor.programme.models import Programme

UNDATED = "undated"


def commitment_coded(programme: Programme, by: Actor, code: str) -> Commitment | None:
    """The commitment of that code."""
    names = ("programme", "debtor", "creditor", "zone", "agreement", "meeting", "source")
    return access.commitments_seen(by, programme).filter(code=code).select_related(*names).first()


def given_of(commitment: Commitment) -> Given:
    """A promise as it would be written down today to stand as it does."""
    needs = Dependency.objects.filter(commitment=commitment).order_by("id").values_list("needs__code", flat=True)
    return Given(
        title=commitment.title_en,
        kind=commitment.kind,
        debtor=commitment.debtor.code,
        creditor=commitment.creditor.code if commitment.creditor else "",
        zone=commitment.zone.code if commitment.zone else "",
        agreement=commitment.agreement.code if commitment.agreement else "",
        meeting=commitment.meeting.code if commitment.meeting else "",
        quantity=commitment.quantity,
        unit=commitment.unit,
        made_on=commitment.made_on,
        due_on=commitment.due_on,
        workers=commitment.outcome_workers,
        exports_usd=commitment.outcome_exports_usd,
        needs=tuple(needs),
        note=commitment.note,
    )


def evidence_coded(commitment: Commitment, code: str) -> Evidence | None:
    """The evidence of a promise by the code under which it is handed out: its day, what it says, its source."""
    for each in Evidence.objects.filter(commitment=commitment).select_related("source").order_by("id"):
        if f"{commitment.code}.{each.observed_on or UNDATED}.{each.says}.{each.source.code}" == code:
            return each
    return None


def obstacle_coded(programme: Programme, by: Actor, code: str) -> Obstacle | None:
    """The obstacle of that code."""
    return access.obstacles_seen(by, programme).filter(code=code).first()


def submission_numbered(programme: Programme, by: Actor, number: int) -> Submission | None:
    """The submission of that number, where they may see it."""
    return access.submissions_seen(by, programme).filter(pk=number).first()


def contest_numbered(programme: Programme, by: Actor, number: int) -> Contest | None:
    """The contest of that number."""
    return Contest.objects.filter(commitment__programme=programme, pk=number).first()
