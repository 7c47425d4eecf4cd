"""Signs and labels on a sheet, so placed that none hides another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

Point = tuple[float, float]
# How far a sign may be moved: so many thirds of its size.
RINGS = 36


class Box(NamedTuple):
    """A part of the sheet."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        """Whether two parts of the sheet overlap; touching does not count.

        >>> Box(0, 0, 2, 2).meets(Box(1, 1, 2, 2)), Box(0, 0, 2, 2).meets(Box(2, 0, 2, 2))
        (True, False)
        """
        apart_across = self.x + self.width <= other.x or other.x + other.width <= self.x
        apart_along = self.y + self.height <= other.y or other.y + other.height <= self.y
        return not (apart_across or apart_along)

    def holds(self, other: "Box") -> bool:
        """Whether another part lies wholly in this one."""
        across = self.x <= other.x and other.x + other.width <= self.x + self.width
        return across and self.y <= other.y and other.y + other.height <= self.y + self.height


class Label(NamedTuple):
    """Where a label stands, and which edge of it is nearest to its point: start, middle or end, from the left."""

    box: Box
    edge: str


class _Taken:
    """Boxes on a sheet, found again quickly by where they are."""

    CELL = 48

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self.cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self.take(box)

    def take(self, box: Box) -> None:
        for cell in self._cells(box):
            self.cells[cell].append(box)

    def is_free(self, box: Box) -> bool:
        return not any(box.meets(other) for cell in self._cells(box) for other in self.cells.get(cell, ()))

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        for across in range(int(box.x // self.CELL), int((box.x + box.width) // self.CELL) + 1):
            for along in range(int(box.y // self.CELL), int((box.y + box.height) // self.CELL) + 1):
                yield across, along


def around(middle: Point, size: float) -> Box:
    """The square of a size around a point."""
    return Box(middle[0] - size / 2, middle[1] - size / 2, size, size)


def moved_apart(points: Sequence[Point], size: float, whole: Box) -> list[Point]:
    """Where signs of a size stand so that none hides another: at their points, or as near to them as there is room.

    >>> moved_apart([(50, 50), (50, 50)], 20, Box(0, 0, 100, 100))
    [(50, 50), (70.0, 50.0)]
    """
    taken, found = _Taken(), []
    for point in points:
        free = (each for each in _rings(point, size) if _fits(around(each, size), whole, taken))
        place = next(free, point)
        taken.take(around(place, size))
        found.append(place)
    return found


def _rings(point: Point, size: float) -> Iterator[Point]:
    yield point
    for ring in range(1, RINGS + 1):
        reach, turns = ring * size / 3, 8 * (1 + ring // 3)
        for turn in range(turns):
            angle = 2 * pi * turn / turns
            yield round(point[0] + reach * cos(angle), 2), round(point[1] + reach * sin(angle), 2)


def _fits(box: Box, whole: Box, taken: _Taken) -> bool:
    return whole.holds(box) and taken.is_free(box)


def labels(signs: Sequence[Point], size: float, wanted: Sequence[Point], whole: Box) -> list[Label | None]:
    """Where a label of a wanted width and height stands beside each sign, the first ones first.

    No label touches a sign or another label; where there is no room, there is none.
    """
    taken = _Taken(around(each, size) for each in signs)
    found: list[Label | None] = []
    for sign, (width, height) in zip(signs, wanted, strict=True):
        free = (label for label in _beside(sign, size, width, height) if _fits(label.box, whole, taken))
        label = next(free, None)
        if label:
            taken.take(label.box)
        found.append(label)
    return found


def _beside(sign: Point, size: float, width: float, height: float) -> Iterator[Label]:
    """The places beside a sign, the best first: at its sides, over and under it, at its corners."""
    x, y, reach = *sign, size / 2 + 3
    over, under = y - reach - height, y + reach
    yield Label(Box(x + reach, y - height / 2, width, height), "start")
    yield Label(Box(x - reach - width, y - height / 2, width, height), "end")
    for down in (over, under):
        yield Label(Box(x - width / 2, down, width, height), "middle")
    for down in (y - height, y):
        yield Label(Box(x + reach, down, width, height), "start")
        yield Label(Box(x - reach - width, down, width, height), "end")
    for down in (over, under):
        yield Label(Box(x - size / 2, down, width, height), "start")
        yield Label(Box(x + size / 2 - width, down, width, height), "end")


# How wide letters are in parts of their size: a little more than in the fonts used, so that labels stay apart.
THIN, WIDE, FULL = frozenset("fijlrtI.,:;'’()|-– "), frozenset("mwMWQO@%"), 0x2E80
ARABIC = range(0x0600, 0x0800)


def width_of(text: str, size: float) -> float:
    """About how wide a text is drawn.

    >>> round(width_of("Hill", 10)), round(width_of("经济", 10))
    (19, 20)
    """
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    code = ord(letter)
    if code >= FULL and not 0xFB50 <= code <= 0xFEFF:
        return 1.0
    if code in ARABIC or code >= FULL:
        return 0.6
    if letter in THIN:
        return 0.38
    return 0.92 if letter in WIDE else 0.74 if letter.isupper() else 0.62


def in_lines(text: str, size: float, widest: float, most: int = 2) -> list[str]:
    """A text in a few lines no wider than a width, cut with … where it is longer.

    >>> in_lines("Rashakai Special Economic Zone", 10, 110), in_lines("a Zone of a very long name", 10, 40)
    (['Rashakai Special', 'Economic Zone'], ['a Zone', 'of a…'])
    """
    lines = [""]
    for word in _words(text):
        joined = f"{lines[-1]}{word}"
        if not lines[-1] or width_of(joined.strip(), size) <= widest:
            lines[-1] = joined
        else:
            lines.append(word)
    lines = [line.strip() for line in lines]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return [_cut(line, size, widest) for line in lines]


def _words(text: str) -> Iterator[str]:
    """Where a line may break: after a space, and between signs as wide as Chinese ones."""
    word = ""
    for letter in text:
        word += letter
        if letter == " " or ord(letter) >= FULL:
            yield word
            word = ""
    if word:
        yield word


def _cut(line: str, size: float, widest: float) -> str:
    if width_of(line, size) <= widest:
        return line
    kept = line.rstrip("…")
    while kept and width_of(f"{kept}…", size) > widest:
        kept = kept[:-1]
    return f"{kept.strip()}…"
