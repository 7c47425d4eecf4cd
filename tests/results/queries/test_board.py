"""The board read from the database: made-up programmes, empty ones, and two times."""

import json
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from corridor.base.actors import READER
from corridor.results.queries.board import HELD_FIRST, board
from corridor.results.queries.shown import shown_board
from corridor.results.rules.plain import board_as_plain

pytestmark = pytest.mark.django_db
EMPTY = dict.fromkeys(make.SMALL, lambda text: text.partition("\n")[0] + "\n") | {
    "programme": [],
    "sources": [],
    "verifications": None,
    "endings": None,
}


def many(count):
    """Changes that add so many overdue commitments, each waiting for the one before, with evidence each."""
    names = [f"step-{number}" for number in range(count)]
    return {
        "commitments": make.more(*(f"{name},Step,quay,mill,,,,,,,2020,2021,5,,paper," for name in names)),
        "dependencies": make.more(*(f"{late},{early},,,paper" for early, late in pairwise(names))),
        "evidence": make.more(*(f"{name},2021,press,not-yet,,,paper," for name in names)),
    }


def results(found):
    return {
        name: {side: [(row["least"], row["most"], row["unit"]) for row in rows] for side, rows in sides.items()}
        for name, sides in board_as_plain(found)["results"].items()
    }


def test_another_programme_has_its_own_three_results(mfano):
    found = board(mfano, READER, on=make.TODAY)

    assert results(found) == {
        "factories": {
            "promised": [(6, 6, "count")],
            "reported": [(2, 2, "count"), (3, 5, "count")],
            "verified": [(1, 1, "count")],
        },
        "workers": {
            "promised": [(2012, 2012, "person"), (1200, 2000, "person")],
            "reported": [(395, 535, "person")],
            "verified": [(310, 310, "person")],
        },
        "exports": {
            "promised": [(8500000.75, 8500000.75, "USD")],
            "reported": [(1200000.5, 1200000.5, "USD"), (3100000000, 3100000000, "TZS")],
            "verified": [(0, 0, "")],
        },
    }


def test_what_is_verified_reaches_the_end_of_the_path(mfano):
    found = board(mfano, READER, on=make.TODAY)

    assert found.path[-1].count == 3
    assert found.counts["evidence_verified"] == 4


def test_what_is_verified_later_is_not_verified_yet(mfano):
    before = board(mfano, READER, on=date(2025, 2, 27))
    after = board(mfano, READER, on=date(2025, 2, 28))

    assert (before.counts["evidence_verified"], before.path[-1].count) == (0, 0)
    assert (after.counts["evidence_verified"], after.path[-1].count) == (3, 2)
    assert (results(before)["workers"]["verified"], results(after)["workers"]["verified"]) == (
        [(0, 0, "person")],
        [(310, 310, "person")],
    )


def test_exports_are_verified_with_their_amount(tmp_path):
    programme = make.loaded(
        tmp_path,
        programme=[make.swap('["factory"', '["export", "factory"'), make.swap('["count"', '["USD", "count"')],
        commitments=make.more("sell-flour,Sell flour,export,mill,isles,,,,9000,USD,2020-06,2021,,,paper,"),
        evidence=make.more("sell-flour,2021-06,document,partly,2500.5,USD,folha,"),
        verifications=make.more("sell-flour,2021-06,partly,folha,auditor,2022-01-31,gazette,"),
    )
    found = board(programme, READER, on=make.TODAY)

    assert results(found)["exports"]["verified"] == [(2500.5, 2500.5, "USD")]
    assert found.counts["evidence_verified"] == 2


def test_an_empty_programme_has_a_board(tmp_path):
    found = board(make.loaded(tmp_path, **EMPTY), READER, on=make.TODAY)
    shown = shown_board(found, "en")

    assert [step.count for step in found.path] == [0] * 6
    assert (shown["held"], shown["debtors"], shown["soon"], shown["hindrances"]) == ([], [], [], [])
    assert shown["summary"] == [
        "0 promises",
        "0 reports of what happened",
        "from 3 sources",
        "the newest of June 2020",
        "none verified",
    ]


def test_a_board_before_everything_holds_only_what_bears_no_day(mfano):
    found = board(mfano, READER, on=date(2000, 1, 1))

    assert (found.path[0].count, found.held_total, found.counts["evidence"]) == (1, 0, 1)


