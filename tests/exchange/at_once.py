"""Runs `corridor` commands at the same moment, each in a process of its own.

    at_once.py FOLDER '[[["load", "here"], ["load", "there"]], [["export", "back"]]]'

The batches run one after the other, the commands of a batch at once. What the n-th command of the m-th batch
prints stands in FOLDER/m-n.out, its complaints and progress in m-n.err. Forking after the imports saves a second
a process; no connection is open then.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path


def start(main: Callable[[list[str]], None], command: list[str], out: Path) -> int:
    """Begin a command in a process of its own, and return the number of that process."""
    process = os.fork()
    if process:
        return process
    os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT), sys.stdout.fileno())
    os.dup2(os.open(out.with_suffix(".err"), os.O_WRONLY | os.O_CREAT), sys.stderr.fileno())
    code = 70
    try:
        main(command)
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def at_once(place: Path, batches: list[list[list[str]]]) -> None:
    """Run the batches; end with a message unless every command succeeded."""
    from corridor.console.main import main  # noqa: PLC0415 - pytest imports this file where it looks for doctests

    place.mkdir()
    for batch, commands in enumerate(batches):
        running = [start(main, words, place / f"{batch}-{n}.out") for n, words in enumerate(commands)]
        ended = [os.waitpid(process, 0)[1] for process in running]
        if any(ended):
            sys.exit(f"a command of batch {batch} failed")


if __name__ == "__main__":
    at_once(Path(sys.argv[1]), json.loads(sys.argv[2]))
