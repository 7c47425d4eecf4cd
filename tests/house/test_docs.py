"""What exists is documented, and what the documents name exists."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from corridor.console.main import main
from corridor.project.settings import Environment
from house.tree import DOORS, ROOT, SOURCE, rooms, short

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
MENTION = re.compile(r"\bdocs/[\w/.-]+\.md\b")
SOURCES = [
    *(ROOT / name for name in ("Makefile", "pyproject.toml", ".ci/run")),
    *(path for tree in ("src", "tests", "tools", "bench") for path in sorted((ROOT / tree).rglob("*.py"))),
    *sorted(SOURCE.rglob("*.css")),
]
FLOORS = [*rooms(), "base"]


def text_of(path: Path) -> str:
    assert path.is_file(), f"{short(path)} is missing"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_has_a_page_that_names_its_models(room):
    models = [model.__name__ for model in apps.get_app_config(room).get_models()]

    page = text_of(DOCS / "rooms" / f"{room}.md")

    assert [name for name in models if not re.search(rf"\b{name}\b", page)] == []


def test_every_command_is_documented():
    start = text_of(DOCS / "start.md")

    assert [name for name in main.commands if f"corridor {name}" not in start] == []


def test_every_setting_is_documented():
    start = text_of(DOCS / "start.md")

    assert [name for name in Environment.model_fields if f"CORRIDOR_{name.upper()}" not in start] == []


def test_no_setting_is_documented_that_does_not_exist():
    known = {f"CORRIDOR_{name.upper()}" for name in Environment.model_fields}

    assert set(re.findall(r"CORRIDOR_[A-Z_]*[A-Z]", text_of(DOCS / "start.md"))) <= known


def test_settings_describe_themselves():
    assert [name for name, field in Environment.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("page", PAGES, ids=short)
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL)
    links = [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]

    assert [link for link in links if not leads_somewhere(page, link)] == []


def leads_somewhere(page: Path, link: str) -> bool:
    """Whether a link leads to a file, and where it names one, to a heading in it."""
    path, _hash, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not heading:
        return target.exists()
    return target.is_file() and heading in headings(target.read_text(encoding="utf-8"))


def headings(text: str) -> set[str]:
    """The addresses that GitHub gives the headings of a page."""
    lines = re.findall(r"^#+\s+(.*?)\s*$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_pages_that_the_code_names_exist():
    named = {
        (short(path), found) for path in SOURCES for found in MENTION.findall(path.read_text(encoding="utf-8"))
    }

    assert sorted(f"{where} names {page}" for where, page in named if not (ROOT / page).is_file()) == []


def test_decisions_say_what_keeps_them():
    decisions = sorted((DOCS / "decisions").glob("[0-9]*.md"))

    without = [short(page) for page in decisions if "Kept by" not in text_of(page)]

    assert decisions != []
    assert without == []


def test_every_door_and_room_stands_in_the_plan():
    house = text_of(DOCS / "house.md")
    doors = [door for door in DOORS if (SOURCE / door).is_dir()]

    assert [name for name in (*FLOORS, *doors) if f"{name}/" not in house] == []
