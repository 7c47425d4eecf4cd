"""Who gets which answer from every address of the site: as the table says, written before and read by people.

tests/access.csv has a line for each address, method and relation, and a column for each role. What it leaves out is
a method that the address does not take: 405, or the sign-in. docs/access.md is made from it (`make access`).
"""

import csv
import runpy
from pathlib import Path

import pytest

from desk.walking import NOTHING, Asked, Walker, methods_of, relations_of, roles_asking, routes
from desk.world import MAY_READ, ROLES, build

ROOT = Path(__file__).parent.parent.parent
TABLE = ROOT / "tests" / "access.csv"
NOT_TAKEN = {"405", "sign-in"}


def told() -> dict[Asked, dict[str, str]]:
    """What the table says, by address, method, relation and role."""
    found: dict[Asked, dict[str, str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for relation in row["relation"].split():
                asked = Asked(row["route"], row["method"], relation)
                assert asked not in found, f"{asked} stands in the table twice"
                found[asked] = {role: row[role] for role in ROLES}
    return found


TOLD = told()


@pytest.fixture
def world(db, collected, settings, tmp_path):
    settings.STATIC_ROOT, settings.HOME = collected, tmp_path / "home"
    # How often somebody may ask is counted elsewhere.
    settings.API_RATE = settings.API_WRITE_RATE = ""
    settings.CACHES = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": tmp_path / "cache"}}
    return build(tmp_path)


def test_the_table_has_every_address_and_no_other():
    there = {
        Asked(route.path, method, relation)
        for route in routes()
        for method in methods_of(route)
        for relation in relations_of(route, method)
    }
    taken = {(asked.route, asked.method) for asked in TOLD}
    paths = {route.path for route in routes()}

    assert sorted(set(TOLD) - there) == [], "stale: take them out of tests/access.csv"
    assert sorted(paths - {path for path, _method in taken}) == [], "new: say in tests/access.csv who may ask"
    assert sorted(each for each in there if each[:2] in taken and each not in TOLD) == []


def test_the_page_about_access_is_made_from_the_table():
    made = runpy.run_path(str(ROOT / "tools" / "access.py"))["page"]()

    assert (ROOT / "docs" / "access.md").read_text(encoding="utf-8") == made, "make access"


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_says(world, role):
    walker, wrong = Walker(world, role), []
    for route in routes():
        for method in methods_of(route):
            for relation in relations_of(route, method):
                if role in roles_asking(route, method):
                    wrong += _wrong(walker, role, route, Asked(route.path, method, relation))

    assert wrong == []
    assert walker.read == {what for what, roles in MAY_READ.items() if role in roles}
    unlike = [each for each, said in walker.nothing.items() if len(set(said.values())) > 1]
    assert unlike == [], "what is another programme's looks unlike what is not there"


def _wrong(walker, role, route, asked):
    if asked in TOLD:
        right = {TOLD[asked][role]}
    else:
        # So many would be asked for nothing.
        if asked.relation in NOTHING or role not in ("anonymous", "officer"):
            return []
        right = NOT_TAKEN
    found = walker.ask(route, asked.method, asked.relation)
    return [] if found in right else [f"{asked}: {found}, not {' or '.join(right)}"]
