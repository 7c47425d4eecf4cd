"""Every page for everybody: axe finds nothing, nothing runs over the edge, in three languages on phone and desk."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PREFIXES = ["", "/ur", "/zh-hans"]
PAGES = [
    "/",
    "/cpec/?as_of=2024-09-01",
    "/cpec/commitments/?state=overdue",
    "/cpec/commitments/rsz-energise/",
    "/cpec/charts/",
    "/cpec/charts/path/",
    "/cpec/charts/parties/",
    "/cpec/charts/slips/",
    "/cpec/charts/due/?as_of=2021-06-30",
    "/cpec/sources/dawn-2024-01-10/",
    "/cpec/zones/",
    "/cpec/zones/rashakai-sez/",
    "/cpec/zones/gwadar-free-zone/",
    "/cpec/parties/",
    "/cpec/parties/pesco/",
    "/cpec/stories/",
    "/cpec/stories/rashakai-sez/utility-power/",
    "/cpec/agreements/",
    "/cpec/agreements/rsz-jv-2018/",
    "/cpec/meetings/",
    "/cpec/meetings/jcc-14/",
    "/cpec/ventures/",
    "/cpec/ventures/ven-century-steel/",
    "/cpec/obstacles/",
    "/cpec/obstacles/obs-rsz-no-power/",
    "/cpec/sources/",
    "/cpec/figures/?measure=area",
    "/cpec/forecast/",
    "/cpec/forecast/?change=done:rsz-om-agreement@2027-06-30&change=need:rsz-ppaa>rsz-phase-2%2B30",
    "/cpec/forecast/?change=done:nothing@2027&change=x&what=done&item=rsz-jobs",
    "/cpec/forecast/items/rsz-energise/",
    "/cpec/forecast/obstacles/obs-rsz-no-power/",
    "/cpec/forecast/compare/?one=done:rsz-om-agreement@2027-06-30&other=stalled=0.3",
    "/cpec/forecast/calibration/",
    "/api/v1/",
    "/cpec/search/",
    "/cpec/search/?q=rashakai+power",
    "/cpec/search/?q=nothing+xyzzyq",
    "/cpec/zones/rashaki-sez/",
    "/nowhere/",
    "/cpec/?as_of=never",
]
WIDTHS = [390, 1280]
RUN = """async tags => (await axe.run(document, {runOnly: tags})).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`))"""
# A wide table may be moved sideways in its own frame, nothing else.
OVER = """() => [document.documentElement, ...document.querySelectorAll("body *")]
    .filter(each => !each.closest(".scroll") && !each.closest(".unseen"))
    .filter(each => each.scrollWidth > innerWidth || each.getBoundingClientRect().right > innerWidth + 1
        || each.getBoundingClientRect().left < -1)
    .map(each => each.outerHTML.slice(0, 80))"""


def look(page):
    """What axe and the ruler find on an open page, by width: to load it for each would take as long as to look."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("innerWidth") == width
        found[width] = (page.evaluate(RUN, RULES), page.evaluate(OVER))
    return found


@pytest.fixture(scope="module", params=PREFIXES, ids=lambda prefix: prefix.strip("/") or "en")
def seen(request, browser, site):
    """What axe and the ruler find on every page of a language; axe is let in beside the policy."""
    with browser.new_context(base_url=site, bypass_csp=True) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        found = {}
        for path in PAGES:
            page.goto(request.param + path)
            found[path] = look(page)
        return found


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(seen, width):
    assert {path: found[width][0] for path, found in seen.items()} == {path: [] for path in PAGES}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_over_the_edge(seen, width):
    assert {path: found[width][1] for path, found in seen.items()} == {path: [] for path in PAGES}


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_board_flows_into_a_column_of_320_points(browser, site, prefix):
    with browser.new_context(base_url=site, viewport={"width": 320, "height": 256}) as context:
        page = context.new_page()
        page.goto(f"{prefix}/cpec/")

        assert page.evaluate(OVER) == []
