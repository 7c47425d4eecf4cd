"""Questions about agreements."""

from collections.abc import Iterable
from datetime import date

from corridor.agreements.models import Agreement
from corridor.agreements.rules import Growth
from corridor.base.days import by_then
from corridor.programme.models import Programme
from corridor.sources.rules import was_known


def agreements_of(programme: Programme) -> list[Agreement]:
    """The agreements of a programme with their parties and sources, as they were recorded, in two queries."""
    rows = Agreement.objects.filter(programme=programme).select_related("source")
    return list(rows.prefetch_related("signatories__party").order_by("id"))


def there_by(agreements: Iterable[Agreement], on: date, known_on: date | None) -> list[Agreement]:
    """Those that were signed by a day, or bear no day, and of which was known then."""
    return [
        each
        for each in agreements
        if by_then(each.signed_on, on) and was_known(each.source.published_on, each.recorded_at.date(), known_on)
    ]


def growths(agreements: Iterable[Agreement]) -> list[Growth]:
    """What grew out of what among some agreements."""
    rows = list(agreements)
    codes = {each.pk: each.code for each in rows}
    return [Growth(each.code, codes.get(each.elevates_id or 0, ""), each.signed_on) for each in rows]
