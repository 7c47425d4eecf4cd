"""A balance says what deriving everything anew says, or nothing."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from corridor.base.actors import READER
from corridor.base.journal import Entry, record
from corridor.base.models import Event
from corridor.base.refusals import NotAllowed
from corridor.exchange.queries.stored import PLACES
from corridor.ledger.access import commitments_seen
from corridor.ledger.models import Commitment, Evidence
from corridor.ledger.queries.items import items
from corridor.ledger.rules.words import State
from corridor.results.access import lines_seen
from corridor.results.actions.balance import strike_balance
from corridor.results.models import Balance, Line
from corridor.results.queries import balance
from corridor.results.queries.balance import balance_for, items_around, offers_at
from corridor.results.queries.board import board
from corridor.results.queries.commitment import read_dossier, shown_dossier
from corridor.results.queries.commitments import found
from corridor.results.queries.named import names_at
from corridor.results.queries.struck import board_from, text_of
from corridor.results.rules.lists import MARKS, ORDERS, Choice
from corridor.results.rules.plain import board_as_plain
from corridor.sources.models import Source
from exchange.test_histories import TABLES, versions

pytestmark = pytest.mark.django_db
DAYS = [date(2016, 1, 1), date(2021, 1, 1), date(2024, 9, 1), make.TODAY]


def struck(programme, on=make.TODAY):
    return strike_balance(programme, by=make.OPERATOR, at=make.NOON, on=on)


def choices(programme):
    """Every filter with every word of it that the programme has, in every order."""
    every = items(commitments_seen(READER, programme), on=make.TODAY).values()
    yield from (Choice(order=order) for order in ORDERS)
    yield from (Choice(state=state, order="late") for state in State)
    yield from (Choice(mark=mark, order="due") for mark in MARKS)
    for name in ("debtor", "creditor", "zone", "kind", "agreement", "meeting", "source"):
        for word in sorted({getattr(item.facts, name) for item in every} - {""})[::9]:
            yield Choice(**{name: word}, order="code")


def answers(programme, on):
    """All that is asked of a balance, as plain values."""
    lists = {choice: found(programme, READER, choice, on=on) for choice in choices(programme)}
    parts = [found(programme, READER, Choice(state=State.OVERDUE), on=on, first=first, most=3) for first in (0, 3)]
    shown = board(programme, READER, on=on)
    return (
        {choice: (each.rows, each.total, each.parties, each.zones) for choice, each in lists.items()},
        [(each.rows, each.total) for each in parts],
        board_as_plain(shown),
        shown.parties,
        shown.zones,
        found(programme, READER, Choice(), on=on, most=1, offering=True).offered,
    )


@pytest.mark.parametrize("on", DAYS[2:], ids=str)
def test_a_balance_answers_what_deriving_anew_answers_on_the_real_programme(cpec, on):
    derived = answers(cpec, on)

    assert struck(cpec, on) is True
    assert balance_for(cpec, on, None) is not None
    assert answers(cpec, on) == derived


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_a_balance_answers_what_deriving_anew_answers_on_a_made_up_programme(mfano, on):
    derived = answers(mfano, on)
    struck(mfano, on)

    assert answers(mfano, on) == derived


def test_what_lies_about_a_commitment_is_what_deriving_anew_says(cpec):
    struck(cpec)
    derived = items(commitments_seen(READER, cpec), on=make.TODAY)
    seen = lines_seen(READER, cpec)

    for item in derived.values():
        near = items_around(seen, [item.facts.code], 1, 1)[item.facts.number]
        assert replace(near, waits_for=tuple(near.waits_for), has=tuple(near.has)) == replace(
            item, waits_for=tuple(item.waits_for), has=tuple(item.has)
        )


def test_the_page_of_a_commitment_says_the_same_from_a_balance(cpec):
    codes = [*sorted(Commitment.objects.values_list("code", flat=True))[::9], "rsz-energise"]

    def told():
        found = (read_dossier(cpec, READER, code, on=make.TODAY) for code in codes)
        return {code: shown_dossier(each, "ur") for code, each in zip(codes, found, strict=True)}

    derived = told()
    struck(cpec)

    again = told()
    assert {code for code in codes if again[code] != derived[code]} == set()


def test_a_code_that_names_no_commitment_is_not_in_a_balance(mfano):
    struck(mfano)

    assert read_dossier(mfano, READER, "nothing", on=make.TODAY) is None


def test_a_board_comes_back_from_its_text_as_it_was(cpec):
    shown = board(cpec, READER, on=make.TODAY)

    assert text_of(board_from(text_of(shown))) == text_of(shown)
    assert board_as_plain(board_from(text_of(shown))) == board_as_plain(shown)


def test_a_balance_of_another_day_or_of_what_was_known_once_is_passed_over(mfano):
    struck(mfano)

    assert balance_for(mfano, make.TODAY + timedelta(days=1), None) is None
    assert balance_for(mfano, make.TODAY, make.TODAY) is None


def test_a_balance_older_than_a_fact_is_passed_over_until_it_is_struck_again(tmp_path):
    programme = make.loaded(tmp_path / "first")
    struck(programme)
    more = make.more("second-mill,Mill again,factory,mill,,east-quay,,,,,2020,2021,,,paper,")
    make.loaded(tmp_path / "second", commitments=more)

    assert balance_for(programme, make.TODAY, None) is None
    assert found(programme, READER, Choice(kind="factory"), on=make.TODAY).total == 2
    assert struck(programme) is True
    assert found(programme, READER, Choice(kind="factory"), on=make.TODAY).total == 2
    assert "second-mill" in set(Line.objects.values_list("code", flat=True))


def test_a_fact_of_another_programme_ages_no_balance(mfano, tmp_path):
    struck(mfano)
    make.loaded(tmp_path)

    assert balance_for(mfano, make.TODAY, None) is not None


def test_striking_again_writes_nothing_where_nothing_came(mfano):
    struck(mfano)
    before = Event.objects.count()

    assert struck(mfano) is False
    assert (Event.objects.count(), Balance.objects.count()) == (before, 1)


def test_striking_leaves_a_trace_with_the_states_of_the_day(mfano):
    struck(mfano)
    event = Event.objects.latest("id")

    assert (event.name, event.table, event.key, event.by) == (
        "balance.struck",
        "balance",
        "2026-06-30",
        "operator",
    )
    assert sum(event.after["states"].values()) == Line.objects.count()


def test_only_an_operator_strikes(mfano):
    with pytest.raises(NotAllowed):
        strike_balance(mfano, by=READER, at=make.NOON, on=make.TODAY)

    assert (Balance.objects.count(), Line.objects.count()) == (0, 0)


def test_the_journal_still_rebuilds_the_programme_after_a_balance(mfano):
    before = make.journal_files("mfano")
    struck(mfano)

    assert make.journal_files("mfano") == before


def test_a_list_asks_two_questions_and_one_more_to_count(mfano, django_assert_num_queries):
    struck(mfano)
    # The first list of a balance reads all names; they are kept for those that follow.
    found(mfano, READER, Choice(), on=make.TODAY, offering=True)

    with django_assert_num_queries(2):
        found(mfano, READER, Choice(), on=make.TODAY, most=50)
    with django_assert_num_queries(3):
        found(mfano, READER, Choice(state=State.OVERDUE), on=make.TODAY, most=1, offering=True)
    with django_assert_num_queries(2):
        board(mfano, READER, on=make.TODAY)


@pytest.mark.once
@settings(max_examples=8)
@given(
    st.lists(versions(), min_size=1, max_size=3), st.sampled_from([date(2021, 6, 30), date(2022, 3, 1), make.TODAY])
)
def test_a_balance_answers_what_deriving_anew_answers_after_any_history(history, on):
    with transaction.atomic(), tempfile.TemporaryDirectory() as place:
        for version in history:
            written = {name: make.written([TABLES[name].header, *rows]) for name, rows in version.items()}
            programme = make.loaded(Path(place), **written)
            derived = answers(programme, on)
            struck(programme, on)

            assert balance_for(programme, on, None) is not None
            assert answers(programme, on) == derived
        transaction.set_rollback(True)
    offers_at.cache_clear()
    names_at.cache_clear()


@pytest.fixture
def behind(mfano, monkeypatch):
    """A programme too large to be derived at once, whose balance was struck a moment ago, and a fact since then."""
    monkeypatch.setattr(balance, "LARGE", 0)
    today = timezone.localdate()
    strike_balance(mfano, by=make.OPERATOR, at=timezone.now(), on=today)
    late = Commitment.objects.get(programme=mfano, code="hill-water")
    source = Source.objects.filter(programme=mfano).first()
    row = {"commitment": late, "observed_on": "2026-01-01", "says": "delivered", "grade": "measured"}
    Evidence.objects.create(source=source, recorded_at=make.NOON, **row)
    record([Entry("evidence.added", "mfano", "evidence", "x", None, {"a": "b"})], by=make.OPERATOR, at=make.NOON)
    return late


def test_a_large_programme_is_read_as_it_was_a_minute_ago_but_one_promise_as_it_stands(mfano, behind):
    today = timezone.localdate()

    struck = balance.balance_for(mfano, today, None)

    assert struck is not None
    assert struck.is_behind
    line = found(mfano, READER, Choice(), on=today).rows
    told = {each.facts.code: each.standing.is_kept for each in line}
    item = read_dossier(mfano, READER, behind.code, on=today).item
    assert (told[behind.code], item.standing.is_kept) == (False, True)


def test_a_balance_older_than_a_minute_answers_nothing(mfano, behind):
    Balance.objects.update(struck_at=timezone.now() - timedelta(seconds=61))

    assert balance.balance_for(mfano, timezone.localdate(), None) is None


def test_what_people_say_and_what_is_posted_leaves_a_balance_as_it_is(mfano):
    today = timezone.localdate()
    strike_balance(mfano, by=make.OPERATOR, at=make.NOON, on=today)

    record([Entry("comment.made", "mfano", "comments", "1", None, {"a": "b"})], by=make.OPERATOR, at=make.NOON)

    assert balance.balance_for(mfano, today, None) is not None


def test_the_tables_of_facts_are_those_of_a_package():
    assert set(balance.FACT_TABLES) == {"programme", *PLACES}
