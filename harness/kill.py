"""Kills the server outright, again and again, while clients write (docs/reliability.md, H1).

Eight clients bring evidence by the API, each under a key of its own, and note a key on the disk once it was
answered. The server is killed (SIGKILL, all its processes) at random instants and begun again; a client that got no
answer asks again under the same key. In the end everything noted must be there, everything once, and a key asked
again must get the answer it had.

    python harness/kill.py --kills 60
    CORRIDOR_TEST_FSYNC=on tools/with_postgres python harness/kill.py --kills 60
    python harness/kill.py --kills 5 --fault early-answer     # must find losses, else it could find none
    python harness/kill.py --kills 5 --fault forgets-keys     # must find keys answered twice over
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import home as homes

PATH = "/api/v1/programmes/isles/commitments/bring-water/evidence"
FAULTS = {"early-answer": "harness.faulty:early", "forgets-keys": "harness.faulty:forgetful"}
LAST_TRIES = 200
COUNT = """
import django
django.setup()
from django.db import connection
from corridor.base.models import Event
from corridor.ledger.models import Submission
import json
if connection.vendor == "sqlite":
    cursor = connection.cursor()
    cursor.execute("PRAGMA integrity_check")
    assert cursor.fetchone()[0] == "ok", "the database is damaged"
notes = list(Submission.objects.values_list("note", flat=True))
print(json.dumps({"notes": notes, "events": Event.objects.filter(name="submission.brought").count()}))
"""


class Server:
    """The server under test, in a process group of its own, so that all of it dies at once."""

    def __init__(self, environment: dict[str, str], application: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.environment, self.application = environment, application
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, and wait until it answers."""
        command = [
            str(Path(sys.executable).with_name("granian")),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
            *("--workers", "1", "--blocking-threads", "4", "--no-log", self.application),
        ]
        self.process = subprocess.Popen(command, env=self.environment, cwd=homes.ROOT, start_new_session=True)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            # It takes connections before it can answer them.
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                connection.request("GET", "/api/v1/programmes")
                if connection.getresponse().status == 200:
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
            finally:
                connection.close()
        raise RuntimeError("the server does not answer")

    def kill(self) -> None:
        """End it without a word."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Client(threading.Thread):
    """Brings evidence under one key after another, and asks again under the same key until it is answered."""

    def __init__(self, number: int, port: int, token: str, folder: Path, day: str) -> None:
        super().__init__(daemon=True)
        self.number, self.port, self.token, self.day = number, port, token, day
        self.notes = folder / f"acks-{number}"
        self.answers: dict[str, str] = {}
        self.odd: list[str] = []
        self.asked_again = 0
        self.goes_on = True

    def run(self) -> None:
        """Until told to stop; the last key is answered first."""
        count = 0
        with self.notes.open("a") as noted:
            while self.goes_on:
                key = f"c{self.number}-{count}"
                count += 1
                tries = 0
                while (answer := self.ask(key)) is None and (self.goes_on or tries < LAST_TRIES):
                    tries += 1
                    time.sleep(0.05)
                if answer is None:
                    # Nobody answers any more; whether it was written is not known, so nothing is claimed.
                    return
                self.asked_again += bool(tries)
                status, body = answer
                if status not in (201, 202):
                    self.odd.append(f"{key}: {status} {body[:200]}")
                    time.sleep(0.05)
                    continue
                self.answers[key] = body
                noted.write(f"{key}\n")
                noted.flush()
                os.fsync(noted.fileno())

    def ask(self, key: str) -> tuple[int, str] | None:
        """One request; nothing where no whole answer came, or the server asks to come again."""
        given = {"observed_on": self.day, "says": "partly", "grade": "measured", "note": key}
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", PATH, json.dumps(given), headers)
            answer = connection.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        if answer.status in (409, 429, 503) and "brought-before" not in body:
            time.sleep(min(1.0, float(answer.headers.get("Retry-After") or 0.05)))
            return None
        return answer.status, body


def found_in(environment: dict[str, str]) -> dict[str, Any]:
    """What the database holds in the end."""
    command = [sys.executable, "-c", COUNT]
    answer = subprocess.run(command, env=environment, check=True, cwd=homes.ROOT, capture_output=True, text=True)
    return json.loads(answer.stdout)


def judged(clients: list[Client], held: dict[str, Any]) -> list[str]:
    """Everything that is wrong."""
    acked = {key for client in clients for key in client.answers}
    noted = {line for client in clients for line in client.notes.read_text().split()}
    notes = held["notes"]
    bad = [f"lost: {key}" for key in sorted(noted - set(notes))]
    bad += [f"not once: {key}" for key, count in sorted(Counter(notes).items()) if count > 1]
    bad += [f"not noted: {key}" for key in sorted(acked - noted)]
    bad += [odd for client in clients for odd in client.odd]
    if held["events"] != len(notes):
        bad.append(f"{len(notes)} rows and {held['events']} entries of the journal")
    return bad


def main() -> int:
    """Run it, say what was found, and end with 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--fault", choices=FAULTS)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)
    with tempfile.TemporaryDirectory(prefix="corridor-kill-") as place:
        folder = Path(place)
        environment = homes.made(folder / "home", CORRIDOR_API_WRITE_RATE="", CORRIDOR_API_RATE="")
        token = homes.token(environment)
        application = FAULTS.get(asked.fault or "", "corridor.project.wsgi:application")
        server = Server(environment, application)
        server.start()
        day = time.strftime("%Y-%m-%d", time.gmtime())
        clients = [Client(number, server.port, token, folder, day) for number in range(asked.clients)]
        for client in clients:
            client.start()
        for _kill in range(asked.kills):
            time.sleep(dice.uniform(0.05, 1.2))
            server.kill()
            server.start()
        time.sleep(1)
        for client in clients:
            client.goes_on = False
        for client in clients:
            client.join(120)
        again = [
            (client, key)
            for client in clients
            for key in dice.sample(sorted(client.answers), min(6, len(client.answers)))
        ]
        replies = [(key, client.answers[key], client.ask(key)) for client, key in again]
        server.kill()
        bad = judged(clients, found_in(environment))
        bad += [f"another answer to {key}" for key, first, reply in replies if reply is None or reply[1] != first]
        total, retried = (
            sum(len(client.answers) for client in clients),
            sum(client.asked_again for client in clients),
        )
        database = "PostgreSQL" if os.environ.get("CORRIDOR_DATABASE_URL") else "SQLite"
        print(f"{database}, seed {asked.seed}: {asked.kills} kills")
        print(f"{total} writes acknowledged, {retried} asked again")
        print(f"{len(bad)} bad")
        for each in bad[:8]:
            print(f"  {each}")
    return 1 if bad else 0


if __name__ == "__main__":
    os.chdir(homes.ROOT)
    sys.exit(main())
