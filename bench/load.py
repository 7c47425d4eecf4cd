"""Mixed use at a fixed rate of arrival: `make bench-load` (docs/bench.md).

A programme of 100,000 commitments behind one server process and `corridor work`, all on this machine. Requests
arrive at fixed instants whether or not those before were answered (an open model), 80 of 100 read and 20 write by
the API; each is timed from the instant at which it was due. Then the rate is raised until the server can no longer
follow. The same generator asks a bare Django page of the same rows, so that the figures have a ratio.
"""

import argparse
import http.client
import json
import os
import platform
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "harness")]

FILL = """
import sys, tempfile
sys.path.insert(0, {bench!r})
import django
django.setup()
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from django.utils import timezone
from corridor.base.actors import Actor, Role
from corridor.console.prepare import prepare_database
from corridor.console.upkeep import keep_up
from corridor.exchange.actions.load import load_package
from corridor.exchange.queries.folder import read_package
from corridor.members.actions import make_token
from corridor.members.models import Membership, Person
from corridor.members.queries import actor_of
from corridor.people.models import Party
from corridor.programme.models import Programme
from programme import write_package
operator, now, today = Actor("bench", is_operator=True), timezone.now(), timezone.localdate()
prepare_database()
if not Programme.objects.filter(code="bench").exists():
    with tempfile.TemporaryDirectory() as folder:
        write_package(Path(folder) / "p", {commitments}, {commitments} * 3, {commitments} * 2)
        package, faults = read_package(Path(folder) / "p", today)
        assert not faults, [str(each) for each in faults][:5]
        load_package(package, by=operator, at=datetime(2026, 11, 22, tzinfo=UTC))
    programme = Programme.objects.get(code="bench")
    person = Person.objects.create(email="load@bench.invalid", name="Load", joined_at=now)
    party = Party.objects.filter(programme=programme).first()
    Membership.objects.create(
        person=person, programme=programme, party=party, role=Role.OFFICER.value, since=today, recorded_at=now
    )
programme, person = Programme.objects.get(code="bench"), Person.objects.get(email="load@bench.invalid")
keep_up(programme, operator, now, today)
_token, secret = make_token(
    person, "load", ["evidence"], today + timedelta(days=1), by=actor_of(person, today), at=now, on=today
)
print(secret)
"""
READS = (
    (30, "list page", "/bench/commitments/"),
    (10, "list page, Urdu", "/ur/bench/commitments/?state=overdue"),
    (15, "one commitment", "/bench/commitments/c-{number}/"),
    (10, "board", "/bench/"),
    (15, "list, JSON", "/api/v1/programmes/bench/commitments"),
)
WRITES = 20
Kind = str


