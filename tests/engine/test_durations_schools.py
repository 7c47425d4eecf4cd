"""The back-test on New York's school construction: two years ahead, and after the halt of 2020."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("CORRIDOR_EXTERNAL", ROOT.parent / "shared/data/external"))
FILE = "nyc-school-construction-to-2022-07-01.csv"


HERE = pytest.mark.skipif(not (FOLDER / FILE).exists(), reason=f"no {FILE} in {FOLDER}")


def asked(*options):
    command = [sys.executable, "bench/durations.py", "--json", *options]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in found.stdout.splitlines()]


def beside(scores, name):
    """The score beside that of plan dates, and of kept items only."""
    ours = scores[name]["twcrps"]
    return ours / scores["promised dates"]["twcrps"], ours / scores["kept only, by group"]["twcrps"]


@pytest.mark.slow
@HERE
def test_two_years_ahead_it_beats_plans_and_kept_items_and_p80_holds():
    still_open, new = asked("--on", "2020-07-01", "--without-plan")

    scores = still_open["scores"]
    ours = scores["learned, recalibrated"]
    assert (still_open["items"], still_open["ended"], still_open["horizon"]) == (365, 148, 730)
    plan, kept = beside(scores, "learned, recalibrated")
    assert plan <= 0.20
    assert kept <= 0.50
    assert 0.75 <= ours["p80"] <= 0.85
    assert ours["inside"]["low"] <= ours["inside"]["share"] <= ours["inside"]["high"]
    assert [gate for gate in still_open["gates"] if gate["ours"] > gate["theirs"]] == []
    assert still_open["bands"][1]["plan"][1] <= 0.20

    assert new["phases"] == "new"
    assert new["scores"]["learned"]["twcrps"] < new["scores"]["promised dates"]["twcrps"]


@pytest.mark.slow
@HERE
def test_after_the_halt_paces_and_plans_beat_kept_items_where_one_clock_does_not():
    still_open, _new = asked("--on", "2021-01-01")

    scores = still_open["scores"]
    plan, kept = beside(scores, "paces + plan")
    assert plan <= 0.20
    assert kept <= 0.50 < beside(scores, "learned + plan")[1]
    # Whoever is told what became of all others does better, but not by half.
    assert 0.5 < still_open["hindsight"][1] / scores["paces + plan"]["twcrps"] < 1
