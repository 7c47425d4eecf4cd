"""A real Chromium in front of the real server, which holds two programmes."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import make
from served import corridor, serving, surroundings

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of a server with CPEC and the made-up programme."""
    home = tmp_path_factory.mktemp("home")
    for folder in (make.CPEC, make.MFANO):
        corridor(home, "load", folder)
    with serving(surroundings(home)) as (address, _server):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps a loop running in this thread; the tests that follow use the database all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser, site) -> Iterator[BrowserContext]:
    """A reader at a desk, as the site's policy finds them."""
    with browser.new_context(base_url=site, viewport={"width": 1280, "height": 900}) as context:
        yield context


@pytest.fixture
def page(context) -> Page:
    return context.new_page()
