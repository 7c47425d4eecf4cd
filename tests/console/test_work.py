"""What is done beside the pages."""

import subprocess
import time

import pytest
from django.core.cache import caches

import make
from corridor.console.commands.work import foresee
from corridor.results.models import Balance
from served import COMMAND, corridor


def test_work_strikes_what_is_due_and_ends(mfano):
    mfano("work", "--once")

    assert [each.programme.code for each in Balance.objects.all()] == ["mfano"]


def test_loading_strikes_the_balance_too(ask, tmp_path):
    ask("load", make.package(tmp_path / "isles"))

    assert [each.programme.code for each in Balance.objects.all()] == ["isles"]


def test_work_looks_ahead_once_facts_are_quiet(db, tmp_path):
    make.loaded(tmp_path)
    caches["forecasts"].clear()
    told, kept = {}, []
    for _look in range(2):
        foresee(told)
        kept.append(len(caches["forecasts"]._list_cache_files()))

    assert (list(told), kept[0], kept[1] > 0) == (["isles"], 0, True)


@pytest.mark.slow
def test_work_goes_on_until_it_is_stopped(environment, tmp_path):
    corridor(tmp_path / "home", "load", make.package(tmp_path / "isles"))
    worker = subprocess.Popen([COMMAND, "work", "--every", "0.1"], env=environment)
    time.sleep(2)
    alive = worker.poll() is None
    worker.terminate()

    assert (alive, worker.wait(timeout=60) != 0) == (True, True)
