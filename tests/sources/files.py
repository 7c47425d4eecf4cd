"""Makes files that people hand in, sound ones and such as mean harm; each is bytes."""

import io
import struct
import zipfile
import zlib

import xlsxwriter
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
EXE = b"MZ\x90\x00\x03" + bytes(58) + b"\x40\x00\x00\x00PE\0\0" + bytes(200)
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CSV = "day,tons\n2026-06-30,۱۲\n2026-07-31,14\n".encode()
GWADAR = {1: "N", 2: (25.0, 7.0, 12.5), 3: "E", 4: (62.0, 19.0, 21.0)}


def picture(form="JPEG", size=(40, 20), mode="RGB", **options):
    """A picture whose left half is red."""
    drawn = Image.new(mode, size)
    drawn.paste(Image.new("RGB", (size[0] // 2, size[1]), "red").convert(mode))
    written = io.BytesIO()
    drawn.save(written, form, **options)
    return written.getvalue()


def photograph():
    """A JPEG as a telephone makes it: lying on its side, with place, owner, colours, comment and hidden text."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = 6, "CanaryPhone", "CanaryOwner"
    exif[0x8825] = GWADAR
    return picture(
        exif=exif,
        comment=b"canary comment",
        xmp=b"<x:xmpmeta>canary</x:xmpmeta>",
        icc_profile=b"canary profile",
        quality=95,
    )


def moving(form):
    """A picture of two."""
    first, second = Image.new("RGB", (4, 4), "red"), Image.new("RGB", (4, 4), "blue")
    written = io.BytesIO()
    first.save(written, form, save_all=True, append_images=[second])
    return written.getvalue()


def chunk(name, body):
    """One part of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width, height):
    """A PNG that says it is so large and holds nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def webp_of(width, height):
    """A WebP whose head says it is so large."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def workbook(*parts, leave_out=(), **changed):
    """A workbook with further parts, each a name or an entry with its content; changed: what a part holds."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain, {"in_memory": True}) as made:
        made.add_worksheet().write_row(0, 0, ["day", "tons"])
    written = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in leave_out:
                target.writestr(name, changed.get(name.rpartition("/")[2].partition(".")[0], source.read(name)))
        for name, content in parts:
            target.writestr(name, content)
    return written.getvalue()


def bomb():
    """A workbook of 60 million spaces that is itself some tens of kilobytes."""
    return workbook(("xl/worksheets/sheet2.xml", b" " * 60_000_000))


def lying(content):
    """A workbook whose directory says of its largest part that it is small."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        largest = max(archive.infolist(), key=lambda entry: entry.file_size)
    told = struct.pack("<I", largest.file_size)
    assert content.count(told) == 2
    return content.replace(told, struct.pack("<I", 100))


def link(name):
    """An entry that is a symbolic link."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o120777 << 16
    return entry


def locked(content):
    """A workbook whose first part says it is encrypted."""
    place = content.index(b"PK\x01\x02") + 8
    return content[:place] + b"\x01" + content[place + 1 :]


def archive(**parts):
    """A plain ZIP."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return written.getvalue()
