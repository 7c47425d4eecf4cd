"""What every test needs, and nothing more; what tests are made of stands in make.py."""

import django.conf
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command
from django.test import override_settings
from hypothesis import settings

import make
from corridor.foresight.queries.fan import FANS, TABLES
from corridor.foresight.queries.track_shown import TESTED
from corridor.foresight.queries.whatif import BASES, CHANGED
from corridor.foresight.queries.why import UNBLOCKED
from corridor.programme.models import Programme
from corridor.results.queries.balance import offers_at
from corridor.results.queries.named import names_at

# A slow machine is no fault of the code; Hypothesis still seeks as hard as ever.
settings.register_profile("corridor", deadline=None)
settings.load_profile("corridor")


@pytest.fixture(autouse=True)
def _nothing_kept_from_another_test():
    """A database that is rolled back gives the numbers of its events out again; what was kept by them must go."""
    for remembered in (offers_at, BASES, CHANGED, FANS, TABLES, TESTED, UNBLOCKED):
        remembered.cache_clear()
    names_at.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords():
    """The same function with the least work it allows: who signs in here waits for pages, not for the hash."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1


@pytest.fixture(autouse=True, scope="session")
def _a_home_of_their_own(tmp_path_factory):
    """What tests hand in is kept in no real home, and however much one asks of the future, it is answered."""
    home = tmp_path_factory.mktemp("home")
    forecasts = {**django.conf.settings.CACHES["forecasts"], "LOCATION": home / "forecasts"}
    with override_settings(
        HOME=home,
        FORECAST_RATE="",
        FORECAST_RATE_SIGNED_IN="",
        CACHES={**django.conf.settings.CACHES, "forecasts": forecasts},
    ):
        yield


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The static files, collected once, as the server does when it starts."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


@pytest.fixture
def mfano(db):
    """The made-up programme."""
    make.load(make.MFANO)
    return Programme.objects.get(code="mfano")


@pytest.fixture
def cpec(db):
    """The real programme."""
    make.load(make.CPEC)
    return Programme.objects.get(code="cpec")
