"""Questions about sources."""

from corridor.programme.models import Programme
from corridor.sources.models import Figure, Source


def source_of(programme: Programme, code: str) -> Source | None:
    """The source of that code, if the programme has one."""
    return Source.objects.filter(programme=programme, code=code).first()


def figures_from(source: Source) -> list[Figure]:
    """The figures that rest on a source, in the order in which they were recorded."""
    return list(Figure.objects.filter(source=source).order_by("id"))
