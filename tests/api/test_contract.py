"""schemathesis against the real server: no server error, no answer that the OpenAPI document does not tell of."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from api.machines import Machine, machine

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
PATIENCE = 240
# A token of each kind: for whom, in which roles, good for what.
TOKENS = {
    "everything": "ministry-of-samples:officer,verifier,contributor:commit,evidence,verify,contest",
    "commit": "ministry-of-samples:officer:commit",
    "evidence": "dummy-electric:contributor:evidence",
    "verify": "institute-of-fiction:verifier:verify",
    "contest": "acme-textiles:contributor:contest",
    "reads": "acme-textiles:reader:commit,evidence,verify,contest",
}
# What is refused for its form is refused to all alike.
WRITING = ("--include-method", "POST", "--include-method", "PATCH", "--mode", "positive")


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """A server with the made-up programme, which anybody may ask as often as they like, and the tokens."""
    with (
        django_db_blocker.unblock(),
        machine(tmp_path_factory.mktemp("home"), *TOKENS.values()) as (server,),
    ):
        yield server


def run(site: Machine, folder: Path, token: str, phases: str, *words: str) -> dict:
    """What schemathesis found with a token."""
    report = folder / f"{token}.json"
    secret = dict(zip(TOKENS, site.tokens, strict=True))[token]
    command: Sequence = [
        SCHEMATHESIS, "--config-file", CONFIGURATION, "run", f"{site.address}/api/v1/openapi.json",
        "--header", f"Authorization: Bearer {secret}",
        "--phases", phases, "--report", "json", "--report-json-path", report, *words,
    ]  # fmt: skip

    found = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, cwd=folder)

    assert found.returncode == 0, found.stdout[-30_000:]
    told = json.loads(report.read_text())
    assert (told["failures"], told["errors"]) == ([], [])
    assert told["operations"]["errored"] == 0
    return told


@pytest.mark.slow
def test_every_answer_is_documented_whatever_is_asked(site, tmp_path):
    told = run(site, tmp_path, "everything", "coverage,fuzzing,stateful")

    assert told["operations"]["tested"] == 44
    assert {name: phase["status"] for name, phase in told["phases"].items()} == {
        "examples": "skip", "coverage": "success", "fuzzing": "success", "stateful": "success",
    }  # fmt: skip
    assert told["test_cases"]["generated"] > 2000


@pytest.mark.slow
@pytest.mark.parametrize("token", [each for each in TOKENS if each != "everything"])
def test_every_kind_of_token_is_answered_as_documented(site, tmp_path, token):
    told = run(site, tmp_path, token, "coverage", *WRITING)

    # Of three nothing is made up that is right by form alone.
    assert (told["operations"]["selected"], told["operations"]["tested"]) == (14, 11)
