"""The installed command with a home of its own, and its server on a free port: for tests and for pictures."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings

COMMAND = Path(sys.executable).with_name("corridor")
PATIENCE = 300


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a command that keeps everything in one folder, in an embedded database."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}
    return {**given, "CORRIDOR_HOME": str(home)}


def corridor(home: Path, *words: object) -> str:
    """What the command answers; it must succeed."""
    words = tuple(map(str, words))
    return subprocess.run(
        [COMMAND, *words], env=surroundings(home), check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextmanager
def new_postgresql(template: str = "template1") -> Iterator[str]:
    """The address of a database beside that of the settings, gone afterwards: empty, or a copy of another."""
    import psycopg  # noqa: PLC0415 - installed only where PostgreSQL is used

    at = settings.DATABASES["default"]
    login = {"host": at["HOST"], "port": at["PORT"] or None, "user": at["USER"], "password": at["PASSWORD"] or None}
    name = f"parallel_{uuid4().hex}"
    with psycopg.connect(**login, dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            user = at["USER"] + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
            port = f":{at['PORT']}" if at["PORT"] else ""
            yield f"postgresql://{user}@{quote(at['HOST'], safe='')}{port}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The server, once it answers, and where; stopped at the end as by Ctrl-C."""
    port = free_port()
    server = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        _wait_for(server, port)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=PATIENCE)


def _wait_for(server: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the server does not answer on port {port}")
