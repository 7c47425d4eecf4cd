"""The worked examples: every request is asked again and must be answered as the page shows it."""

import json
import re
import shlex
from typing import Any, NamedTuple

import pytest
from django.utils import timezone

import make
from api.programs import Program
from corridor.api.page import EXAMPLES
from corridor.base import rates
from corridor.base.actors import Role
from house.tree import ROOT

HOST = "https://corridor.example"
TEXT = EXAMPLES.read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n(\$ curl (?:[^\n]*\\\n)*[^\n]*)\n(.*?)```", re.DOTALL)
CHAPTERS = [(chapter.partition("\n")[0], BLOCK.findall(chapter)) for chapter in TEXT.split("\n## ")[1:]]
READING = [block for title, blocks in CHAPTERS if not title.startswith("Writing") for block in blocks]
WRITING = [(title, blocks) for title, blocks in CHAPTERS if title.startswith("Writing")]
# Who the tokens of the examples belong to.
HOLDERS = {
    "cor_officer": ("ministry-of-samples", Role.OFFICER, "officer@ministry.example"),
    "cor_utility": ("placeholder-water", Role.CONTRIBUTOR, "engineer@water.example"),
    "cor_verifier": ("institute-of-fiction", Role.VERIFIER, "auditor@institute.example"),
}
# What is another at each installation: versions, moments, numbers, codes made of numbers.
NEW = re.compile(r"v\d+|[\d-]{10}T[\d:.]+Z|\d+|desk-\d+|person-\d+|\d{4}-\d\d-\d\d")
NUMBERED = re.compile(r"desk-\d+")
HELD = re.compile(r"(?<![\w-])(v\d+|desk-\d+|(?<=submissions/)\d+)(?![\w-])")


class Line(NamedTuple):
    """A request as the shell writes it, taken apart."""

    method: str
    address: str
    headers: dict[str, str]
    body: str | None
    with_headers: bool


def taken_apart(line: str) -> Line:
    """What a line of the shell asks for."""
    _dollar, _curl, option, *words = shlex.split(line.replace("\\\n", ""))
    headers, method, body, address = {}, "GET", None, ""
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _colon, value = words.pop(0).partition(": ")
            headers[name.lower()] = value
        elif word == "-X":
            method = words.pop(0)
        elif word in ("-d", "--data-binary"):
            body = words.pop(0)
        else:
            address = word
    if body is not None and method == "GET":
        method = "POST"
    assert address.startswith(HOST)
    return Line(method, address.removeprefix(HOST), headers, body, option == "-si")


def asked(client: Any, line: Line) -> Any:
    """The answer to a request."""
    headers = dict(line.headers)
    if line.body is None:
        return client.generic(line.method, line.address, headers=headers)
    kind = headers.pop("content-type", "application/x-www-form-urlencoded")
    return client.generic(line.method, line.address, line.body, content_type=kind, headers=headers)


def parted(shown: str, *, with_headers: bool) -> tuple[str, list[str], str]:
    """The first line, the headers and the body of an answer as the page shows it."""
    if not with_headers:
        return "", [], shown
    head, _empty, body = shown.partition("\n\n")
    status, *headers = head.strip().splitlines()
    return status, headers, body


@pytest.fixture
def _rated(settings):
    settings.API_RATE, settings.API_WRITE_RATE = "600/min", "60/min"
    rates.limiter_for.cache_clear()
    yield
    rates.limiter_for.cache_clear()


@pytest.mark.usefixtures("_rated")
@pytest.mark.parametrize(("line", "shown"), READING, ids=[line[-50:] for line, _shown in READING])
def test_an_example_is_answered_as_it_is_shown(client, mfano, line, shown):
    request = taken_apart(line)

    answer = asked(client, request)

    status, headers, body = parted(shown, with_headers=request.with_headers)
    if status:
        assert status == f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}"
        assert headers == [f"{name}: {answer[name]}" for name in (each.partition(":")[0] for each in headers)]
    if answer.headers.get("Content-Type", "").endswith("json"):
        assert json.loads(body) == answer.json()
    else:
        assert body == answer.content.decode()


def same(shown: Any, found: Any, known: dict[str, str]) -> None:
    """An answer is as it is shown, but for what is another everywhere; what that is here is noted."""
    if isinstance(found, dict):
        assert list(shown) == list(found)
        for name in found:
            same(shown[name], found[name], known)
    elif isinstance(found, list):
        assert len(shown) == len(found)
        for one, other in zip(shown, found, strict=True):
            same(one, other, known)
    elif isinstance(found, str) and NEW.fullmatch(found):
        assert NEW.fullmatch(shown)
        known.setdefault(shown, found)
    elif isinstance(found, str):
        assert NUMBERED.sub("desk", here(shown, known)) == NUMBERED.sub("desk", found)
    else:
        assert shown == found


def here(text: str, known: dict[str, str]) -> str:
    """A text of an example with what is known to be another here."""
    return HELD.sub(lambda found: known.get(found[0], found[0]), text)


@pytest.mark.usefixtures("_rated")
@pytest.mark.parametrize(("title", "blocks"), WRITING, ids=[title for title, _blocks in WRITING])
def test_what_is_written_is_answered_as_it_is_shown(client, mfano, settings, tmp_path, title, blocks):
    settings.HOME = tmp_path
    known: dict[str, str] = {}
    tokens = {}
    for name, (party, role, email) in HOLDERS.items():
        person = make.person("mfano", party, role, email=email)
        tokens[name] = Program(person, until=timezone.localdate()).secret

    for line, shown in blocks:
        request = taken_apart(re.sub(r"cor_\w+", lambda found: tokens[found[0]], here(line, known)))
        answer = asked(client, request)

        status, headers, body = parted(shown, with_headers=request.with_headers)
        same(json.loads(body), answer.json(), known)
        if status:
            assert status == f"HTTP/1.1 {answer.status_code} {answer.reason_phrase}"
            found = [f"{name}: {answer[name]}" for name in (each.partition(":")[0] for each in headers)]
            assert [here(each, known) for each in headers] == found


def test_the_document_holds_the_examples_of_the_page():
    document = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    assert len(READING) >= 10
    assert len(WRITING) >= 2
    assert document.endswith("#" + TEXT.replace("\n## ", "\n### "))
