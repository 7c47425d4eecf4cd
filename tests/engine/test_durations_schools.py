"""The back-test on New York's school construction, in the window that has the whole horizon of the targets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("CORRIDOR_EXTERNAL", ROOT.parent / "shared/data/external"))
FILE = "nyc-school-construction-to-2022-07-01.csv"


@pytest.mark.slow
@pytest.mark.skipif(not (FOLDER / FILE).exists(), reason=f"no {FILE} in {FOLDER}")
def test_two_years_ahead_it_beats_plans_and_kept_items_and_p80_holds():
    command = [sys.executable, "bench/durations.py", "--on", "2020-07-01", "--without-plan", "--json"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    still_open, new = (json.loads(line) for line in found.stdout.splitlines())

    scores = still_open["scores"]
    ours = scores["learned, recalibrated"]
    assert (still_open["items"], still_open["ended"], still_open["horizon"]) == (365, 148, 730)
    assert ours["twcrps"] <= 0.20 * scores["promised dates"]["twcrps"]
    assert ours["twcrps"] <= 0.50 * scores["kept only, by group"]["twcrps"]
    assert 0.75 <= ours["p80"] <= 0.85
    assert ours["inside"]["low"] <= ours["inside"]["share"] <= ours["inside"]["high"]
    assert [gate for gate in still_open["gates"] if gate["ours"] > gate["theirs"]] == []

    assert new["phases"] == "new"
    assert new["scores"]["learned"]["twcrps"] < new["scores"]["promised dates"]["twcrps"]
