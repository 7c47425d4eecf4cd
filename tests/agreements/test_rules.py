"""The ladder of agreements: rungs, chains, how long each has stood."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corridor.agreements.rules import Growth, chains, next_signings, stood

ON = date(2024, 2, 29)
DAYS = st.sampled_from(["", "2018", "2019-05", "2020-02-29", "2021-12-31"])
CODES = st.sampled_from("abcdefgh")


@st.composite
def papers(draw):
    """Agreements, each grown out of any other, of one that is not there, or of none; circles among them."""
    codes = draw(st.lists(CODES, unique=True))
    return [Growth(code, draw(st.sampled_from(["", "elsewhere", *codes])), draw(DAYS)) for code in codes]


def told(*growths):
    return [[(each.code, depth) for each, depth in chain] for chain in chains(growths)]


def test_a_chain_runs_from_what_it_grew_out_of():
    assert told(Growth("lease", "pact", "2020-06"), Growth("pact", "", "2020-01")) == [[("pact", 0), ("lease", 1)]]


def test_a_chain_branches_and_its_branches_stand_in_the_order_of_their_signing():
    assert told(
        Growth("pact", "", "2020"),
        Growth("late", "pact", "2022"),
        Growth("early", "pact", "2021"),
        Growth("lease", "early", "2023"),
        Growth("draft", "pact", ""),
    ) == [[("pact", 0), ("early", 1), ("lease", 2), ("late", 1), ("draft", 1)]]


def test_what_was_begun_first_stands_first_and_what_bears_no_day_last():
    assert told(Growth("b", "", ""), Growth("a", "", "2021"), Growth("c", "", "2020")) == [
        [("c", 0)],
        [("a", 0)],
        [("b", 0)],
    ]


def test_a_circle_ends():
    assert told(Growth("a", "b", "2020"), Growth("b", "a", "2021")) == [[("a", 0), ("b", 1)]]


@given(papers())
def test_every_agreement_stands_in_one_chain_after_what_it_grew_out_of(rows):
    found = chains(rows)
    codes = [each.code for chain in found for each, _depth in chain]

    assert sorted(codes) == sorted(each.code for each in rows)
    for chain in found:
        assert chain[0][1] == 0
        seen = {}
        for each, depth in chain:
            assert depth == (seen[each.elevates] + 1 if depth else 0)
            seen[each.code] = depth


def test_what_bears_no_day_hands_on_the_day_of_what_grew_out_of_it():
    rows = [Growth("a", "", "2018"), Growth("b", "a", ""), Growth("c", "b", "2020-09-14")]

    assert next_signings(rows) == {"a": ["2020-09-14"], "b": ["2020-09-14"]}
    assert next_signings(rows[:2]) == {"a": [""]}


@given(papers())
def test_something_is_next_wherever_something_grew(rows):
    codes = {each.code for each in rows}

    assert {code for code in next_signings(rows) if code in codes} == {
        each.elevates for each in rows if each.elevates in codes
    }


def test_a_memorandum_stalls_after_two_years_and_only_if_nothing_grew_out_of_it():
    assert [stood("mou", day, [], ON).is_stalled for day in ("2022-02-28", "2022-03-01", "2022-02", "")] == [
        True,
        False,
        True,
        False,
    ]
    assert not stood("mou", "2018", [""], ON).is_stalled
    assert not stood("framework", "2018", [], ON).is_stalled


def test_days_run_to_the_first_signing_of_what_grew_out_of_it():
    assert stood("mou", "2020-01-01", ["2021", "2020-02-01", ""], ON)[:2] == (31, True)
    assert stood("mou", "2024-02-28", [""], ON)[:2] == (1, False)
    assert stood("mou", "2020", ["2020-05-01"], ON)[:2] == (0, True)
    assert stood("lease", "", ["2020"], ON) == (None, True, False)


@given(st.sampled_from(["mou", "lease", "law"]), DAYS, st.lists(DAYS))
def test_nobody_stands_for_less_than_no_day(kind, signed_on, grown):
    found = stood(kind, signed_on, grown, ON)

    assert (found.days is None) == (not signed_on)
    assert found.days is None or found.days >= 0
    assert found.has_moved == any(grown)
