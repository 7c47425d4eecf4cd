"""A forecast run by a Dask cluster: two workers in processes of their own, the same sums to the last bit."""

import json
import subprocess
import sys
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest

from corridor.base.refusals import Refusal
from corridor.console.on_dask import NoAddress, NoCluster, running_on
from corridor.engine.forecast import BRACKETS, brackets
from corridor.engine.network import build
from corridor.engine.runs import Draws, all_chunks, cuts
from corridor.engine.work import lognormal
from served import COMMAND, free_port, surroundings

PATIENCE = 300


def network():
    """A chain of works with workers at its end, beside others."""
    names = [f"work-{place}" for place in range(40)]
    edges = [(one, other, 2) for one, other in pairwise(names[:20])]
    return build(
        names,
        [lognormal(30 + place, 0.5) for place in range(40)],
        edges,
        due=[100.0 * (1 + place // 4) for place in range(40)],
        workers=[0] * 19 + [500] + [10] * 20,
        factors=[("ministry",)] * 40,
        loadings=[(0.4,)] * 40,
    )


@contextmanager
def cluster(folder, workers=2):
    """The address of a scheduler with so many workers, which end with it."""
    port = free_port()
    begun = [[sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", str(port), "--no-dashboard"]]
    begun += [
        [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", "--nthreads", "1",
         "--no-dashboard", "--no-nanny", "--name", f"w-{number}", "--local-directory", str(folder)]
        for number in range(workers)
    ]  # fmt: skip
    running = [
        subprocess.Popen(each, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for each in begun
    ]
    try:
        yield f"dask://127.0.0.1:{port}"
    finally:
        for each in reversed(running):
            each.terminate()
            each.wait(timeout=PATIENCE)


def wait_for(address, workers):
    """Until all workers have come."""
    with running_on_when_there(address) as run:
        run.args[0].wait_for_workers(workers, timeout=PATIENCE)


@contextmanager
def running_on_when_there(address):
    for turn in range(60):
        try:
            with running_on(address) as run:
                yield run
                return
        except NoCluster:
            if turn == 59:
                raise


@pytest.mark.once
@pytest.mark.slow
def test_two_workers_find_the_same_sums_to_the_last_bit(tmp_path):
    plan, draws = network(), Draws(7, 2048)
    marks = brackets(plan, draws)
    with cluster(tmp_path) as address:
        wait_for(address, 2)
        with running_on(address) as run:
            found = run(plan, draws, marks)
            home = {each["name"] for each in run.args[0].scheduler_info()["workers"].values()}

    alone = all_chunks(plan, draws, marks)
    assert home == {"w-0", "w-1"}
    assert len(cuts(draws, 2)) == 2
    assert marks.shape == (40, len(BRACKETS) + 1)
    assert [np.array_equal(one, other) for one, other in zip(found, alone, strict=True)] == [True] * 3


@pytest.mark.once
@pytest.mark.slow
def test_the_command_says_the_same_from_a_cluster(mfano_home, tmp_path):
    words = [COMMAND, "forecast", "--json", "--as-of", "2025-01-01"]
    alone = json.loads(subprocess.run(words, env=mfano_home, check=True, capture_output=True, text=True).stdout)
    with cluster(tmp_path) as address:
        wait_for(address, 2)
        far = subprocess.run([*words, "--on", address], env=mfano_home, check=True, capture_output=True, text=True)

    assert json.loads(far.stdout) == alone


@pytest.fixture
def mfano_home(tmp_path):
    """The environment of a home with the made-up programme."""
    environment = surroundings(tmp_path / "home")
    subprocess.run([COMMAND, "load", "tests/packages/mfano"], env=environment, check=True, capture_output=True)
    return environment


@pytest.mark.parametrize("address", ["10.0.0.5:8786", "dask://", "dask://host", "tcp://host:1", "dask://a b:1"])
def test_what_is_no_address_is_said(address):
    with pytest.raises(NoAddress), running_on(address):
        pass


def test_a_cluster_that_is_not_there_is_said(monkeypatch):
    monkeypatch.setattr("corridor.console.on_dask.PATIENCE", 0.5)

    with pytest.raises(Refusal) as refused, running_on(f"dask://127.0.0.1:{free_port()}"):
        pass

    assert refused.value.code == "no-dask-cluster"
