"""Questions about sources, and about files that are or were handed in."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import IO, ClassVar

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from corridor.base.days import last_day
from corridor.base.refusals import Refusal
from corridor.programme.models import Programme
from corridor.sources.models import Document, Figure, Source
from corridor.sources.rules import MOST_BYTES, PICTURES, Handed, Unsound, handed


class EmptyFile(Refusal):
    """A file with nothing in it."""

    code = "empty-file"
    text = _("The file is empty. Choose the one that was meant.")


class TooBig(Refusal):
    """A file of too many bytes."""

    code = "too-big"
    text = _("The file is larger than {most} MB. Make it smaller, or hand it in as several.")


class UnknownKind(Refusal):
    """A file of a kind that is not taken, whatever its name says."""

    code = "unknown-kind"
    text = _(
        "Files of this kind are not taken. It should be a PDF, a picture (JPEG, PNG, WebP), a workbook (XLSX),"
        " or text or CSV in UTF-8."
    )


class BrokenFile(Refusal):
    """A file that begins as one kind and cannot be read as that."""

    code = "broken-file"
    text = _("The file is broken or cut short: it cannot be read as {kind}. Save it anew and choose it again.")


class TwoKinds(Refusal):
    """A PDF that is something else besides."""

    code = "two-kinds"
    text = _("The file is a PDF and something else at once. Save it anew as a plain PDF.")


class TooManyPixels(Refusal):
    """A picture too large to be drawn."""

    code = "too-many-pixels"
    text = _("The picture has more than {most} million pixels. Make it smaller.")


class MovingPicture(Refusal):
    """A picture of several."""

    code = "moving-picture"
    text = _("The picture moves. Hand in a still one.")


class SuspiciousArchive(Refusal):
    """A workbook that holds what no plain workbook holds."""

    code = "suspicious-archive"
    text = _("The workbook holds what a plain one does not: {what}. Save its sheets anew as XLSX.")
    WHAT: ClassVar[dict[str, str | Promise]] = {
        "too-many-parts": _("more than 200 parts"),
        "too-much-inside": _("far more than its size says"),
        "something-added": _("something before or behind it"),
        "strange-paths": _("paths that lead elsewhere"),
        "locked-parts": _("locked parts"),
        "programs": _("macros"),
        "other-files": _("other files"),
        "entities": _("definitions that draw in other files"),
    }

    def __str__(self) -> str:
        return str(self.text).format(what=self.WHAT[self.facts["found"]])


NOES: dict[str, type[Refusal]] = {
    each.code: each
    for each in (
        EmptyFile,
        TooBig,
        UnknownKind,
        BrokenFile,
        TwoKinds,
        TooManyPixels,
        MovingPicture,
        SuspiciousArchive,
    )
}


def sound_file(name: str, given: IO[bytes]) -> Handed:
    """A file as it can be kept, with a safe name; refuses whatever may not be, and says what would be right.

    It takes up to seconds for a large picture, so it is asked before a transaction begins.
    """
    given.seek(0)
    try:
        return handed(name, given.read(MOST_BYTES + 1))
    except Unsound as found:
        raise NOES[found.code](**found.facts)


def document_of(sha256: str) -> Document | None:
    """The document of that content, if it was handed in."""
    return Document.objects.filter(sha256=sha256).first()


def file_path(sha256: str) -> Path:
    """Where the bytes of that print stand, if they do."""
    return settings.HOME / "files" / sha256[:2] / sha256[2:]


def document_path(document: Document) -> Path:
    """Where the bytes of a document stand."""
    return file_path(document.sha256)


def is_picture(document: Document) -> bool:
    """Whether it is a picture that was drawn anew here, so that a page may show it."""
    return document.media_type in PICTURES


def missing_documents() -> Iterator[Document]:
    """Documents whose bytes are gone or are others than were kept, oldest first. Each one is a fault.

    A file without a document is none: the deed that brought it did not come to its end.
    """
    for document in Document.objects.order_by("id").iterator():
        path = document_path(document)
        if not path.is_file() or print_of(path) != document.sha256:
            yield document


def print_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
