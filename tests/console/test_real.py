"""The installed command in processes of its own: from an empty machine to the board, and wrong surroundings."""

import os
import socket
import subprocess
import urllib.request
from contextlib import closing

import pytest

import make
from served import COMMAND, serving

pytestmark = pytest.mark.skipif(
    "CORRIDOR_DATABASE_URL" in os.environ, reason="these bring an embedded database of their own: once is enough"
)


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


def test_a_faulty_package_writes_no_row(real, tmp_path):
    folder = make.package(tmp_path / "isles", evidence=b"\xff\xfe")

    found = real("load", folder, code=1)

    assert found.stdout.splitlines()[-1].endswith(" rejected; 0 removed")
    assert found.stderr.endswith("1 fault\n")
    assert "none yet" in real("board", code=2).stderr


def test_the_server_answers_and_stops_when_told(environment):
    with serving(environment) as (address, server), urllib.request.urlopen(address) as page:
        assert (page.status, page.headers["Content-Language"]) == (200, "en")
    assert server.returncode == 0


def test_a_port_that_is_taken_is_said_in_one_line(real):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        found = real("serve", "--port", port, code=1)

    assert found.stderr == (
        f"Error: cannot listen on 127.0.0.1:{port}: Address already in use; choose another --port\n"
    )
    assert found.stdout == ""


def test_an_address_that_is_not_of_this_machine_is_said_in_one_line(real):
    said = real("serve", "--host", "192.0.2.1", code=1).stderr

    assert said.splitlines() == [
        "Error: cannot listen on 192.0.2.1:8000: Cannot assign requested address; choose another --port"
    ]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CORRIDOR_DEBUG", "perhaps", "CORRIDOR_DEBUG: Input should be a valid boolean"),
        ("CORRIDOR_DATABASE_URL", "mysql://secret@x/y", "CORRIDOR_DATABASE_URL: Value error, it must begin with"),
        ("CORRIDOR_MAP_OUTLINE", "/none", "CORRIDOR_MAP_OUTLINE: Value error, /none cannot be read: No such file"),
        ("CORRIDOR_MAP_OUTLINE", __file__, f"CORRIDOR_MAP_OUTLINE: Value error, {__file__}: it is no JSON: line"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(real, name, value, said):
    found = real("board", code=2, **{name: value})

    assert found.stderr.startswith(said)
    assert len(found.stderr.splitlines()) == 1
    assert "secret" not in found.stderr


def test_a_database_that_is_none_is_said_in_one_line(real, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "corridor.sqlite3").write_text("this is no database" * 100)

    assert real("board", code=1).stderr == "Error: the database cannot be opened: file is not a database\n"


def test_a_database_out_of_reach_is_said_in_one_line(real):
    pytest.importorskip("psycopg")
    found = real("board", code=1, CORRIDOR_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert len(found.stderr.splitlines()) == 1
    assert found.stderr.startswith("Error: the database cannot be opened: ")


def test_two_at_once_make_one_database(environment, real):
    both = [subprocess.Popen([COMMAND, "load", make.MFANO], env=environment) for _time in range(2)]

    assert [each.wait(timeout=300) for each in both] == [0, 0]
    assert len(real("commitments", "--format", "csv").stdout.splitlines()) == 28
