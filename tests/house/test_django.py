"""Django's own checks find nothing; before public service they name what must be done, and then nothing."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks

# What a laptop's settings are told by `check --deploy`: without https, all of it follows from that.
WITHOUT_HTTPS = ["corridor.E002", "security.W004", "security.W008", "security.W012", "security.W016"]
DEPLOY = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]


def test_the_checks_of_django_find_nothing():
    assert run_checks() == []


@pytest.mark.django_db
def test_the_checks_for_public_service_ask_for_https_and_nothing_else():
    found = run_checks(include_deployment_checks=True)

    # To stand in the lists of browsers is for whoever owns the domain to decide: silenced in project/signing_in.py.
    assert sorted(each.id for each in found if not each.is_silenced()) == WITHOUT_HTTPS


@pytest.mark.slow
def test_with_https_the_checks_for_public_service_find_nothing(tmp_path):
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("CORRIDOR_")}
    surroundings |= {"CORRIDOR_HOME": str(tmp_path), "CORRIDOR_HTTPS": "true"}
    surroundings |= {"DJANGO_SETTINGS_MODULE": "corridor.project.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=surroundings, check=True)

    found = subprocess.run(DEPLOY, env=surroundings, capture_output=True, text=True)

    assert (found.stderr, found.returncode) == ("", 0)
