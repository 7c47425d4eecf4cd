"""What the tests of the desk share: static files, counts of attempts of their own, somebody with a password."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

import make
from corridor.base.actors import Role

PASSWORD = "seven grey herons wade"


@pytest.fixture(autouse=True)
def _ready(collected, settings, tmp_path, db):
    settings.STATIC_ROOT = collected
    settings.CACHES = {**settings.CACHES, "default": {**settings.CACHES["default"], "LOCATION": tmp_path / "cache"}}
    # The test client leaves a page's language on; the tests that follow speak their own.
    with override("en"):
        yield


@pytest.fixture
def isles(tmp_path):
    """The small programme."""
    return make.loaded(tmp_path / "isles")


@pytest.fixture
def ayesha(isles):
    """A contributor of the water works, who reads English."""
    return make.person(
        "isles",
        "water-works",
        Role.CONTRIBUTOR,
        email="ayesha@works.example",
        name="Ayesha Khan",
        password=PASSWORD,
    )


@pytest.fixture
def vera(isles):
    """A verifier of the auditor, who reads Urdu: others rely on her deeds."""
    return make.person(
        "isles", "auditor", Role.VERIFIER, email="vera@audit.example", name="Vera", password=PASSWORD, language="ur"
    )


@pytest.fixture
def sign_in(client):
    """Signs somebody in as people do."""

    def sign_in(person, password=PASSWORD, address="/desk/account/login/"):
        return client.post(address, {"login": person.email, "password": password})

    return sign_in


@pytest.fixture
def count_queries():
    """What a question answers, and how many questions it asked the database."""

    def count_queries(ask):
        with CaptureQueriesContext(connection) as asked:
            answer = ask()
        return answer, len(asked)

    return count_queries
