"""Where places lie on a map, and how true its distances are."""

from math import asin, cos, dist, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.results.rules.map import (
    KM_PER_DEGREE,
    Sheet,
    drawn,
    meridians,
    middle_of,
    parallels,
    scale_of,
    sheet_of,
)

GWADAR, KARACHI, LAHORE, GILGIT = (25.12163, 62.32541), (24.8608, 67.0104), (31.55, 74.34), (35.91869, 74.31245)
CPEC = [GWADAR, KARACHI, LAHORE, GILGIT]
LATITUDES, LONGITUDES = st.floats(-60, 60), st.floats(-179, 179)


def on_the_sphere(one, other):
    """Kilometres along the ground, by the haversine formula."""
    (south, west), (north, east) = (map(radians, place) for place in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def on_the_map(sheet, one, other):
    return dist(sheet.place(*one), sheet.place(*other)) / sheet.points_per_km


@given(LATITUDES, LONGITUDES, st.floats(-0.5, 0.5), st.floats(-1, 1))
def test_distances_near_the_middle_are_right_within_one_percent(latitude, longitude, north, east):
    here, there = (latitude - north / 2, longitude), (latitude + north / 2, longitude + east)
    sheet = sheet_of([here, there], 700, 700, 60)

    assert on_the_map(sheet, here, there) == pytest.approx(on_the_sphere(here, there), rel=0.01, abs=0.01)


def test_how_wrong_the_distances_of_a_large_country_become():
    sheet = sheet_of(CPEC, 760, 700, 64)
    wrong = [on_the_map(sheet, *pair) / on_the_sphere(*pair) - 1 for pair in ((KARACHI, GILGIT), (GWADAR, KARACHI))]

    assert [round(each, 3) for each in wrong] == [0.001, -0.048]


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=12))
def test_every_place_stands_on_the_sheet_clear_of_its_edge(places):
    sheet = sheet_of(places, 700, 500, 50)
    points = [sheet.place(*place) for place in places]

    assert all(49.9 <= x <= 650.1 and 49.9 <= y <= sheet.height - 49.9 for x, y in points)
    assert 350 <= sheet.height <= 500


def test_north_is_up_and_east_is_at_the_right():
    sheet = sheet_of(CPEC, 700, 700, 50)

    assert sheet.place(*GILGIT)[1] < sheet.place(*KARACHI)[1]
    assert sheet.place(*GWADAR)[0] < sheet.place(*KARACHI)[0]


def test_neighbours_across_the_date_line_are_neighbours_on_the_map():
    fiji, samoa = (-17.0, 178.0), (-14.0, -172.0)
    sheet = sheet_of([fiji, samoa], 700, 700, 50)

    assert on_the_map(sheet, fiji, samoa) == pytest.approx(on_the_sphere(fiji, samoa), rel=0.02)
    assert [each.degrees for each in meridians(sheet, 100)] == [178, 180, -178, -176, -174, -172]


@given(st.lists(LONGITUDES, min_size=1, max_size=9))
def test_the_strip_of_longitudes_holds_them_all(longitudes):
    middle, width = middle_of(longitudes)
    away = [abs((each - middle + 180) % 360 - 180) for each in longitudes]

    assert max(away) <= width / 2 + 1e-6
    assert width < 360


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=5))
def test_lines_of_degrees_stand_on_the_sheet_and_apart(places):
    sheet = sheet_of(places, 700, 500, 50)
    for lines, length in ((meridians(sheet, 80), 700), (parallels(sheet, 80), sheet.height)):
        at = sorted(each.at for each in lines)

        assert all(-0.1 <= each <= length + 0.1 for each in at)
        assert len({round(each.degrees, 3) for each in lines}) == len(lines)
    assert scale_of(sheet, 170).length <= 170.0001
    assert scale_of(sheet, 170).length > 170 / 2.6


def test_one_zone_alone_is_not_shown_from_the_moon_nor_from_the_roof():
    sheet = sheet_of([(30, 70)], 700, 500, 50)

    assert sheet.place(30, 70) == (350, sheet.height / 2)
    assert 40 < sheet.width / sheet.points_per_km < 60


SHEET = Sheet(0, 0, 100, 100, 1 / KM_PER_DEGREE)


def test_an_outline_is_drawn_where_it_crosses_the_sheet():
    assert drawn((((0.0, 0.0), (10.0, 0.0), (10.1, 0.0), (10.0, 10.0)),), SHEET) == [
        [(50.0, 50.0), (60.0, 50.0), (60.0, 40.0)]
    ]


def test_an_outline_far_from_the_sheet_or_round_the_globe_behind_it_is_left_out():
    far = ((170.0, 80.0), (175.0, 80.0))
    behind = ((179.0, 0.0), (-179.0, 0.0))

    assert drawn((far, behind), SHEET) == []
