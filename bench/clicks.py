"""From the click to the answer: changes asked for on the forecast page in a browser, each another one.

    corridor demo --port 8801, in another window; then
    python bench/clicks.py http://127.0.0.1:8801/cpec/forecast/

A change is chosen in the form as people choose it; timed is from the press of the button to the first frame after
the sentence that tells what changes stands on the page. Visitors may ask for sixty changes a minute: ask for fewer.
"""

import argparse
import os

from playwright.sync_api import Page, sync_playwright

# The browser notes when the button is pressed, and the first frame drawn after the sentence stands there.
NOTED = """
addEventListener("submit", () => sessionStorage.setItem("pressed", Date.now()), true);
const look = () => {
  if (!document.querySelector(".changed .finding")) return requestAnimationFrame(look);
  requestAnimationFrame(() => { window.took = Date.now() - Number(sessionStorage.getItem("pressed")); });
};
if (sessionStorage.getItem("pressed")) requestAnimationFrame(look);
"""


def clicked(page: Page, address: str, item: str, day: str) -> float:
    """Seconds from the click to the answer, for one change."""
    page.goto(address)
    page.evaluate("() => sessionStorage.clear()")
    page.locator("#add-item").select_option(item)
    page.locator("#add-day").fill(day)
    page.locator("form.changes button.submit").click(no_wait_after=True)
    page.locator(".changed .finding").wait_for()
    page.wait_for_function("() => window.took !== undefined")
    return float(page.evaluate("() => window.took")) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", help="the forecast page")
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--day", default="2030-06-30", help="on which day things are taken to be there")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(NOTED)
        page.goto(asked.address)
        items = page.locator("#add-item option").evaluate_all("all => all.map(each => each.value).filter(Boolean)")
        step = max(1, len(items) // asked.changes)
        times = sorted(clicked(page, asked.address, item, asked.day) for item in items[::step][: asked.changes])
        browser.close()
    median, most = times[len(times) // 2], times[-1]
    p95 = times[min(len(times) - 1, round(0.95 * len(times)) - 1)]
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{len(times)} changes: median {median:.3f} s, p95 {p95:.3f} s, most {most:.3f} s (load {load})")


if __name__ == "__main__":
    main()
