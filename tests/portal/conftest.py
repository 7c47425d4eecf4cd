"""What the tests of the pages share: static files collected once, as the server does when it starts."""

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _ready(collected, settings, db):
    settings.STATIC_ROOT = collected
    # The test client leaves a page's language on; the tests that follow speak their own.
    with override("en"):
        yield
