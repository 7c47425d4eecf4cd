"""Several verifiers accept the same thing at the same moment: once it is so, and the harness finds it where not."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from house.tree import ROOT

HARNESS = ROOT / "bench" / "at_once.py"
PATIENCE = 900

pytestmark = pytest.mark.slow


@pytest.fixture
def machine(own_database) -> dict[str, str]:
    """The environment of a machine with an empty database of the kind that the other tests use."""
    return {**os.environ, **own_database, "PYTHONWARNINGS": ""}


def harness(machine, *words):
    """What the harness says, and whether it found a fault."""
    command = [sys.executable, HARNESS, *words]
    ended = subprocess.run(command, env=machine, capture_output=True, text=True, timeout=PATIENCE)
    return ended.returncode, ended.stdout.splitlines(), ended.stderr


def test_what_several_accept_at_once_takes_effect_once(machine):
    code, said, trouble = harness(machine, "--attempts", "200")

    assert (code, trouble) == (0, "")
    assert said[0].endswith(": 50 accepted, 150 refused, 0 failed")
    assert said[1] == "double effects: 0"


@pytest.mark.parametrize("fault", ["check", "hold"])
def test_the_harness_finds_a_fault_that_was_seeded(machine, fault):
    if fault == "hold" and connection.vendor == "sqlite":
        pytest.skip("SQLite lets only one transaction write at a time")

    code, said, _trouble = harness(machine, "--attempts", "40", "--without", fault)

    assert code == 1
    assert said[1] != "double effects: 0"
