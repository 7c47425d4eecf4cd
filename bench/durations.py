"""Durations learned from history, back-tested on New York's school construction: `python bench/durations.py`.

For each as-of day everything is learned from what was known then, and scored by what came until the end of the
record. Only phases with a planned end are scored, so that all methods answer for the same ones. The file holds
planned ends as known on 2022-07-01, perhaps revised after the as-of day: that helps "promised dates" and "+
plan", not "learned". P80: share of outcomes up to P80 by Kaplan-Meier, and how many were watched as far as that
(with none it says nothing); in brackets those whose P80 lies inside the window, counted plainly, beside the band
that chance alone would allow. B90: Brier score of "kept within 90 days". ECE: within a year.
"""

import argparse
import functools
import json
import os
import sys
import time
from datetime import date
from typing import Any

# Small matrices: a second thread of the linear algebra only waits, and burns CPU time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from corridor.engine.durations import items
from corridor.engine.durations_backtest import (
    Asked,
    baselines,
    group_gate,
    learned,
    lesson,
    made_after,
    open_on,
    pit_of,
    twcrps,
)
from corridor.engine.durations_common import common_factors
from corridor.engine.durations_fit import learn
from corridor.engine.durations_forecast import Forecast
from corridor.engine.durations_recalibration import Recalibration
from corridor.engine.scores import brier
from corridor.engine.scores_calibration import calibration_error, coverage, reliability, share_below
from schools import FILE, FOLDER, schools

# The last as-of day with two years of outcomes is 2020-07-01: the horizon of the targets is 730 days.
WINDOWS = (("2019-07-01", 730), ("2020-07-01", 730), ("2021-01-01", 540), ("2021-07-01", 365))
HORIZONS = (90, 180, 365, 729)
YEAR = 365


def scored(made: Forecast, asked: Asked, horizon: int) -> dict[str, Any]:
    """Every score of one method."""
    pit, still = pit_of(made, asked.outcome, horizon)
    p80 = made.at(0.8)
    inside = p80 <= horizon
    half = min(YEAR, horizon)
    chance, came = made.within(np.array([float(half)]))[:, 0], asked.outcome <= half
    return {
        "twcrps": float(twcrps(made, asked, horizon).mean()),
        "p80": share_below(pit, still, 0.8),
        "left": int((pit >= 0.8).sum()),
        "inside": coverage(asked.outcome[inside] <= p80[inside], 0.8)._asdict(),
        "brier": {
            days: float(brier(made.within(np.array([float(days)]))[:, 0], asked.outcome <= days).mean())
            for days in HORIZONS
            if days <= horizon
        },
        "ece": calibration_error(reliability(chance, came)),
        "pit": [round(share_below(pit, still, level / 10), 3) for level in range(1, 10)],
    }


@functools.cache
def taught(day: float, window: int, with_plan: bool) -> Recalibration:
    """What the windows before a day teach."""
    return lesson(schools(with_plan)[0], day, window)


def methods(day: float, asked: Asked, window: int, with_plan: bool) -> dict[str, Forecast]:
    """Every method's forecast of the same phases."""
    whole, _ = schools(with_plan=True)
    bare, _ = schools(with_plan=False)
    blind = asked._replace(items=items(asked.items.groups))
    found = baselines(whole, day, asked) | learned(bare, day, blind, taught(day, window, False))
    if with_plan:
        planned = learned(whole, day, asked, taught(day, window, True))
        found |= {f"{name} + plan": made for name, made in planned.items()}
    return found


