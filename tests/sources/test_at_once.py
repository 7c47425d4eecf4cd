"""Several processes hand the same files in at once: each content is kept once, and all come to an end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from served import PATIENCE, surroundings
from sources import files

AT_HAND = Path(__file__).with_name("at_hand.py")
ROUNDS = 5

pytestmark = pytest.mark.slow


@pytest.fixture
def machine(tmp_path, own_database):
    """The environment of a machine with an empty database of the kind the other tests use."""
    return {**surroundings(tmp_path / "home"), **own_database}


def at_hand(machine, *words):
    return subprocess.Popen([sys.executable, AT_HAND, *map(str, words)], env=machine, stdout=subprocess.PIPE)


def test_the_same_files_from_four_at_once_are_kept_once(tmp_path, machine):
    folder, home = tmp_path / "given", tmp_path / "home"
    folder.mkdir()
    given = [files.PDF, files.CSV, files.workbook(), files.photograph(), *(b"%d,%d\n" % (n, n) for n in range(16))]
    for number, content in enumerate(given):
        (folder / f"{number:02}").write_bytes(content)
    assert json.loads(at_hand(machine, "tell").communicate(timeout=PATIENCE)[0]) == [0, 0, 0]

    running = [at_hand(machine, "keep", folder, ROUNDS, way) for way in ["forwards", "backwards"] * 2]
    ended = [(each.communicate(timeout=PATIENCE)[0], each.returncode) for each in running]

    assert ended == [(b"", 0)] * 4
    assert json.loads(at_hand(machine, "tell").communicate(timeout=PATIENCE)[0]) == [len(given), len(given), 0]
    kept = [path for path in (home / "files").rglob("*") if path.is_file()]
    assert len(kept) == len(given)
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o640}
