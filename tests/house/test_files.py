"""Where a file may stand, what it may be called, and how long it may grow."""

import re

import pytest

from house.tree import ROOT, SOURCE, modules, parsed, rooms, short

LONGEST = 400
LONGEST_SETTINGS = 250
LAYERS = {"models", "rules", "access", "queries", "actions", "migrations"}
BANNED = {
    "common", "data", "handler", "handlers", "helper", "helpers", "info", "manager", "managers", "misc", "process",
    "service", "services", "signals", "util", "utils",
}  # fmt: skip
BANNED_ENDS = ("Handler", "Helper", "Manager", "Repository", "Service", "Facade")
TREES = [path for tree in ("src", "tests", "tools", "bench") for path in sorted((ROOT / tree).rglob("*.py"))]


def test_no_file_is_too_long():
    texts = [*modules(), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.css"), *SOURCE.rglob("*.js")]
    long = [short(path) for path in texts if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST]

    assert long == [], f"past {LONGEST} lines a file becomes a package, one module a noun"


def test_settings_stay_short():
    lines = (SOURCE / "project" / "settings.py").read_text(encoding="utf-8").splitlines()

    assert len(lines) <= LONGEST_SETTINGS


@pytest.mark.parametrize("room", rooms())
def test_a_room_has_only_its_layers(room):
    found = {path.name.removesuffix(".py") for path in (SOURCE / room).iterdir() if path.name != "__pycache__"}

    strange = found - LAYERS - {"__init__", "apps"}

    assert strange == set(), f"a room holds {', '.join(sorted(LAYERS))} and apps, nothing else"


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_it_is_for(room):
    first = parsed(SOURCE / room / "__init__.py").body[:1]

    assert [type(node).__name__ for node in first] == ["Expr"], "a docstring: what this room is for"


def test_no_module_has_a_name_that_says_nothing():
    assert [short(path) for path in TREES if path.stem in BANNED] == []


def test_no_class_has_a_name_that_says_nothing():
    names = {node.name for path in modules() for node in parsed(path).body if type(node).__name__ == "ClassDef"}

    assert sorted(name for name in names if name.endswith(BANNED_ENDS)) == []


def test_packages_re_export_nothing():
    full = [short(path) for path in modules() if path.name == "__init__.py" and len(parsed(path).body) > 1]

    assert full == [], "modules are imported by their full path"


def test_what_drives_a_browser_stands_in_one_folder():
    driving = re.compile(r"^(pytestmark = \[?|@)pytest\.mark\.browser\b", re.MULTILINE)
    marked = {path for path in TREES if driving.search(path.read_text(encoding="utf-8"))}

    assert marked == set((ROOT / "tests" / "browser").glob("test_*.py")), (
        "`make test-browser` asks that folder only"
    )