def windows(on: str, horizon: int, with_plan: bool) -> list[dict[str, Any]]:
    """Scores of phases open on a day, and of those that began in the window after it."""
    record, kinds = schools(with_plan=True)
    day = float(date.fromisoformat(on).toordinal())
    answers = []
    for name, asked, ahead in (
        ("open", open_on(record, day, horizon), horizon),
        ("new", made_after(record, day, YEAR), YEAR),
    ):
        asked = asked.part(np.isfinite(asked.items.planned_days))
        if not len(asked.items):
            continue
        made = methods(day, asked, min(horizon, YEAR), with_plan)
        rows = {method: scored(each, asked, ahead) for method, each in made.items()}
        ours, theirs = (twcrps(made[method], asked, ahead) for method in ("learned", "kept only, by group"))
        gates = [
            {"kind": kinds[gate.group], "items": gate.items, "ours": gate.ours, "theirs": gate.theirs}
            for gate in group_gate(ours, theirs, asked.items.groups[:, 0])
        ]
        ended = int(np.isfinite(asked.outcome).sum())
        answers.append(
            {"on": on, "phases": name, "items": len(asked.items), "ended": ended, "horizon": ahead}
            | {"scores": rows, "gates": gates}
        )
    return answers


def table(answer: dict[str, Any]) -> None:
    """Print one window."""
    print(
        f"\n{answer['on']}, {answer['phases']}: {answer['items']} phases, {answer['ended']} ended within"
        f" {answer['horizon']} days; threshold-weighted CRPS in days"
    )
    plan = answer["scores"]["promised dates"]["twcrps"]
    kept = answer["scores"]["kept only, by group"]["twcrps"]
    heads = "".join(f" {'B' + str(days):>6}" for days in HORIZONS if days <= answer["horizon"])
    print(f"{'':<30}{'twCRPS':>7}{'/plan':>7}{'/kept':>7}   P80 left  (inside)              {heads}    ECE")
    for method, row in answer["scores"].items():
        held = row["inside"]
        inside = f"({held['share']:.2f} of {held['number']:>3}, {held['low']:.2f}-{held['high']:.2f})"
        briers = "".join(f" {value:6.3f}" for value in row["brier"].values())
        print(
            f"{method:<30}{row['twcrps']:7.1f}{row['twcrps'] / plan:7.3f}{row['twcrps'] / kept:7.3f}"
            f"  {row['p80']:.3f} {row['left']:>4} {inside:<26}{briers} {row['ece']:6.3f}"
        )
    print("  PIT at .1 to .9, recalibrated:", *answer["scores"]["learned, recalibrated"]["pit"])
    worse = [gate for gate in answer["gates"] if gate["ours"] > gate["theirs"]]
    print(f"  gate: learned is worse than kept only in {len(worse)} of {len(answer['gates'])} kinds of 5 or more")
    for gate in worse:
        print(f"    {gate['kind']}: {gate['items']} phases, {gate['ours']:.1f} against {gate['theirs']:.1f}")


def cost() -> None:
    """Print what learning costs, and what it found."""
    record, _ = schools(with_plan=False)
    past = record.known_on(record.until)
    seconds = []
    for _ in range(3):
        began = time.process_time()
        known = learn(past, record.levels, record.references)
        seconds.append(time.process_time() - began)
    print(f"\nlearning from all {len(past):,} phases: {min(seconds):.2f} CPU seconds (least of 3)")
    for each in common_factors(known, ("district", "type")):
        source = f"from {each.groups} groups" if each.learned else "assumed: too few groups"
        print(f"  loading on a factor of the {each.level}: {each.loading:.2f} ({source})")


def main() -> None:
    """Back-test, print, and say whether the targets (ENGINE.md F8) are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--on", action="append", choices=[on for on, _ in WINDOWS], help="as-of days; all if left out"
    )
    parser.add_argument(
        "--without-plan", action="store_true", help="leave out the rows that also know planned ends"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON a window")
    asked = parser.parse_args()
    if not (FOLDER / FILE).exists():
        print(f"no {FILE} in {FOLDER}: set CORRIDOR_EXTERNAL", file=sys.stderr)
        raise SystemExit(2)
    for on, horizon in WINDOWS:
        if asked.on and on not in asked.on:
            continue
        for answer in windows(on, horizon, with_plan=not asked.without_plan):
            if asked.json:
                print(json.dumps(answer))
            else:
                table(answer)
    if not asked.json:
        print("\nwanted, open phases over 730 days: /plan <= .20, /kept <= .50, P80 .75-.85 (recalibrated)")
        cost()


if __name__ == "__main__":
    main()
