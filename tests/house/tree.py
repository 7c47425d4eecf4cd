"""The tree as the house tests walk it: what is a room, what is a door, and its files as syntax."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "corridor"
DOORS = ("project", "portal", "console", "desk", "api")
# Neither rooms nor doors: words for every room, numbers, and folders that hold no Python.
BESIDE = ("base", "engine", "static", "locale", "shipped")


def rooms() -> list[str]:
    """The rooms, by name."""
    folders = (path.name for path in SOURCE.iterdir() if (path / "__init__.py").is_file())
    return sorted(name for name in folders if name not in (*DOORS, *BESIDE))


def modules(*parts: str) -> list[Path]:
    """The Python files below those parts of the source, or of all of it; migrations are written by Django."""
    folders = [SOURCE / part for part in parts] or [SOURCE]
    return sorted(path for folder in folders for path in folder.rglob("*.py") if "migrations" not in path.parts)


def templates() -> list[Path]:
    """The templates of every door."""
    return sorted(SOURCE.rglob("templates/**/*.html"))


def short(path: Path) -> str:
    """A path as people say it."""
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    """A file as syntax."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def layer(room: str, name: str) -> list[Path]:
    """The files of one layer of a room, be it a module or a package."""
    single, package = SOURCE / room / f"{name}.py", SOURCE / room / name
    return [single] if single.is_file() else sorted(package.rglob("*.py"))


def deeds() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every public function of every room's actions, with the name it goes by."""
    for room in rooms():
        for path in layer(room, "actions"):
            for node in parsed(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield f"{short(path)}:{node.name}", node


def calls(node: ast.AST) -> list[tuple[int, str]]:
    """What is called inside a node: the line, and the last word of the name, such as `filter`."""
    found = []
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            found.append((each.lineno, ast.unparse(each.func).rpartition(".")[2]))
    return found
