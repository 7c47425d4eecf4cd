"""Durations learned from history, back-tested on New York's school construction: `python bench/durations.py`.

For each as-of day everything is learned from what was known then, and scored by what came until the end of the
record. Only phases with a planned end are scored, so that all methods answer for the same ones. The file holds
planned ends as known on 2022-07-01, perhaps revised after the as-of day: that helps "promised dates" and "+
plan", not the others. P80: share of outcomes up to P80 by Kaplan-Meier, and how many were watched as far as that
(with none it says nothing); in brackets those whose P80 lies inside the window, counted plainly, beside the band
that chance alone would allow. B90: Brier score of "kept within 90 days". ECE: within a year.

"In hindsight" is no forecast: each phase is told the outcomes of all others of its kind, weighed by how alike
their age and the days to their planned end are, as widely as served best. Where phases are many, whoever knows
kind, age and plan before the window can hardly do better; where they are few, the others are too few to go by.
Bands are 95 % of 1,000 samples of buildings, drawn anew with all their phases.
"""

import argparse
import functools
import itertools
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
    METHODS,
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
from corridor.engine.durations_paces import learn_paces
from corridor.engine.durations_recalibration import Recalibration
from corridor.engine.scores import brier, middles
from corridor.engine.scores_calibration import calibration_error, coverage, reliability, share_below
from schools import FILE, FOLDER, buildings, schools

# Every half-year since 100 phases were open; after 2020-07-01 less than the two years of the targets are known.
WINDOWS = (
    *(("2018-07-01", 730), ("2019-01-01", 730), ("2019-07-01", 730), ("2020-01-01", 730), ("2020-07-01", 730)),
    *(("2021-01-01", 540), ("2021-07-01", 365)),
)
HORIZONS = (90, 180, 365, 729)
YEAR = 365
AGAINST = ("promised dates", "kept only, by group")
RECALIBRATED = {"paces": "paces, recalibrated", "paces + plan": "paces, recalibrated + plan"}
SHOWN = {
    "paces": ("learned", "learned, recalibrated", "paces", "paces, recalibrated"),
    "paces + plan": (
        *("learned", "learned, recalibrated", "learned + plan", "learned, recalibrated + plan"),
        *("paces", "paces, recalibrated", "paces + plan", "paces, recalibrated + plan"),
    ),
}
SAMPLES = 1_000


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
def taught(day: float, window: int, with_plan: bool) -> dict[str, Recalibration]:
    """What the windows before a day teach each method."""
    record = schools(with_plan)[0]
    return {name: lesson(record, day, window, method) for name, method in METHODS.items()}


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


def hindsight(asked: Asked, horizon: int, with_plan: bool) -> np.ndarray:
    """(items,) the score of each phase by the outcomes of the others."""
    came = (asked.outcome[:, None] <= middles(horizon)).astype(np.float64)
    kind = asked.items.groups[:, 0]
    alike = np.where(kind[:, None] == kind, 1.0, 0.02)
    np.fill_diagonal(alike, 0.0)
    age = np.log(asked.elapsed + 30.0)
    apart = [np.subtract.outer(age, age) ** 2]
    if with_plan:
        left = np.clip((asked.items.planned_days - asked.elapsed) / 180.0, -3.0, 3.0)
        apart.append(np.subtract.outer(left, left) ** 2)
    found = []
    for widths in itertools.product((0.15, 0.3, 0.6, 1.2), repeat=len(apart)):
        near = alike * np.exp(-0.5 * sum(each / width**2 for each, width in zip(apart, widths, strict=True)))
        chance = near @ came / np.maximum(near.sum(axis=1), 1e-12)[:, None]
        found.append(((chance - came) ** 2).sum(axis=1))
    return min(found, key=lambda scores: float(scores.mean()))


