"""The ledger measured beside its peers, as ratios in one run: `make bench` (docs/bench.md).

Makes a programme of 100,000 commitments, 300,000 dependencies and 200,000 evidence rows in a database of its
own and prints: loading beside a bare `executemany` of the same rows; deriving everything beside a loop through
the ORM; who waits for whom over growing graphs with a straight line fitted; migrations; memory. On SQLite the
database works inside this process, so CPU seconds of the process are measured, which other work on the machine
disturbs little; on PostgreSQL (CORRIDOR_DATABASE_URL, a database that may be filled) seconds on the clock.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--commitments", type=int, default=100_000)
parser.add_argument("--dependencies", type=int, default=300_000)
parser.add_argument("--evidence", type=int, default=200_000)
parser.add_argument(
    "--loop", type=int, default=2_000, help="how many commitments the ORM loop visits, then scaled up"
)
ARGUMENTS = parser.parse_args()

scratch = tempfile.TemporaryDirectory(prefix="corridor-bench-")
os.environ["CORRIDOR_HOME"] = scratch.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")

import django  # noqa: E402 - the settings above come first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from corridor.base.actors import READER, Actor  # noqa: E402
from corridor.exchange.actions.load import load_package  # noqa: E402
from corridor.exchange.queries.folder import read_package  # noqa: E402
from corridor.ledger.access import commitments_seen  # noqa: E402
from corridor.ledger.queries.items import items  # noqa: E402
from corridor.ledger.rules.waiting import waiting  # noqa: E402
from corridor.programme.models import Programme  # noqa: E402
from corridor.results.queries.board import board  # noqa: E402
from peers import bare_executemany, loop_through_the_orm, text_tables  # noqa: E402
from programme import write_package  # noqa: E402

OPERATOR = Actor("bench", is_operator=True)
TODAY, ON = date(2026, 11, 22), date(2022, 6, 30)
CLOCK = time.process_time if connection.vendor == "sqlite" else time.perf_counter


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a piece of work took, and what it gave."""
    began = CLOCK()
    given = work()
    return CLOCK() - began, given


def say(what: str, found: str) -> None:
    """One line of the report."""
    print(f"{what:<62}{found}", flush=True)


def pace(what: str, seconds: float, rows: int) -> None:
    """One line of the report: seconds, and rows a second."""
    say(what, f"{seconds:7.2f} s  {rows / seconds:11,.0f} rows/s")


def loading(folder: Path) -> None:
    """How fast a package comes in, whole and again."""
    text_seconds = text_tables(folder, CLOCK)
    read_seconds, (package, faults) = timed(lambda: read_package(folder, TODAY))
    assert not faults, faults[:3]
    at = datetime(2026, 11, 22, tzinfo=UTC)
    write_seconds, tally = timed(lambda: load_package(package, by=OPERATOR, at=at))
    rows, load_seconds = tally.rows_in, read_seconds + write_seconds
    pace("corridor load: read and check every cell", read_seconds, rows)
    pace("corridor load: difference, write, journal", write_seconds, rows)
    pace("corridor load in all (wanted: 8,000 rows/s)", load_seconds, rows)
    again, tally = timed(lambda: load_package(package, by=OPERATOR, at=at))
    pace(f"loading it again: {tally.unchanged:,} of {tally.rows_in:,} unchanged", again + read_seconds, rows)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say("most memory until here (wanted: under 1,024)", f"{memory:7.0f} MiB")
    bare_seconds, bare_rows = bare_executemany(CLOCK)
    pace("peer: bare executemany of the same rows, same tables", bare_seconds, bare_rows)
    say("  its seconds / ours (wanted: at least 0.167)", f"{bare_seconds / load_seconds:7.3f}")
    pace("barer: cells as text, no constraint, one index a table", text_seconds, rows)
    say("  its seconds / ours", f"{text_seconds / load_seconds:7.3f}")


def deriving() -> None:
    """How fast everything is derived from what is stored; in turns, the best of three of each."""
    programme = Programme.objects.get(code="bench")
    seen = commitments_seen(READER, programme)
    at_once, looped = [], []
    for _turn in range(3):
        at_once.append(timed(lambda: items(seen, on=ON))[0])
        looped.append(timed(lambda: loop_through_the_orm(ARGUMENTS.loop, ON))[0])
    scale = ARGUMENTS.commitments / min(ARGUMENTS.loop, ARGUMENTS.commitments)
    seconds, loop = min(at_once), min(looped) * scale
    say("every state, proof and mark, and who waits for whom", f"{seconds:7.2f} s")
    say(f"peer: loop through the ORM, states only ({ARGUMENTS.loop:,} visited, scaled)", f"{loop:7.2f} s")
    say("  times faster than the loop (wanted: at least 20)", f"{loop / seconds:7.1f}")
    seconds, _ = timed(lambda: board(programme, READER, on=ON))
    say("the whole board", f"{seconds:7.2f} s")


def waits(commitments: int, needs: int, within: int, seed: int = 1) -> tuple[float, int]:
    """Seconds of one pass over a graph whose needs stay within groups of that size, and the longest queue."""
    draw = random.Random(seed)
    pairs = []
    while len(pairs) < needs:
        item = draw.randrange(commitments)
        first = item // within * within
        if item > first:
            pairs.append((item, draw.randrange(first, item)))
    pledged = dict.fromkeys(range(0, commitments, 20), 100)
    began = time.process_time()
    found = waiting(range(commitments), pairs, pledged)
    return time.process_time() - began, max(each.others for each in found.values())


def who_waits() -> None:
    """How the cost of who waits for whom grows with the number of needs."""
    print("\nwho waits for whom, in one pass, 50 commitments to a zone and three needs each")
    points = []
    for number in (25_000, 50_000, 100_000, 200_000, 400_000):
        best = min(waits(number, number * 3, 50, seed)[0] for seed in (1, 2, 3))
        points.append((number * 3, best))
        say(f"  {number * 3:,} needs", f"{best:7.3f} s  {1e6 * best / (number * 3):6.2f} µs a need")
    fit(points)
    print("the worst shape: all commitments in one part, so that each carries a long queue")
    for number in (20_000, 100_000):
        seconds, most = waits(number, number * 3, number)
        say(f"  {number * 3:,} needs", f"{seconds:7.3f} s  up to {most:,} wait for one")


def fit(points: Sequence[tuple[int, float]]) -> None:
    """A straight line through (needs, seconds) by least squares, and how well it holds."""
    count = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    start = mean_y - slope * mean_x
    off = sum((y - start - slope * x) ** 2 for x, y in points)
    spread = sum((y - mean_y) ** 2 for _, y in points)
    say("  fitted line", f"{start:+7.3f} s {slope * 1e6:+.2f} µs a need, R² = {1 - off / spread:.4f}")


def main() -> None:
    """Run everything once and print it."""
    unit = "CPU seconds" if CLOCK is time.process_time else "seconds on the clock"
    print(f"{connection.vendor}, Python {sys.version.split()[0]}, {os.cpu_count()} cores, {unit}\n")
    began = time.perf_counter()
    call_command("migrate", verbosity=0)
    say("migrations from empty, on the clock (wanted: under 8)", f"{time.perf_counter() - began:7.2f} s")
    folder = Path(scratch.name) / "package"
    write_package(folder, ARGUMENTS.commitments, ARGUMENTS.dependencies, ARGUMENTS.evidence)
    loading(folder)
    deriving()
    who_waits()


if __name__ == "__main__":
    main()
