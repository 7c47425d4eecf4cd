"""Packages with faults planted in them: each fault is named at its place, and nothing is written."""

import pytest
from click.testing import CliRunner

import make
from corridor.base.models import Event
from corridor.console.main import main
from corridor.programme.models import Programme

URDU_DIGITS = "۱۲۳"
RIGHT_TO_LEFT_OVERRIDE = "\u202e"

# One cell spoilt: its table, line and column, what is put there, and the fault that must be named there.
CELLS = [
    ("commitments", 3, "debtor", "watr-works", "unknown-reference"),
    ("meetings", 3, "source", "xyz", "nothing-near"),
    ("agreements", 2, "parties", "isles;mil", "unknown-reference"),
    ("meetings", 2, "body", "harbour-bord", "unknown-reference"),
    ("zones", 2, "developer", "harbour", "unknown-reference"),
    ("figures", 2, "subject", "east-key", "unknown-reference"),
    ("figures", 4, "subject", "cpec", "unknown-reference"),
    ("verifications", 2, "commitment", "give-work", "nothing-near"),
    ("endings", 2, "successor", "zzz", "nothing-near"),
    ("commitments", 2, "due_on", "2021-13", "bad-date"),
    ("meetings", 2, "held_on", "2021-02-29", "bad-date"),
    ("evidence", 3, "observed_on", "30.11.2021", "bad-date"),
    ("sources", 2, "published_on", "۲۰۲۱", "bad-date"),
    ("sources", 2, "published_on", "1066", "bad-date"),
    ("sources", 2, "published_on", "2021-01-01T00:00", "too-long"),
    ("commitments", 4, "due_on", "2020-05", "days-reversed"),
    ("agreements", 2, "expires_on", "2019", "days-reversed"),
    ("obstacles", 2, "until", "2021-05-31", "days-reversed"),
    ("verifications", 2, "verified_on", "2021-10", "days-reversed"),
    ("evidence", 3, "observed_on", "2199-07-01", "in-the-future"),
    ("endings", 2, "ended_on", "2199", "in-the-future"),
    ("verifications", 2, "verified_on", "2199-01-01", "in-the-future"),
    ("agreements", 2, "parties", "mill;mill", "twice-in-list"),
    ("commitments", 4, "outcome_workers", "1,000", "bad-count"),
    ("commitments", 4, "outcome_workers", "12.5", "bad-count"),
    ("commitments", 2, "quantity", URDU_DIGITS, "bad-number"),
    ("commitments", 2, "quantity", "1e999999", "bad-number"),
    ("commitments", 2, "quantity", "NaN", "bad-number"),
    ("figures", 2, "value", "1234567890123456", "long-number"),
    ("figures", 2, "value", "0.123456", "long-number"),
    ("figures", 2, "value", "9" * 1000, "long-number"),
    ("figures", 2, "value", "50.0", "bad-number"),
    ("ventures", 2, "workers_pledged", "050", "bad-number"),
    ("dependencies", 2, "lag_days", "1234567890", "long-number"),
    ("figures", 2, "value", "", "missing"),
    ("zones", 2, "latitude", "90.5", "bad-degrees"),
    ("zones", 2, "longitude", "23W", "bad-degrees"),
    ("zones", 2, "latitude", "14.123456", "long-number"),
    ("zones", 2, "latitude", "-0", "bad-number"),
    ("zones", 2, "latitude", "14.50", "bad-number"),
    ("zones", 2, "longitude", "", "missing"),
    ("zones", 2, "latitude", "", "missing"),
    ("commitments", 2, "kind", "qay", "unknown-word"),
    ("evidence", 5, "says", "deliverd", "unknown-word"),
    ("commitments", 2, "unit", "miles", "unknown-word"),
    ("ventures", 2, "code", "The Mill", "bad-code"),
    ("zones", 3, "country", "Cabo Verde", "unknown-country"),
    ("parties", 5, "country", "ZZ", "unknown-country"),
    ("sources", 4, "language", "Português", "bad-language"),
    ("ventures", 2, "isic", "106", "bad-isic"),
    ("zones", 2, "aliases", "East; Quay", "bad-list"),
    ("parties", 6, "name_en", "", "missing"),
    ("obstacles", 2, "summary_en", "x" * 301, "too-long"),
    ("verifications", 2, "verifier", "harbour-board", "verifies-own-duty"),
    ("sources", 3, "title", "Works\x07begin", "control-character"),
    ("sources", 3, "note", "one\ntwo", "control-character"),
    ("evidence", 5, "note", "wal\x00ls", "control-character"),
    ("parties", 5, "name_pt", f"O {RIGHT_TO_LEFT_OVERRIDE}ohniom", "control-character"),
    ("parties", 2, "name_en", "Is\u200bles", "control-character"),
    ("parties", 2, "name_en", "I\U00100000", "control-character"),
    ("ventures", 2, "name", '=HYPERLINK("http://example.org")', "formula"),
    ("commitments", 2, "note", "+1", "formula"),
    ("commitments", 2, "title_en", "@SUM(A1)", "formula"),
    ("commitments", 2, "title_en", "-2+3", "formula"),
    ("sources", 2, "publisher", "Gazette ", "spaces"),
    ("parties", 2, "parent", "isles", "circle"),
]
# A line added at the end of a table, and the faults that must be named.
LINES = [
    ("zones", "east-quay,East,,,CV,,,,,,,gazette", ["zones.csv:4:code duplicate-code"]),
    ("dependencies", "build-mill,build-quay,,again,folha", ["dependencies.csv:5:commitment duplicate-row"]),
    ("evidence", "bring-water,2022-03-01,official,not-yet,,,folha,", ["evidence.csv:6:commitment duplicate-row"]),
    (
        "figures",
        "programme,isles,quays,2,count,2020-01-05,target,,gazette,another note",
        ["figures.csv:5:subject_kind duplicate-row"],
    ),
    ("endings", "give-work,withdrawn,2024,isles,,no work,gazette", ["endings.csv:3:commitment duplicate-row"]),
    ("dependencies", "build-quay,give-work,,,paper", ["dependencies.csv:4:needs circle"]),
    ("dependencies", "give-work,give-work,,,paper", ["dependencies.csv:5:needs circle"]),
    (
        "agreements",
        "new-lease,lease,New,isles; mill,,,,,gazette,",
        ["agreements.csv:4:parties bad-code", "agreements.csv:4:parties unknown-reference"],
    ),
    (
        "verifications",
        "build-quay,2021-11,partly,gazette,auditor,2022,gazette,",
        ["verifications.csv:3:commitment no-such-evidence"],
    ),
]


