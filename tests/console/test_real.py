"""The installed command in processes of its own: from an empty machine to the board, and wrong surroundings."""

import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import closing

import make
import pytest
from console_command import COMMAND

PATIENCE = 30


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_demo_prints_the_board_and_can_be_run_again(real, tmp_path):
    size = make.read(make.CPEC).size

    first, again = (real("demo", "--no-serve").stdout.splitlines() for _time in range(2))

    assert first[:3] == [
        f"{size} rows in = {size} created + 0 updated + 0 unchanged + 0 rejected; 0 removed",
        "",
        "China-Pakistan Economic Corridor: industrial cooperation",
    ]
    assert again[0] == f"{size} rows in = 0 created + 0 updated + {size} unchanged + 0 rejected; 0 removed"
    assert again[1:] == first[1:]
    assert (tmp_path / "home" / "corridor.sqlite3").is_file()