def test_the_board_takes_the_same_number_of_queries_for_a_small_and_a_larger_programme(tmp_path):
    def queries(programme):
        with CaptureQueriesContext(connection) as taken:
            board(programme, READER, on=make.TODAY, known_on=make.TODAY)
        return len(taken)

    small = queries(make.loaded(tmp_path / "small"))
    larger = queries(make.loaded(tmp_path / "larger", **many(60)))

    assert (larger, larger < 25) == (small, True)


@pytest.mark.parametrize("on", [date(2019, 1, 1), date(2024, 6, 30), make.TODAY])
def test_a_board_is_plain_json(mfano, on):
    plain = board_as_plain(board(mfano, READER, on=on, known_on=on))

    assert json.loads(json.dumps(plain)) == plain
    assert (plain["programme"], plain["as_of"], plain["known_on"]) == ("mfano", on.isoformat(), on.isoformat())


def test_known_on_uses_only_what_had_been_published(tmp_path):
    programme = make.loaded(tmp_path)
    then = date(2020, 3, 1)

    known = board(programme, READER, on=make.TODAY, known_on=then)

    assert [item.facts.code for item in known.soon] == []
    assert known.counts == {
        "commitments": 1,
        "disputed": 0,
        "undated": 0,
        "sources": 1,
        "evidence": 2,
        "evidence_undated": 0,
        "evidence_verified": 1,
    }
    assert known.hindrances == []


def test_a_source_without_a_day_is_known_once_it_is_recorded(tmp_path):
    programme = make.loaded(tmp_path)
    recorded = make.NOON.date()

    before = board(programme, READER, on=make.TODAY, known_on=date(2026, 6, 29))
    after = board(programme, READER, on=make.TODAY, known_on=recorded)

    assert ([row.count for row in before.hindrances], [row.count for row in after.hindrances]) == ([], [1])
    assert (before.counts["sources"], after.counts["sources"]) == (2, 3)


def test_only_some_of_what_is_stuck_is_named(tmp_path):
    programme = make.loaded(tmp_path, **many(30))

    found = board(programme, READER, on=make.TODAY)

    assert (len(found.held), found.held_total) == (HELD_FIRST, 32)


PAYROLL = """\
commitment,observed_on,grade,says,quantity,unit,source,note,valid_until
give-work,2024-03-31,document,partly,120,person,gazette,payroll of March,2024-03-31
give-work,2024-04-30,document,partly,90,person,gazette,payroll of April,2024-05
build-quay,2021-11,official,delivered,1.5,km,gazette,,
"""
CHECKED = """\
commitment,observed_on,says,evidence_source,verifier,verified_on,source,note
give-work,2024-03-31,partly,gazette,auditor,2024-03-31,gazette,
give-work,2024-04-30,partly,gazette,auditor,2024-04-30,gazette,
"""
SAID_WRONG = """\
commitment,party,contested_on,says,evidence_observed_on,evidence_says,evidence_source,\
answer,answered_on,answered_for,answer_says,source
give-work,isles,2024-05-02,Not one works,2024-04-30,partly,gazette,upheld,2024-05-10,auditor,Counted,gazette
"""


def workers_verified(programme, day):
    return results(board(programme, READER, on=date.fromisoformat(day)))["workers"]["verified"][0][0]


def test_a_payroll_of_march_proves_march_and_the_total_falls_when_it_lapses(tmp_path):
    programme = make.loaded(tmp_path, evidence=PAYROLL, verifications=CHECKED, endings=None)

    assert [
        workers_verified(programme, day)
        for day in ("2024-03-30", "2024-03-31", "2024-04-01", "2024-04-30", "2024-05-31", "2024-06-01")
    ] == [0, 120, 0, 90, 90, 0]


def test_a_total_falls_on_the_day_evidence_is_found_wrong(tmp_path):
    programme = make.loaded(tmp_path, evidence=PAYROLL, verifications=CHECKED, endings=None, contests=SAID_WRONG)

    assert [workers_verified(programme, day) for day in ("2024-05-09", "2024-05-10")] == [90, 0]
    assert results(board(programme, READER, on=date(2024, 5, 20), known_on=date(2024, 5, 9)))["workers"][
        "verified"
    ] == [(90, 90, "person")]
