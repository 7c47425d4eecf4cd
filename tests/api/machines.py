"""A machine of its own whose programs write: a real server on the kind of database that the other tests use."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from served import PATIENCE, _wait_for, free_port, new_postgresql, surroundings

HERE = Path(__file__).with_name("with_tokens.py")
TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Machine:
    """A server that runs: where it is, the tokens in the order in which they were wanted, its surroundings."""

    address: str
    tokens: Sequence[str]
    environment: dict[str, str]

    def events(self, table: str) -> int:
        """How many events its journal has of a table."""
        return int(said(self.environment, "count", table))


def said(environment: dict[str, str], *words: str) -> str:
    """What a process of its own answers."""
    command = [sys.executable, HERE, *words]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def machine(home: Path, *wanted: str, servers: int = 1, rate: str = "") -> Iterator[list[Machine]]:
    """So many servers on one database with the made-up programme, and a token for each that is wanted.

    rate: how often one address may ask for forecasts of its own.
    """
    if connection.vendor == "postgresql":
        with new_postgresql() as database:
            yield from _serving(home, {"CORRIDOR_DATABASE_URL": database}, wanted, servers, rate)
    else:
        yield from _serving(home, {}, wanted, servers, rate)


def _serving(
    home: Path, database: dict[str, str], wanted: Sequence[str], servers: int, rate: str
) -> Iterator[list[Machine]]:
    environment = {
        **surroundings(home), **database, "CORRIDOR_API_RATE": "", "CORRIDOR_API_WRITE_RATE": "",
        "CORRIDOR_FORECAST_RATE": rate,
        "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]),
        "DJANGO_SETTINGS_MODULE": "corridor.project.settings",
    }  # fmt: skip
    tokens = json.loads(said(environment, "prepare", *wanted))
    yield from _begun(environment, tokens, servers, [])


def _begun(environment: dict[str, str], tokens: Sequence[str], more: int, begun: list[Machine]) -> Iterator:
    if not more:
        yield begun
        return
    port = free_port()
    server = subprocess.Popen([sys.executable, HERE, "serve", str(port)], env=environment)
    try:
        _wait_for(server, port)
        own = Machine(f"http://127.0.0.1:{port}", tokens, environment)
        yield from _begun(environment, tokens, more - 1, [*begun, own])
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(PATIENCE)
