"""Text on pictures: which font has which sign, which way a line runs, and never a box where a sign is missing."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from corridor.base.names import RIGHT_TO_LEFT

FONTS = Path(settings.PACKAGE) / "static" / "fonts"
# A Chinese font is larger than everything else together, so it is the machine's own, if it has one.
CHINESE = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/truetype/noto/NotoSansCJK-{}.ttc",
    "/System/Library/Fonts/Supplemental/NotoSansCJK-{}.ttc",
)
# Where the simplified signs stand in the collection.
SIMPLIFIED = 2
BOLD, SMALL = 600, 24
# No font has it: what is drawn for it is drawn for every sign that is missing.
MISSING = "\U0010fffe"
# Signs that shape or part others and are not drawn themselves.
UNSEEN = frozenset("\u200c\u200d\u2066\u2067\u2068\u2069")


class Font(NamedTuple):
    """A file with letters, which of those in it, and whether one file holds every weight."""

    file: str
    bold: str
    place: int = 0
    is_variable: bool = False


def _ours(name: str, is_variable: bool) -> Font:
    return Font(str(FONTS / name), str(FONTS / name), 0, is_variable)


INTER = _ours("inter-latin-wght-normal.woff2", True)
NASTALIQ = _ours("noto-nastaliq-urdu-arabic-400-normal.woff2", False)
NASKH = _ours("noto-naskh-arabic-arabic-wght-normal.woff2", True)


@lru_cache
def chinese() -> tuple[Font, ...]:
    """The machine's Chinese font, if one stands where such fonts stand."""
    found = [pattern for pattern in CHINESE if Path(pattern.format("Regular")).is_file()]
    if not found:
        return ()
    bold = found[0].format("Bold")
    regular = found[0].format("Regular")
    return (Font(regular, bold if Path(bold).is_file() else regular, SIMPLIFIED),)


def fonts_for(language: str, *, is_dense: bool = False) -> tuple[Font, ...]:
    """The fonts of a language, the first that has a sign draws it; rows that stand close are in Naskh."""
    if language == "ur":
        return (NASKH if is_dense else NASTALIQ, INTER, NASKH, *chinese())
    if language.startswith("zh"):
        return (*chinese(), INTER, NASKH)
    return (INTER, NASKH, *chinese())


@lru_cache(maxsize=128)
def face(font: Font, size: int, weight: int = 400) -> FreeTypeFont:
    """A font at a size and weight."""
    file = font.bold if weight >= BOLD else font.file
    found = ImageFont.truetype(file, size, font.place, layout_engine=ImageFont.Layout.RAQM)
    if font.is_variable:
        found.set_variation_by_axes([weight])
    return found


@lru_cache(maxsize=8192)
def has(font: Font, sign: str) -> bool:
    """Whether a font draws a sign as more than a box or nothing."""
    drawn, box = face(font, SMALL).getmask(sign), _box(font)
    return drawn.size != (0, 0) and (drawn.size, bytes(drawn)) != box


@lru_cache
def _box(font: Font) -> tuple[tuple[int, int], bytes]:
    """What a font draws for a sign that it has not."""
    drawn = face(font, SMALL).getmask(MISSING)
    return drawn.size, bytes(drawn)


def can_write(text: str, fonts: Sequence[Font]) -> bool:
    """Whether every sign of a text is in one of the fonts."""
    return all(_font_of(sign, fonts) for sign in text if sign not in UNSEEN and not sign.isspace())


def _font_of(sign: str, fonts: Sequence[Font]) -> Font | None:
    return next((font for font in fonts if has(font, sign)), None)


class Run(NamedTuple):
    """A part of a line that one font draws, in one direction."""

    font: Font
    text: str


def runs(text: str, fonts: Sequence[Font]) -> list[Run]:
    """A line in the parts that different fonts draw, as it is read; what no font has is left out."""
    found: list[Run] = []
    for word in text.split():
        parts = list(_parts(word, fonts))
        if parts and found:
            if found[-1].font == parts[0].font:
                parts[0] = Run(parts[0].font, f"{found.pop().text} {parts[0].text}")
            else:
                found.append(Run(fonts[0], " "))
        found += parts
    return found


def _parts(word: str, fonts: Sequence[Font]) -> Iterator[Run]:
    before: Font | None = None
    signs: list[tuple[Font, str]] = []
    for sign in word:
        font = before if sign in UNSEEN else _font_of(sign, fonts)
        if font:
            signs.append((font, sign))
            before = font
    for font, group in groupby(signs, key=lambda pair: pair[0]):
        yield Run(font, "".join(sign for _font, sign in group))


class Line:
    """A line of text at a size and weight, ready to be measured and drawn."""

    def __init__(self, text: str, language: str, size: int, weight: int = 400, *, is_dense: bool = False) -> None:
        self.is_rtl = language.split("-")[0] in RIGHT_TO_LEFT
        self.parts = [
            (face(run.font, size, weight), run) for run in runs(text, fonts_for(language, is_dense=is_dense))
        ]
        self.widths = [font.getlength(run.text, direction=_direction(run)) for font, run in self.parts]
        self.width = sum(self.widths)

    def draw(self, on: ImageDraw.ImageDraw, start: float, baseline: float, colour: str) -> None:
        """Draw it from where its language begins to read: from the left, or from the right to the left."""
        for (font, run), width in zip(self.parts, self.widths, strict=True):
            place = start - width if self.is_rtl else start
            on.text((place, baseline), run.text, fill=colour, font=font, anchor="ls", direction=_direction(run))
            start = place if self.is_rtl else start + width


def _direction(run: Run) -> str:
    return "rtl" if run.font in (NASTALIQ, NASKH) else "ltr"


def fitted(text: str, language: str, size: int, width: float, weight: int = 400, *, is_dense: bool = False) -> Line:
    """A line that is no wider than it may be: smaller down to three fifths, then shorter, word by word."""
    for smaller in range(size, size * 3 // 5, -2):
        line = Line(text, language, smaller, weight, is_dense=is_dense)
        if line.width <= width:
            return line
    words = text.split()
    while line.width > width and len(words) > 1:
        words.pop()
        line = Line(f"{' '.join(words)} …", language, smaller, weight, is_dense=is_dense)
    return line
