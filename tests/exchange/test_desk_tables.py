"""What the desk adds to a package: moved dates, objections, steps, evidence that expires, sources of records."""

from datetime import timedelta

import pytest

import make
from corridor.base.actors import Role
from corridor.exchange.queries.stored import entered_keys
from corridor.ledger.actions.contests import answer_contest, contest_entry
from corridor.ledger.actions.evidence import accept_evidence, bring_evidence
from corridor.ledger.actions.moves import move_due_date
from corridor.ledger.actions.obstacles import take_step
from corridor.ledger.actions.papers import Paper
from corridor.ledger.models import Commitment, Contest, Evidence, Move, Obstacle, Step
from corridor.ledger.rules.given import Observed
from corridor.programme.models import Programme

WHEN = {"at": make.NOON, "on": make.TODAY}
TABLES = {
    "moves": """\
commitment,moved_on,due_on,agreement,authority,reason,source
build-quay,2021-06,2022-12,pact,isles,the stones came late,paper
bring-water,2021-12-31,2023,,water-works,no spring,folha
""",
    "contests": """\
commitment,party,contested_on,says,evidence_observed_on,evidence_says,evidence_source,answer,answered_on,\
answered_for,answer_says,source
build-quay,mill,2022-01,It fell down,2021-11,delivered,gazette,upheld,2022-02-01,isles,So it did,paper
bring-water,mill,2022-05,It drips,,partly,folha,declined,2022-05-10,isles,No,paper
bring-water,harbour-board,2022-05,Not ours,,,,taken-back,2022-06,harbour-board,A mistake,paper
give-work,isles,2022-05,"Nobody | was asked, twice",,,,,,,,paper
""",
    "steps": """\
obstacle,taken_on,what,party,says,source
no-spring,2021-07,assigned,water-works,Look for another,folha
no-spring,2022,escalated,isles,None found,folha
""",
    "evidence": """\
commitment,observed_on,grade,says,quantity,unit,source,note,valid_until
build-quay,2021-11,official,delivered,1.5,km,gazette,,
bring-water,,press,partly,,,folha,no day,
give-work,2024-03-31,document,partly,120,person,gazette,payroll,2024-03
""",
}
QUAY, WATER, BACK, WORK = 2, 3, 4, 5


def folder(tmp_path, **changes):
    """The small package with these tables, changed as told."""
    given = {name: _changed(text, changes.pop(name, None)) for name, text in TABLES.items()}
    return make.package(tmp_path, **given, **changes)


def _changed(text, change):
    return change(text) if change else text


def test_the_tables_are_free_of_faults(tmp_path):
    assert make.faults(folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "found"),
    [
        ("moves", 2, "moved_on", "2019-12-31", "moved_on days-reversed"),
        ("moves", 2, "due_on", "2019", "due_on days-reversed"),
        ("moves", 2, "moved_on", "2027", "moved_on in-the-future"),
        ("moves", 2, "reason", "", "reason missing"),
        ("moves", 2, "agreement", "pacts", "agreement unknown-reference"),
        ("contests", QUAY, "answered_on", "", "answered_on missing"),
        ("contests", QUAY, "answered_on", "2021", "answered_on days-reversed"),
        ("contests", QUAY, "answered_for", "", "answered_for missing"),
        ("contests", QUAY, "answered_for", "mill", "answered_for answers-itself"),
        ("contests", QUAY, "answer_says", "", "answer_says missing"),
        ("contests", QUAY, "answer", "uphold", "answer unknown-word"),
        ("contests", QUAY, "evidence_source", "folha", "commitment no-such-evidence"),
        ("contests", QUAY, "evidence_source", "", "evidence_source missing"),
        ("contests", WORK, "answered_on", "2022-06", "answer missing"),
        ("contests", WORK, "answer_says", "Yes", "answer missing"),
        ("steps", 2, "party", "", "party missing"),
        ("steps", 3, "party", "", "party missing"),
        ("steps", 2, "what", "assign", "what unknown-word"),
        ("evidence", 4, "valid_until", "2024-02", "valid_until days-reversed"),
        ("evidence", 4, "valid_until", "soon", "valid_until bad-date"),
    ],
)
def test_a_row_that_cannot_be_is_named_at_its_cell(tmp_path, table, line, column, value, found):
    change = {table: make.cell(line, column, value)}
    if table == "evidence":
        change["verifications"] = None

    assert make.faults(folder(tmp_path, **change)) == [f"{table}.csv:{line}:{found}"]


