"""What an installation without the repository gets."""

import shutil
import subprocess
import sys
import zipfile

import pytest

from house.tree import ROOT, SOURCE

# What the build reads.
TAKEN = ("src", "tools", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from a copy, so that the compiled catalogues of the others stay as they are."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in TAKEN:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        else:
            shutil.copy(ROOT / name, tree / name)
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", out, tree], capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr
    (path,) = out.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def names(wheel):
    """The files of Corridor in a wheel."""
    return {name.removeprefix("corridor/") for name in wheel.namelist() if name.startswith("corridor/")}


def test_a_wheel_holds_every_file_of_the_package(wheel):
    kept = (path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)

    assert names(wheel) == {str(path.relative_to(SOURCE)) for path in kept}


def test_a_wheel_holds_what_is_not_python(wheel):
    kinds = {name.rpartition(".")[2] for name in names(wheel)}

    assert kinds >= {"py", "html", "css", "svg", "woff2", "csv", "toml", "po", "mo"}


def test_a_wheel_brings_translations_that_were_compiled(wheel):
    for locale in ("ur", "zh_Hans"):
        assert wheel.read(f"corridor/locale/{locale}/LC_MESSAGES/django.mo")[:4] == b"\xde\x12\x04\x95"


def test_a_wheel_gives_one_command(wheel):
    (entries,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))

    assert wheel.read(entries).decode().split("\n") == [
        "[console_scripts]",
        "corridor = corridor.console.main:main",
        "",
    ]


def test_a_wheel_brings_its_licence(wheel):
    assert [name for name in wheel.namelist() if name.endswith("licenses/LICENSE")] != []
