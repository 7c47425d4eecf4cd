"""The short form of the power-cut harness, and that it finds what it is there to find."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

# Some machines let no program watch another.
WATCHED = subprocess.run(["strace", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="replays what the embedded database asks of the disk: once is enough"
    ),
    pytest.mark.skipif(not WATCHED, reason="strace may not watch a program on this machine"),
]


def cut(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "harness/powercut.py", "--deeds", "20", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_nothing_that_was_acknowledged_is_lost_when_power_is_cut():
    found = cut("--cuts", "200")

    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines()[-1] == "200 power cuts: 0 bad"


@pytest.mark.parametrize("fault", ["NORMAL", "OFF"])
def test_a_database_that_does_not_wait_for_the_disk_is_caught(fault):
    assert cut("--cuts", "60", "--synchronous", fault).returncode == 1