class Load:
    """What is asked of one server, and how long the answers took."""

    def __init__(self, port: int, token: str = "", commitments: int = 1, seed: int = 2026) -> None:
        self.port, self.token, self.dice = port, token, random.Random(seed)
        self.commitments = commitments
        self.day = time.strftime("%Y-%m-%d", time.gmtime())

    def mixed(self) -> tuple[Kind, Callable[[], int]]:
        """One request of the mix."""
        place = self.dice.randrange(100)
        number = self.dice.randrange(self.commitments)
        if place < WRITES:
            return "write", lambda: self.write(number)
        place -= WRITES
        for share, kind, address in READS:
            if place < share:
                asked = address.format(number=number)
                return kind, lambda: self.ask("GET", asked)  # noqa: B023 - it returns at once
            place -= share
        raise AssertionError("the shares must add up to 100")

    def bare(self) -> tuple[Kind, Callable[[], int]]:
        """The peer's page."""
        return "bare page", lambda: self.ask("GET", "/bare/")

    def write(self, number: int) -> int:
        """Bring evidence about one of the commitments."""
        note = f"{number}-{time.monotonic_ns()}"
        given = {"observed_on": self.day, "says": "partly", "grade": "measured", "note": note}
        path = f"/api/v1/programmes/bench/commitments/c-{number}/evidence"
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.ask("POST", path, json.dumps(given), {**headers, "Idempotency-Key": note})

    def ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> int:
        """The status of an answer that was read to its end; 0 where none came."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()


def arriving(
    next_one: Callable[[], tuple[Kind, Callable[[], int]]], rate: float, seconds: float
) -> dict[Kind, list[tuple[float, int]]]:
    """Let requests arrive at a rate: per kind, seconds from when each was due to its end, and its status."""
    found: dict[Kind, list[tuple[float, int]]] = defaultdict(list)
    begin = time.monotonic() + 0.1

    def timed(due: float, kind: Kind, do: Callable[[], int]) -> None:
        status = do()
        found[kind].append((time.monotonic() - due, status))

    with ThreadPoolExecutor(256) as pool:
        for place in range(int(rate * seconds)):
            due = begin + place / rate
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(timed, due, *next_one())
    return found


def shown(found: dict[Kind, list[tuple[float, int]]]) -> tuple[float, int]:
    """Print what each kind took; the p95 of all, and how many were not answered rightly."""
    every = [each for rows in found.values() for each in rows]
    for kind, rows in [*sorted(found.items()), ("all", every)]:
        times = sorted(seconds * 1000 for seconds, _status in rows)
        bad = sum(status not in (200, 201, 202) for _seconds, status in rows)
        places = {f"p{part}": times[min(len(times) - 1, len(times) * part // 100)] for part in (50, 95, 99)}
        told = "  ".join(f"{name} {value:7.1f} ms" for name, value in places.items())
        print(f"  {kind:20} {len(rows):6}  {told}  {bad} bad")
    times = sorted(seconds for seconds, _status in every)
    return times[len(times) * 95 // 100], sum(status not in (200, 201, 202) for _seconds, status in every)


def saturation(next_one: Callable[[], tuple[Kind, Callable[[], int]]], first: float, seconds: float) -> float:
    """The last rate, raised by a quarter each time, at which 95 of 100 were answered within a second."""
    rate, last = first, 0.0
    while True:
        every = [each for rows in arriving(next_one, rate, seconds).values() for each in rows]
        times = sorted(each for each, _status in every)
        bad = sum(status not in (200, 201, 202) for _each, status in every)
        if bad or times[len(times) * 95 // 100] > 1:
            return last
        rate, last = rate * 1.25, rate


@contextmanager
def served(environment: dict[str, str]) -> Iterator[int]:
    """One server process of four threads and the worker beside it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    binaries = Path(sys.executable).parent
    server = subprocess.Popen(
        [
            *(binaries / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-log"),
            *("--workers", "1", "--blocking-threads", "4", "--working-dir", ROOT / "bench", "serving:application"),
        ],
        env=environment,
        start_new_session=True,
    )
    worker = subprocess.Popen([binaries / "corridor", "work"], env=environment, start_new_session=True)
    try:
        until = time.monotonic() + 60
        while Load(port).ask("GET", "/bare/") != 200:
            if time.monotonic() > until:
                raise RuntimeError("the server does not answer")
            time.sleep(0.1)
        yield port
    finally:
        for process in (server, worker):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def main() -> None:
    """Fill, serve, let requests arrive, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commitments", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--home", type=Path, help="a folder to keep the filled database in, and to find it again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="corridor-load-") as scratch:
        environment = {
            **os.environ,
            "CORRIDOR_HOME": str(asked.home or scratch),
            "CORRIDOR_API_RATE": "",
            "CORRIDOR_API_WRITE_RATE": "",
            "DJANGO_SETTINGS_MODULE": "corridor.project.settings",
            "PYTHONWARNINGS": "ignore",
        }
        code = FILL.format(bench=str(ROOT / "bench"), commitments=asked.commitments)
        filled = subprocess.run(
            [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
        )
        subprocess.run(
            [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"], env=environment, check=True
        )
        token = filled.stdout.split()[-1]
        database = "PostgreSQL" if os.environ.get("CORRIDOR_DATABASE_URL") else "SQLite"
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        print(f"{database}, {asked.commitments} commitments, {machine}")
        with served(environment) as port:
            load = Load(port, token, asked.commitments)
            for _warm in range(20):
                load.mixed()[1]()
            print(f"{asked.rate:g} requests a second for {asked.seconds:g} s, 80 % reads:")
            shown(arriving(load.mixed, asked.rate, asked.seconds))
            print(f"the bare page at {asked.rate:g} a second:")
            shown(arriving(load.bare, asked.rate, min(20.0, asked.seconds)))
            mixed, bare = saturation(load.mixed, asked.rate, 10), saturation(load.bare, asked.rate, 10)
            ratio = f"{mixed / bare:.2f} x" if bare else "which saturates at once"
            print(f"saturation: {mixed:.0f} a second mixed, {bare:.0f} a second of the bare page: {ratio}")


if __name__ == "__main__":
    main()
