"""The worked examples: every request is asked again and must be answered as the page shows it."""

import json
import re
import shlex

import pytest

from corridor.api import rates
from corridor.api.page import EXAMPLES
from house.tree import ROOT

HOST = "https://corridor.example"
TEXT = EXAMPLES.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(\$ curl .*?)\n(.*?)```", TEXT, re.DOTALL)


def asked(client, line):
    """What a request as the shell writes it is answered with, and whether its headers are shown."""
    headers = {}
    _dollar, _curl, option, *rest = shlex.split(line)
    while rest and rest[0] == "-H":
        name, _colon, value = rest[1].partition(": ")
        headers[name.lower()] = value
        rest = rest[2:]
    (address,) = rest
    assert address.startswith(HOST)
    return client.get(address.removeprefix(HOST), headers=headers), option == "-si"


@pytest.mark.parametrize(("line", "shown"), BLOCKS, ids=[line[-50:] for line, _shown in BLOCKS])
def test_an_example_is_answered_as_it_is_shown(client, mfano, settings, line, shown):
    settings.API_RATE = "600/min"
    rates.limiter_for.cache_clear()

    answer, with_headers = asked(client, line)

    body = shown
    if with_headers:
        head, _empty, body = shown.partition("\n\n")
        status, *headers = head.strip().splitlines()
        assert status == f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}"
        assert headers == [f"{name}: {answer[name]}" for name in (each.partition(":")[0] for each in headers)]
    if answer.headers.get("Content-Type", "").endswith("json"):
        assert json.loads(body) == answer.json()
    else:
        assert body == answer.content.decode()


def test_the_document_holds_the_examples_of_the_page():
    document = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    assert len(BLOCKS) >= 10
    assert document.endswith("#" + TEXT.replace("\n## ", "\n### "))
