"""`corridor serve`: the pages, on this machine."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces

from corridor.base.queries import dangers
from corridor.console import options
from corridor.console.prepare import prepare_database


@click.command(short_help="Serve the pages.")
@options.host
@options.port
def serve(host: str, port: int) -> None:
    """Serve the pages until stopped. Refuses to start on a database that could lose what it acknowledged."""
    prepare_database()
    run_server(host, port)


def run_server(host: str, port: int) -> None:
    """Start the server after the self-test of the database and a look at the port."""
    found = dangers()
    if found:
        raise click.ClickException("; ".join(found))
    _look_at(host, port)
    call_command("collectstatic", verbosity=0, interactive=False)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Corridor is at http://{shown}:{port}/ (stop with Ctrl-C)")
    with working():
        _serve(host, port)


@contextmanager
def working() -> Iterator[None]:
    """`corridor work` in a process of its own until this one is done; begun again should it end before."""
    # What is begun from here ends with this process, however that ends.
    os.environ["CORRIDOR_SERVER"] = str(os.getpid())
    done = threading.Event()
    # Begun before the server forks: a fork in the middle would keep open the pipe by which this one is told.
    at_work = [_begin_work()]

    def keep() -> None:
        while True:
            code = at_work[0].wait()
            if done.wait(1):
                return
            click.echo(f"corridor work ended with {code}; it begins again", err=True)
            at_work[:] = [_begin_work()]

    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        at_work[0].terminate()
        keeper.join(5)


def _begin_work() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "corridor.console.main", "work"])


def _serve(host: str, port: int) -> None:
    Granian(
        "corridor.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve()


def _look_at(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise click.ClickException(f"cannot listen on {host}:{port}: {problem.strerror}; choose another --port")
