"""Scenarios run on a Dask cluster. Chunks of scenarios add up exactly, so the answer is the same to the last bit.

Dask is an optional extra (`corridor-programme[dask]`), loaded only when somebody asks for it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial, reduce
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from corridor.base.refusals import Refusal
from corridor.engine.network import Network
from corridor.engine.runs import Draws, added, chunk, cuts
from corridor.engine.sweep import Question, Sums
from corridor.foresight.rules.outlook import Run

ADDRESS = re.compile(r"dask://(?P<place>[A-Za-z0-9.\-]+:[0-9]{1,5}|\[[0-9A-Fa-f:]+\]:[0-9]{1,5})")
# Seconds: a scheduler that is there answers at once.
PATIENCE = 10


class NoAddress(Refusal):
    """No address of a Dask scheduler."""

    code = "no-dask-address"
    text = _(
        "“{asked}” is no address of a Dask scheduler. Write it as dask://host:port, such as dask://10.0.0.5:8786."
    )


class NoDask(Refusal):
    """The optional extra is not installed."""

    code = "no-dask"
    text = _("Dask is not installed here. Install it with: pip install “corridor-programme[dask]”.")


class NoCluster(Refusal):
    """Nobody answers, or nobody works there."""

    code = "no-dask-cluster"
    text = _("At {address} no Dask scheduler with workers answers.")


@contextmanager
def running_on(address: str) -> Iterator[Run]:
    """Who runs the scenarios: the workers of a cluster, as long as the block lasts.

    Refuses with NoAddress, NoDask and NoCluster.
    """
    if not (found := ADDRESS.fullmatch(address)):
        raise NoAddress(asked=address[:80])
    if find_spec("distributed") is None:
        raise NoDask
    distributed = import_module("distributed")
    try:
        client = distributed.Client(f"tcp://{found['place']}", timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError):
        raise NoCluster(address=address) from None
    with client:
        if not client.nthreads():
            raise NoCluster(address=address)
        yield partial(sums_by, client)


def sums_by(
    client: Any, network: Network, draws: Draws, marks: NDArray[np.int32], question: Question | None = None
) -> Sums:
    """The sums of all scenarios: one run for each thread of the cluster, the network sent once to each worker."""
    sent = client.scatter((network, draws, marks, question), broadcast=True, hash=False)
    threads = sum(client.nthreads().values())
    parts = [client.submit(_part, sent, *run, pure=False) for run in cuts(draws, threads)]
    return reduce(added, client.gather(parts))


def _part(sent: tuple[Network, Draws, NDArray[np.int32], Question | None], first: int, last: int) -> Sums:
    network, draws, marks, question = sent
    return chunk(network, draws, marks, first, last, question=question)
