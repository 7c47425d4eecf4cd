"""What the tests of the pages share: static files collected once, as the server does when it starts."""

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils.translation import override

import make
from corridor.programme.models import Programme


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


@pytest.fixture(autouse=True)
def _ready(collected, settings, db):
    settings.STATIC_ROOT = collected
    # The test client leaves a page's language on; the tests that follow speak their own.
    with override("en"):
        yield


@pytest.fixture
def mfano():
    make.load(make.MFANO)
    return Programme.objects.get(code="mfano")


@pytest.fixture
def cpec():
    make.load(make.CPEC)
    return Programme.objects.get(code="cpec")
