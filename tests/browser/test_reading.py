"""Reading the board: without a mouse, without JavaScript, in Urdu's own script, on another day, on paper."""

import pytest

pytestmark = pytest.mark.browser
PAGES = ["/", "/cpec/", "/ur/cpec/", "/zh-hans/cpec/", "/mfano/", "/nowhere/", "/ur/cpec/commitments/rsz-energise/"]
FIRST = ".card.first code"


def test_nothing_is_refused_by_the_policy_and_nothing_is_complained_of(page):
    said, failed = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))")

    for path in PAGES:
        page.goto(path)
        page.evaluate("document.fonts.ready")

    # Chromium itself remarks that the address which leads nowhere leads nowhere.
    assert [text for text in said if "404 (Not Found)" not in text] == []
    # The next page is asked for before the picture in the tab's corner has come.
    assert [address for address in failed if not address.endswith(".svg")] == []


def test_the_first_key_leads_to_the_content(page):
    page.goto("/cpec/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")

    assert (link.get_attribute("href"), link.bounding_box()["y"] >= 0) == ("#main", True)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_is_marked(page):
    page.goto("/cpec/")
    seen = []
    for _key in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))

    assert seen == ["solid"] * 8


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_another_day_is_asked_for_with_the_keyboard_alone(browser, site, scripts):
    with browser.new_context(base_url=site, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto("/cpec/?as_of=2022-06-30")
        before = page.locator(FIRST).inner_text()
        page.get_by_label("As of").fill("2024-09-01")
        page.get_by_label("As of").press("Enter")
        page.wait_for_url("**/cpec/?as_of=2024-09-01&known_on=")

        assert (before, page.locator(FIRST).inner_text()) == ("rsz-line-160mw", "rsz-source-of-supply")


def test_what_was_known_on_a_day_stays_when_another_day_is_asked_for(page):
    page.goto("/cpec/?as_of=2022-06-30&known_on=2021-01-01")
    page.get_by_label("As of").fill("2024-09-01")
    page.get_by_role("button", name="Show").click()

    page.wait_for_url("**/cpec/?as_of=2024-09-01&known_on=2021-01-01")


def test_other_parties_are_one_step_away(page):
    page.goto("/cpec/")
    page.get_by_role("link", name="56 more parties").click()

    page.wait_for_url("**/cpec/parties/")


def test_the_language_changes_and_the_day_stays(page):
    page.goto("/cpec/?as_of=2024-09-01")
    page.get_by_role("link", name="اردو").click()

    page.wait_for_url("**/ur/cpec/?as_of=2024-09-01")
    assert page.locator(FIRST).inner_text() == "rsz-source-of-supply"


def test_urdu_runs_from_the_right_in_nastaliq(page):
    page.goto("/ur/cpec/")
    page.evaluate("document.fonts.ready")
    heading = page.locator("h1 bdi")

    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    assert page.evaluate("text => document.fonts.check('16px Nastaliq', text)", heading.inner_text())
    # Spaces and signs are Inter's.
    assert drawn_with(page, "h1 bdi") - {"Inter"} == {"Noto Nastaliq Urdu"}


def test_a_date_keeps_latin_digits_and_codes_run_from_the_left(page):
    page.goto("/ur/cpec/")
    form, heading = page.locator(".when").bounding_box(), page.locator("h1").bounding_box()

    assert form["x"] + form["width"] == heading["x"] + heading["width"]


def test_chinese_is_drawn_with_signs_and_not_with_boxes(page):
    page.goto("/zh-hans/cpec/")

    assert drawn_with(page, "h1 bdi") == {"Noto Sans CJK SC"}


def drawn_with(page, selector):
    """The fonts that Chromium drew an element's text with."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return {font["familyName"] for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}


@pytest.mark.parametrize("path", ["/cpec/", "/ur/cpec/"])
def test_the_board_goes_on_paper(page, path):
    page.goto(path)
    page.emulate_media(media="print")

    assert not page.locator(".languages").is_visible()
    assert page.locator(".card.first").is_visible()
    paper = page.pdf(format="A4")
    assert (paper[:5], len(paper) > 20_000) == (b"%PDF-", True)


@pytest.mark.parametrize(("prefix", "seen"), [("", "Dawn"), ("/ur", "Dawn"), ("/zh-hans", "Dawn")])
def test_three_clicks_lead_from_the_board_to_the_paper_behind_it(page, prefix, seen):
    page.goto(f"{prefix}/cpec/?as_of=2024-09-01")

    page.locator("#rsz-energise h3 a").click()
    page.locator(".evidence .paper a").first.click()
    paper = page.locator("a[rel~=noreferrer]")

    assert page.locator("h1 bdi").get_attribute("dir") in (None, "ltr")
    assert seen in page.locator(".head").inner_text()
    assert paper.get_attribute("href").startswith("https://")


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
@pytest.mark.parametrize("measure", ["workers", "units-in-production", "exports", "jobs-claimed"])
def test_a_number_on_the_board_leads_to_the_figures_and_they_to_their_paper(page, prefix, measure):
    page.goto(f"{prefix}/cpec/?as_of=2024-09-01")

    page.locator(f'.results a[href*="figures/?measure={measure}"]').first.click()
    page.locator('td a[href*="/sources/"], li a[href*="/sources/"]').first.click()

    assert f"{prefix}/cpec/sources/" in page.url
    assert page.url.endswith("?as_of=2024-09-01")


def test_a_list_is_chosen_with_the_keyboard_and_without_scripts(browser, site):
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/cpec/commitments/")
        page.select_option("#state", "overdue")
        page.locator("#zone").focus()
        page.keyboard.press("Tab")
        page.locator(".choose button").press("Enter")

        assert "state=overdue" in page.url
        assert set(page.locator("tbody .state:not(.mark)").all_inner_texts()) == {"Overdue"}
