"""My day, a promise and its forms in a real browser: by keyboard, inline, without script, for everybody."""

import pytest

from browser.test_access import AXE, PREFIXES, WIDTHS, look
from browser.test_signing_in import KNOWN, blocked, tab_to
from served import corridor, serving, surroundings

pytestmark = pytest.mark.browser
__all__ = ["blocked"]
PROMISE = "/desk/cpec/commitments/rsz-energise/"
PAGES = [
    "/desk/cpec/",
    "/desk/cpec/commitments/?whose=all",
    PROMISE,
    f"{PROMISE}correct/",
    f"{PROMISE}evidence/",
    f"{PROMISE}end/",
    f"{PROMISE}link/",
    "/desk/cpec/new-promise/?meeting=jcc-14",
    "/desk/cpec/scenarios/",
    "/desk/cpec/new-scenario/?change=done:rsz-om-agreement@2099-06-30",
    "/desk/cpec/forecasts/",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A server with the accounts of the demo."""
    home = tmp_path_factory.mktemp("home")
    corridor(home, "demo", "--no-serve")
    with serving(surroundings(home)) as (address, _server):
        yield address


def sign_in(page, who):
    page.goto("/desk/account/login/")
    page.fill("#id_login", KNOWN[who].email)
    page.fill("#id_password", KNOWN[who].password)
    page.click("main form.entry button[type=submit]")
    page.wait_for_url("**/desk/cpec/")


@pytest.fixture(scope="module")
def seen(browser, site):
    """What axe and the ruler find on every page in every language, and on a form that was refused."""
    with browser.new_context(base_url=site, bypass_csp=True) as context:
        context.add_init_script(path=AXE)
        page, found = context.new_page(), {}
        sign_in(page, "officer")
        for prefix in PREFIXES:
            for path in PAGES:
                page.goto(prefix + path)
                found[prefix + path] = look(page)
            page.goto(f"{prefix}{PROMISE}move/")
            page.click("form.entry button[type=submit]")
            page.wait_for_selector(".faults")
            found[f"{prefix}refused"] = look(page)
        return found


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(seen, width):
    assert {path: found[width][0] for path, found in seen.items() if found[width][0]} == {}
    assert len(seen) == len(PREFIXES) * (len(PAGES) + 1)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_over_the_edge(seen, width):
    assert {path: found[width][1] for path, found in seen.items() if found[width][1]} == {}


def test_evidence_is_brought_by_keyboard_and_what_is_wrong_is_said_without_leaving(page, blocked):
    sign_in(page, "pesco")
    page.goto("/desk/cpec/")
    tab_to(page, "a[href$='/rsz-energise/evidence/']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.evaluate("window.stayed = true")
    tab_to(page, "[name=note]")
    page.keyboard.type("The cable is laid")
    tab_to(page, "form.entry .buttons .button")
    page.keyboard.press("Enter")

    page.wait_for_selector(".faults")
    assert page.evaluate("document.activeElement.className") == "faults"
    assert page.input_value("[name=note]") == "The cable is laid"

    page.select_option("[name=says]", "partly")
    page.fill("[name=observed_on]", "۲۰۲۶-۰۶")
    page.select_option("[name=grade]", "measured")
    tab_to(page, "form.entry .buttons .button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told")
    assert page.evaluate("window.stayed")
    assert page.url.endswith(PROMISE)
    assert "The cable is laid" in page.inner_text("main")
    assert blocked == []


def test_all_of_it_works_without_script(browser, site):
    with browser.new_context(base_url=site, java_script_enabled=False) as context:
        page = context.new_page()
        sign_in(page, "officer")
        page.goto(f"{PROMISE}move/")
        page.fill("[name=due_on]", "2031")
        page.click("form.entry .buttons .button")
        assert page.locator(".errorlist").count() == 2
        page.fill("[name=reason]", "the cable is late")
        page.fill("[name=paper_title]", "Letter 12")
        page.click("form.entry .buttons .button")

        assert page.url.endswith(PROMISE)
        assert "the cable is late" in page.inner_text("main")


def test_a_form_is_kept_as_a_draft(page):
    sign_in(page, "officer")
    page.goto("/desk/cpec/new-promise/")
    page.fill("[name=title]", "A draft of a promise")
    page.click("button[formaction]")

    page.wait_for_url("**/desk/cpec/drafts/")
    page.click("text=New promise")
    page.wait_for_selector("form.entry")
    assert page.input_value("[name=title]") == "A draft of a promise"
