"""Where numba is not installed numpy gives the same bits."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np

from corridor.engine.curves import curves
from corridor.engine.forecast import WORKERS, forecast
from corridor.engine.ranking import held_back
from corridor.engine.work import SCORES, fixed, lognormal, quantiles
from engine.networks import network

WITHOUT = """
import sys
sys.modules["numba"] = None
from corridor.engine.compiled import COMPILED
from engine.test_compiled import print_of_all
assert not COMPILED
print(print_of_all())
"""


def print_of_all():
    """The SHA-256 of everything that a programme of all kinds of work answers."""
    works = [fixed(12), lognormal(40, 0.7), lognormal(40, 0.7, elapsed=30, never=0.1)]
    works.append(quantiles([20 + 4 * score for score in SCORES.tolist()]))
    week = [day % 7 not in (5, 6) for day in range(500)]
    programme = network(
        90,
        seed=21,
        work=[works[place % 4] for place in range(90)],
        calendars=[place % 3 - 1 if place % 3 < 2 else -1 for place in range(90)],
        working_days=[week],
        projects=[place // 10 for place in range(90)],
        done=[place % 11 == 0 for place in range(90)],
        sooner=[place % 5 for place in range(90)],
    )
    found = forecast(programme, scenarios=1280, seed=6)
    bands = curves(programme, ["all"] * 90, {"workers": range(90)}, [50, 200, 400], scenarios=128)
    held = held_back(programme, kind=WORKERS, scenarios=128, sooner=20)
    arrays = [getattr(found, name) for name in found.__dataclass_fields__]
    parts = [np.asarray(each).tobytes() for each in [*arrays, bands["all"]["workers"], held]]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def test_numpy_alone_gives_the_same_bits():
    without = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
        env={"PYTHONPATH": ".", "PYTHONWARNINGS": "error", "PATH": ""},
    )

    assert without.stdout.strip() == print_of_all()
