"""Keeps `corridor work` at work beside a server: begins it, begins it again, and ends with the server.

A process of its own: a thread of the server could be given the signal that is meant to end the server, and a server
that forks while a thread begins a process keeps that one's pipe open.
"""

import os
import signal
import subprocess
import sys
import time

LOOK_SECONDS = 0.5


def keep(server: int) -> None:
    """Have `corridor work` run for as long as the process of that number is this one's parent."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    os.environ["CORRIDOR_SERVER"] = str(os.getpid())
    while os.getppid() == server:
        worker = subprocess.Popen([sys.executable, "-m", "corridor.console.main", "work"])
        try:
            while worker.poll() is None and os.getppid() == server:
                time.sleep(LOOK_SECONDS)
        finally:
            worker.terminate()
        if os.getppid() == server:
            print(f"corridor work ended with {worker.wait()}; it begins again", file=sys.stderr)
            time.sleep(1)


if __name__ == "__main__":
    keep(int(os.environ["CORRIDOR_SERVER"]))
