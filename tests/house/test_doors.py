"""Doors parse, ask one question or do one deed, and answer; they hold no ORM and no SQL."""

import ast

import pytest

from house.tree import DOORS, calls, layer, modules, parsed, rooms, short

# How the ORM and the database are spoken to. Whoever needs one of these wants a query or an action of a room.
SPOKEN = {
    "aggregate", "annotate", "bulk_create", "bulk_update", "cursor", "delete", "exclude", "execute", "executemany",
    "filter", "get_or_create", "prefetch_related", "raw", "save", "select_for_update", "select_related",
    "update_or_create", "values_list",
}  # fmt: skip
WRITING = {
    "_raw_delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "insert",
    "record",
    "save",
    "update_or_create",
}


# A picture that is saved as PNG is no row.
NO_ROW = {("portal/pictures.py", "save"), ("sources/rules.py", "save")}


def asked(path, words):
    """Where a file calls one of these words on something."""
    for line, name in calls(parsed(path)):
        if name in words and (short(path).removeprefix("src/corridor/"), name) not in NO_ROW:
            yield f"{short(path)}:{line} {name}()"


def reached(path):
    """Where a file reaches for the rows of a model."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
            yield f"{short(path)}:{node.lineno} .{node.attr}"


@pytest.mark.parametrize("door", [door for door in DOORS if modules(door)])
def test_a_door_holds_no_orm(door):
    found = [place for path in modules(door) for place in (*asked(path, SPOKEN), *reached(path))]

    assert found == [], "ask a room's queries.py instead, or do a deed of its actions.py"


@pytest.mark.parametrize("room", rooms())
def test_only_actions_write(room):
    readers = [path for name in ("rules", "access", "queries") for path in layer(room, name)]

    assert [place for path in readers for place in asked(path, WRITING)] == [], "writing belongs in actions"


@pytest.mark.parametrize("room", rooms())
def test_rules_know_no_rows(room):
    found = [place for path in layer(room, "rules") for place in reached(path)]

    assert found == [], "rules are plain Python; a query brings them their rows"
