"""Several processes load at the same moment: no error, one copy of everything, a journal that says the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import make

PROCESSES = 4
AT_ONCE = Path(__file__).with_name("at_once.py")
PARTIES = ("isles", "mill", "auditor", "water-works")


@pytest.fixture
def empty_machine(tmp_path, bare_database) -> dict[str, str]:
    """The environment of a machine on which nothing is loaded, on the same kind of database as the other tests."""
    return {**os.environ, "CORRIDOR_HOME": str(tmp_path / "home"), **bare_database}


def corridor(environment: dict[str, str], place: Path, *batches: list[list[str]]) -> list[list[str]]:
    """Run batches of commands, those of a batch at once, and return what each prints; all must succeed."""
    place.mkdir()
    command = [sys.executable, AT_ONCE, place / "said", json.dumps(batches)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert (ended.returncode, ended.stderr) == (0, ""), [file.read_text() for file in place.rglob("*.err")]
    return [
        [(place / "said" / f"{batch}-{number}.out").read_text() for number in range(len(commands))]
        for batch, commands in enumerate(batches)
    ]


def texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir() if file.suffix in (".csv", ".toml")}


def test_packages_loaded_by_many_at_once_are_there_once(tmp_path, empty_machine):
    mfano, tables, journal = (tmp_path / name for name in ("mfano", "tables", "journal"))

    said, _exports = corridor(
        empty_machine,
        tmp_path / "run",
        [*[["load", str(make.CPEC)]] * PROCESSES, ["load", str(make.MFANO)]],
        [
            ["export", "--programme", "cpec", str(tables)],
            ["export", "--programme", "cpec", "--from-journal", str(journal)],
            ["export", "--programme", "mfano", str(mfano)],
        ],
    )

    rows = make.read(make.CPEC).size
    first = f"{rows} rows in = {rows} created + 0 updated + 0 unchanged + 0 rejected; 0 removed\n"
    other = f"{rows} rows in = 0 created + 0 updated + {rows} unchanged + 0 rejected; 0 removed\n"
    assert sorted(said[:PROCESSES]) == sorted([first, *[other] * (PROCESSES - 1)])
    assert texts(tables) == texts(journal)
    assert {**texts(tables), "programme.toml": ""} == {**texts(make.CPEC), "programme.toml": ""}
    assert {**texts(mfano), "programme.toml": ""} == {**texts(make.MFANO), "programme.toml": ""}


def test_editions_loaded_at_once_leave_one_of_them_whole(tmp_path, empty_machine):
    first = make.package(tmp_path / "first")
    editions = [
        make.package(
            tmp_path / f"edition-{number}",
            commitments=[make.cell(2, "due_on", f"202{number}"), make.cell(3, "note", f"edition {number}")],
            ventures=make.cell(2, "code", f"mill-{number}"),
            agreements=make.cell(2, "parties", ";".join(PARTIES[:number])),
        )
        for number in range(1, PROCESSES + 1)
    ]
    tables, journal = tmp_path / "tables", tmp_path / "journal"

    corridor(
        empty_machine,
        tmp_path / "run",
        [["load", str(first)]],
        [["load", str(folder)] for folder in editions],
        [["export", str(tables)], ["export", "--from-journal", str(journal)]],
    )

    assert texts(tables) == texts(journal)
    found = {**texts(tables), "programme.toml": make.SMALL["programme"]}
    assert [texts(folder) == found for folder in editions].count(True) == 1
