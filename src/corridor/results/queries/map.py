"""The map of a programme's zones, ready to be drawn: once for a desk with names, once for a phone with numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from corridor.base.formats import shown_number
from corridor.base.names import Name
from corridor.results.rules.labels import Label, Point, in_lines, labels, moved_apart, width_of
from corridor.results.rules.map import Degree, Line, Sheet, drawn, meridians, parallels, scale_of, sheet_of
from corridor.results.rules.zones import ZoneRow

# The size of a sign in points: what a finger can meet.
SIGN = 24
# The strip under the map, with the scale and the arrow to the north.
STRIP = 36


@dataclass(frozen=True)
class Layout:
    """How a map is laid out, in points: its width, how high it may become, the edge left free, how far signs stand
    apart, how far lines of degrees and how long the scale may be; names: how wide they may be, 0 for none."""

    name: str
    width: int
    highest: int
    edge: int
    apart: int
    degrees: int
    scale: int
    names: int


DESK = Layout("large", 760, 700, 64, 26, 110, 170, 150)
PHONE = Layout("little", 358, 420, 30, 29, 75, 110, 0)
# Size of letters and height of a line of a label, in points, by the language it is in.
LETTERS = {"ur": (15, 22), "zh": (14, 18)}
OTHERWISE = (13, 16)


def shown_maps(
    rows: Sequence[ZoneRow], shown: Sequence[Mapping[str, Any]], language: str, outline: tuple[Line, ...]
) -> list[dict[str, Any]]:
    """Both maps of the zones that have a place; none where no zone has one."""
    placed = [(row, text) for row, text in zip(rows, shown, strict=True) if row.place is not None]
    return [_map(layout, placed, language, outline) for layout in (DESK, PHONE)] if placed else []


def _map(
    layout: Layout, placed: Sequence[tuple[ZoneRow, Mapping[str, Any]]], language: str, outline: tuple[Line, ...]
) -> dict[str, Any]:
    places = [(float(row.place[0]), float(row.place[1])) for row, _text in placed if row.place]
    sheet = sheet_of(places, layout.width, layout.highest, layout.edge)
    points = [sheet.place(*place) for place in places]
    signs = moved_apart(points, layout.apart, sheet.whole)
    texts = [_text(text["name"], layout.names) for _row, text in placed]
    beside = labels(signs, SIGN, [(text.width, text.height) for text in texts], sheet.whole)
    return {
        "name": layout.name,
        "width": layout.width,
        "height": _at(sheet.height + STRIP),
        "bottom": _at(sheet.height),
        "north": _at(layout.width - 40),
        "arrow": _at(sheet.height + 9),
        "outline": [" ".join(f"{_at(x)},{_at(y)}" for x, y in line) for line in drawn(outline, sheet)],
        "meridians": [
            _degree(each, language, layout.width, _("{n}° E"), _("{n}° W"))
            for each in meridians(sheet, layout.degrees)
        ],
        "parallels": [
            _degree(each, language, layout.width, _("{n}° N"), _("{n}° S"))
            for each in parallels(sheet, layout.degrees)
        ],
        "scale": _scale(sheet, layout, language),
        "signs": [
            _sign(text, point, sign, _label(label, words) if layout.names and label else None)
            for (_row, text), point, sign, label, words in zip(placed, points, signs, beside, texts, strict=True)
        ],
    }


@dataclass(frozen=True)
class _Text:
    """A name as it stands on the map: its lines, and the room they take."""

    name: Name
    lines: Sequence[str]
    size: int
    leading: int

    @property
    def width(self) -> float:
        return max((width_of(line, self.size) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        return float(self.leading * len(self.lines))


def _text(name: Name, widest: int) -> _Text:
    size, leading = LETTERS.get(name.language, OTHERWISE)
    return _Text(name, in_lines(name.text, size, widest) if widest else [], size, leading)


def _sign(text: Mapping[str, Any], point: Point, sign: Point, label: dict[str, Any] | None) -> dict[str, Any]:
    x, y = sign
    return {
        **text,
        "x": _at(x),
        "y": _at(y),
        "edge_x": _at(x - SIGN / 2 + 1),
        "edge_y": _at(y - SIGN / 2 + 1),
        "baseline": _at(y + 4.2),
        "point_x": _at(point[0]),
        "point_y": _at(point[1]),
        "is_moved": point != sign,
        "spoken": f"{text['number']} {text['name']}: {text['standing_label']}",
        "label": label,
    }


def _label(label: Label, text: _Text) -> dict[str, Any]:
    box, from_right = label.box, text.name.direction == "rtl"
    x = {"start": box.x, "middle": box.x + box.width / 2, "end": box.x + box.width}[label.edge]
    # Where letters run from the right, their start is at the right.
    edge = {"start": "end", "end": "start"}.get(label.edge, label.edge) if from_right else label.edge
    baseline = box.y + text.leading * 0.76
    return {
        "x": _at(x),
        "edge": edge,
        "name": text.name,
        "size": text.size,
        "lines": [
            {"text": line, "y": _at(baseline + place * text.leading)} for place, line in enumerate(text.lines)
        ],
    }


def _degree(each: Degree, language: str, most: float, over: str, under: str) -> dict[str, Any]:
    number = _number(abs(each.degrees), language)
    return {
        "at": _at(each.at),
        "label": (over if each.degrees > 0 else under).format(n=number) if each.degrees else "0°",
        "is_last": each.at > most - 44,
    }


def _scale(sheet: Sheet, layout: Layout, language: str) -> dict[str, str]:
    scale = scale_of(sheet, layout.scale)
    return {
        "x": "16",
        "end": _at(16 + scale.length),
        "y": _at(sheet.height + 26),
        "beside": _at(24 + scale.length),
        "label": _("{n} km").format(n=_number(scale.km, language)),
    }


def _number(number: float, language: str) -> str:
    """A round number in the reader's language: 0.05, 30, 200."""
    return shown_number(Decimal(f"{number:.2f}").normalize(), language)


def _at(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