def bands(asked: Asked, horizon: int, made: dict[str, Forecast], best: str) -> dict[str, list[float]]:
    """Between what the two ratios and P80's coverage lie, had other buildings been watched."""
    ours, plan, kept = (twcrps(made[each], asked, horizon) for each in (best, *AGAINST))
    pit, still = pit_of(made[best], asked.outcome, horizon)
    whose = np.unique(buildings()[asked.which], return_inverse=True)[1]
    of = [np.flatnonzero(whose == each) for each in range(whose.max() + 1)]
    draw, found = np.random.default_rng(7), []
    for _ in range(SAMPLES):
        drawn = np.concatenate([of[each] for each in draw.integers(0, len(of), len(of))])
        mine = ours[drawn].sum()
        covered = share_below(pit[drawn], still[drawn], 0.8)
        found.append((mine / plan[drawn].sum(), mine / kept[drawn].sum(), covered))
    edges = np.quantile(found, (0.025, 0.975), axis=0).T
    return {name: edge.round(3).tolist() for name, edge in zip(("plan", "kept", "p80"), edges, strict=True)}


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
        best = "paces + plan" if with_plan else "paces"
        ours, theirs = (twcrps(made[method], asked, ahead) for method in (best, AGAINST[1]))
        gates = [
            {"kind": kinds[gate.group], "items": gate.items, "ours": gate.ours, "theirs": gate.theirs}
            for gate in group_gate(ours, theirs, asked.items.groups[:, 0])
        ]
        ended = int(np.isfinite(asked.outcome).sum())
        answer = {"on": on, "phases": name, "items": len(asked.items), "ended": ended, "horizon": ahead}
        answer |= {"scores": rows, "gates": gates, "best": best}
        if name == "open":
            answer["hindsight"] = [float(hindsight(asked, ahead, plan).mean()) for plan in (False, True)]
            answer["bands"] = bands(asked, ahead, made, best), bands(asked, ahead, made, RECALIBRATED[best])
        answers.append(answer)
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
    best = answer["best"]
    print(f"  PIT at .1 to .9, {RECALIBRATED[best]}:", *answer["scores"][RECALIBRATED[best]]["pit"])
    worse = [gate for gate in answer["gates"] if gate["ours"] > gate["theirs"]]
    print(f"  gate: {best} is worse than kept only in {len(worse)} of {len(answer['gates'])} kinds of 5 or more")
    for gate in worse:
        print(f"    {gate['kind']}: {gate['items']} phases, {gate['ours']:.1f} against {gate['theirs']:.1f}")
    for score, told in zip(answer.get("hindsight", ()), ("kind and age", "and plan"), strict=False):
        print(f"  in hindsight, {told:<14}{score:13.1f}{score / plan:7.3f}{score / kept:7.3f}")
    for name, band in zip((best, RECALIBRATED[best]), answer.get("bands", ()), strict=False):
        print(
            f"  95 % of samples of buildings, {name}:",
            *(f"{key} {low}-{high}" for key, (low, high) in band.items()),
        )


def together(answers: list[dict[str, Any]]) -> None:
    """Print the open phases of all as-of days, and which targets hold."""
    print("\nOpen phases, all as-of days: threshold-weighted CRPS beside plan dates and kept only; P80 (left)")
    for answer in answers:
        scores = answer["scores"]
        plan, kept = (scores[each]["twcrps"] for each in AGAINST)
        print(f"{answer['on']}, {answer['items']} phases, {answer['horizon']} days")
        for name in SHOWN[answer["best"]]:
            row = scores[name]
            ratios = row["twcrps"] / plan, row["twcrps"] / kept
            held = ratios[0] <= 0.20, ratios[1] <= 0.50, 0.75 <= row["p80"] <= 0.85
            said = "".join(" holds " if each else " MISSED" for each in held)
            print(f"  {name:<30}{ratios[0]:7.3f}{ratios[1]:7.3f}  {row['p80']:.3f} ({row['left']:>2}) {said}")
        bound = answer["hindsight"][-1]
        print(f"  {'in hindsight, with plan':<30}{bound / plan:7.3f}{bound / kept:7.3f}")


def cost() -> None:
    """Print what learning costs, and what it found."""
    record, _ = schools(with_plan=False)
    past = record.known_on(record.until)
    seconds = []
    for _ in range(3):
        began = time.process_time()
        known = learn(past, record.levels, record.references)
        seconds.append(time.process_time() - began)
    ended_ago = np.where(past.is_open, 0.0, np.nan_to_num(record.until - record.kept))
    began = time.process_time()
    learn_paces(past, ended_ago, record.levels, record.references)
    paces = time.process_time() - began
    print(
        f"\nlearning from all {len(past):,} phases: {min(seconds):.2f} CPU seconds (least of 3); paces {paces:.2f}"
    )
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
    whole = []
    for on, horizon in WINDOWS:
        if asked.on and on not in asked.on:
            continue
        for answer in windows(on, horizon, with_plan=not asked.without_plan):
            if asked.json:
                print(json.dumps(answer))
            else:
                table(answer)
                whole += [answer] if answer["phases"] == "open" else []
    if not asked.json:
        together(whole)
        print("\nwanted over 730 days: /plan <= .20, /kept <= .50, P80 .75-.85 (recalibrated)")
        cost()


if __name__ == "__main__":
    main()
