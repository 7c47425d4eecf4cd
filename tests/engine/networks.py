"""Networks that the tests of the engine share."""

import random
from pathlib import Path

import pytest

from corridor.engine.network import build
from corridor.engine.work import lognormal

EXTERNAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "external"


def external(name):
    """A file of shared truth; a test that needs it is skipped, with its name, where the folder is not."""
    path = EXTERNAL / name
    if not path.is_file():
        pytest.skip(f"{path} is not there")
    return path


def drawn(count, seed=1, share=0.15, **given):
    """A made-up network of so many items as the arguments of `build`; `given` replaces some."""
    chance = random.Random(seed)
    names = [f"item-{number}" for number in range(count)]
    edges = [
        (names[before], names[after], chance.choice([0, 0, 7, -3]))
        for after in range(count)
        for before in range(max(0, after - 12), after)
        if chance.random() < share
    ]
    made = {
        "names": names,
        "work": [lognormal(chance.uniform(5, 60), chance.uniform(0.2, 0.9)) for _ in names],
        "edges": edges,
        "release": [chance.choice([0, 0, 20]) for _ in names],
        "due": [chance.uniform(20, 60 + 12 * number**0.5) for number in range(count)],
        "factors": [(chance.choice("abc"), chance.choice("xy")) if chance.random() < 0.7 else () for _ in names],
        "workers": [chance.choice([0, 0, 100, 1200]) for _ in names],
        "exports": [chance.choice([0, 0, 0, 2.5]) for _ in names],
    }
    made["loadings"] = [(0.5, 0.3) if each else () for each in made["factors"]]
    return {**made, **given}


def network(count, seed=1, share=0.15, **given):
    """That network, built."""
    return build(**drawn(count, seed, share, **given))
