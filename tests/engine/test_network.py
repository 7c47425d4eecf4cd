"""Networks that cannot be computed are refused with the names of the items."""

from math import inf, nan

import pytest

from corridor.engine.network import build
from corridor.engine.work import Work, fixed, lognormal, quantiles
from corridor.engine.wrong import BadNetwork

NAMES = ["land", "gas", "road"]
WORK = [fixed(30), lognormal(90, 0.5), fixed(20)]


def test_a_cycle_is_told_as_a_path():
    edges = [("land", "gas", 0), ("gas", "road", 0), ("road", "gas", 0)]

    with pytest.raises(BadNetwork) as told:
        build(NAMES, WORK, edges)

    assert (told.value.reason, sorted(told.value.items[1:]), told.value.items[0]) == (
        "cycle",
        ["gas", "road"],
        told.value.items[-1],
    )


def test_what_is_done_waits_for_nothing_and_makes_no_cycle():
    edges = [("land", "gas", 0), ("gas", "land", 0)]

    assert len(build(NAMES, WORK, edges, done=[True, False, False]).arrays.before) == 1


@pytest.mark.parametrize(
    ("reason", "given"),
    [
        ("empty", {"names": [], "work": []}),
        ("same-name", {"names": ["land", "gas", "gas"]}),
        ("not-one-each", {"work": WORK[:2]}),
        ("unknown-item", {"edges": [("land", "water", 0)]}),
        ("absurd-lag", {"edges": [("land", "gas", nan)]}),
        ("absurd-lag", {"edges": [("land", "gas", 1e6)]}),
        ("cycle", {"edges": [("land", "land", 0)]}),
        ("absurd-release", {"release": [0, nan, 0]}),
        ("absurd-release", {"release": [0, inf, 0]}),
        ("absurd-due", {"due": [0, nan, 0]}),
        ("absurd-due", {"due": [0, -inf, 0]}),
        ("absurd-due", {"due": [0, 1e9, 0]}),
        ("not-one-each", {"due": [0]}),
        ("absurd-weight", {"workers": [0, -1, 0]}),
        ("absurd-weight", {"exports": [0, nan, 0]}),
        ("absurd-weight", {"exports": [0, inf, 0]}),
        ("absurd-work", {"work": [fixed(-1), *WORK[1:]]}),
        ("absurd-work", {"work": [fixed(nan), *WORK[1:]]}),
        ("absurd-work", {"work": [fixed(1e9), *WORK[1:]]}),
        ("absurd-work", {"work": [lognormal(0, 1), *WORK[1:]]}),
        ("absurd-work", {"work": [lognormal(nan, 1), *WORK[1:]]}),
        ("absurd-work", {"work": [lognormal(9, -1), *WORK[1:]]}),
        ("absurd-work", {"work": [lognormal(9, 99), *WORK[1:]]}),
        ("absurd-work", {"work": [lognormal(9, 1, never=1.5), *WORK[1:]]}),
        ("absurd-work", {"work": [quantiles([3, 2, 1]), *WORK[1:]]}),
        ("absurd-work", {"work": [quantiles([nan] * 65), *WORK[1:]]}),
        ("absurd-work", {"work": [quantiles([1.0] * 65, never=2), *WORK[1:]]}),
        ("absurd-work", {"work": [Work(9, 1.0), *WORK[1:]]}),
        ("absurd-loading", {"factors": [("a",), (), ()], "loadings": [(1.1,), (), ()]}),
        ("absurd-loading", {"factors": [("a",), (), ()], "loadings": [(nan,), (), ()]}),
        ("absurd-loading", {"factors": [("a", "b", "c"), (), ()], "loadings": [(0.1, 0.1, 0.1), (), ()]}),
        ("absurd-loading", {"factors": [("a",), (), ()], "loadings": [(), (), ()]}),
        ("not-one-each", {"factors": [("a",)], "loadings": [(0.1,)]}),
        ("unknown-calendar", {"calendars": [0, 0, 1], "working_days": [[True]]}),
        ("not-one-each", {"calendars": [0]}),
        ("absurd-horizon", {"horizon": nan}),
        ("not-one-each", {"projects": ["a"]}),
        ("not-one-each", {"done": [True]}),
    ],
)
def test_what_cannot_be_computed_is_refused(reason, given):
    with pytest.raises(BadNetwork) as told:
        build(**{"names": NAMES, "work": WORK, **given})

    assert told.value.reason == reason


def test_many_names_are_not_all_told():
    with pytest.raises(BadNetwork) as told:
        build([str(n) for n in range(20)], [fixed(-1)] * 20)

    assert str(told.value) == (
        "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, ...: the work is no distribution of days up to a hundred years"
    )
    assert len(told.value.items) == 20


def test_an_item_waits_for_no_more_than_can_be_numbered():
    names = [str(number) for number in range(65_537)]

    with pytest.raises(BadNetwork) as told:
        build(names, [fixed(1)] * len(names), [(name, names[-1], 0) for name in names[:-1]])

    assert (told.value.reason, told.value.items) == ("too-many", ("65536",))
