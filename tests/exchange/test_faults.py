"""The nearest code, among few and among many."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.exchange.rules.faults import FEW, Codes, Fault, nearest

MANY = [
    f"{place}-{thing}-{number}"
    for place in ("port", "hill")
    for thing in ("road", "grid")
    for number in range(5000)
]
codes = st.lists(st.from_regex(r"[a-c]{3,8}(-[a-c]{1,4})?", fullmatch=True), min_size=1, max_size=6, unique=True)


def test_among_few_every_code_is_compared():
    assert Codes(["nepra", "pesco"]).nearest("napra") == "nepra"


def test_among_many_the_nearest_is_found():
    known = Codes(["water-works", *MANY])

    assert known.nearest("watr-works") == "water-works"
    assert known.nearest("watr-works") == "water-works"
    assert known.nearest("port-road-499x") in MANY


def test_where_nothing_is_alike_there_is_nothing():
    assert Codes([]).nearest("anything") == ""
    assert Codes(MANY).nearest("zzzzzz") == ""
    assert nearest("zzzzzz", ["water-works"]) == ""


def test_a_text_of_any_length_is_asked_for_without_delay():
    assert nearest("x" * 1_000_000, ["water-works"]) == ""


@given(codes)
def test_a_code_is_nearest_to_itself(known: list[str]):
    more = [*known, *(f"q{number}" for number in range(FEW))]

    assert all(Codes(known).nearest(code) == Codes(more).nearest(code) == code for code in known)


@given(codes, st.text(max_size=20))
def test_the_nearest_is_one_of_the_codes_or_nothing(known: list[str], asked: str):
    assert Codes(known).nearest(asked) in {*known, ""}


def test_faults_stand_in_the_order_of_their_places():
    faults = [Fault("b.csv", 2, "a", "x", {"found": 1}), Fault("a.csv", 9, "a", "x"), Fault("a.csv", 2, "b", "x")]

    assert [(fault.file, fault.row) for fault in sorted(faults)] == [("a.csv", 2), ("a.csv", 9), ("b.csv", 2)]
    assert Fault("a.csv", 2, "b", "x", {"found": 1}) == Fault("a.csv", 2, "b", "x", {"found": 2})