def refused(folder) -> list[str]:
    """The places that `corridor load` names in a package; it must leave no trace of it."""
    result = CliRunner().invoke(main, ["load", str(folder)], catch_exceptions=False)
    assert result.exit_code == 1
    assert not Programme.objects.exists()
    assert not Event.objects.exists()
    return [line.split(": ")[0] for line in result.stdout.splitlines()[:-1]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "line", "column", "value", "code"),
    [pytest.param(*each, id=f"{each[0]} {each[2]} {number}") for number, each in enumerate(CELLS)],
)
def test_a_spoilt_cell_is_named_at_its_place_and_nothing_is_written(
    tmp_path, settings, table: str, line: int, column: str, value: str, code: str
):
    settings.HOME = tmp_path
    folder = make.package(tmp_path / "package", **{table: make.cell(line, column, value)})

    assert make.faults(folder) == [f"{table}.csv:{line}:{column} {code}"]
    assert refused(folder) == [f"{table}.csv:{line}:{column}"]


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "line", "expected"), LINES)
def test_a_spoilt_line_is_named_at_its_place_and_nothing_is_written(
    tmp_path, settings, table: str, line: str, expected: list[str]
):
    settings.HOME = tmp_path
    folder = make.package(tmp_path / "package", **{table: make.more(line)})

    assert make.faults(folder) == expected
    assert refused(folder) == [each.split()[0] for each in expected]


def test_an_unknown_reference_names_the_nearest_code(tmp_path):
    folder = make.package(tmp_path, commitments=make.cell(3, "debtor", "watr-works"))

    assert make.sentences(folder) == [
        "commitments.csv:3:debtor: there is no “watr-works” in parties.csv; the nearest is “water-works”"
    ]


def test_an_unknown_word_names_the_nearest_or_all(tmp_path):
    folder = make.package(tmp_path, commitments=[make.cell(2, "kind", "qay"), make.cell(3, "kind", "xyz")])

    assert make.sentences(folder) == [
        "commitments.csv:2:kind: “qay” is not a word of this column; it should be quay",
        "commitments.csv:3:kind: “xyz” is not a word of this column; it should be factory, jobs, quay, water",
    ]


def test_a_circle_is_spelled_out(tmp_path):
    folder = make.package(tmp_path, dependencies=make.more("build-quay,give-work,,,paper"))

    assert make.sentences(folder) == [
        "dependencies.csv:4:needs: this closes a circle: build-mill -> build-quay -> give-work -> build-mill; "
        "one of these should not name the next"
    ]


