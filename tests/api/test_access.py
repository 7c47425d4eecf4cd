"""Who may ask for what: every operation has a line here, and one without a line fails.

Writing operations come with the desk; until then everything is public and everything is read.
"""

import pytest
from django.urls import URLPattern, get_resolver

from corridor.api.operations import door

PUBLIC = "anybody: what the pages show, through the ledger's own access"
RULES = {
    "list_programmes": PUBLIC,
    "get_programme": PUBLIC,
    "get_board": PUBLIC,
    "list_commitments": PUBLIC,
    "get_commitment": PUBLIC,
    "list_parties": PUBLIC,
    "get_party": PUBLIC,
    "list_zones": PUBLIC,
    "get_zone": PUBLIC,
    "list_agreements": PUBLIC,
    "get_agreement": PUBLIC,
    "list_meetings": PUBLIC,
    "get_meeting": PUBLIC,
    "list_ventures": PUBLIC,
    "get_venture": PUBLIC,
    "list_obstacles": PUBLIC,
    "get_obstacle": PUBLIC,
    "list_sources": PUBLIC,
    "get_source": PUBLIC,
    "list_figures": PUBLIC,
    "get_figure": PUBLIC,
    "list_evidence": PUBLIC,
    "get_evidence": PUBLIC,
}
# Addresses that are no operations: the document, and what answers where nothing is.
BESIDE = {
    "api-openapi": PUBLIC,
    "api-nowhere": "anybody: 404",
    "api": "anybody: the page about the API",
    "api-onward": "anybody: 302",
    "api-below": "anybody: 302",
}


def operations():
    for methods in door.get_openapi_schema()["paths"].values():
        for method, operation in methods.items():
            yield operation["operationId"], method


def routes(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from routes(pattern.url_patterns)


def test_every_operation_is_listed_and_reads_only():
    assert dict(operations()) == dict.fromkeys(RULES, "get")


def test_every_address_of_the_api_is_listed():
    ours = {each.name for each in routes(get_resolver().url_patterns) if each.lookup_str.startswith("corridor.api")}
    found = ours | {each.name for each in door.views()}

    assert found == {*RULES, *BESIDE}


@pytest.mark.parametrize("operation", RULES)
def test_no_operation_takes_anything_but_reading(client, operation):
    paths = {
        name: path
        for path, methods in door.get_openapi_schema()["paths"].items()
        for name in [methods["get"]["operationId"]]
    }
    address = paths[operation].replace("{programme}", "mfano").replace("{code}", "x")

    statuses = [client.generic(method, address).status_code for method in ("POST", "PUT", "PATCH", "DELETE")]

    assert statuses == [405, 405, 405, 405]
