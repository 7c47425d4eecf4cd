"""The outline of a map: what can be drawn, and what is refused with the reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.zones.rules import LARGEST, MOST_POINTS, outline_of

NAN = float("nan")
LINE = [[39, -6], [39.5, -6.5]]
DRAWN = ((39.0, -6.0), (39.5, -6.5))


def line(coordinates=LINE, kind="LineString"):
    return {"type": kind, "coordinates": coordinates}


@pytest.mark.parametrize(
    ("shape", "lines"),
    [
        (line(), 1),
        (line([LINE, LINE], "MultiLineString"), 2),
        (line([LINE], "Polygon"), 1),
        (line([[LINE, LINE], [LINE]], "MultiPolygon"), 3),
        ({"type": "Feature", "properties": {}, "geometry": line()}, 1),
        ({"type": "GeometryCollection", "geometries": [line(), line()]}, 2),
        ({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": line()}]}, 1),
        ({"type": "FeatureCollection", "features": [line(), {"type": "Feature", "geometry": None}]}, 1),
        (line([[39, -6, 12], [39.5, -6.5, 13]]), 1),
    ],
)
def test_lines_and_areas_are_drawn_however_they_are_wrapped(shape, lines):
    assert outline_of(json.dumps(shape)) == (DRAWN,) * lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "it is no JSON: line 1, Expecting property name enclosed in double quotes"),
        ("[]", "it is no GeoJSON: a part of it has no “type”"),
        ('{"type": "Topology"}', "“Topology” is neither a line nor an area"),
        (json.dumps(line([39, -6], "Point")), "“Point” is neither a line nor an area"),
        ('{"type": "FeatureCollection"}', "it is no GeoJSON: “FeatureCollection” has no list of features"),
        ('{"type": "FeatureCollection", "features": []}', "it holds no line and no area"),
        (json.dumps(line([[39, -6]])), "a line has fewer than two places"),
        (json.dumps(line([39, -6])), "39 is no place: longitude and latitude are expected"),
        (json.dumps(line([["39", -6], [1, 1]])), '["39", -6] is no place: longitude and latitude are expected'),
        ('{"type": "Polygon", "coordinates": 1}', "it is no GeoJSON: “Polygon” has no list of coordinates"),
        (json.dumps(line([1, 2], "MultiLineString")), "it is no GeoJSON: a list of coordinates is missing"),
        (json.dumps(line([[NAN, 0], [1, 1]])), "[NaN, 0] is not on the globe (longitude first, then latitude)"),
        (json.dumps(line([[10**400, 0]])), f"[1{'0' * 58} is not on the globe (longitude first, then latitude)"),
        (json.dumps(line([[0, 91], [1, 1]])), "[0, 91] is not on the globe (longitude first, then latitude)"),
        ("[" * 100_000, "it is nested too deeply"),
        (" " * (LARGEST + 1), "it has 2,000,001 characters; at most 2,000,000 can be drawn"),
        (json.dumps(line([[0, 0]] * (MOST_POINTS + 1))), "it holds 20,001 points; at most 20,000 can be drawn"),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_with_the_reason(text, said):
    with pytest.raises(ValueError) as refused:
        outline_of(text)

    assert str(refused.value) == said


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(["Polygon", "Feature"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "features", "geometry"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(ANYTHING)
def test_no_file_ends_otherwise_than_in_lines_or_a_reason(shape):
    try:
        lines = outline_of(json.dumps(shape))
    except ValueError:
        return
    assert min(map(len, lines)) > 1
