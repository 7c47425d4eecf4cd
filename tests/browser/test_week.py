"""One full week: a promise from a meeting, shown as kept, verified, objected to, told of by mail, written down."""

import io
import subprocess
import urllib.request
from collections.abc import Iterator

import pytest
from PIL import Image

import make
from browser.test_access import AXE, OVER, RULES, RUN
from corridor.console.commands.demo import PERSONS
from mailserver import Mailbox, mail_server
from served import COMMAND, serving, surroundings
from sources.files import photograph

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PEOPLE = {each.email.partition("@")[0]: each for each in PERSONS}
TITLE = "Meter at the north gate of Rashakai"
NOTE = "شمالی دروازے کا میٹر آج چالو ہوا"
OBJECTION = "电表装了，但没有通电"
DESK = "/desk/cpec/"


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture(scope="module")
def machine(tmp_path_factory, mailbox) -> dict[str, str]:
    """The environment of a machine with the CPEC programme, where one person was invited and that mail server."""
    environment = {**surroundings(tmp_path_factory.mktemp("week")), **mailbox.variables()}
    run(environment, "load", str(make.CPEC))
    invited = ["clerk@boi.invalid", "--name", "Clerk", "--programme", "cpec", "--party", "boi", "--role", "reader"]
    run(environment, "invite", *invited)
    return environment


@pytest.fixture(scope="module")
def address(machine, mailbox) -> Iterator[str]:
    """The address of its server, whose worker has written its letters of today; then those of the demo join."""
    with serving(machine) as (address, _server):
        mailbox.wait_for(1)
        run(machine, "demo", "--no-serve")
        yield address


def run(environment: dict[str, str], *words: str) -> None:
    subprocess.run([COMMAND, *words], env=environment, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def signed_in(browser, address):
    """The pages of people who have signed in, by what they are called in the demo."""
    contexts, pages = [], {}

    def signed_in(who):
        if who not in pages:
            context = browser.new_context(
                base_url=address, viewport={"width": 1280, "height": 900}, bypass_csp=True, locale="en"
            )
            contexts.append(context)
            page = pages[who] = context.new_page()
            page.goto("/desk/account/login/")
            page.fill("[name=login]", PEOPLE[who].email)
            page.fill("[name=password]", PEOPLE[who].password)
            page.click("main form.entry button[type=submit]")
            page.wait_for_url("**/desk/cpec/")
        return pages[who]

    yield signed_in
    for context in contexts:
        context.close()


def fill(page, **fields):
    """Fill in a form: lists by what they hold, everything else by typing."""
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("each => each.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)


def send(page):
    page.click("main form.entry button[type=submit]:not([formaction])")
    page.wait_for_load_state()


def opened(address):
    """What everybody gets from an address."""
    with urllib.request.urlopen(address) as answer:
        return answer.read()


@pytest.fixture(scope="module")
def made(signed_in):
    """The officer opens a promise from a meeting; its code."""
    page = signed_in("officer")
    page.goto(f"{DESK}new-promise/?meeting=jcc-14")
    fill(page, title=TITLE, kind="utility-power", debtor="pesco", creditor="rsezdoc", zone="rashakai-sez")
    fill(page, due_on="2026-12-31")
    send(page)
    page.wait_for_url("**/desk/cpec/commitments/**")
    assert page.locator("h1").inner_text() == TITLE
    return page.url.rstrip("/").rpartition("/")[2]


@pytest.fixture(scope="module")
def brought(signed_in, made):
    """The utility's officer brings evidence with a photograph, in Urdu; the number of the submission."""
    page = signed_in("pesco")
    page.goto(f"/ur{DESK}commitments/{made}/evidence/")
    fill(page, says="delivered", observed_on="۲۰۲۶-۱۱-۲۱", grade="measured", note=NOTE)
    page.set_input_files(
        "main [name=files]", {"name": "gate.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    send(page)
    page.wait_for_url(f"**/ur/desk/cpec/commitments/{made}/")
    return page.locator("main a[href*='/submissions/']").first.get_attribute("href").rstrip("/").rpartition("/")[2]


@pytest.fixture(scope="module")
def verified(signed_in, address, made, brought):
    """A verifier of another party accepts it, having confirmed that it is them. Until then nobody sees it."""
    before = opened(f"{address}/cpec/commitments/{made}/").decode()
    assert ('class="state due"' in before, NOTE in before) == (True, False)
    page = signed_in("verifier")
    page.goto(f"{DESK}verify/")
    page.click(f"a[href$='/submissions/{brought}/']")
    fill(page, why="seen on the spot")
    page.click("button[value=accept]")
    page.wait_for_url("**/desk/account/reauthenticate/**")
    page.fill("[name=password]", PEOPLE["verifier"].password)
    page.click("main form.entry button[type=submit]")
    page.wait_for_url(f"**/submissions/{brought}/")
    assert "seen on the spot" in page.locator(".decided").inner_text()
    return made


@pytest.fixture(scope="module")
def contested(signed_in, verified):
    """The developer says that it is told wrongly."""
    page = signed_in("developer")
    page.goto(f"/zh-hans{DESK}commitments/{verified}/object/")
    fill(page, says=OBJECTION)
    send(page)
    page.wait_for_url(f"**/zh-hans/desk/cpec/commitments/{verified}/")
    return verified


def test_the_public_page_says_kept_and_leads_to_the_photograph_without_its_place(browser, address, verified):
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto(f"/cpec/commitments/{verified}/")
        assert page.locator(".head .state").first.inner_text().strip() == "Kept on time"
        assert NOTE in page.locator("ol.evidence").inner_text()
        page.locator("ol.evidence .paper a").first.click()
        found = page.locator("a", has_text="gate.jpg").get_attribute("href")

    seen = opened(f"{address}{found}")
    with Image.open(io.BytesIO(seen)) as picture:
        assert (picture.format, dict(picture.getexif())) == ("JPEG", {})
    assert (b"Canary" in photograph(), b"Canary" in seen) == (True, False)


def test_the_objection_is_public_at_once(browser, address, contested):
    with browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto(f"/cpec/commitments/{contested}/")

        assert "Objected to" in page.locator(".head .tags").inner_text()
        assert OBJECTION in page.locator("main").inner_text()


def test_the_digest_arrives_in_urdu(machine, mailbox, contested):
    run(machine, "work", "--once")

    (letter,) = [each for each in mailbox.received if each["To"] == PEOPLE["pesco"].email]
    assert letter["Content-Language"] == "ur"
    assert f"/ur/cpec/commitments/{contested}/" in letter.get_content()


def test_every_step_stands_in_the_journal(signed_in, contested):
    page = signed_in("officer")
    page.goto(f"{DESK}journal/")
    told = page.locator("main").text_content()

    for each in (TITLE, NOTE, "seen on the spot", OBJECTION):
        assert each in told
    for who in ("Amna Qureshi", "دانش خان", "Erum Shah", "方伟"):
        assert who in told


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
def test_the_pages_of_the_desk_are_for_everybody(signed_in, contested, brought, prefix, width):
    page = signed_in("verifier")
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in ("", "verify/", f"submissions/{brought}/", f"commitments/{contested}/", "journal/"):
        page.goto(f"{prefix}{DESK}{path}")
        page.add_script_tag(path=AXE)
        found[path] = page.evaluate(RUN, RULES) + page.evaluate(OVER)
    page.set_viewport_size({"width": 1280, "height": 900})

    assert {path: each for path, each in found.items() if each} == {}
