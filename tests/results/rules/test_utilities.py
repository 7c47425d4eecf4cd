"""Which promises and figures are about power, gas, water and roads."""

import pytest

from corridor.results.rules.utilities import GROUPS, OTHER, group_of, grouped, is_there, utility_of


@pytest.mark.parametrize(
    ("kind", "utility"),
    [
        ("utility-power", "power"),
        ("electricity", "power"),
        ("utility-gas", "gas"),
        ("fresh-water", "water"),
        ("road", "road"),
        ("internal-roads", "road"),
        ("rail", ""),
        ("works", ""),
        ("", ""),
    ],
)
def test_a_word_of_the_kind_says_which_utility_it_is_about(kind, utility):
    assert utility_of(kind) == utility


@pytest.mark.parametrize(
    ("measure", "unit", "nature", "there"),
    [
        ("power-available", "MW", "reported", True),
        ("power-line-progress", "percent", "claim", True),
        ("power-promised", "MW", "promise", False),
        ("power-promised", "MW", "reported", False),
        ("power-needed", "MW", "reported", False),
        ("gas-psdp-2022-23", "PKR", "reported", False),
        ("gas-planned", "mmcfd", "target", False),
    ],
)
def test_only_what_is_said_to_be_there_counts_as_reported(measure, unit, nature, there):
    assert is_there(measure, unit, nature) is there


def test_figures_stand_under_the_first_heading_that_fits():
    measures = ["area-allotted", "plots-sold", "jobs-claimed", "enterprises-allotted", "phases", "gas-cost"]

    assert [group_of(each, "count") for each in measures] == ["land", "plots", "people", "firms", OTHER, "gas"]
    assert group_of("gas-cost", "PKR") == "money"


def test_things_stand_under_their_names_in_the_order_of_the_names():
    found = [("gas", 1), ("power", 2), ("gas", 3), ("nothing", 4)]

    assert grouped(found, GROUPS) == [("power", [2]), ("gas", [1, 3])]