def test_agreements_and_parties_may_not_turn_in_a_circle_either(tmp_path):
    folder = make.package(
        tmp_path, agreements=make.cell(2, "elevates", "quay-lease"), parties=make.cell(2, "parent", "harbour-board")
    )

    assert [each.split(";")[0] for each in make.sentences(folder)] == [
        "parties.csv:3:parent: this closes a circle: isles -> harbour-board -> isles",
        "agreements.csv:3:elevates: this closes a circle: pact -> quay-lease -> pact",
    ]


def test_a_number_is_shown_as_it_should_be(tmp_path):
    folder = make.package(tmp_path, figures=[make.cell(2, "value", "1,000"), make.cell(3, "value", URDU_DIGITS)])

    assert make.sentences(folder) == [
        "figures.csv:2:value: “1,000” is not a number as packages write it; it should be 1000",
        f"figures.csv:3:value: “{URDU_DIGITS}” is not a number as packages write it; it should be 123",
    ]


def test_a_message_shows_nothing_unseen_and_stays_short(tmp_path):
    name = f"x{RIGHT_TO_LEFT_OVERRIDE}" + "y" * 500
    folder = make.package(tmp_path, ventures=[make.cell(2, "stage", name), make.cell(2, "party", name)])

    sentences = make.sentences(folder)

    assert len(sentences) == 3
    assert all(sentence.isprintable() and len(sentence) < 300 for sentence in sentences)


@pytest.mark.django_db
def test_all_faults_of_all_files_are_named_at_once_and_nothing_is_written(tmp_path, settings):
    settings.HOME = tmp_path
    folder = make.package(
        tmp_path / "package",
        programme=make.swap('"CVE"', '"COWRIES"'),
        sources=[make.cell(2, "published_on", "5 January"), make.more("paper,Again,,,,en,press,")],
        parties=make.cell(5, "kind", "enterprize"),
        zones=make.swap("longitude", "lon"),
        figures=[make.cell(2, "value", "1e3"), make.cell(3, "subject", "nowhere")],
        agreements=lambda text: text.encode().replace(b"Pact", b"P\xe4ct"),
        meetings=[make.cell(2, "held_on", "2020-13"), make.cell(2, "place", "=1+1"), make.cell(3, "number", "2.5")],
        commitments=[make.cell(2, "debtor", "harbor-board"), make.cell(4, "due_on", "1999")],
        dependencies=make.more("build-quay,give-work,,,paper"),
        evidence=[make.cell(3, "observed_on", "2199"), make.cell(5, "says", "partially")],
        verifications=make.cell(2, "verifier", "harbour-board"),
        endings=make.swap("give-work,superseded", '"give-work,superseded'),
        obstacles=None,
        ventures=[make.cell(2, "name", "The\x0bmill"), make.cell(2, "isic", "x"), make.cell(2, "party", "mil")],
    )

    expected = [
        "programme.toml:3:currency unknown-currency",
        "sources.csv:2:published_on bad-date",
        "sources.csv:5:code duplicate-code",
        "parties.csv:5:kind unknown-word",
        "zones.csv:1:lon unknown-header",
        "zones.csv:1:longitude missing-header",
        "figures.csv:2:value bad-number",
        "agreements.csv:2:- not-utf-8",
        "meetings.csv:2:held_on bad-date",
        "meetings.csv:2:place formula",
        "meetings.csv:3:number bad-count",
        "commitments.csv:2:debtor unknown-reference",
        "commitments.csv:4:due_on days-reversed",
        "dependencies.csv:4:needs circle",
        "evidence.csv:3:observed_on in-the-future",
        "evidence.csv:5:says unknown-word",
        "endings.csv:2:- bad-csv",
        "obstacles.csv:0:- no-file",
        "ventures.csv:2:isic bad-isic",
        "ventures.csv:2:name control-character",
        "ventures.csv:2:party unknown-reference",
    ]
    assert make.faults(folder) == expected
    assert refused(folder) == [each.split()[0] for each in expected]


@pytest.mark.django_db
def test_every_row_of_a_faulty_package_is_rejected(tmp_path, settings):
    settings.HOME = tmp_path
    folder = make.package(tmp_path / "package", sources=make.cell(2, "kind", "rumour"))

    result = CliRunner().invoke(main, ["load", str(folder)])

    assert result.stdout.splitlines()[-1] == (
        "33 rows in = 0 created + 0 updated + 0 unchanged + 33 rejected; 0 removed"
    )


def test_checking_says_the_same_as_loading(tmp_path):
    folder = make.package(tmp_path, sources=make.cell(2, "kind", "rumour"))

    result = CliRunner().invoke(main, ["check", str(folder)])

    assert result.exit_code == 1
    assert result.stdout.splitlines() == make.sentences(folder)
