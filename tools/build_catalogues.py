"""Compiles the translations without gettext: when hatchling builds the project, or by hand."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Write a ``django.mo`` beside every ``django.po`` of the project in ``root``."""
    return [compile_catalogue(po) for po in sorted(root.glob("src/corridor/locale/*/LC_MESSAGES/django.po"))]


def compile_catalogue(po: Path) -> Path:
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
    mo = po.with_suffix(".mo")
    with mo.open("wb") as target:
        # Django's header is fuzzy and is kept (`pybabel compile` without -f would skip the whole file);
        # a fuzzy message is a guess nobody has read, so it stays English.
        write_mo(target, catalogue, use_fuzzy=False)
    return mo


class CustomBuildHook(BuildHookInterface):
    """Runs for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    for written in compile_catalogues(Path(__file__).resolve().parent.parent):
        print(written)
