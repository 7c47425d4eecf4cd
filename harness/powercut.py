"""Power cuts for SQLite: what a disk may hold after one, replayed thousands of times (docs/reliability.md, H2).

A real writer runs under strace, which notes every write, every sync and every acknowledgement. Then power is cut at
random instants: what was synced stays; of what was not, nothing, a beginning, a random part or a torn part reached
the disk. Each time the database is opened anew: it must be whole, and hold everything that had been acknowledged.

    python harness/powercut.py --cuts 3000
    python harness/powercut.py --cuts 500 --synchronous OFF    # must find losses, else it could find none
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pysqlite3 as sqlite3

import home as homes

SECTOR = 512
CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,unlink"
DONE = re.compile(r"^(?P<pid>\d+)\s+(?P<call>\w+)\((?P<rest>.*)\)\s+=\s+(?P<result>-?\d+)")
BEGUN = re.compile(r"^(?P<pid>\d+)\s+(?P<begun>.*) <unfinished \.\.\.>$")
ENDED = re.compile(r"^(?P<pid>\d+)\s+<\.\.\. \w+ resumed>(?P<ended>.*)$")
FILE = re.compile(r"^\d+<(?P<path>[^>]*)>")
TEXT = re.compile(r'"(?P<hex>(?:\\x[0-9a-f]{2})*)"')
DATABASE, WAL, ACKS = "corridor.sqlite3", "corridor.sqlite3-wal", "acks"
MODES = ("none", "prefix", "random", "torn")


class Happened(NamedTuple):
    """One thing the writer did to a file: write, sync, cut (truncate), gone, or ack."""

    what: str
    file: str
    at: int = 0
    data: bytes = b""


def lines(trace: Path) -> Iterator[str]:
    """The calls of a trace, those that were interrupted put together again."""
    begun: dict[str, str] = {}
    with trace.open(encoding="ascii", errors="replace") as found:
        for line in found:
            line = line.rstrip("\n")
            half = BEGUN.match(line)
            rest = ENDED.match(line)
            if half:
                begun[half["pid"]] = half["begun"]
            elif rest:
                yield f"{rest['pid']} {begun.pop(rest['pid'], '')}{rest['ended']}"
            else:
                yield line


def happenings(trace: Path) -> list[Happened]:
    """What the trace tells of our files, in order."""
    found = []
    for line in lines(trace):
        call = DONE.match(line)
        if not call or int(call["result"]) < 0:
            continue
        file = FILE.match(call["rest"])
        name = Path(
            bytes.fromhex(file["path"].replace("\\x", "")).decode()
            if file and "\\x" in file["path"]
            else (file["path"] if file else "")
        ).name
        if name not in (DATABASE, WAL, ACKS):
            continue
        what = call["call"]
        if what in ("fdatasync", "fsync"):
            found.append(Happened("sync", name))
        elif what == "ftruncate":
            found.append(Happened("cut", name, int(call["rest"].rsplit(",", 1)[1])))
        else:
            text = TEXT.search(call["rest"])
            data = bytes.fromhex(text["hex"].replace("\\x", "")) if text else b""
            if name == ACKS:
                found += [Happened("ack", name, 0, each) for each in data.split()]
            else:
                found.append(Happened("write", name, int(call["rest"].rsplit(",", 1)[1]), data))
    return found


def applied(content: bytearray, each: Happened) -> None:
    """One write or cut, done to what a file holds."""
    if each.what == "cut":
        del content[each.at :]
        content.extend(bytes(each.at - len(content)))
        return
    end = each.at + len(each.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[each.at : end] = each.data


def survived(pending: list[Happened], mode: str, dice: random.Random) -> list[Happened]:
    """What of the writes that were not synced reached the disk."""
    if mode == "none":
        return []
    if mode == "prefix":
        return pending[: dice.randint(0, len(pending))]
    kept = [each for each in pending if dice.random() < 0.5]
    if mode == "random":
        return kept
    torn = []
    for each in kept:
        for start in range(0, len(each.data) or 1, SECTOR):
            if dice.random() < 0.7:
                torn.append(
                    each._replace(at=each.at + start, data=each.data[start : start + SECTOR]) if each.data else each
                )
    return torn


class Disk:
    """What is certain to be on the disk, and what waits to be synced, as the trace goes on."""

    def __init__(self, base: bytes) -> None:
        self.durable = {DATABASE: bytearray(base), WAL: bytearray()}
        self.pending: dict[str, list[Happened]] = {DATABASE: [], WAL: []}
        self.acks: set[str] = set()

    def go_on(self, each: Happened) -> None:
        """The next thing happens."""
        if each.what == "ack":
            self.acks.add(each.data.decode())
        elif each.what == "sync":
            for waiting in self.pending.get(each.file, ()):
                applied(self.durable[each.file], waiting)
            if each.file in self.pending:
                self.pending[each.file] = []
        else:
            self.pending[each.file].append(each)

    def cut(self, folder: Path, mode: str, dice: random.Random) -> None:
        """Power goes: leave the files as a disk might hold them."""
        for name, content in self.durable.items():
            left = bytearray(content)
            for each in survived(self.pending[name], mode, dice):
                applied(left, each)
            (folder / name).write_bytes(left)


def judged(folder: Path, acks: set[str]) -> str:
    """What is wrong with the database after a cut; nothing when all is well."""
    try:
        database = sqlite3.connect(folder / DATABASE)
        try:
            (whole,) = database.execute("PRAGMA integrity_check").fetchone()
            notes = {note for (note,) in database.execute("SELECT note FROM ledger_submission")}
            (events,) = database.execute(
                "SELECT count(*) FROM base_event WHERE name = 'submission.brought'"
            ).fetchone()
        finally:
            database.close()
    except sqlite3.DatabaseError as problem:
        return f"cannot be opened: {problem}"
    if whole != "ok":
        return f"damaged: {whole}"
    if acks - notes:
        return f"{len(acks - notes)} acknowledged deeds are lost"
    if events != len(notes):
        return f"{len(notes)} deeds and {events} entries of the journal"
    return ""


def traced(home: Path, deeds: int, synchronous: str) -> tuple[bytes, list[Happened]]:
    """Let a writer write under strace: what the database held before, and what happened."""
    environment = homes.made(home) | ({"HARNESS_SYNCHRONOUS": synchronous} if synchronous != "FULL" else {})
    base = (home / DATABASE).read_bytes()
    trace = home / "trace"
    command = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    writer = [
        sys.executable,
        str(homes.ROOT / "harness" / "writer.py"),
        str(home),
        str(home / ACKS),
        str(deeds),
        "w",
    ]
    subprocess.run([*command, *writer], env=environment, check=True, cwd=homes.ROOT)
    return base, happenings(trace)


def main() -> int:
    """Run it, say what was found, and end with 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cuts", type=int, default=3000)
    parser.add_argument("--deeds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--synchronous", default="FULL", help="NORMAL or OFF plant a fault that must be found")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="corridor-powercut-") as place:
        folder = Path(place)
        base, found = traced(folder / "home", asked.deeds, asked.synchronous)
        dice = random.Random(asked.seed)
        acked = [number for number, each in enumerate(found) if each.what == "ack"]
        instants = sorted(dice.randrange(acked[0], len(found)) for _cut in range(asked.cuts))
        disk, done, bad = Disk(base), 0, []
        after = folder / "after"
        after.mkdir()
        for instant in instants:
            while done < instant:
                disk.go_on(found[done])
                done += 1
            mode = dice.choice(MODES)
            disk.cut(after, mode, dice)
            wrong = judged(after, disk.acks)
            if wrong:
                bad.append(f"cut at {instant} of {len(found)} ({mode}): {wrong}")
            for left in after.iterdir():
                left.unlink()
        syncs = sum(each.what == "sync" for each in found)
        print(f"synchronous={asked.synchronous}, seed {asked.seed}: {len(acked)} deeds acknowledged, {syncs} syncs")
        print(f"{asked.cuts} power cuts: {len(bad)} bad")
        for each in bad[:5]:
            print(f"  {each}")
        shutil.rmtree(after)
    return 1 if bad else 0


if __name__ == "__main__":
    os.chdir(homes.ROOT)
    sys.exit(main())