def test_what_is_closed_or_taken_back_needs_nobody_else(tmp_path):
    steps = make.more("no-spring,2023,closed,,It rained,folha", "no-spring,2024,reopened,,It stopped,folha")

    assert make.faults(folder(tmp_path, steps=steps)) == []


def test_a_party_that_answers_itself_is_told_so_in_a_sentence(tmp_path):
    assert make.sentences(folder(tmp_path, contests=make.cell(QUAY, "answered_for", "mill"))) == [
        "contests.csv:2:answered_for: “mill” contested this; "
        "somebody else should answer, or it should be taken-back"
    ]


@pytest.mark.django_db
def test_the_tables_come_back_as_they_went_in_and_from_the_journal(tmp_path):
    make.load(folder(tmp_path))

    files = make.stored_files("isles")
    assert {name: files[f"{name}.csv"] for name in TABLES} == TABLES
    assert make.journal_files("isles") == files
    assert make.load(make.saved(tmp_path / "again", files)).updated == 0


@pytest.fixture
def entered(db, tmp_path):
    """The small programme with one of each entered at the desk."""
    programme = make.loaded(tmp_path / "first")
    officer, miller = make.actor("isles", "isles", Role.OFFICER), make.actor("isles", "mill", Role.CONTRIBUTOR)
    water, quay = (Commitment.objects.get(code=code) for code in ("bring-water", "build-quay"))
    move_due_date(water, "2026-12", "late", Paper(title="Letter 12"), by=officer, **WHEN)
    given = Observed("2026-06-29", "delivered", "measured", valid_until="2026-12", note="2 litres a second")
    brought = bring_evidence(water, given, by=make.actor("isles", "water-works", Role.CONTRIBUTOR), **WHEN)
    accept_evidence(brought, by=make.actor("isles", "auditor", Role.VERIFIER), **WHEN)
    contest_entry(water, "Two | litres, not ten", by=miller, **WHEN)
    wrong = contest_entry(quay, "It fell", by=miller, evidence=Evidence.objects.get(commitment=quay), **WHEN)
    answer_contest(wrong, "upheld", "It did", by=officer, **WHEN)
    take_step(Obstacle.objects.get(), "closed", "It rained", by=officer, **WHEN)
    return programme


def test_what_the_desk_entered_moves_to_another_home_and_back(entered, tmp_path):
    files = make.stored_files("isles")
    assert make.journal_files("isles") == files

    # Another home has the same tables under the same codes; one database keeps both apart by the code.
    moved = {
        name: text.replace('"isles"', '"copy"') if name.endswith("toml") else text for name, text in files.items()
    }
    moved["figures.csv"] = files["figures.csv"].replace("programme,isles,", "programme,copy,")
    make.load(make.saved(tmp_path / "moved", moved))

    assert make.stored_files("copy") == moved
    assert make.journal_files("copy") == moved
    copy = Programme.objects.get(code="copy")
    counts = [
        model.objects.filter(**{f"{way}__programme": copy}).count()
        for model, way in ((Move, "commitment"), (Contest, "commitment"), (Step, "obstacle"))
    ]
    assert counts == [1, 2, 1]


def test_a_load_leaves_alone_what_the_desk_entered_whatever_signs_its_words_hold(entered, tmp_path):
    before = make.stored_files("isles")

    tally = make.load(make.package(tmp_path / "again"), at=make.NOON + timedelta(days=1))

    assert (tally.created, tally.updated, tally.removed) == (0, 0, 0)
    assert make.stored_files("isles") == before
    assert ("bring-water", "mill", "2026-06-30", "Two | litres, not ten") in entered_keys("isles")["contests"]
