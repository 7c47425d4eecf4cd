"""What of the ledger rests on a source."""

from corridor.base.actors import Actor
from corridor.ledger import access
from corridor.ledger.models import Commitment, Evidence
from corridor.programme.models import Programme
from corridor.sources.models import Source


def commitments_from(source: Source, programme: Programme, by: Actor) -> list[Commitment]:
    """The commitments that a source tells of, in the order in which they were recorded."""
    return list(access.commitments_seen(by, programme).filter(source=source).order_by("id"))


def evidence_from(source: Source, programme: Programme, by: Actor) -> list[Evidence]:
    """The evidence that stands in a source, by the day that was observed."""
    seen = access.commitments_seen(by, programme)
    rows = Evidence.objects.filter(source=source, commitment__in=seen).select_related("commitment")
    return list(rows.order_by("observed_on", "id"))
