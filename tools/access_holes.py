"""Grants each `may_...` of every room to everybody, in turn; says which the walk of all addresses does not catch.

Each is tried in a process of its own, until the first answer that differs. Takes long: not part of `make test`.
`tools/access_holes.py may_step` tries one alone.
"""

import inspect
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from typing import Any

import django
import pytest

import corridor
from corridor.base.actors import Acting, Role

WALK = "tests/desk/test_access.py"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")


def granted() -> list[str]:
    """Every function that says what somebody may do, as module:name."""
    django.setup()
    found = []
    for room in pkgutil.iter_modules(corridor.__path__):
        try:
            module = import_module(f"corridor.{room.name}.access")
        except ModuleNotFoundError:
            continue
        for name, each in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("may_") and each.__module__ == module.__name__:
                found.append(f"{module.__name__}:{name}")
    return found


class Granting:
    """Lets everybody do one thing, wherever its name was brought to."""

    def __init__(self, which: str) -> None:
        self.module, self.name = which.split(":")

    def pytest_collection_finish(self, session: Any) -> None:
        """After everything was imported."""
        module = import_module(self.module)
        asked = getattr(module, self.name)

        def everybody(by: Any, *things: Any, **more: Any) -> Any:
            there = asked(by, *things, **more)
            if there or asked.__annotations__.get("return") is bool:
                return there or True
            mine = by.memberships[0] if by.memberships else None
            return mine or Acting("isles", "isles", Role.OWNER)

        for each in list(sys.modules.values()):
            if getattr(each, "__name__", "").startswith("corridor.") and getattr(each, self.name, None) is asked:
                setattr(each, self.name, everybody)


def main() -> int:
    """Try them all, or run the walk with one of them granted."""
    if sys.argv[1:2] == ["--granting"]:
        return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", WALK], plugins=[Granting(sys.argv[2])]))
    wanted = sys.argv[1:]
    holes = 0
    for which in granted():
        if wanted and which.split(":")[1] not in wanted:
            continue
        ran = subprocess.run([sys.executable, __file__, "--granting", which], capture_output=True, text=True)
        caught = ran.returncode == 1
        holes += not caught
        print(f"{'caught' if caught else 'NOT CAUGHT'}  {which}", flush=True)
    return int(holes > 0)


if __name__ == "__main__":
    sys.exit(main())
