"""The server looks at its database before it listens."""

import gzip
import os
import signal
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from served import serving


def test_a_database_that_could_lose_what_it_acknowledged_is_not_served(ask):
    # An address of no machine, so that it ends here whatever the database is like.
    said = ask("serve", "--host", "192.0.2.1", code=1).stderr

    reasons = {
        "sqlite": "SQLite runs with journal_mode=memory; it must be wal",
        "postgresql": "PostgreSQL runs with fsync=off: a power cut can lose what was acknowledged",
    }
    assert reasons[connection.vendor] in said


def ended(pid):
    """Whether no process of that number is at work any more."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def children(pid):
    """The processes that one has begun, and those that these have."""
    try:
        tasks = [each.read_text(encoding="ascii") for each in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    own = [int(child) for task in tasks for child in task.split()]
    return [*own, *(further for child in own for further in children(child))]


def within(seconds, is_so):
    """Whether something came to be so in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.2)
    return False


def test_a_server_that_starts_again_compresses_only_what_has_changed(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", verbosity=0, interactive=False)
    forms = [*tmp_path.rglob("*.br")]
    sheet = next(tmp_path.glob("corridor.*.css"))
    broken = Path(f"{sheet}.gz")
    broken.write_bytes(broken.read_bytes()[:100])
    for path in forms:
        os.utime(path, (1, 1))

    call_command("collectstatic", verbosity=0, interactive=False)

    assert len(forms) > 50
    assert [path for path in forms if path.stat().st_mtime != 1] == [Path(f"{sheet}.br")]
    assert gzip.decompress(broken.read_bytes()) == sheet.read_bytes()


@pytest.mark.slow
def test_killed_outright_the_server_leaves_nobody_behind(environment):
    with serving(environment) as (_site, server):
        assert within(10, lambda: len(children(server.pid)) >= 3)
        behind = children(server.pid)
        server.kill()
        server.wait()

        assert within(20, lambda: all(map(ended, behind)))


@pytest.mark.slow
def test_work_that_is_killed_begins_again(environment):
    with serving(environment) as (_site, server):
        assert within(10, lambda: any("work" in command_of(pid) for pid in children(server.pid)))
        at_work = next(pid for pid in children(server.pid) if "work" in command_of(pid))
        os.kill(at_work, signal.SIGKILL)

        assert within(15, lambda: any("work" in command_of(pid) and pid != at_work for pid in children(server.pid)))


def command_of(pid):
    """The words with which a process was begun."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return []
