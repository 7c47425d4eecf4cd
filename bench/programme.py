"""A made-up programme of any size, in the shape of a real one: many zones, each with its own chains of needs."""

import csv
import random
from pathlib import Path

import tomli_w

from corridor.exchange.rules.format import tables_for

LANGUAGES = ("en", "ur", "zh")
# Of the 277 commitments of CPEC the largest zone has about fifty.
PER_ZONE = 50
PARTIES = 400
SOURCES = 2_000
SAYS = ("delivered", "partly", "not-yet", "blocked")
GRADES = ("press", "press", "press", "official", "document", "measured")
KINDS = ("works", "utility-power", "utility-gas", "land", "factory", "jobs", "approval")


def write_package(folder: Path, commitments: int, dependencies: int, evidence: int, seed: int = 1) -> None:
    """Write a package of that many rows; the same seed writes the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    charter = {
        "code": "bench",
        "countries": ["PK", "CN"],
        "currency": "PKR",
        "languages": list(LANGUAGES),
        "names": {"en": "A made-up programme"},
        "vocabulary": {
            "commitment_kinds": list(KINDS),
            "agreement_states": ["signed"],
            "venture_stages": ["mou", "production"],
            "units": ["MW", "person", "acre"],
        },
    }
    (folder / "programme.toml").write_text(tomli_w.dumps(charter), encoding="utf-8")
    zones = max(1, commitments // PER_ZONE)
    rows: dict[str, list[list[str]]] = {name: [] for name in tables_for(LANGUAGES)}
    rows["sources"] = [
        [f"s-{n}", f"Report {n}", "A paper", _day(draw), "", "en", "press", ""] for n in range(SOURCES)
    ]
    rows["parties"] = [
        [f"p-{n}", f"Party {n}", f"فریق {n}", f"单位 {n}", "authority", "PK", "", "s-0"] for n in range(PARTIES)
    ]
    rows["zones"] = [
        [f"z-{n}", f"Zone {n}", f"زون {n}", f"园区 {n}", "", "PK", "", "", "", "", "p-1", "p-2", "s-0"]
        for n in range(zones)
    ]
    rows["commitments"] = [_commitment(number, zones, draw) for number in range(commitments)]
    rows["dependencies"] = _dependencies(commitments, dependencies, draw)
    rows["evidence"] = _evidence(commitments, evidence, draw)
    for table in tables_for(LANGUAGES).values():
        if not table.optional:
            with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
                lines = csv.writer(file, lineterminator="\n")
                lines.writerow(table.header)
                lines.writerows(rows[table.name])


def _day(draw: random.Random) -> str:
    return f"{draw.randint(2015, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"


def _commitment(number: int, zones: int, draw: random.Random) -> list[str]:
    due = _day(draw) if draw.random() < 0.4 else ""
    made = f"{draw.randint(2012, 2014)}-{draw.randint(1, 12):02}"
    workers = str(draw.randint(10, 5000)) if draw.random() < 0.05 else ""
    debtor, creditor = (f"p-{draw.randrange(PARTIES)}" for _side in range(2))
    zone, quantity = f"z-{number // PER_ZONE % zones}", str(draw.randint(1, 500))
    who = [f"c-{number}", f"Build thing number {number} at its zone", draw.choice(KINDS), debtor, creditor, zone]
    return [*who, "", "", quantity, "MW", made, due, workers, "", f"s-{draw.randrange(SOURCES)}", ""]


def _dependencies(commitments: int, count: int, draw: random.Random) -> list[list[str]]:
    """Needs run from later to earlier commitments of the same zone, so nothing turns in a circle."""
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < count:
        item = draw.randrange(commitments)
        first = item // PER_ZONE * PER_ZONE
        if item > first:
            pairs.add((item, draw.randrange(first, item)))
    return [[f"c-{item}", f"c-{needed}", "", "logic: made up", "s-1"] for item, needed in pairs]


def _evidence(commitments: int, count: int, draw: random.Random) -> list[list[str]]:
    seen: set[tuple[int, str, str, str]] = set()
    rows = []
    while len(rows) < count:
        key = (draw.randrange(commitments), _day(draw), draw.choice(SAYS), f"s-{draw.randrange(SOURCES)}")
        if key not in seen:
            seen.add(key)
            item, day, says, source = key
            rows.append([f"c-{item}", day, draw.choice(GRADES), says, "", "", source, "", ""])
    return rows
