"""A chart as one picture, whole in itself: its finding, its shapes, its sources and where it stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from corridor.base.names import RIGHT_TO_LEFT
from corridor.results.rules.lines import width_of, wrapped

# Points: the picture, what stays free around it, and where bars begin behind their labels and numbers.
WIDTH, MARGIN, LABEL, NUMBER, BAR = 960, 28, 300, 50, 400
TITLE, TEXT, SMALL = 24, 15, 13
LEADING = 1.35
# How much wider bold letters are.
BOLD = 1.16
# Around a text that runs as its own first letter does, whatever stands around it.
ISOLATE, LEFT_TO_RIGHT, POP = "\u2068", "\u2066", "\u2069"
ROW, SLIP, LEGEND = 34, 40, 30
# So many of those still not delivered a picture shows, and so many of those delivered.
SLIPS = 8


def pictured(shown: Mapping[str, Any], language: str, programme: str, address: str) -> dict[str, Any]:
    """Where everything of a chart stands in its picture, in points from the corner at the top left."""
    return _Picture(language.split("-")[0] in RIGHT_TO_LEFT).of(shown, programme, address)


class _Picture:
    """Texts and frames one under the other; `floor` is how far down the picture has come."""

    def __init__(self, is_from_right: bool) -> None:
        self.is_from_right, self.floor = is_from_right, float(MARGIN)
        self.texts: list[dict[str, Any]] = []
        self.frames: list[dict[str, Any]] = []
        self.swatches: list[dict[str, Any]] = []

    def of(self, shown: Mapping[str, Any], programme: str, address: str) -> dict[str, Any]:
        self.lines(programme, SMALL, quiet=True)
        self.lines(shown["label"] if shown["is_empty"] else shown["title"], TITLE, bold=True)
        self.floor += 10
        if not shown["is_empty"]:
            self.legend(shown["legend"])
            if "columns" in shown:
                self.frame(0, WIDTH - 2 * MARGIN, shown["columns"]["height"], columns=shown["columns"])
            else:
                self.rows(shown["rows"])
            if "slips" in shown:
                self.slips(shown["slips"])
        self.floor += 14
        self.lines(" · ".join(shown["told"]), SMALL, quiet=True)
        self.lines(address, SMALL, quiet=True)
        return {
            "width": WIDTH,
            "height": round(self.floor + MARGIN / 2),
            "texts": self.texts,
            "frames": self.frames,
            "swatches": self.swatches,
        }

    def legend(self, parts: Iterable[Mapping[str, str]]) -> None:
        """What the fills mean, as many beside each other as there is room."""
        across = 0.0
        for each in parts:
            wide = 30 + width_of(each["label"]) * SMALL + 22
            if across + wide > WIDTH - 2 * MARGIN:
                across, self.floor = 0.0, self.floor + LEGEND - 6
            x = self.across(across, 22)
            self.swatches.append({"x": x, "y": f"{self.floor:.1f}", "part": each["part"]})
            self.text(each["label"], across + 30, self.floor + 12, SMALL)
            across += wide
        self.floor += LEGEND + 6

    def rows(self, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            label = wrapped(str(row.get("name") or row["label"]), LABEL / TEXT, most=2)
            for number, line in enumerate(label):
                self.text(line, 0, self.floor + 14 + number * TEXT * 1.2, TEXT)
            self.text(row["number"], LABEL + 14, self.floor + 14, TEXT, bold=True)
            if row["pieces"]:
                self.frame(BAR - MARGIN, WIDTH - BAR - MARGIN, 18, step=0, pieces=row["pieces"])
            elif row["aside"]:
                self.text(row["aside"], BAR - MARGIN, self.floor + 14, SMALL, quiet=True)
            self.floor += ROW if len(label) == 1 else ROW + TEXT

    def slips(self, slips: Mapping[str, Any]) -> None:
        self.floor += 16
        self.frame(BAR - MARGIN, WIDTH - BAR - MARGIN, 18, years=slips["years"])
        rows = [row for group in slips["groups"] for row in group["rows"][:SLIPS]]
        for row in rows:
            for number, line in enumerate(wrapped(row["title"], (BAR - 2 * MARGIN) / SMALL, most=2)):
                self.text(line, 0, self.floor + 14 + number * SMALL * 1.25, SMALL)
            self.frame(BAR - MARGIN, WIDTH - BAR - MARGIN, 20, step=0, slip=row)
            self.floor += SLIP

    def lines(self, text: str, size: int, **kind: bool) -> None:
        """A text over the whole width."""
        for line in wrapped(text, (WIDTH - 2 * MARGIN) / size / (BOLD if kind.get("bold") else 1)):
            self.floor += size
            self.text(line, 0, self.floor, size, **kind)
            self.floor += size * (LEADING - 1)

    def text(self, text: str, across: float, y: float, size: int, **kind: bool) -> None:
        if self.is_from_right:
            text = f"{ISOLATE}{text}{POP}"
        self.texts.append({"text": text, "x": self.across(across), "y": f"{y:.1f}", "size": size, **kind})

    def frame(self, across: float, wide: float, high: float, step: float | None = None, **inside: Any) -> None:
        """A part of the picture with its own width, in hundredths of which its shapes are told."""
        box = {"x": self.across(across, wide), "y": f"{self.floor:.1f}", "width": wide, "height": high}
        self.frames.append({**box, **inside})
        self.floor += high if step is None else step

    def across(self, begins: float, wide: float = 0.0) -> str:
        """A place across from where lines begin, seen from the left."""
        return f"{WIDTH - MARGIN - begins - wide if self.is_from_right else MARGIN + begins:.1f}"
