"""Load, export, load is the identity, byte for byte; and the journal alone says the same."""

import pytest

import make
from corridor.exchange.actions.load import Tally
from corridor.exchange.queries.folder import read_package

pytestmark = pytest.mark.django_db

EDGES = {
    "most digits": "999999999999999",
    "most digits behind the point": "9999999999.99999",
    "least": "0.00001",
    "nothing": "0",
    "a third": "3333333333.33333",
    "not exact in binary": "0.1",
}


def texts(folder) -> dict[str, str]:
    """Every file of a package as it lies in its folder."""
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.suffix == ".csv"}


@pytest.mark.parametrize(("code", "folder"), [("cpec", make.CPEC), ("mfano", make.MFANO)])
def test_tables_come_back_byte_for_byte(code: str, folder):
    make.load(folder)

    stored = make.stored_files(code)

    assert {name: text for name, text in stored.items() if name.endswith(".csv")} == texts(folder)


@pytest.mark.parametrize(("code", "folder"), [("cpec", make.CPEC), ("mfano", make.MFANO)])
def test_load_export_load_is_the_identity(tmp_path, code: str, folder):
    first = make.load(folder)
    exported = make.stored_files(code)

    again = make.load(make.saved(tmp_path, exported))

    assert again == Tally(rows_in=first.rows_in, unchanged=first.rows_in)
    assert make.stored_files(code) == exported


@pytest.mark.parametrize(("code", "folder"), [("cpec", make.CPEC), ("mfano", make.MFANO)])
def test_the_journal_alone_rebuilds_a_programme(code: str, folder):
    make.load(folder)

    assert make.journal_files(code) == make.stored_files(code)


def test_the_charter_comes_back_with_everything_in_it(tmp_path):
    make.load(make.MFANO)
    before, _faults = read_package(make.MFANO, make.TODAY)

    after, _faults = read_package(make.saved(tmp_path, make.stored_files("mfano")), make.TODAY)

    assert after.charter == before.charter


def test_programmes_side_by_side_come_back_each_by_itself():
    make.load(make.MFANO)
    make.load(make.CPEC)

    assert make.stored_files("mfano")["parties.csv"] == texts(make.MFANO)["parties.csv"]
    assert make.stored_files("cpec")["parties.csv"] == texts(make.CPEC)["parties.csv"]
    assert make.journal_files("mfano") == make.stored_files("mfano")


def test_optional_tables_are_written_only_where_they_have_rows(tmp_path):
    make.loaded(tmp_path, verifications=None, endings=None)

    assert {"verifications.csv", "endings.csv"} & set(make.stored_files("isles")) == set()


@pytest.mark.parametrize("number", EDGES.values(), ids=EDGES)
def test_numbers_come_back_as_they_went_in(tmp_path, number: str):
    make.loaded(
        tmp_path,
        figures=make.cell(2, "value", number),
        commitments=[make.cell(2, "quantity", number), make.cell(4, "outcome_exports_usd", number)],
        ventures=[make.cell(2, "area_acres", number), make.cell(2, "workers_pledged", "999999999")],
    )

    stored = make.stored_files("isles")

    assert {name: stored[name] for name in texts(tmp_path)} == texts(tmp_path)


@pytest.mark.parametrize(("latitude", "longitude"), [("-90", "180"), ("0", "-0.00001"), ("89.99999", "-179.99999")])
def test_places_come_back_as_they_went_in(tmp_path, latitude: str, longitude: str):
    make.loaded(tmp_path, zones=[make.cell(2, "latitude", latitude), make.cell(2, "longitude", longitude)])

    assert make.stored_files("isles")["zones.csv"] == texts(tmp_path)["zones.csv"]


def test_the_journal_says_the_same_after_several_edits(tmp_path):
    steps = [
        {},
        {"commitments": make.cell(2, "due_on", "2024"), "ventures": make.without(2)},
        {"commitments": make.cell(2, "due_on", "2024"), "evidence": make.without(3), "endings": None},
        {"meetings": make.more("board-3,harbour-board,3,,,,paper,"), "programme": make.swap('"CVE"', '"EUR"')},
        {},
    ]
    for changes in steps:
        make.load(make.package(tmp_path, **changes))
        assert make.journal_files("isles") == make.stored_files("isles")


def test_nothing_is_rebuilt_of_a_programme_nobody_loaded():
    assert make.journal_files("nowhere") == {"programme.toml": ""}
