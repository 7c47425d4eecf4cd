"""Signing in as people do: by keyboard, with a passkey, with an app; and every page of it for everybody."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from browser.test_access import AXE, PREFIXES, WIDTHS, look
from corridor.console.commands.demo import PERSONS
from served import corridor, serving, surroundings

pytestmark = pytest.mark.browser
KNOWN = {each.email.partition("@")[0]: each for each in PERSONS}
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
BEFORE = [
    "/desk/account/login/",
    "/desk/account/login/?why=idle",
    "/desk/account/password/reset/",
    "/desk/account/password/reset/sent/",
    "/desk/account/password/reset/1-x/",
    "/desk/account/inactive/",
    "/desk/join/nothing/",
]
AFTER = [
    "/desk/account/",
    "/desk/account/logout/",
    "/desk/account/password/change/",
    "/desk/account/tokens/new/",
    "/desk/account/factors/",
    "/desk/account/factors/totp/activate/",
    "/desk/account/factors/webauthn/",
    "/desk/account/factors/webauthn/add/",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A server with the accounts of the demo, by the name that passkeys are bound to."""
    home = tmp_path_factory.mktemp("home")
    corridor(home, "demo", "--no-serve")
    with serving(surroundings(home)) as (address, _server):
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def blocked(page):
    """What the policy of the pages kept the browser from."""
    said = []
    page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
    return said


def tab_to(page, chosen):
    """Go on by the tabulator until something has the focus."""
    for _time in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("chosen => document.activeElement.matches(chosen)", chosen):
            return
    raise AssertionError(f"the tabulator does not reach {chosen}")


def type_in(page, chosen, text):
    tab_to(page, chosen)
    page.keyboard.type(text)


def sign_in(page, who):
    person = KNOWN[who]
    page.goto("/desk/account/login/")
    type_in(page, "#id_login", person.email)
    type_in(page, "#id_password", person.password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def confirm(page, who):
    """Confirm by password that it is they."""
    type_in(page, "#id_password", KNOWN[who].password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_out(page):
    tab_to(page, ".deskrail button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/login/"))


def test_one_signs_in_and_out_by_keyboard_and_lands_in_ones_own_language(page, blocked):
    sign_in(page, "pesco")

    assert "/ur/desk/" in page.url
    assert page.get_attribute("html", "dir") == "rtl"
    page.goto("/ur/desk/account/")
    sign_out(page)
    page.goto("/desk/account/")
    assert "/login/?next=" in page.url
    assert blocked == []


def test_what_was_wrong_has_the_focus_and_leads_to_its_field(page):
    page.goto("/desk/account/login/")
    type_in(page, "#id_login", "officer@demo.invalid")
    page.keyboard.press("Enter")
    page.wait_for_selector(".faults")

    assert page.evaluate("document.activeElement.className") == "faults"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_password"
    assert page.input_value("#id_login") == "officer@demo.invalid"


def test_a_passkey_is_added_and_opens_the_desk_without_a_password(page, context, blocked):
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    sign_in(page, "officer")
    page.goto("/desk/account/factors/webauthn/add/")
    confirm(page, "officer")
    tab_to(page, "#id_name")
    page.keyboard.press("Control+a")
    page.keyboard.type("Telephone")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("recovery-codes"))
    assert page.locator(".codes li").count() == 10
    assert len(devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1
    sign_out(page)

    tab_to(page, "form[data-passkey] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk/(?!account/login)"))
    page.goto("/desk/account/factors/webauthn/")
    assert "Telephone" in page.inner_text("main")

    # And it confirms that it is they.
    page.goto("/desk/account/tokens/new/")
    tab_to(page, "main li a[href*='webauthn']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("webauthn/reauthenticate"))
    tab_to(page, "form[data-passkey] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("tokens/new"))
    assert page.locator("#id_expires_on").count() == 1
    assert blocked == []


def test_a_passkey_is_a_second_factor_after_the_password(page, context):
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(page, "owner")
    page.goto("/desk/account/factors/webauthn/add/")
    confirm(page, "owner")
    tab_to(page, "#id_passwordless")
    page.keyboard.press("Space")
    tab_to(page, "form[data-passkey] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("recovery-codes"))
    sign_out(page)

    sign_in(page, "owner")
    assert "/factors/authenticate/" in page.url
    tab_to(page, "form[data-passkey] button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk/(?!account/factors)"))
    page.goto("/desk/account/")
    assert "owner@demo.invalid" in page.inner_text("main")


def test_without_a_passkey_the_page_says_so(page, context):
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    page.goto("/desk/account/login/")
    tab_to(page, "form[data-passkey] button")
    page.goto(page.url.replace("localhost", "127.0.0.1"))
    tab_to(page, "form[data-passkey] button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".trouble:not([hidden])")

    assert "by the name localhost" in page.inner_text(".trouble:not([hidden])")


def test_an_app_is_added_and_its_codes_are_asked_for(page, blocked):
    sign_in(page, "admin")
    page.goto("/desk/account/factors/totp/activate/")
    confirm(page, "admin")
    secret = page.inner_text(".steps code")
    assert page.locator("svg.qr path").bounding_box()["width"] > 100
    type_in(page, "#id_code", code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("recovery-codes"))
    codes = page.locator(".codes li").all_inner_texts()
    sign_out(page)

    sign_in(page, "admin")
    assert "/factors/authenticate/" in page.url
    type_in(page, "#id_code", codes[0])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk/(?!account/factors)"))
    sign_out_at_account(page)
    sign_in(page, "admin")
    # The code of this half minute has been used.
    time.sleep(max(0, 30.5 - time.time() % 30))
    type_in(page, "#id_code", code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/desk/(?!account/factors)"))
    assert blocked == []


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_out_at_account(page):
    page.goto("/desk/account/")
    sign_out(page)


@pytest.fixture(scope="module", params=PREFIXES, ids=lambda prefix: prefix.strip("/") or "en")
def seen(request, browser, site):
    """What axe and the ruler find on the pages of accounts, of a language."""
    prefix = request.param
    with browser.new_context(base_url=site, bypass_csp=True) as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        found = {}
        for path in BEFORE:
            found[path] = look_at(page, prefix, path)
        wrong = KNOWN["reader"]
        page.goto(f"{prefix}/desk/account/login/")
        page.fill("#id_login", wrong.email)
        page.press("#id_login", "Enter")
        page.wait_for_selector(".faults")
        found["wrong"] = look(page)
        sign_in(page, "reader")
        found["/desk/account/reauthenticate/"] = look_at(page, prefix, "/desk/account/reauthenticate/")
        confirm(page, "reader")
        for path in AFTER:
            found[path] = look_at(page, prefix, path)
        return found


def look_at(page, prefix, path):
    page.goto(prefix + path)
    assert page.url.endswith(prefix + path)
    return look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(seen, width):
    assert {path: found[width][0] for path, found in seen.items() if found[width][0]} == {}
    assert len(seen) == len(BEFORE) + len(AFTER) + 2


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_over_the_edge(seen, width):
    assert {path: found[width][1] for path, found in seen.items() if found[width][1]} == {}
