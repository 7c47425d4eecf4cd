"""Canaries: what is sealed or waits is found on no page, in no list, file, feed or answer for anybody else."""

import io
import re
import zipfile
from itertools import product

import pytest
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLResolver
from django.utils import timezone

import make
from corridor.base.actors import Role
from corridor.ledger.actions.contacts import make_link, set_contact
from corridor.ledger.actions.evidence import accept_evidence, reject_evidence
from corridor.ledger.models import Attachment, Commitment, Link, Submission
from desk.brought import bring, engineer, kept
from desk.conftest import PASSWORD

PARAMETER = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
# No programme's pages: those of accounts and of secrets, which have tests of their own.
APART = ("desk/account/", "desk/join/", "desk/calendar/", "answer/")
CODES = (
    "bring-water",
    "build-quay",
    "east-quay",
    "water-works",
    "gazette",
    "pact",
    "board-1",
    "no-spring",
    "the-mill",
)
# A word of the note, to search for; pages may say it again, but not what stands beside it.
ASKED = "zephyr"
WAITING = "canary-waiting-note"
REASON = "canary-reason"
SEALED, BYTES = "canary-sealed.csv", "canary-bytes"
FOCAL, ADDRESS = "Canary Focal", "canary@works.example"
ALWAYS = (REASON, SEALED, BYTES, FOCAL, ADDRESS)
NOT_CONCERNED = {
    "nobody": None,
    "a reader of another party": ("auditor", Role.READER, {}),
    "a contributor of another party": ("harbour-board", Role.CONTRIBUTOR, {}),
    "a verifier of another place": ("auditor", Role.VERIFIER, {"zone": "west-quay"}),
}


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    # Nothing here is about how often one may ask.
    settings.API_RATE = ""


@pytest.fixture
def brought(isles):
    """Evidence that waits, with an open and a sealed file; other that was rejected; a focal person; a link."""
    by, officer = engineer(), make.actor("isles", "isles", Role.OFFICER)
    water = Commitment.objects.get(code="bring-water")
    rejected = bring(by, note="another gate")
    reject_evidence(rejected, REASON, by=make.actor("isles", "auditor", Role.VERIFIER), at=make.NOON)
    set_contact(water, FOCAL, ADDRESS, "en", None, by=officer, at=make.NOON)
    make_link(water, by=officer, at=timezone.now())
    files = (kept("open.jpg", by=by), kept(SEALED, f"day,tons\n{BYTES},1\n".encode(), by=by, is_sealed=True))
    return bring(by, *files, note=f"{ASKED} {WAITING}")


def routes(resolver=None, before=""):
    """Every route of the site by its pattern, those of accounts left out."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each.pattern, RoutePattern) or isinstance(each, URLResolver):
            route = before + (each.pattern._route if isinstance(each.pattern, RoutePattern) else "")
            if isinstance(each, URLResolver):
                yield from routes(each, route)
            elif not route.startswith(APART):
                yield route


def addresses():
    """Every address that a route can be asked for here: each code and each number in each place."""
    found = {each.pk for model in (Submission, Attachment, Link) for each in model.objects.all()}
    numbers = [str(number) for number in sorted(found | {1})]
    given = {
        "code": ("isles",),
        "programme": ("isles",),
        "item": CODES,
        "noun": ("commitments", "zones", "parties"),
        "kind": ("water", "quay"),
        "name": (SEALED, "open.jpg"),
    }
    for route in dict.fromkeys(routes()):
        names = PARAMETER.findall(route)
        for values in product(*(given.get(name, numbers) for name in names)):
            chosen = iter(values)
            yield "/" + PARAMETER.sub(lambda _found, chosen=chosen: next(chosen), route)
    for path in ("/isles/search/", "/api/v1/programmes/isles/search", "/desk/isles/commitments/"):
        yield f"{path}?q={ASKED}"


def unpacked(answer):
    """Everything that an answer holds, workbooks taken apart."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content.decode("utf-8", "replace")


def leaks(client, canaries):
    """Where a canary sings."""
    found = []
    for path in addresses():
        answer = client.get(path)
        assert answer.status_code < 500, path
        # An answer may say again what was asked for.
        text = unpacked(answer).replace(path, "").replace(path.rpartition("/")[2] or path, "")
        found += [(path, canary) for canary in canaries if canary in text and canary not in path]
    return found


def sign_in_as(client, sign_in, who):
    if who:
        party, role, place = who
        sign_in(make.person("isles", party, role, password=PASSWORD, **place))


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("who", NOT_CONCERNED)
def test_what_waits_or_is_sealed_leaks_nowhere(client, sign_in, brought, who):
    sign_in_as(client, sign_in, NOT_CONCERNED[who])

    assert leaks(client, (WAITING, *ALWAYS)) == []


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("who", ["nobody", "a contributor of another party"])
def test_once_it_is_accepted_the_note_is_public_and_what_is_sealed_is_not(client, sign_in, brought, who):
    accept_evidence(brought, by=make.actor("isles", "auditor", Role.VERIFIER), at=make.NOON, on=make.TODAY)
    sign_in_as(client, sign_in, NOT_CONCERNED[who])

    assert leaks(client, ALWAYS) == []
    assert WAITING in unpacked(client.get("/isles/commitments/bring-water/"))


@pytest.mark.once
@pytest.mark.slow
def test_the_walk_does_find_them_for_those_concerned(client, sign_in, brought):
    sign_in_as(client, sign_in, ("mill", Role.READER, {}))

    found = {canary for _path, canary in leaks(client, (WAITING, REASON, SEALED, BYTES))}

    assert found == {WAITING, REASON, SEALED, BYTES}


def test_the_walk_reaches_every_kind_of_answer(brought):
    found = list(addresses())
    sealed = brought.attachments.get(name=SEALED)

    wanted = ("/isles/commitments.csv", "/isles/commitments.xlsx", "/isles/feed.atom", "/isles/sources/gazette/",
              "/desk/isles/verify/", "/desk/isles/journal.csv", f"/isles/files/{sealed.pk}/{SEALED}")  # fmt: skip
    assert [path for path in wanted if path not in found] == []
    assert len([path for path in found if path.startswith("/api/v1/")]) > 10
