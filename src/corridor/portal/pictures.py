"""Pictures of a board and of a zone, for those who pass a link on: drawn here, calm, in the page's language."""

import io
from collections.abc import Callable
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw

from corridor.base.actors import READER
from corridor.base.names import RIGHT_TO_LEFT, Name
from corridor.portal.asked import DAYS, asked_day, asked_on, asked_programme, language, only
from corridor.portal.lettering import Line, can_write, fitted, fonts_for
from corridor.results.queries.preview import Preview, board_preview, zone_preview

WIDTH, HEIGHT, EDGE = 1200, 630, 64
PAPER, INK, QUIET, TRACK = "#fbfaf6", "#1d2420", "#55605a", "#ece9df"
GREEN, LATE = "#0b5d44", "#9a2b1f"
# The mark: three bars, each with its start, its top, its end and its foot, of a square of 24.
MARK = ((3, 9, 7, 19), (10, 5, 14, 19), (17, 12, 21, 19))
# Where the bars of the path stand.
FIRST_BAR, BAR_STEP, BAR_HEIGHT, BAR_START, BAR_END = 396, 36, 20, 490, 1050
GAP = 16
AN_HOUR = 3600


@require_safe
def board_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The board of a programme on a day, as a picture."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    return _answer(lambda spoken: board_preview(programme, READER, spoken, on=on, known_on=known_on))


@require_safe
def zone_picture(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """A zone on a day, as a picture."""
    only(request, *DAYS)
    programme, on, known_on = asked_programme(code), asked_on(request), asked_day(request, "known_on")
    return _answer(lambda spoken: zone_preview(programme, READER, item, spoken, on=on, known_on=known_on))


def is_writable(shown: Preview) -> bool:
    """Whether this machine has a sign for everything that a picture says in its language."""
    fonts = fonts_for(shown.language)
    texts = (shown.title.text, shown.within.text if shown.within else "", shown.said, shown.day)
    return all(can_write(text, fonts) for text in (*texts, *(bar.label for bar in shown.bars)))


def _answer(ask: Callable[[str], Preview | None]) -> HttpResponse:
    """The picture in the language of the page; in English where this machine cannot write that."""
    shown = ask(language())
    if shown and not is_writable(shown):
        shown = ask("en")
    if shown is None:
        raise Http404
    answer = HttpResponse(drawn(shown), content_type="image/png")
    patch_cache_control(answer, public=True, max_age=AN_HOUR)
    return answer


@lru_cache(maxsize=64)
def drawn(shown: Preview) -> bytes:
    """The picture as PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    _Sheet(ImageDraw.Draw(picture), shown).fill()
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=6)
    return written.getvalue()


class _Sheet:
    """A sheet to draw on, mirrored where the language runs from the right."""

    def __init__(self, on: ImageDraw.ImageDraw, shown: Preview) -> None:
        self.on, self.shown, self.language = on, shown, shown.language
        self.is_rtl = shown.language in RIGHT_TO_LEFT

    def at(self, place: float) -> float:
        """So far from where a line begins."""
        return WIDTH - place if self.is_rtl else place

    def box(self, start: float, top: float, end: float, foot: float, colour: str) -> None:
        left, right = sorted((self.at(start), self.at(end)))
        self.on.rectangle((left, top, right, foot), fill=colour)

    def line(self, line: Line, start: float, baseline: float, colour: str) -> None:
        """A line that begins so far from the edge; one that runs the other way ends there."""
        place = self.at(start)
        if line.is_rtl != self.is_rtl:
            place += line.width if line.is_rtl else -line.width
        line.draw(self.on, place, baseline, colour)

    def fill(self) -> None:
        self.head()
        self.finding()
        for place, bar in enumerate(self.shown.bars):
            self.bar(FIRST_BAR + place * BAR_STEP, bar.label, bar.count, bar.share)

    def head(self) -> None:
        shown, room = self.shown, WIDTH - 2 * EDGE
        for start, top, end, foot in MARK:
            self.box(EDGE + (start - 3) * 1.6, 46 + top * 1.6, EDGE + (end - 3) * 1.6, 46 + foot * 1.6, GREEN)
        self.line(Line("Corridor", "en", 30, 700), EDGE + 44, 76, GREEN)
        day = Line(shown.day, self.language, 26, is_dense=True)
        self.line(day, WIDTH - EDGE - day.width, 76, QUIET)
        self.line(self.named(shown.title, 42, room, 650), EDGE, 156, INK)
        if shown.within:
            self.line(self.named(shown.within, 26, room), EDGE, 208, QUIET)

    def named(self, name: Name, size: int, room: float, weight: int = 400) -> Line:
        return fitted(name.text, name.language, size, room, weight)

    def finding(self) -> None:
        shown, start = self.shown, float(EDGE)
        self.line(self.kept(), EDGE, 290, INK)
        for text, weight, colour in ((shown.proven, 500, QUIET), ("·", 500, QUIET), (shown.late, 650, LATE)):
            said = Line(text, self.language, 38, weight, is_dense=True)
            self.line(said, start, 350, colour)
            start += said.width + GAP

    def kept(self) -> Line:
        """The largest line; Nastaliq stands so high that it is set smaller."""
        return fitted(self.shown.kept, self.language, 50 if self.is_rtl else 68, WIDTH - 2 * EDGE, 700)

    def bar(self, top: int, label: str, count: str, share: float) -> None:
        baseline = top + BAR_HEIGHT - 2
        self.line(fitted(label, self.language, 22, BAR_START - EDGE - GAP, is_dense=True), EDGE, baseline, INK)
        self.box(BAR_START, top, BAR_END, top + BAR_HEIGHT, TRACK)
        if share:
            self.box(BAR_START, top, BAR_START + max(3, share * (BAR_END - BAR_START)), top + BAR_HEIGHT, GREEN)
        number = Line(count, self.language, 24, 650, is_dense=True)
        self.line(number, WIDTH - EDGE - number.width, baseline, INK)
