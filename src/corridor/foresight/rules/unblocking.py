"""Who holds the ball: what a promise waits for that itself waits for nothing, and which of it helps most."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from corridor.foresight.rules.network import Plan
from corridor.foresight.rules.outlook import Outlook, foresee
from corridor.foresight.rules.scenario import MOST_CHANGES, Edges, Scenario, read

# So many are tried by simulating again; the others say only what hangs on them.
MOST_TRIED = 8
TRIED_SCENARIOS = 1024
# How soon something is taken to be there when it is tried.
SOON_DAYS = 90


class Help(NamedTuple):
    """What it would change if something were there soon: as lines of a scenario, and by how much.

    worker_days: of the whole programme, expected within ten years. within_year: chance of the promise asked about
    to be there a year from now, before and after.
    """

    lines: tuple[str, ...]
    worker_days: float
    within_year_before: float
    within_year_after: float


def roots(plan: Plan, code: str) -> tuple[list[str], list[str]]:
    """The open promises that one waits for, directly or through others, and that wait for nothing; the obstacles.

    One that waits for nothing is its own root.
    """
    needs: dict[str, list[str]] = defaultdict(list)
    for item, need, _lag in plan.needs:
        needs[item].append(need)
    stands = {each.past.code: each.stands_before for each in plan.promises}
    seen, edge = {code: None}, [code]
    while edge:
        edge = [need for item in edge for need in needs.get(item, ()) if need not in seen]
        seen |= dict.fromkeys(edge)
    free = [item for item in seen if not needs.get(item) and not stands.get(item)]
    obstacles = dict.fromkeys(each for item in seen for each in stands.get(item, ()))
    return free, list(obstacles)


def line_for(code: str, is_obstacle: bool, on: date) -> str:
    """The line of a scenario by which something is there soon."""
    return f"{'clear' if is_obstacle else 'done'}:{code}@{(on + timedelta(days=SOON_DAYS)).isoformat()}"


def helps(
    outlook: Outlook, code: str, edges: Edges, candidates: Iterable[tuple[str, bool]]
) -> tuple[dict[tuple[str, bool], Help], Help | None]:
    """What each of some things would change if it were there soon, by what it is; then what all together would.

    candidates: the code of each, and whether it is an obstacle; a promise may have the code of an obstacle.

    Only the first ones are tried alone. Of several that all must come, each alone may help nothing.
    """
    plan, lessons = outlook.plan, outlook.lessons

    def asked(scenario: Scenario) -> Outlook:
        changed = plan.changed(scenario, edges)
        return foresee(changed, lessons, scenario, seed=outlook.seed, scenarios=TRIED_SCENARIOS)

    def helped(lines: list[str]) -> Help:
        after = asked(Scenario((*outlook.scenario.changes, *read(lines)[0])))
        spared = max(0.0, before.loss[0] - after.loss[0])
        # It may be there already, untold; that it comes later then is no help.
        was, would = before.foreseen[code].within_year, after.foreseen[code].within_year
        return Help(tuple(lines), spared, was, max(was, would))

    before = asked(outlook.scenario)
    tried = list(candidates)
    lines = [line_for(each, is_obstacle, outlook.on) for each, is_obstacle in tried]
    alone = {each: helped([line]) for each, line in zip(tried[:MOST_TRIED], lines, strict=False)}
    return alone, helped(lines[:MOST_CHANGES]) if len(lines) > 1 else None
