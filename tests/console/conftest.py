"""What the tests of the command line share: the command in this process, and the real one in its own."""

import subprocess
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

import make
from corridor.console.main import main
from served import COMMAND, surroundings

Ask = Callable[..., Result]


@pytest.fixture
def ask(db, settings, tmp_path) -> Ask:
    """Runs the command here, on the test's database; a bug comes through, an unexpected exit code fails."""
    settings.HOME = tmp_path / "home"

    def ask(*words: object, code: int = 0) -> Result:
        found = CliRunner().invoke(main, [*map(str, words)], prog_name="corridor", catch_exceptions=False)
        assert found.exit_code == code, found.output
        return found

    return ask


@pytest.fixture
def cpec(ask) -> Ask:
    """The same with the real programme loaded."""
    make.load(make.CPEC)
    return ask


@pytest.fixture
def mfano(ask) -> Ask:
    """The same with the made-up programme loaded."""
    make.load(make.MFANO)
    return ask


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """The surroundings of a real command: an embedded database in a folder of its own."""
    return surroundings(tmp_path / "home")


@pytest.fixture
def real(environment) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the installed command as people do, each time in a process of its own."""

    def real(*words: object, code: int = 0, **variables: str) -> subprocess.CompletedProcess[str]:
        found = subprocess.run(
            [COMMAND, *map(str, words)],
            env={**environment, **variables},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert found.returncode == code, found.stdout + found.stderr
        assert "Traceback" not in found.stderr
        return found

    return real
