"""The small layer of JavaScript: comfort with it, nothing lost without it. And every page on paper."""

from pathlib import Path

import pytest

from house.tree import SOURCE

pytestmark = pytest.mark.browser
LIST = "/cpec/commitments/?as_of=2024-09-01"
MOST = 4096
# What is of no use on paper.
HIDDEN = ["form", ".languages", ".rail", ".bottom", ".skip", ".trail"]


def focused(page):
    """The address that the focus is on, or what else it is."""
    return page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.localName")


def lines(page, selector="tbody th a"):
    return [link.get_attribute("href") for link in page.locator(selector).all()]


@pytest.fixture
def without(browser, site):
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        yield context.new_page()


def test_the_script_is_small():
    assert Path(SOURCE / "static" / "corridor.js").stat().st_size <= MOST


def test_j_and_k_go_from_line_to_line_once_the_focus_is_in_the_list(page):
    page.goto(LIST)
    links = lines(page)
    page.locator("tbody th a").first.focus()
    seen = []
    for key in "jjkkk":
        page.keyboard.press(key)
        seen.append(focused(page))

    assert seen == [links[1], links[2], links[1], links[0], links[0]]


def test_the_line_with_the_focus_is_marked_and_enter_opens_it(page):
    page.goto(LIST)
    second = lines(page)[1]
    page.locator("tbody th a").first.focus()
    page.keyboard.press("j")

    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")


def test_cards_are_walked_as_rows_are(page):
    page.goto("/cpec/?as_of=2024-09-01")
    links = lines(page, ".held h3 a")
    page.locator(".held h3 a").first.focus()
    page.keyboard.press("j")

    assert focused(page) == links[1]


@pytest.mark.parametrize("keys", ["j", "k", "Control+j", "Shift+J"])
def test_outside_a_list_a_letter_does_nothing(page, keys):
    page.goto(LIST)
    page.keyboard.press("Tab")
    before = focused(page)
    page.keyboard.press(keys)

    assert focused(page) == before


@pytest.mark.parametrize("keys", ["Control+j", "Shift+J", "Alt+j"])
def test_with_another_key_a_letter_does_nothing(page, keys):
    page.goto(LIST)
    page.locator("tbody th a").first.focus()
    before = focused(page)
    page.keyboard.press(keys)

    assert focused(page) == before


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k"])
def test_two_keys_lead_to_the_search(page, keys):
    page.goto("/cpec/")
    if not page.locator("input[type=search]").count():
        pytest.skip("the page has no search")
    page.keyboard.press(keys)

    assert focused(page) == "input"
    page.keyboard.type("jk")
    assert page.locator("input[type=search]").first.input_value() == "jk"


def test_a_choice_by_pointer_shows_at_once(page):
    page.goto("/cpec/commitments/")
    page.locator("h1").click()
    page.select_option("#state", "overdue")

    page.wait_for_url("**state=overdue**")
    assert set(page.locator("tbody .state:not(.mark)").all_inner_texts()) == {"Overdue"}


def test_a_keyboard_passes_over_choices_until_it_says_so(page):
    page.goto("/cpec/commitments/")
    page.locator("#state").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    address = page.url

    assert page.locator("#state").input_value() != ""
    page.wait_for_timeout(300)
    assert page.url == address
    page.keyboard.press("Enter")
    page.locator(".choose button").click()
    page.wait_for_url("**state=**")


def test_without_scripts_the_button_does_it(without):
    without.goto("/cpec/commitments/")
    without.select_option("#state", "overdue")
    address = without.url
    without.locator(".choose button").click()

    assert ("state=overdue" in address, "state=overdue" in without.url) == (False, True)
    assert set(without.locator("tbody .state:not(.mark)").all_inner_texts()) == {"Overdue"}


def test_nothing_is_kept_in_the_reader_s_browser(page):
    page.goto(LIST)
    page.locator("tbody th a").first.focus()
    page.keyboard.press("j")

    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
@pytest.mark.parametrize(
    "path",
    ["/cpec/", "/cpec/zones/rashakai-sez/", "/cpec/commitments/rsz-energise/", "/cpec/commitments/?state=overdue"],
)
def test_a_page_goes_on_paper_whole(page, prefix, path):
    page.set_viewport_size({"width": 718, "height": 1000})
    page.goto(f"{prefix}{path}")
    page.emulate_media(media="print")
    hidden = [selector for selector in HIDDEN if any(each.is_visible() for each in page.locator(selector).all())]
    foot = page.locator("p.printed").inner_text()
    # What a sheet cuts off: words past the edge of the paper, unless the sheet hides or clips them on purpose.
    cut = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
        .filter(each => each.checkVisibility() && !each.closest(".unseen") && !each.closest("svg"))
        .map(each => [each.getBoundingClientRect(), each])
        .filter(([box]) => box.width && (box.right > innerWidth + 1 || box.left < -1))
        .map(([, each]) => each.outerHTML.slice(0, 80))"""
    )

    assert hidden == []
    assert f"{prefix}{path}" in foot
    assert cut == []
