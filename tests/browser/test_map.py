"""The map as a browser draws it: no name hides another, no letter is too small, on desk, phone and paper."""

from itertools import combinations

import pytest

pytestmark = pytest.mark.browser
PREFIXES = ["", "/ur", "/zh-hans"]
SMALLEST = 11
# Names and signs of the map that is seen, as rectangles on the screen.
BOXES = """kind => [...document.querySelectorAll(`.sheet ${kind}`)].filter(each => each.getClientRects().length)
    .map(each => each.getBoundingClientRect()).map(box => [box.left, box.top, box.right, box.bottom])"""
LETTERS = """() => [...document.querySelectorAll(".sheet text")].filter(each => each.getClientRects().length)
    .map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)"""


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_names_and_signs_do_not_overlap_as_drawn(page, prefix):
    page.goto(f"{prefix}/cpec/zones/")
    page.evaluate("document.fonts.ready")
    names, signs = page.evaluate(BOXES, "text.name tspan"), page.evaluate(BOXES, "a :is(circle, rect)")
    lines = [[left, top + 4, right, bottom - 4] for left, top, right, bottom in names]

    assert len(signs) == 18
    assert len(lines) > 15
    assert [pair for pair in combinations(lines, 2) if meet(*pair)] == []
    assert [name for name in lines for sign in signs if meet(name, sign)] == []


@pytest.mark.parametrize(("width", "names"), [(390, 0), (1280, 12)])
def test_letters_are_never_too_small(browser, site, width, names):
    with browser.new_context(base_url=site, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto("/cpec/zones/")

        assert min(page.evaluate(LETTERS)) >= SMALLEST
        assert (len(page.evaluate(BOXES, "text.name")) > names) is (names > 0)


@pytest.mark.parametrize("media", ["screen", "print"])
def test_one_map_is_seen(page, media):
    page.goto("/cpec/zones/")
    page.emulate_media(media=media)

    assert [each.is_visible() for each in page.locator(".sheet > svg").all()] == [True, False]


def test_the_points_are_reached_with_the_keyboard(page):
    page.goto("/cpec/zones/")
    page.locator(".when button").focus()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.firstChild.ariaLabel").startswith("1 Rashakai")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cpec/zones/rashakai-sez/")
