"""Draws the README's pictures: board and story at a desk, the board in Urdu and Chinese on a phone."""

import sys
import tempfile
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from served import corridor, serving, surroundings

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
OUT = ROOT / "docs" / "pictures"
# Name, address, the reader's locale (it writes the date in the form), width and height.
PICTURES = (
    ("board", "/cpec/", "en-GB", 1280, 1400),
    ("story", "/cpec/stories/rashakai-sez/utility-power/", "en-GB", 1280, 1180),
    ("board-ur", "/ur/cpec/", "ur-PK", 390, 1100),
    ("board-zh", "/zh-hans/cpec/", "zh-CN", 390, 1100),
)
LARGEST = 300_000


@click.command()
@click.option("--as-of", "on", default="", help="The day of the board; today, unless said otherwise.")
def main(on: str) -> None:
    """Load the real programme into a home of its own, serve it, and draw its board."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        corridor(Path(home), "demo", "--no-serve")
        with serving(surroundings(Path(home))) as (site, _server), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            for name, address, locale, width, height in PICTURES:
                size = {"width": width, "height": height}
                page = browser.new_page(viewport=size, locale=locale)
                draw(page, f"{site}{address}?as_of={on}", OUT / f"{name}.png")
            browser.close()


def draw(page: Page, address: str, path: Path) -> None:
    """The top of a page as a PNG, once its fonts are there."""
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, scale="css", animations="disabled")
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"{path.name} is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
