"""Time mcprojsim (MIT) on our made-up programme, in an environment of its own: it wants Python 3.13.

    python -m venv /tmp/mc
    /tmp/mc/bin/pip install numpy scipy pydantic pyyaml click jinja2 matplotlib tabulate tomli-w
    /tmp/mc/bin/pip install --no-deps --ignore-requires-python mcprojsim==0.15.2
    .venv/bin/python bench/mcprojsim_peer.py /tmp/mc/bin/python

It finishes only, with quantiles and how often each item is critical; the same lognormal lengths, no factors.
"""

import json
import subprocess
import sys
import time

ITERATIONS = {200: 400, 1_000: 100, 10_000: 4}
TURNS = 3


def theirs() -> None:
    """Read a programme as JSON and print the least seconds of this thread that a simulation took."""
    from mcprojsim import Project, SimulationEngine  # noqa: PLC0415

    made = json.load(sys.stdin)
    waits = [[] for _ in made["median"]]
    for before, after in zip(made["before"], made["after"], strict=True):
        waits[after].append(f"t{before}")
    lengths = zip(made["median"], made["sigma"], waits, strict=True)
    project = Project.model_validate(
        {
            "project": {"name": "programme", "start_date": "2026-01-01", "distribution": "lognormal"},
            "tasks": [
                {
                    "id": f"t{number}",
                    "name": f"t{number}",
                    # Its mode, and the 95th percentile by which it finds sigma.
                    "estimate": {
                        "low": 0,
                        "expected": median * 2.718281828 ** (-(sigma**2)),
                        "high": median * 2.718281828 ** (1.6449 * sigma),
                        "distribution": "lognormal",
                        "unit": "days",
                    },
                    "dependencies": needs,
                }
                for number, (median, sigma, needs) in enumerate(lengths)
            ],
        }
    )
    least = float("inf")
    for turn in range(TURNS):
        engine = SimulationEngine(iterations=made["iterations"], random_seed=turn, show_progress=False)
        began = time.thread_time()
        engine.run(project)
        least = min(least, time.thread_time() - began)
    print(least)


def main() -> None:
    from corridor.engine.forecast import forecast  # noqa: PLC0415
    from forecast_programme import as_network, programme  # noqa: PLC0415

    for n, iterations in ITERATIONS.items():
        made = programme(n)
        network = as_network(made)
        told = {name: made[name].tolist() for name in ("before", "after", "median", "sigma")}
        asked = json.dumps(told | {"iterations": iterations})
        command = [sys.argv[1], __file__, "--theirs"]
        peer = float(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)
        forecast(network, scenarios=8_192)
        least = float("inf")
        for _ in range(TURNS):
            began = time.thread_time()
            forecast(network, scenarios=8_192)
            least = min(least, time.thread_time() - began)
        rate, their = n * 8_192 / least / 1e6, n * iterations / peer / 1e6
        print(f"{n:>7,} items, M item-scenarios/s: {their:.3f}, all of ours {rate:.0f}: {rate / their:,.0f} x")


if __name__ == "__main__":
    theirs() if sys.argv[1:] == ["--theirs"] else main()
