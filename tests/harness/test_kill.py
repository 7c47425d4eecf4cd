"""The short form of the kill harness, and that it finds what it is there to find."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="begins servers on a database of its own: `make kills` does both"
)


def killed(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "harness/kill.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_what_was_acknowledged_outlasts_the_server_and_stands_once():
    found = killed("--kills", "3")

    assert (found.returncode, found.stderr) == (0, ""), found.stdout
    assert found.stdout.splitlines()[-1] == "0 bad"


@pytest.mark.parametrize("fault", ["early-answer", "forgets-keys"])
def test_a_server_that_answers_too_early_or_forgets_what_it_answered_is_caught(fault):
    assert killed("--kills", "2", "--fault", fault).returncode == 1
