"""One sheet serves both directions: only logical properties, no physical ones."""

import re

import pytest

from house.tree import SOURCE, short

SHEETS = {short(path): path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("static/**/*.css"))}
SIDES = ("left", "right", "top", "bottom")
PHYSICAL = {
    *SIDES,
    *(
        f"{box}-{side}"
        for box in ("margin", "padding", "border", "scroll-margin", "scroll-padding")
        for side in SIDES
    ),
    *(f"border-{side}-{part}" for side in SIDES for part in ("color", "style", "width")),
    *(f"border-{block}-{side}-radius" for block in ("top", "bottom") for side in ("left", "right")),
    *(f"{size}{side}" for size in ("", "min-", "max-") for side in ("width", "height")),
}
SIDEWAYS = {"text-align", "float", "clear", "caption-side", "transform-origin", "background-position"}


def declarations(sheet: str) -> list[tuple[str, str]]:
    """The properties and values of a sheet."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    blocks = re.findall(r"{([^{}]*)}", bare)
    pairs = (pair.partition(":") for block in blocks for pair in block.split(";") if ":" in pair)
    return [(name.strip(), value.strip()) for name, _colon, value in pairs]


def test_there_are_sheets():
    assert len(declarations(SHEETS["src/corridor/static/corridor.css"])) > 100


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_knows_no_left_and_no_right(sheet):
    found = [f"{name}: {value}" for name, value in declarations(SHEETS[sheet]) if name in PHYSICAL]

    assert found == [], "use inline-start, inline-end, block-start, block-end, inline-size, block-size"


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_aligns_by_start_and_end(sheet):
    sideways = [(name, value) for name, value in declarations(SHEETS[sheet]) if name in SIDEWAYS]

    assert [f"{name}: {value}" for name, value in sideways if re.search(r"\b(left|right)\b", value)] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_fetches_only_what_is_shipped(sheet):
    asked = re.findall(r"url\(\"?([^\")]+)\"?\)", SHEETS[sheet])

    missing = [address for address in asked if not (SOURCE / "static" / address).is_file()]

    assert missing == []
