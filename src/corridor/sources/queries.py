"""Questions about sources."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from corridor.base.days import last_day
from corridor.programme.models import Programme
from corridor.sources.models import Figure, Source


def source_of(programme: Programme, code: str) -> Source | None:
    """The source of that code, if the programme has one."""
    return Source.objects.filter(programme=programme, code=code).first()


def sources_of(programme: Programme) -> list[Source]:
    """The sources of a programme, in the order in which they were recorded."""
    return list(Source.objects.filter(programme=programme).order_by("id"))


def figures_from(source: Source, on: date, known_on: date | None) -> list[Figure]:
    """The figures as of a day or before that rest on a source, in the order in which they were recorded."""
    rows = Figure.objects.filter(had_come("as_of", on), were_known(known_on), source=source)
    return list(rows.order_by("id"))


def figures_about(programme: Programme, kind: str, code: str) -> list[Figure]:
    """What sources said of one thing, measure by measure, the earliest first, undated ones last."""
    rows = Figure.objects.filter(programme=programme, subject_kind=kind, subject=code).select_related("source")
    return sorted(rows.order_by("id"), key=lambda each: (each.measure, not each.as_of, each.as_of))


def figures_resting(
    programme: Programme, codes: Collection[str] | None, on: date, known_on: date | None
) -> dict[str, int]:
    """How many figures as of a day or before rest on each of some sources, or of all, by the sources' codes."""
    return resting(Figure.objects.filter(had_come("as_of", on), were_known(known_on), programme=programme), codes)


def resting(rows: QuerySet, codes: Collection[str] | None) -> dict[str, int]:
    """How many of some rows rest on each source, by its code."""
    if codes is not None:
        rows = rows.filter(source__code__in=codes)
    return dict(rows.order_by().values_list("source__code").annotate(Count("id")))


def had_come(column: str, on: date) -> Q:
    """Rows that bear a day which had come by `on`, or none: in the database what `by_then` says of one."""
    text = on.isoformat()
    unfinished = [short for short in (text[:4], text[:7]) if last_day(short) > on]
    return Q(**{f"{column}__lte": text}) & ~Q(**{f"{column}__in": unfinished})


def were_known(known_on: date | None) -> Q:
    """Rows whose source was known on a day: in the database what `was_known` says of one."""
    if known_on is None:
        return Q()
    published = had_come("source__published_on", known_on) & ~Q(source__published_on="")
    after = datetime.combine(known_on + timedelta(days=1), time(), UTC)
    return published | Q(source__published_on="", recorded_at__lt=after)
