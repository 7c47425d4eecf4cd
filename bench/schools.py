"""New York's school-construction phases as a record for the back-test (shared/data/external/README.md)."""

import csv
import functools
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from corridor.engine.durations import Level, Reference, items
from corridor.engine.durations_backtest import Record

FILE = "nyc-school-construction-to-2022-07-01.csv"
FOLDER = Path(os.environ.get("CORRIDOR_EXTERNAL", Path(__file__).resolve().parents[2] / "shared/data/external"))
UNTIL = date(2022, 7, 1)
# No published class is used here; what is believed before any history is as good as nothing.
UNKNOWN = Reference(365.0, 1.0, "a year, give or take a factor of e: no study")


def day(cell: str) -> float:
    """Days on one calendar; NaN where the cell is empty."""
    return float(date.fromisoformat(cell).toordinal()) if cell else np.nan


def numbered(names: Sequence[str]) -> tuple[np.ndarray, list[str]]:
    """Numbers for names, in their alphabetical order."""
    known = sorted(set(names))
    place = {name: number for number, name in enumerate(known)}
    return np.array([place[name] for name in names]), known


@functools.cache
def schools(with_plan: bool) -> tuple[Record, list[str]]:
    """The record, and the names of the kinds (type and phase)."""
    with (FOLDER / FILE).open(newline="") as file:
        rows = list(csv.DictReader(file))
    columns = (
        ("kind", [f"{row['type']}, {row['phase']}" for row in rows]),
        ("phase", [row["phase"] for row in rows]),
        ("type", [row["type"] for row in rows]),
        ("district", [row["district"] for row in rows]),
    )
    codes = [(name, *numbered(values)) for name, values in columns]
    levels = tuple(Level(name, len(names)) for name, _, names in codes)
    made, kept, planned = (
        np.array([day(row[column]) for row in rows]) for column in ("actual_start", "actual_end", "planned_end")
    )
    groups = np.stack([numbers for _, numbers, _ in codes], axis=1)
    of = items(groups, planned_days=planned - made if with_plan else None)
    record = Record(of, made, kept, float(UNTIL.toordinal()), levels, (UNKNOWN,))
    return record, codes[0][2]


@functools.cache
def buildings() -> np.ndarray:
    """(phases,) the building of each, as a number: phases of one building are no independent evidence."""
    with (FOLDER / FILE).open(newline="") as file:
        return numbered([row["building"] for row in csv.DictReader(file)])[0]
