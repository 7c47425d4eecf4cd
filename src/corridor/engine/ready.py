"""Compiling ahead, so that nobody who asks has to wait for it."""

from corridor.engine.curves import curves
from corridor.engine.forecast import forecast
from corridor.engine.network import build
from corridor.engine.work import SCORES, lognormal, quantiles


def make_ready() -> None:
    """Compile the kernels and keep them on disk, unless that was done since they last changed: some 15 s."""
    works = [quantiles((20 + SCORES).tolist(), never=0.1), lognormal(90, 0.6)]
    plan = build(
        ["first", "then"],
        works,
        [("first", "then", 0)],
        due=[30, 100],
        workers=[0, 1200],
        exports=[0, 5],
        factors=[("ministry",), ("ministry",)],
        loadings=[(0.4,), (0.4,)],
    )
    forecast(plan, scenarios=1024)
    curves(plan, ["zone", "zone"], {"workers": [0, 1200]}, [0, 30], scenarios=64)
