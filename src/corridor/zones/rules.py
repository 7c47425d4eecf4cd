"""The outline that an installation may draw under its map: lines read from GeoJSON. Corridor ships none."""

import json
from collections.abc import Iterator
from typing import Any

# A line as longitudes and latitudes in degrees, as GeoJSON writes them.
Line = tuple[tuple[float, float], ...]
MOST_POINTS = 20_000
LARGEST = 2_000_000
# How deeply each kind of geometry nests the places of its lines.
DEPTHS = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
SHORTEST = 2


def outline_of(text: str) -> tuple[Line, ...]:
    """The lines of a GeoJSON text, those around areas among them. Raises ValueError with what is wrong with it.

    >>> outline_of('{"type": "LineString", "coordinates": [[39, -6], [39.5, -6.5]]}')
    (((39.0, -6.0), (39.5, -6.5)),)
    >>> outline_of('{"type": "Point", "coordinates": [39, -6]}')
    Traceback (most recent call last):
    ...
    ValueError: “Point” is neither a line nor an area
    """
    if len(text) > LARGEST:
        raise ValueError(f"it has {len(text):,} characters; at most {LARGEST:,} can be drawn")
    try:
        lines = tuple(_lines(json.loads(text)))
    except json.JSONDecodeError as problem:
        raise ValueError(f"it is no JSON: line {problem.lineno}, {problem.msg}")
    except RecursionError:
        raise ValueError("it is nested too deeply")
    count = sum(map(len, lines))
    if count > MOST_POINTS:
        raise ValueError(f"it holds {count:,} points; at most {MOST_POINTS:,} can be drawn")
    if not lines:
        raise ValueError("it holds no line and no area")
    return lines


def _lines(shape: Any) -> Iterator[Line]:
    kind = shape.get("type") if isinstance(shape, dict) else None
    if not isinstance(kind, str):
        raise ValueError("it is no GeoJSON: a part of it has no “type”")
    if kind == "FeatureCollection":
        for each in _list(shape, "features"):
            yield from _lines(each)
    elif kind == "Feature":
        if shape.get("geometry") is not None:
            yield from _lines(shape["geometry"])
    elif kind == "GeometryCollection":
        for each in _list(shape, "geometries"):
            yield from _lines(each)
    elif kind in DEPTHS:
        yield from _nested(_list(shape, "coordinates"), DEPTHS[kind])
    else:
        raise ValueError(f"“{kind[:40]}” is neither a line nor an area")


def _list(shape: dict[str, Any], name: str) -> list[Any]:
    found = shape.get(name)
    if not isinstance(found, list):
        raise ValueError(f"it is no GeoJSON: “{shape['type']}” has no list of {name}")
    return found


def _nested(places: Any, depth: int) -> Iterator[Line]:
    if not isinstance(places, list):
        raise ValueError("it is no GeoJSON: a list of coordinates is missing")
    if depth:
        for each in places:
            yield from _nested(each, depth - 1)
        return
    line = tuple(map(_place, places))
    if len(line) < SHORTEST:
        raise ValueError("a line has fewer than two places")
    yield line


def _place(found: Any) -> tuple[float, float]:
    """A place on the globe; a height, if there is one, is passed over."""
    numbers = found[:2] if isinstance(found, list) else []
    if len(numbers) != len(("longitude", "latitude")) or not all(map(_is_number, numbers)):
        raise ValueError(f"{json.dumps(found)[:60]} is no place: longitude and latitude are expected")
    longitude, latitude = numbers
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(f"{json.dumps(numbers)[:60]} is not on the globe (longitude first, then latitude)")
    return float(longitude), float(latitude)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
