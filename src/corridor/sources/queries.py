"""Questions about sources."""

from corridor.programme.models import Programme
from corridor.sources.models import Figure, Source


def source_of(programme: Programme, code: str) -> Source | None:
    """The source of that code, if the programme has one."""
    return Source.objects.filter(programme=programme, code=code).first()


def figures_from(source: Source) -> list[Figure]:
    """The figures that rest on a source, in the order in which they were recorded."""
    return list(Figure.objects.filter(source=source).order_by("id"))


def figures_about(programme: Programme, kind: str, code: str) -> list[Figure]:
    """What sources said of one thing, measure by measure, the earliest first, undated ones last."""
    rows = Figure.objects.filter(programme=programme, subject_kind=kind, subject=code).select_related("source")
    return sorted(rows.order_by("id"), key=lambda each: (each.measure, not each.as_of, each.as_of))
