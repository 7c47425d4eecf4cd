"""What if, without a mouse and without JavaScript: a change is added, told at once, and its address passed on."""

import pytest

pytestmark = pytest.mark.browser
DAY = "/cpec/forecast/?as_of=2026-06-30"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_change_is_asked_for_with_the_keyboard_alone(browser, site, scripts):
    with browser.new_context(base_url=site, java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(DAY)
        page.get_by_label("Promise or obstacle").select_option("rsz-om-agreement")
        page.get_by_label("Day, as 2027-06-30 or 2027-06").fill("2027-01")
        page.get_by_label("Day, as 2027-06-30 or 2027-06").press("Enter")
        page.wait_for_url("**/forecast/?**item=rsz-om-agreement**")

        told = page.locator(".changed .finding")
        assert "worker-months in ten years" in told.inner_text()
        assert page.locator("#line-1").input_value() == "done:rsz-om-agreement@2027-01"
        first, address = told.inner_text(), page.url
        page.goto(DAY)
        page.goto(address)
        assert told.inner_text() == first


def test_what_is_wrong_leads_to_its_line(page):
    page.goto(f"{DAY}&change=done:nothing@2027")
    page.get_by_role("alert").get_by_role("link").click()

    assert page.url.endswith("#line-1")
    assert "there is no promise “nothing”" in page.locator("#wrong-1").inner_text()


def test_the_picture_has_its_numbers_beside_it(page):
    page.goto(DAY)
    page.get_by_text("The numbers as a table").first.press("Enter")

    assert page.get_by_role("columnheader", name="P90").first.is_visible()
    assert page.get_by_role("img", name="workers expected in operation").count() == 1
