"""A map of places without a border: where a place lies on the sheet, lines of degrees, a scale.

The sheet is drawn simply: a degree of latitude has one length, a degree of longitude the length it has at the
middle of the latitudes shown. Sheets are measured in points, from the upper left corner.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, dist, floor, log10, pi, radians
from typing import NamedTuple

from corridor.results.rules.labels import Box, Point

KM_PER_DEGREE = 6371.0088 * pi / 180
# Less than so many kilometres across is never shown: one zone alone would fill no map.
LEAST_KM = 40.0
# A map near a pole would stretch without end.
NARROWEST = 0.05
STEPS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
HALF, WHOLE = 180.0, 360.0
Line = tuple[Point, ...]


@dataclass(frozen=True)
class Sheet:
    """What a map shows: the middle of it in degrees, its size in points, and how many points a kilometre takes."""

    latitude: float
    longitude: float
    width: float
    height: float
    points_per_km: float

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, in the middle of the sheet."""
        return max(cos(radians(self.latitude)), NARROWEST)

    @property
    def whole(self) -> Box:
        """All of the sheet."""
        return Box(0, 0, self.width, self.height)

    def place(self, latitude: float, longitude: float) -> Point:
        """Where a place lies on the sheet. Distances are right within 1 % along the middle of the sheet.

        Karachi and Quetta are 591.9 km apart on the sphere.

        >>> karachi, quetta = (24.8608, 67.0104), (30.1841, 67.0014)
        >>> sheet = sheet_of([karachi, quetta], 400, 300, 40)
        >>> round(dist(sheet.place(*karachi), sheet.place(*quetta)) / sheet.points_per_km)
        592
        """
        east = turned(longitude - self.longitude) * self.narrowing * KM_PER_DEGREE * self.points_per_km
        north = (latitude - self.latitude) * KM_PER_DEGREE * self.points_per_km
        return self.width / 2 + east, self.height / 2 - north


class Degree(NamedTuple):
    """A line of equal longitude or latitude: which one, and where it stands across or along the sheet."""

    degrees: float
    at: float


class Scale(NamedTuple):
    """A round number of kilometres, and how many points they take in the middle of the sheet."""

    km: float
    length: float


def turned(degrees: float) -> float:
    """A difference of longitudes as the shorter way round.

    >>> turned(359), turned(-190), turned(180)
    (-1.0, 170.0, 180.0)
    """
    found = (degrees + HALF) % WHOLE - HALF
    return HALF if found == -HALF else found


def middle_of(longitudes: Iterable[float]) -> tuple[float, float]:
    """The middle and the width of the narrowest strip that holds all longitudes, across the date line if need be.

    >>> middle_of([170, -170]), middle_of([60, 80])
    ((180.0, 20.0), (70.0, 20.0))
    """
    found = sorted(set(longitudes))
    gaps = [(after - before, after) for before, after in zip(found, [*found[1:], found[0] + WHOLE], strict=True)]
    widest, after = max(gaps)
    width = WHOLE - widest
    return turned(after + width / 2), width


def sheet_of(places: Sequence[Point], width: float, highest: float, edge: float) -> Sheet:
    """The sheet of a given width that holds some places (latitude, longitude), with an edge left free around them.

    >>> sheet_of([(30, 70), (30, 72)], 400, 300, 40).height
    200.0
    """
    latitudes = [latitude for latitude, _longitude in places]
    latitude = (min(latitudes) + max(latitudes)) / 2
    longitude, strip = middle_of(longitude for _latitude, longitude in places)
    narrowing = max(cos(radians(latitude)), NARROWEST)
    across = max(strip * narrowing * KM_PER_DEGREE, LEAST_KM)
    along = max((max(latitudes) - min(latitudes)) * KM_PER_DEGREE, LEAST_KM / 2)
    points_per_km = min((width - 2 * edge) / across, (highest - 2 * edge) / along)
    height = min(max(along * points_per_km + 2 * edge, width / 2), highest)
    return Sheet(latitude, longitude, width, height, points_per_km)


def meridians(sheet: Sheet, apart: float) -> list[Degree]:
    """The lines of longitude on a sheet, so many points apart or more; none twice round the globe.

    >>> [round(each.degrees) for each in meridians(Sheet(30, 70, 400, 400, 0.4), 70)]
    [66, 68, 70, 72, 74]
    """
    degree = KM_PER_DEGREE * sheet.narrowing * sheet.points_per_km
    half = min(sheet.width / 2 / degree, HALF)
    found = _multiples(sheet.longitude - half, sheet.longitude + half, _step(degree, apart))
    return [Degree(turned(each), sheet.width / 2 + (each - sheet.longitude) * degree) for each in found]


def parallels(sheet: Sheet, apart: float) -> list[Degree]:
    """The lines of latitude on a sheet, so many points apart or more; none beyond the poles."""
    step = _step(KM_PER_DEGREE * sheet.points_per_km, apart)
    half = sheet.height / 2 / (KM_PER_DEGREE * sheet.points_per_km)
    degrees = _multiples(max(sheet.latitude - half, -90), min(sheet.latitude + half, 90), step)
    return [Degree(each, sheet.place(each, sheet.longitude)[1]) for each in degrees]


def _step(points_per_degree: float, apart: float) -> float:
    return next((step for step in STEPS if step * points_per_degree >= apart), STEPS[-1])


def _multiples(least: float, most: float, step: float) -> list[float]:
    return [round(count * step, 2) for count in range(ceil(least / step), floor(most / step) + 1)]


def scale_of(sheet: Sheet, longest: float) -> Scale:
    """The longest of 1, 2, 5, 10, 20, … kilometres that is no longer on the sheet than so many points.

    >>> scale_of(Sheet(30, 70, 400, 400, 0.4), 100)
    Scale(km=200, length=80.0)
    """
    most = longest / sheet.points_per_km
    ten = 10 ** floor(log10(most))
    km = max(times * ten for times in (1, 2, 5) if times * ten <= most)
    return Scale(km, km * sheet.points_per_km)


@lru_cache(maxsize=8)
def drawn(outline: tuple[Line, ...], sheet: Sheet, finest: float = 0.8) -> list[list[Point]]:
    """The lines of an outline (longitude, latitude) as they cross a sheet, without what is too fine to be seen."""
    whole = Box(-sheet.width, -sheet.height, 3 * sheet.width, 3 * sheet.height)
    found: list[list[Point]] = []
    for line in outline:
        for piece in _pieces([sheet.place(latitude, longitude) for longitude, latitude in line], sheet, whole):
            found.append(_simpler(piece, finest))
    return [piece for piece in found if len(piece) > 1]


def _pieces(line: Sequence[Point], sheet: Sheet, whole: Box) -> Iterator[list[Point]]:
    """A line cut where it leaves the surroundings of the sheet, or jumps round the globe behind it."""
    round_the_back = HALF * KM_PER_DEGREE * sheet.narrowing * sheet.points_per_km
    piece: list[Point] = []
    for before, after in pairwise(line):
        if abs(after[0] - before[0]) < round_the_back and whole.meets(_span(before, after)):
            piece = piece or [before]
            piece.append(after)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _span(one: Point, other: Point) -> Box:
    least = min(one[0], other[0]), min(one[1], other[1])
    return Box(*least, max(abs(one[0] - other[0]), 0.01), max(abs(one[1] - other[1]), 0.01))


def _simpler(piece: Sequence[Point], finest: float) -> list[Point]:
    kept = [piece[0]]
    for point in piece[1:]:
        if dist(point, kept[-1]) >= finest:
            kept.append(point)
    return kept
