"""What was known when, and which files are taken."""

import csv
import hashlib
import io
import re
import struct
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import Any

import puremagic
from PIL import Image

from corridor.base.days import last_day_or_none
from corridor.base.texts import CONTROL


def was_known(published_on: str, recorded_on: date, known_on: date | None) -> bool:
    """Whether a statement was known on a day: published by then; where its source bears no date, recorded here.

    >>> was_known("2021-12", date(2026, 11, 22), date(2021, 12, 15)), was_known("", date(2026, 11, 22), None)
    (False, True)
    """
    return known_on is None or (last_day_or_none(published_on) or recorded_on) <= known_on


# A file that is handed in.
MOST_BYTES = 20 * 1024**2
# Every file of a form is in memory until it is kept.
MOST_TOGETHER = 3 * MOST_BYTES
# A photograph is drawn in some ten passes; each of thousands would take as long as the first.
MOST_PASSES = 100
PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV, TEXT = "text/csv", "text/plain"
# The kinds that are taken, with the ends that names of them have; the first is put where none fits.
SUFFIXES = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    WEBP: (".webp",),
    XLSX: (".xlsx",),
    CSV: (".csv", ".txt"),
    TEXT: (".txt", ".csv"),
}
# Pictures are written anew, so nothing that came with them is left but what is seen.
PICTURES = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}
# Pillow takes 16 bytes for each pixel of a WebP, as if it moved, and 4 to 8 for one of the others.
MOST_PIXELS = {PNG: 40_000_000, JPEG: 40_000_000, WEBP: 16_000_000}
# Steps beyond these take twice as long for a twentieth less.
WRITTEN: dict[str, dict[str, int]] = {
    PNG: {"compress_level": 3},
    JPEG: {"quality": 90},
    WEBP: {"quality": 90, "method": 2},
}
# One picture at a time: ten at once would take all the memory there is.
DRAWING = Lock()
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LONGEST_NAME = 100
# A text has no signs that only a machine writes.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
NO_NAME = re.compile(r'[<>:"|?*\x00-\x1f]')

