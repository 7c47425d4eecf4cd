"""What every test needs, and nothing more; what tests are made of stands in make.py."""

import shutil
from collections.abc import Iterator

import django.conf
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from hypothesis import settings
from whitenoise.middleware import WhiteNoiseMiddleware

import make
from corridor.foresight.queries.fan import FANS, TABLES
from corridor.foresight.queries.track_shown import TESTED
from corridor.foresight.queries.whatif import BASES, CHANGED
from corridor.foresight.queries.why import UNBLOCKED
from corridor.programme.models import Programme
from corridor.results.queries.balance import offers_at
from corridor.results.queries.named import names_at
from served import new_postgresql

# A slow machine is no fault of the code; Hypothesis still seeks as hard as ever.
settings.register_profile("corridor", deadline=None)
settings.load_profile("corridor")


# What a test asks for when it has to do with a database: the one of the tests, or one for processes that it begins.
OF_A_DATABASE = {"django_db_setup", "bare_database"}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, leave out what asks for no database: it ran beside SQLite, and nothing would differ."""
    if connection.vendor == "sqlite":
        return
    asking = [
        each for each in items if OF_A_DATABASE & {*each.fixturenames} or each.get_closest_marker("django_db")
    ]
    config.hook.pytest_deselected(items=[each for each in items if each not in asking])
    items[:] = asking


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


@pytest.fixture(autouse=True, scope="session")
def _static_files_seen_once():
    """WhiteNoise looks at every static file for every test client; where no file changes, once will do."""
    look, seen = WhiteNoiseMiddleware.update_files_dictionary, {}

    def remembered(self, root, prefix):
        if (root, prefix) not in seen:
            look(self, root, prefix)
            seen[root, prefix] = dict(self.files)
        self.files.update(seen[root, prefix])

    WhiteNoiseMiddleware.update_files_dictionary = remembered


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The static files, collected once, as the server does when it starts."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", verbosity=0, interactive=False)
    return folder


@pytest.fixture(scope="module")
def for_the_module(django_db_setup, django_db_blocker):
    """What fixtures of a module write after this stays until its end, below what each of its tests writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def bare_database() -> Iterator[dict[str, str]]:
    """For the environment of processes that a test begins: a database of the tests' kind, without tables."""
    if connection.vendor == "sqlite":
        # In the home of the processes, made by the first.
        yield {"CORRIDOR_DATABASE_URL": ""}
        return
    with new_postgresql() as address:
        yield {"CORRIDOR_DATABASE_URL": address}


@pytest.fixture(scope="session")
def prepared(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """The tests' own database as the migrations left it, to be copied: a file, or a name on PostgreSQL."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            copy = str(tmp_path_factory.mktemp("prepared") / "corridor.sqlite3")
            connection.cursor().execute("VACUUM INTO %s", [copy])
            yield copy
            return
        # It can be copied while nobody is connected.
        connection.close()
        with new_postgresql(template=connection.settings_dict["NAME"]) as address:
            yield address.rpartition("/")[2]


@pytest.fixture
def own_database(prepared, tmp_path) -> Iterator[dict[str, str]]:
    """The same with tables and nothing in them; SQLite stands in the folder `home` of the test."""
    if connection.vendor == "sqlite":
        (tmp_path / "home").mkdir()
        shutil.copy(prepared, tmp_path / "home")
        yield {"CORRIDOR_DATABASE_URL": ""}
        return
    with new_postgresql(template=prepared) as address:
        yield {"CORRIDOR_DATABASE_URL": address}


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
