"""Real workers, two at once and ended by force: each letter is sent, and known again where it is sent twice."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailserver import Mailbox, mail_server
from served import COMMAND, PATIENCE, surroundings

AT_WORK = Path(__file__).with_name("at_work.py")
MFANO = Path(__file__).parents[1] / "packages" / "mfano"
LETTERS = 40

pytestmark = pytest.mark.slow


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server."""
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def machine(tmp_path, mailbox, own_database) -> dict[str, str]:
    """The environment of a machine with an empty database of the kind the other tests use, and that mail server."""
    return {**surroundings(tmp_path / "home"), **mailbox.variables(), **own_database}


def at_work(machine: dict[str, str], *words: object) -> str:
    """Ask the machine's post something."""
    command = [sys.executable, AT_WORK, *map(str, words)]
    machine = machine | {"PYTHONPATH": str(AT_WORK.parents[1])}
    return subprocess.run(command, env=machine, check=True, stdout=subprocess.PIPE, text=True).stdout


def letters(machine: dict[str, str]) -> list[tuple[int, bool, bool]]:
    """What became of each letter: attempts, sent, given up."""
    return [(tried, bool(sent), bool(over)) for _key, tried, sent, over in json.loads(at_work(machine, "tell"))]


def worker(machine: dict[str, str], *words: str) -> subprocess.Popen[str]:
    """A worker that has begun."""
    machine = machine | {"CORRIDOR_SERVER": str(os.getpid())}
    return subprocess.Popen([COMMAND, "work", *words], env=machine, stderr=subprocess.PIPE, text=True)


def test_two_workers_at_once_send_each_letter_once(machine, mailbox):
    at_work(machine, "post", LETTERS)

    both = [worker(machine, "--once"), worker(machine, "--once")]
    ended = [(each.communicate(timeout=PATIENCE)[1], each.returncode) for each in both]

    assert ended == [("", 0)] * 2
    assert mailbox.subjects == sorted(f"خط {number}" for number in range(LETTERS))
    assert letters(machine) == [(1, True, False)] * LETTERS


def test_a_worker_killed_while_it_sends_loses_nothing(machine, mailbox):
    at_work(machine, "post", 3)
    mailbox.silent = True
    killed = worker(machine, "--every", "0.1")
    mailbox.wait_for(1)
    killed.kill()
    killed.communicate(timeout=PATIENCE)
    mailbox.silent = False

    # Another finds two letters; the third is still held for the one that died.
    worker(machine, "--once").communicate(timeout=PATIENCE)
    held = sorted(letters(machine))
    at_work(machine, "expire")
    worker(machine, "--once").communicate(timeout=PATIENCE)

    assert held == [(1, False, False), (1, True, False), (1, True, False)]
    assert sorted(letters(machine)) == [(1, True, False), (1, True, False), (2, True, False)]
    assert mailbox.subjects == ["خط 0", "خط 0", "خط 1", "خط 2"]
    names = {str(each["Subject"]).strip(): set() for each in mailbox.received}
    for each in mailbox.received:
        names[str(each["Subject"]).strip()].add(each["Message-ID"])
    assert [len(each) for each in names.values()] == [1, 1, 1]
    twice = [raw for raw in mailbox.raw if mailbox.raw.count(raw) == 2]
    assert len(twice) == 2


def test_a_worker_goes_on_sending_until_it_is_stopped(machine, mailbox):
    running = worker(machine, "--every", "0.1")
    for batch in (1, 2):
        at_work(machine, "post", batch)
        mailbox.wait_for(batch)
    running.terminate()
    running.communicate(timeout=PATIENCE)

    assert mailbox.subjects == ["خط 0", "خط 1"]


def test_two_workers_at_once_write_to_everybody_once(machine, mailbox):
    subprocess.run([COMMAND, "load", MFANO], env=machine, check=True, stdout=subprocess.DEVNULL)
    at_work(machine, "people")

    both = [worker(machine, "--once"), worker(machine, "--once")]
    ended = [(each.communicate(timeout=PATIENCE)[1], each.returncode) for each in both]
    worker(machine, "--once").communicate(timeout=PATIENCE)

    assert ended == [("", 0)] * 2
    names = [each["Message-ID"] for each in mailbox.received]
    assert (len(names) > 2, len(names) - len(set(names))) == (True, 0)
    brought, twice = map(int, at_work(machine, "escalations").split())
    assert (brought > 0, twice) == (True, 0)


def test_a_mail_server_that_hangs_makes_no_balance_late(machine, mailbox):
    subprocess.run([COMMAND, "load", MFANO], env=machine, check=True, stdout=subprocess.DEVNULL)
    mailbox.silent = True
    at_work(machine, "post", 1)
    running = worker(machine, "--every", "0.1")
    mailbox.wait_for(1)

    at_work(machine, "unstrike")
    until = time.monotonic() + 10
    while at_work(machine, "balances") == "0\n" and time.monotonic() < until:
        time.sleep(0.1)

    assert (at_work(machine, "balances"), letters(machine)) == ("1\n", [(1, False, False)])
    running.terminate()
    running.communicate(timeout=PATIENCE)
