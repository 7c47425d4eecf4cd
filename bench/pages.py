"""Pages and their JSON measured beside a bare Django list of the same rows: `make bench-pages` (docs/bench.md).

Fills a database of its own with a programme of 100,000 commitments (or opens the one of --home), strikes its
balance, and asks the whole application, middleware and all, for the board, a list of fifty and one commitment,
as pages in three languages and as JSON. Prints CPU milliseconds of this process (on SQLite the database works
in it), queries, bytes as sent, and how many times the bare list takes.
"""

import argparse
import gzip
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--commitments", type=int, default=100_000)
parser.add_argument("--home", type=Path, help="a folder to keep the filled database in, and to find it again")
parser.add_argument("--turns", type=int, default=40)
parser.add_argument("--only", default="", help="only pages whose names hold this, and the peers")
ARGUMENTS = parser.parse_args()

scratch = tempfile.TemporaryDirectory(prefix="corridor-bench-")
HOME = ARGUMENTS.home or Path(scratch.name)
HOME.mkdir(parents=True, exist_ok=True)
os.environ["CORRIDOR_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")

import django  # noqa: E402 - the settings above come first

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import timezone  # noqa: E402

import bare  # noqa: E402
from corridor.base.actors import Actor  # noqa: E402
from corridor.console.upkeep import keep_up  # noqa: E402
from corridor.exchange.actions.load import load_package  # noqa: E402
from corridor.exchange.queries.folder import read_package  # noqa: E402
from corridor.programme.models import Programme  # noqa: E402
from corridor.project import urls  # noqa: E402
from programme import write_package  # noqa: E402

OPERATOR = Actor("bench", is_operator=True)
PAGES = {
    "board": "/bench/",
    "board, Urdu": "/ur/bench/",
    "board, JSON": "/api/v1/programmes/bench/board",
    "list of 50": "/bench/commitments/",
    "list of 50, Urdu": "/ur/bench/commitments/",
    "list of 50, Chinese": "/zh-hans/bench/commitments/",
    "list of 50 overdue at a zone": "/bench/commitments/?state=overdue&zone=z-7",
    "list of 50 of a kind, page 300": "/bench/commitments/?kind=land&page=200",
    "list of 50, JSON": "/api/v1/programmes/bench/commitments",
    "list of 50 overdue, JSON": "/api/v1/programmes/bench/commitments?state=overdue",
    "one commitment": "/bench/commitments/c-120/",
    "one commitment, JSON": "/api/v1/programmes/bench/commitments/c-120",
    "a party": "/bench/parties/p-7/",
    "parties": "/bench/parties/",
    "a zone": "/bench/zones/z-7/",
    "zones": "/bench/zones/",
    "stories": "/bench/stories/",
    "a chart": "/bench/charts/slips/",
    "charts": "/bench/charts/",
    "sources": "/bench/sources/",
    "a source": "/bench/sources/s-7/",
    "feed": "/bench/feed.atom",
    "search": "/bench/search/?q=thing+number+4711",
    "peer: bare Django list of 50, page": "/bare/",
    "peer: bare Django list of 50, JSON": "/bare.json",
    "peer: bare Django, one row, JSON": "/bare/c-120.json",
}
PEERS = {"page": "peer: bare Django list of 50, page", "JSON": "peer: bare Django list of 50, JSON"}


def fill() -> None:
    """A programme of that many commitments, unless the home holds one."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if not Programme.objects.filter(code="bench").exists():
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder) / "package"
            write_package(package, ARGUMENTS.commitments, ARGUMENTS.commitments * 3, ARGUMENTS.commitments * 2)
            read, faults = read_package(package, date(2026, 11, 22))
            assert not faults, faults[:3]
            load_package(read, by=OPERATOR, at=datetime(2026, 11, 22, tzinfo=UTC))
    began = time.process_time()
    keep_up(Programme.objects.get(code="bench"), OPERATOR, timezone.now(), timezone.localdate())
    print(f"index written and balance struck in {time.process_time() - began:.1f} s of CPU")


def asked(handler: WSGIHandler, address: str) -> tuple[int, bytes, dict[str, str]]:
    """The whole answer to a request, as a server would ask for it."""
    path_info, _mark, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path_info, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.version": (1, 0),
        "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    told: list[Any] = []
    answer = handler(environ, lambda status, headers: told.extend((status, headers)))
    body = b"".join(answer)
    answer.close()
    return int(told[0].split()[0]), body, dict(told[1])


def measured(ask: Callable[[], tuple[int, bytes, dict[str, str]]]) -> tuple[float, int, bytes]:
    """CPU milliseconds of the median turn, the queries of one, the body."""
    status, body, _headers = ask()
    assert status == 200, (status, body[:300])
    queries: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        ask()
    turns = []
    for _turn in range(ARGUMENTS.turns):
        began = time.process_time()
        ask()
        turns.append(time.process_time() - began)
    return 1000 * statistics.median(turns), len(queries), body


def main() -> None:
    """Fill, ask, print."""
    fill()
    urls.urlpatterns[:0] = [path("", include(bare.urlpatterns))]
    handler = WSGIHandler()
    # Closing after each request would measure opening files; a server keeps its connection for a request only too,
    # but both sides here are asked in the same way.
    found = {}
    print(f"{connection.vendor}, Python {sys.version.split()[0]}, CPU milliseconds, median of {ARGUMENTS.turns}\n")
    asking = {name: each for name, each in PAGES.items() if ARGUMENTS.only in name or name.startswith("peer")}
    for name, address in asking.items():
        found[name] = measured(lambda address=address: asked(handler, address))
    for name, (milliseconds, queries, body) in found.items():
        peer = found[PEERS["JSON" if "JSON" in name else "page"]][0]
        sent = len(gzip.compress(body, 6))
        print(
            f"{name:<40}{milliseconds:8.2f} ms {queries:3} queries {sent:8,} B gzip  {milliseconds / peer:6.2f} x"
        )


if __name__ == "__main__":
    main()
