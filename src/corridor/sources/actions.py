"""Keeping files that were handed in."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from django.db import transaction

from corridor.base.actors import Actor
from corridor.base.bulk import hold
from corridor.base.journal import Entry, record
from corridor.base.refusals import require
from corridor.sources import access
from corridor.sources.models import Document
from corridor.sources.queries import document_of, file_path, print_of, sound_file
from corridor.sources.rules import Handed

FILE_MODE, FOLDER_MODE = 0o640, 0o750


@transaction.atomic
def keep_document(given: Handed | IO[bytes], *, by: Actor, at: datetime) -> Document:
    """Keep a file that was handed in; the same content is kept once, whoever brings it again.

    Its bytes are on the disk before the row is written: a deed that fails leaves a file without a row, which
    harms nobody, and never a row without a file.

    Records `document.kept` for content that is new here. Refuses with NotAllowed, EmptyFile, TooBig, UnknownKind,
    BrokenFile, TwoKinds, TooManyPixels, MovingPicture and SuspiciousArchive.
    """
    require(access.may_keep(by))
    file = given if isinstance(given, Handed) else sound_file("", given)
    _store(file)
    hold("journal")
    known = document_of(file.sha256)
    if known is not None:
        return known
    document = Document.objects.create(
        sha256=file.sha256,
        media_type=file.media_type,
        size=len(file.content),
        width=file.width,
        height=file.height,
        stored_at=at,
    )
    told = {"media_type": file.media_type, "size": document.size}
    record([Entry("document.kept", "", "documents", file.sha256, None, told)], by=by, at=at)
    return document


def _store(file: Handed) -> None:
    """Put the bytes where their print says, whole or not at all; others may be doing the same."""
    path = file_path(file.sha256)
    if path.is_file() and print_of(path) == file.sha256:
        return
    _make_folder(path.parent)
    with _beside(path) as (name, handle):
        handle.write(file.content)
        handle.flush()
        os.fchmod(handle.fileno(), FILE_MODE)
        os.fsync(handle.fileno())
        name.replace(path)
    _sync(path.parent)


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A file of nobody else's in the same folder, gone afterwards unless it was given its name."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(number, "wb") as handle:
            yield Path(name), handle
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _make_folder(folder: Path) -> None:
    """A folder that is still there after a power cut, with those above it."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
