"""`corridor serve`: the pages, on this machine."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces

from corridor.base.queries import dangers
from corridor.console import options
from corridor.console.prepare import prepare_database

# What the setting says where nobody has set it.
UNSET_SITE = "http://127.0.0.1:8000"


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
    if settings.SITE == UNSET_SITE:
        # Links lead to the port at which they are answered, also those of the processes that this one begins.
        settings.SITE = os.environ["CORRIDOR_SITE"] = f"http://127.0.0.1:{port}"
    with working():
        _serve(host, port)


@contextmanager
def working() -> Iterator[None]:
    """`corridor work` beside this process until it is done, however it ends."""
    os.environ["CORRIDOR_SERVER"] = str(os.getpid())
    # In a session of its own: Ctrl-C is meant for the server, which then ends this one.
    keeper = subprocess.Popen([sys.executable, "-m", "corridor.console.keeper"], start_new_session=True)
    try:
        yield
    finally:
        keeper.terminate()
        keeper.wait()


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
