"""Files that are handed in: kept once, by their content, with nothing in them but what is meant."""

import hashlib
import io
import stat
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

import make
from corridor.base.actors import READER, Acting, Actor, Role
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed, Refusal
from corridor.portal.documents import document_answer
from corridor.sources.actions import keep_document
from corridor.sources.models import Document
from corridor.sources.queries import (
    NOES,
    SuspiciousArchive,
    document_of,
    document_path,
    missing_documents,
    sound_file,
)
from corridor.sources.rules import MOST_BYTES, SUFFIXES, XLSX, Unsound, handed
from sources import files

SAMPLES = {
    "application/pdf": files.PDF,
    "image/png": files.picture("PNG"),
    "image/jpeg": files.picture("JPEG"),
    "image/webp": files.picture("WEBP"),
    XLSX: files.workbook(),
    "text/csv": files.CSV,
    "text/plain": "گوادر\nGwadar\n".encode(),
}
SHEET = "xl/worksheets/sheet2.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
HARMFUL = {
    "empty": (b"", "empty-file"),
    "too big": (b"%PDF-" + bytes(MOST_BYTES), "too-big"),
    "program": (files.EXE, "unknown-kind"),
    "program that says PDF": (files.EXE + files.PDF, "two-kinds"),
    "page that is a PDF": (b"<html><script>alert(1)</script>" + files.PDF, "two-kinds"),
    "PDF that is a page": (files.PDF.replace(b"1 0 obj", b"<HTML><Script>x</script>1 0 obj"), "two-kinds"),
    "PDF that is an archive": (files.PDF + files.archive(x="y"), "two-kinds"),
    "PDF cut short": (files.PDF[:60], "broken-file"),
    "SVG": (files.SVG, "unknown-kind"),
    "page": (b"\xef\xbb\xbf \n<!doctype html><p>x", "unknown-kind"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "unknown-kind"),
    "RTF": (b"{\\rtf1\\ansi x}", "unknown-kind"),
    "text with NUL": (b"a,b\n1,\0\n", "unknown-kind"),
    "UTF-16": ("a,b\n1,2\n".encode("utf-16"), "unknown-kind"),
    "Latin": ("Água\n".encode("latin-1"), "unknown-kind"),
    "animated GIF": (files.moving("GIF"), "unknown-kind"),
    "TIFF": (files.picture("TIFF"), "unknown-kind"),
    "animated PNG": (files.moving("PNG"), "moving-picture"),
    "animated WebP": (files.moving("WEBP"), "moving-picture"),
    "PNG of 41 million": (files.png_of(8200, 5000), "too-many-pixels"),
    "PNG of 100 million": (files.png_of(10_000, 10_000), "too-many-pixels"),
    "PNG without end": (files.png_of(2**31 - 1, 2**31 - 1), "too-many-pixels"),
    "WebP of 17 million": (files.webp_of(4250, 4000), "too-many-pixels"),
    "WebP of 268 million": (files.webp_of(16383, 16383), "too-many-pixels"),
    "JPEG cut short": (files.picture(size=(200, 200))[:900], "broken-file"),
    "JPEG of a thousand passes": (files.picture() + b"\xff\xda" * 1000, "broken-file"),
    "head of a PNG": (files.picture("PNG")[:8] + files.EXE, "broken-file"),
    "head of a WebP": (b"RIFF\x04\0\0\0WEBPVP8 ", "broken-file"),
    "archive": (files.archive(x="y"), "unknown-kind"),
    "Word": (files.workbook(leave_out=("xl/workbook.xml",)), "unknown-kind"),
    "head of an archive": (b"PK\x03\x04" + bytes(40), "broken-file"),
    "workbook cut short": (files.workbook()[:-30], "broken-file"),
    "bomb": (files.bomb(), "too-much-inside"),
    "ratio": (files.workbook((SHEET, b" " * 9_000_000)), "too-much-inside"),
    "lying bomb": (files.lying(files.bomb()), "broken-file"),
    "many parts": (files.workbook(*((f"xl/{n}.xml", b"<x/>") for n in range(300))), "too-many-parts"),
    "long names": (files.workbook(*((f"{n:0>60000}", b"") for n in range(2))), "too-many-parts"),
    "nested": (files.workbook(("xl/media/image1.png", files.archive(x="y"))), "other-files"),
    "nested by name": (files.workbook(("xl/embeddings/a.docx", b"x")), "other-files"),
    "program inside": (files.workbook(("xl/media/image1.png", files.EXE)), "other-files"),
    "macros": (files.workbook(("xl/vbaProject.bin", b"x")), "programs"),
    "upward path": (files.workbook(("../../etc/cron.d/x", b"x")), "strange-paths"),
    "root path": (files.workbook(("/etc/x", b"x")), "strange-paths"),
    "Windows path": (files.workbook(("C:x", b"x")), "strange-paths"),
    "link": (files.workbook((files.link("xl/link.xml"), b"/etc/passwd")), "strange-paths"),
    "part in two cases": (files.workbook(("XL/Workbook.xml", b"<x/>")), "strange-paths"),
    "locked": (files.locked(files.workbook()), "locked-parts"),
    "before it": (files.workbook() + b"<html>", "something-added"),
    "behind it": (files.workbook()[:-2] + b"\x04\0evil", "something-added"),
    "entity": (files.workbook(workbook=ENTITY), "entities"),
    "entity in UTF-16": (files.workbook((SHEET, ENTITY.decode().encode("utf-16"))), "entities"),
}


