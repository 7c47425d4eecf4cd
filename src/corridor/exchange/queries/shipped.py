"""Packages that come with Corridor."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "shipped"


def shipped_package(code: str) -> Path:
    """The folder of a package that comes with Corridor."""
    return FOLDER / code
