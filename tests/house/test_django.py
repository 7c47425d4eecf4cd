"""Django's own checks find nothing, but for what lies with the server in front."""

from django.core.checks import run_checks

# What does not apply yet, and why.
APART = {
    "security.W003": "no form writes anything: every page is GET or HEAD, so there is nothing to forge",
    "security.W004": "whether there is TLS is known to the server in front, which sets this header",
    "security.W008": "the same server sends http to https",
    "security.W009": "nothing is signed until people sign in",
}


def test_the_checks_of_django_find_nothing():
    assert run_checks() == []


def test_the_checks_for_public_service_find_only_what_is_explained():
    found = run_checks(include_deployment_checks=True)

    assert sorted(each.id for each in found) == sorted(APART)
