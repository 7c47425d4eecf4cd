"""The page about the API: every operation, the examples, what each refusal means."""

import pytest

from corridor.api.all_operations import door
from corridor.api.page import REFUSALS
from corridor.base.refusals import Refusal
from portal.pages import Page


@pytest.mark.parametrize("prefix", ["", "/ur", "/zh-hans"])
def test_the_page_names_every_operation_and_every_refusal(client, prefix):
    page = Page(client.get(f"{prefix}/api/v1/"))

    for path, methods in door.get_openapi_schema()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page.words
    assert {each.code for each in REFUSALS} <= {each["id"] for each in page.all("dt") if "id" in each}
    assert page.one("link", rel="service-desc")["href"] == "/api/v1/openapi.json"
    assert "$ curl -s" in page.text
    assert "Words such as overdue are defined" in page.text
    assert "`" not in page.text
    assert len(page.all("h1")) == 1
    assert page.one("div", id="api")["lang"] == "en"


def test_every_refusal_of_the_api_stands_on_the_page():
    def below(kind):
        return {kind, *(found for each in kind.__subclasses__() for found in below(each))}

    ours = {each for each in below(Refusal) if each.__module__.startswith("corridor.api.")}

    assert {each.__name__ for each in ours} - {each.__name__ for each in REFUSALS} == {"BadQuery"}
    assert len({each.code for each in REFUSALS}) == len(REFUSALS)


def test_the_page_is_only_read(client):
    assert client.post("/api/v1/").status_code == 405
    assert client.head("/api/v1/").status_code == 200