MOST_PARTS = 200
MOST_UNPACKED = 50_000_000
MOST_RATIO = 100
# The directory of 200 parts whose names are a hundred signs and more.
LONGEST_DIRECTORY = 64_000
END_OF_ZIP = struct.Struct("<4s4H2LH")
LINK, KIND_OF_ENTRY = 0o120000, 0o170000
ENCRYPTED = 1
# Archives and programs, by how they begin: a workbook holds none.
PACKED = (b"PK\x03\x04", b"MZ", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b")
PACKED_NAMES = (".zip", ".xlsx", ".docx", ".pptx", ".jar", ".7z", ".rar", ".gz", ".exe", ".dll")
MARKS = b" \t\r\n\xef\xbb\xbf\xff\xfe"


class Unsound(Exception):  # noqa: N818 - an answer, not an error
    """What is wrong with a file, by code and facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        self.code, self.facts = code, facts
        super().__init__(code, facts)


@dataclass(frozen=True, eq=False)
class Handed:
    """A file that was handed in and found sound: a safe name, its kind, and the bytes that are to be kept."""

    name: str
    media_type: str
    content: bytes
    width: int | None = None
    height: int | None = None

    @cached_property
    def sha256(self) -> str:
        """The print of the bytes that are to be kept."""
        return hashlib.sha256(self.content).hexdigest()


def handed(name: str, content: bytes) -> Handed:
    """A file as it may be kept, whatever its name says; raises Unsound for one that may not.

    >>> handed("../../steel.exe", b"day,tons\\n2026-06-30,12\\n").name
    'steel.exe.csv'
    >>> handed("steel.pdf", b"MZ\\x90\\x00")
    Traceback (most recent call last):
    corridor.sources.rules.Unsound: ('unknown-kind', {})
    """
    if not content:
        raise Unsound("empty-file")
    if len(content) > MOST_BYTES:
        raise Unsound("too-big", most=MOST_BYTES // 1024**2)
    kind = kind_of(content)
    width = height = None
    try:
        if kind in PICTURES:
            content, width, height = _drawn_anew(content, kind)
        elif kind == XLSX:
            _look_through(content)
        elif kind == PDF:
            _look_at_pdf(content)
    except Unsound:
        raise
    except Exception:
        # Neither Pillow nor zipfile was made for files that mean harm; over whatever they stumble, it is the file.
        raise Unsound("broken-file", kind=SUFFIXES[kind][-1][1:].upper())
    return Handed(safe_name(name, kind), kind, content, width, height)


def kind_of(content: bytes) -> str:
    """Which of the kinds that are taken a file is, by how it begins; raises Unsound for any other.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of("چین,پاکستان".encode())
    ('application/pdf', 'text/csv')
    """
    if b"%PDF-" in content[:1024]:
        return PDF
    try:
        known = puremagic.magic_string(content)
    except puremagic.PureError:
        known = []
    suffixes = {each.extension for each in known}
    for kind in (PNG, JPEG, WEBP, XLSX):
        if suffixes.intersection(SUFFIXES[kind]):
            return kind
    # Few signs agree by chance: a text may well begin with BM or MZ.
    if any(each.offset == 0 and len(each.byte_match) >= 6 for each in known):
        raise Unsound("unknown-kind")
    return _kind_of_text(content)


def _kind_of_text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unsound("unknown-kind")
    # What a browser or a shell might run is no text, though it can be read.
    if UNSEEN.search(text) or text.lstrip().startswith(("<", "#!")):
        raise Unsound("unknown-kind")
    rows = [len(row) for row in csv.reader(islice(io.StringIO(text[:10_000], newline=""), 5)) if row]
    return CSV if rows and rows[0] > 1 and len(set(rows[:-1] or rows)) == 1 else TEXT


def safe_name(name: str, kind: str) -> str:
    """The name a file goes by: one line, no path, nothing that hides or reorders, and the end of its kind.

    >>> safe_name("../../x", "image/png"), safe_name("a\\u202efdp.exe", PDF), safe_name("\\0", "text/csv")
    ('x.png', 'afdp.exe.pdf', 'file.csv')
    >>> safe_name("C:\\\\Photos\\\\گوادر.JPG", "image/jpeg"), len(safe_name("a" * 300 + ".pdf", "application/pdf"))
    ('گوادر.JPG', 104)
    """
    last = re.split(r"[/\\]", name[-1000:])[-1]
    stem, point, suffix = last.rpartition(".")
    if point + suffix.lower() not in SUFFIXES[kind]:
        stem, suffix = last, SUFFIXES[kind][0][1:]
    stem = unicodedata.normalize("NFC", NO_NAME.sub("_", CONTROL.sub("", stem[:LONGEST_NAME])))
    return f"{stem.strip(' .=+-@~') or 'file'}.{suffix}"


def _look_at_pdf(content: bytes) -> None:
    """A PDF begins as one, ends as one, and is nothing else besides."""
    begin, head = content.index(b"%PDF-"), content[:1024].lower()
    if content[:begin].strip(MARKS) or any(sign in head for sign in (b"<html", b"<script", b"<!doctype", b"<svg")):
        raise Unsound("two-kinds")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Unsound("two-kinds")
    if b"%%EOF" not in content:
        raise Unsound("broken-file", kind="PDF")


def _drawn_anew(content: bytes, kind: str) -> tuple[bytes, int, int]:
    """A picture as it is seen and nothing else: upright, without place, camera, owner or hidden text."""
    if kind == WEBP:
        _refuse_pixels(_pixels_of_webp(content), kind)
    if kind == JPEG and content.count(b"\xff\xda") > MOST_PASSES:
        raise Unsound("broken-file", kind="JPEG")
    with DRAWING, _opened(content, kind) as picture:
        _refuse_pixels(picture.width * picture.height, kind)
        # Telephones hide a second picture behind the first (MPO); only the first is kept.
        if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
            raise Unsound("moving-picture")
        still = _upright(picture)
        if kind != PNG and still.mode not in ("L", "RGB", "RGBA"):
            still = still.convert("RGB")
        still.info = {name: still.info[name] for name in still.info if name == "transparency" and kind == PNG}
        written = io.BytesIO()
        still.save(written, PICTURES[kind], **WRITTEN[kind])
        return written.getvalue(), still.width, still.height


def _refuse_pixels(pixels: int, kind: str) -> None:
    if pixels > MOST_PIXELS[kind]:
        raise Unsound("too-many-pixels", most=MOST_PIXELS[kind] // 10**6)


def _opened(content: bytes, kind: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content), formats=[PICTURES[kind]])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unsound("too-many-pixels", most=MOST_PIXELS[kind] // 10**6)


def _upright(picture: Image.Image) -> Image.Image:
    """A picture as it was held when it was taken."""
    picture.load()
    try:
        turn = TURNS.get(int(picture.getexif().get(ORIENTATION, 1)))
    except Exception:
        # Cameras write these notes badly; a picture is not broken because one of them is.
        return picture
    return picture if turn is None else picture.transpose(turn)


def _pixels_of_webp(content: bytes) -> int:
    """How many pixels a WebP picture has by its head: Pillow would take room for them as it opens it."""
    form, head = content[12:16], content[16:30].ljust(14, b"\0")
    if form == b"VP8X":
        return (1 + int.from_bytes(head[8:11], "little")) * (1 + int.from_bytes(head[11:14], "little"))
    if form == b"VP8L":
        bits = int.from_bytes(head[5:9], "little")
        return (1 + (bits & 0x3FFF)) * (1 + (bits >> 14 & 0x3FFF))
    return (int.from_bytes(head[10:12], "little") & 0x3FFF) * (int.from_bytes(head[12:14], "little") & 0x3FFF)


def _look_through(content: bytes) -> None:
    """A workbook holds what workbooks hold, in parts that unpack to what they say."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0:
        raise Unsound("broken-file", kind="XLSX")
    *_, parts, size, begin, comment = END_OF_ZIP.unpack_from(content, end)
    # Looked at before zipfile does: it would read a directory of millions.
    if parts > MOST_PARTS or size > LONGEST_DIRECTORY:
        raise Unsound("suspicious-archive", found="too-many-parts")
    if comment or begin + size != end or end + END_OF_ZIP.size != len(content):
        raise Unsound("suspicious-archive", found="something-added")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if not names >= {"[Content_Types].xml", "xl/workbook.xml"}:
            raise Unsound("unknown-kind")
        for found in _strange(entries, len(content)):
            raise Unsound("suspicious-archive", found=found)
        left = MOST_UNPACKED
        for entry in entries:
            with archive.open(entry) as opened:
                part = opened.read(left + 1)
            left -= len(part)
            if left < 0:
                raise Unsound("suspicious-archive", found="too-much-inside")
            _look_at_part(part)


def _strange(entries: Sequence[zipfile.ZipInfo], size: int) -> Iterator[str]:
    """What the directory of a workbook lists that no plain workbook holds."""
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MOST_PARTS:
        yield "too-many-parts"
    if sum(entry.file_size for entry in entries) > min(MOST_UNPACKED, MOST_RATIO * size):
        yield "too-much-inside"
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        yield "strange-paths"
    if any(entry.external_attr >> 16 & KIND_OF_ENTRY == LINK for entry in entries):
        yield "strange-paths"
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        yield "locked-parts"
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        yield "locked-parts"
    if any("vbaproject" in name for name in names):
        yield "programs"
    if any(name.endswith(PACKED_NAMES) for name in names):
        yield "other-files"


def _leads_out(name: str) -> bool:
    """Whether a path in an archive leads out of it.

    >>> _leads_out("xl/workbook.xml"), _leads_out("xl/../../x"), _leads_out("/etc/x"), _leads_out("c:/x")
    (False, True, True, True)
    """
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _look_at_part(part: bytes) -> None:
    """No part is an archive or a program, and none defines entities, in whatever width its letters are written."""
    if part.startswith(PACKED):
        raise Unsound("suspicious-archive", found="other-files")
    plain = part.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Unsound("suspicious-archive", found="entities")