def keep(content, name="x", by=make.OPERATOR, at=make.NOON):
    return keep_document(sound_file(name, io.BytesIO(content)), by=by, at=at)


def outcome(content):
    try:
        return handed("x", content).media_type
    except Unsound as refused:
        return refused.code


@pytest.fixture
def home(settings, tmp_path):
    """A home of its own."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_is_what_its_content_says(kind):
    found = handed("trap.exe", SAMPLES[kind])

    assert (found.media_type, found.name) == (kind, f"trap.exe{SUFFIXES[kind][0]}")


@pytest.mark.parametrize("name", HARMFUL)
def test_what_means_harm_is_refused_with_what_is_wrong(name):
    content, code = HARMFUL[name]

    with pytest.raises(Refusal) as refused:
        sound_file("x.pdf", io.BytesIO(content))

    assert code in (refused.value.code, refused.value.facts.get("found"))
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)


def test_each_no_is_said_by_one_refusal():
    assert {HARMFUL[name][1] for name in HARMFUL} == {*NOES, *SuspiciousArchive.WHAT} - {"suspicious-archive"}


def test_a_directory_of_millions_is_not_read():
    # The record at the end says so many parts; zipfile would look for them.
    content = files.workbook()
    begun = time.perf_counter()

    with pytest.raises(Unsound):
        handed("x", content[:-22] + b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + content[-10:])

    assert time.perf_counter() - begun < 0.1


def test_a_photograph_keeps_nothing_but_what_is_seen():
    found = handed("IMG_1.JPG", files.photograph())
    kept = Image.open(io.BytesIO(found.content))

    # It lay on its side and stands upright now.
    assert (found.name, found.width, found.height, kept.size) == ("IMG_1.JPG", 20, 40, (20, 40))
    assert kept.getpixel((10, 5))[0] > 200
    assert kept.getpixel((10, 35))[0] < 50
    assert dict(kept.getexif()) == {}
    assert set(kept.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert [mark for mark in (b"Exif", b"anary", b"xmpmeta", b"ICC", b"GPS") if mark in found.content] == []


HELD = ["left", "right", "right", "left", "top", "top", "bottom", "bottom"]


@pytest.mark.parametrize(("orientation", "red"), list(enumerate(HELD, 1)))
def test_a_picture_is_turned_as_it_was_held(orientation, red):
    exif = Image.Exif()
    exif[0x0112] = orientation
    kept = Image.open(io.BytesIO(handed("x", files.picture(exif=exif)).content))
    places = {"left": (3, 10), "right": (36, 10), "top": (10, 3), "bottom": (10, 36)}

    assert kept.size == ((40, 20) if red in ("left", "right") else (20, 40))
    assert kept.getpixel(places[red])[0] > 200


# Pillow warns of them; only here a warning is an error.
@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_picture_with_broken_notes_is_taken():
    found = handed("x", files.picture(exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\xff\xff" * 9))

    assert (found.width, found.height) == (40, 20)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_is_no_photograph_keeps_nothing_either(form):
    exif = Image.Exif()
    exif[0x8825] = files.GWADAR
    found = handed("x", files.picture(form, exif=exif) + b"canary behind it")
    kept = Image.open(io.BytesIO(found.content))

    assert (dict(kept.getexif()), kept.size) == ({}, (40, 20))
    assert b"canary" not in found.content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_colours_is_drawn_anew(mode):
    drawn = Image.new(mode, (4, 4))
    written = io.BytesIO()
    drawn.save(written, "PNG")

    assert Image.open(io.BytesIO(handed("x", written.getvalue()).content)).mode == mode


def test_what_shines_through_still_does():
    found = handed("x", files.picture("PNG", mode="P", transparency=0))

    assert Image.open(io.BytesIO(found.content)).info == {"transparency": 0}


def test_a_picture_for_print_is_shown_on_screens():
    assert Image.open(io.BytesIO(handed("x", files.picture(mode="CMYK")).content)).mode == "RGB"


def test_a_picture_of_forty_million_is_taken():
    with pytest.raises(Unsound) as refused:
        handed("x", files.png_of(8000, 5000))

    assert refused.value.code == "broken-file"


@given(some.binary(max_size=300), some.sampled_from([b"", *(each[:64] for each in SAMPLES.values())]))
def test_whatever_is_handed_in_is_taken_or_refused(content, head):
    assert outcome(head + content) in {*SUFFIXES, *NOES}


@given(some.sampled_from(list(SAMPLES.values())), some.data())
def test_a_file_with_some_bytes_turned_is_taken_or_refused(content, drawn):
    changed = bytearray(content)
    for _ in range(drawn.draw(some.integers(1, 8))):
        changed[drawn.draw(some.integers(0, len(content) - 1))] = drawn.draw(some.integers(0, 255))

    assert outcome(bytes(changed)) in {*SUFFIXES, *NOES}


@given(some.text(max_size=400))
def test_any_name_becomes_a_plain_one(name):
    found = handed(name, files.PDF).name

    assert found.lower().endswith(".pdf")
    assert 4 < len(found) <= 104
    assert not set(found) & set('/\\\0\n\r"<>:|?*\u202e\u200f')
    assert found[0] not in ".=+-@ "
    found.encode()


@pytest.mark.django_db
def test_a_file_is_kept_under_its_print(home):
    document = keep(files.photograph())
    path = document_path(document)

    assert hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256
    assert path == home / "files" / document.sha256[:2] / document.sha256[2:]
    assert (document.width, document.height, document.size) == (20, 40, path.stat().st_size)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    told = {"media_type": "image/jpeg", "size": document.size}
    assert [(each.name, each.key, each.after) for each in Event.objects.all()] == [
        ("document.kept", document.sha256, told)
    ]


@pytest.mark.django_db
def test_the_same_content_is_kept_once_whoever_brings_it_again(home):
    first = keep(files.PDF, "a.pdf")
    again = keep_document(io.BytesIO(files.PDF), by=Actor("link-7"), at=make.NOON + timedelta(1))

    assert (again, Document.objects.count(), Event.objects.count()) == (first, 1, 1)
    assert again.stored_at == make.NOON


@pytest.mark.django_db
def test_who_acts_for_nobody_keeps_nothing(home):
    for nobody in (READER, Actor("person-3", person=3)):
        with pytest.raises(NotAllowed):
            keep(files.PDF, by=nobody)

    member = Actor("person-3", person=3, memberships=(Acting("cpec", "sezmc", Role.READER),))
    assert keep(files.PDF, by=member).size == len(files.PDF)


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_a_file_and_no_row(home):
    with transaction.atomic():
        document = keep(files.PDF)
        transaction.set_rollback(True)

    assert (Document.objects.count(), document_path(document).read_bytes()) == (0, files.PDF)
    assert list(missing_documents()) == []


@pytest.mark.django_db
def test_a_document_without_its_bytes_is_found_and_mended_by_bringing_it_again(home):
    gone, changed, whole = keep(files.PDF), keep(files.CSV), keep(files.workbook())
    document_path(gone).unlink()
    document_path(changed).write_bytes(files.CSV + b"x")

    assert list(missing_documents()) == [gone, changed]
    assert (keep(files.PDF), keep(files.CSV)) == (gone, changed)
    assert list(missing_documents()) == []
    assert document_of(whole.sha256) == whole


@pytest.mark.django_db
def test_the_database_refuses_what_is_no_print(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(sha256="ab", media_type="text/csv", size=1, stored_at=make.NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(sha256="a" * 64, media_type="text/csv", size=0, stored_at=make.NOON)


@pytest.mark.django_db
def test_a_file_is_answered_to_be_saved_and_runs_nothing(home):
    document = keep(files.PDF)
    answer = document_answer(document, "گوادر report.pdf", show=True)

    assert b"".join(answer) == files.PDF
    answer.file_to_stream.close()
    assert {name: answer[name] for name in answer.headers} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(files.PDF)),
        "Content-Disposition": 'attachment; filename="_____ report.pdf"; '
        "filename*=utf-8''%DA%AF%D9%88%D8%A7%D8%AF%D8%B1%20report.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }


@pytest.mark.django_db
def test_only_a_picture_drawn_anew_is_shown(home):
    document = keep(files.picture())
    shown, saved = document_answer(document, "a.jpg", show=True, public=True), document_answer(document, "a.jpg")

    assert shown["Content-Disposition"] == 'inline; filename="a.jpg"'
    assert saved["Content-Disposition"] == 'attachment; filename="a.jpg"'
    assert shown["Cache-Control"] == "public, max-age=300"
    for answer in (shown, saved):
        answer.file_to_stream.close()
