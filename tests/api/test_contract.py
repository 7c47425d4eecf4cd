"""schemathesis against the real server: no server error, no answer that the OpenAPI document does not tell of."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import make
from served import corridor, serving, surroundings

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
PATIENCE = 240


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a server with the made-up programme, which anybody may ask as often as they like."""
    home = tmp_path_factory.mktemp("home")
    corridor(home, "load", make.MFANO)
    with serving({**surroundings(home), "CORRIDOR_API_RATE": ""}) as (address, _server):
        yield address


@pytest.mark.slow
def test_every_answer_is_documented_whatever_is_asked(site, tmp_path):
    report = tmp_path / "report.json"
    words = ["--config-file", CONFIGURATION, "run", f"{site}/api/v1/openapi.json"]
    words += ["--phases", "coverage,fuzzing,stateful", "--report", "json", "--report-json-path", report]

    found = subprocess.run([SCHEMATHESIS, *words], capture_output=True, text=True, timeout=PATIENCE, cwd=tmp_path)

    assert found.returncode == 0, found.stdout
    told = json.loads(report.read_text())
    assert (told["failures"], told["errors"]) == ([], [])
    assert told["operations"] == {
        "total": 23, "selected": 23, "tested": 23, "errored": 0, "skipped": 0, "skip_reasons": [],
    }  # fmt: skip
    assert {name: phase["status"] for name, phase in told["phases"].items()} == {
        "examples": "skip", "coverage": "success", "fuzzing": "success", "stateful": "success",
    }  # fmt: skip
    assert told["test_cases"]["generated"] > 2000
