"""What is done beside the pages."""

import subprocess
import time

import pytest

import make
from corridor.results.models import Balance
from served import COMMAND, corridor


def test_work_strikes_what_is_due_and_ends(mfano):
    mfano("work", "--once")

    assert [each.programme.code for each in Balance.objects.all()] == ["mfano"]


def test_loading_strikes_the_balance_too(ask, tmp_path):
    ask("load", make.package(tmp_path / "isles"))

    assert [each.programme.code for each in Balance.objects.all()] == ["isles"]


@pytest.mark.slow
def test_work_goes_on_until_it_is_stopped(environment, tmp_path):
    corridor(tmp_path / "home", "load", make.package(tmp_path / "isles"))
    worker = subprocess.Popen([COMMAND, "work", "--every", "0.1"], env=environment)
    time.sleep(2)
    alive = worker.poll() is None
    worker.terminate()

    assert (alive, worker.wait(timeout=60) != 0) == (True, True)
