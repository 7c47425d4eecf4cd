"""Files that came with evidence: who may open which, and how they are served."""

import io
import re

import pytest
from PIL import Image

import make
from corridor.base.actors import Role
from corridor.ledger.actions.evidence import accept_evidence, reject_evidence
from desk.brought import bring, engineer, kept
from desk.conftest import PASSWORD
from sources.files import PDF, photograph


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path / "home"


@pytest.fixture
def brought(isles):
    """An open photograph and a sealed paper."""
    by = engineer()
    return bring(by, kept("gate.jpg", by=by), kept("meter.pdf", PDF, by=by, is_sealed=True))


@pytest.fixture
def files(brought):
    return {each.name: each for each in brought.attachments.all()}


def auditor():
    return make.actor("isles", "auditor", Role.VERIFIER)


def at_desk(attachment, name=""):
    return f"/desk/isles/files/{attachment.pk}/{name or attachment.name}"


def in_public(attachment, name=""):
    return f"/isles/files/{attachment.pk}/{name or attachment.name}"


def content(answer):
    return b"".join(answer)


def opened(client, path):
    """The status, once the answer was read to its end, as a server does: the file then closes itself."""
    answer = client.get(path)
    content(answer)
    return answer.status_code


def test_a_photograph_is_shown_without_where_it_was_taken(client, vera, sign_in, files):
    sign_in(vera)

    answer = client.get(at_desk(files["gate.jpg"]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Content-Disposition"] == 'inline; filename="gate.jpg"'
    assert answer["Cache-Control"].startswith("private, no-store")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    seen = content(answer)
    with Image.open(io.BytesIO(seen)) as picture:
        assert dict(picture.getexif()) == {}
    assert b"Canary" in photograph()
    assert (b"Canary" in seen, b"canary" in seen) == (False, False)


def test_anything_else_is_saved_and_not_shown(client, vera, sign_in, files):
    sign_in(vera)

    answer = client.get(at_desk(files["meter.pdf"]))

    assert answer["Content-Disposition"] == 'attachment; filename="meter.pdf"'
    assert content(answer) == PDF


def test_a_name_with_signs_that_no_database_takes_is_not_there(client, vera, sign_in, files):
    sign_in(vera)

    assert client.get(at_desk(files["gate.jpg"], "%00")).status_code == 404
    assert client.get(in_public(files["gate.jpg"], "%00")).status_code == 404


def test_nobody_sees_a_file_in_public_before_it_is_accepted(client, brought, files):
    before = {name: opened(client, in_public(each)) for name, each in files.items()}
    accept_evidence(brought, by=auditor(), at=make.NOON, on=make.TODAY)
    after = {name: opened(client, in_public(each)) for name, each in files.items()}

    assert before == {"gate.jpg": 404, "meter.pdf": 404}
    assert after == {"gate.jpg": 200, "meter.pdf": 404}


def test_nobody_sees_a_file_in_public_that_was_rejected(client, brought, files):
    reject_evidence(brought, "another gate", by=auditor(), at=make.NOON)

    assert {opened(client, in_public(each)) for each in files.values()} == {404}


def test_a_public_file_may_be_kept_for_minutes(client, brought, files):
    accept_evidence(brought, by=auditor(), at=make.NOON, on=make.TODAY)

    answer = client.get(in_public(files["gate.jpg"]))
    content(answer)

    assert answer["Cache-Control"] == "public, max-age=300"
    assert [client.get(f"/ur{in_public(files['gate.jpg'])}?as_of=2020").status_code] == [400]


def test_the_source_page_leads_to_the_photograph(client, brought, files):
    accepted = accept_evidence(brought, by=auditor(), at=make.NOON, on=make.TODAY)

    page = client.get(f"/isles/sources/{accepted.evidence.source.code}/").content.decode()

    assert in_public(files["gate.jpg"]) in page
    assert "meter.pdf" not in page


def test_a_sealed_a_foreign_and_a_missing_file_are_one_answer(client, brought, files):
    accept_evidence(brought, by=auditor(), at=make.NOON, on=make.TODAY)
    asked = [
        in_public(files["meter.pdf"]),
        "/isles/files/999999/meter.pdf",
        in_public(files["gate.jpg"], "other.jpg"),
        "/isles/files/999999/gate.jpg",
        f"/isles/files/{'9' * 40}/gate.jpg",
        f"/nowhere/files/{files['gate.jpg'].pk}/gate.jpg",
    ]

    answers = [client.get(each) for each in asked]

    assert [each.status_code for each in answers] == [404] * 6
    sealed, missing = (re.sub(rb"files/[0-9]+/", b"", each.content) for each in answers[:2])
    assert sealed == missing


@pytest.mark.parametrize(
    ("party", "role", "told"),
    [
        ("water-works", Role.READER, {"gate.jpg": 200, "meter.pdf": 200}),
        ("mill", Role.READER, {"gate.jpg": 200, "meter.pdf": 200}),
        ("auditor", Role.VERIFIER, {"gate.jpg": 200, "meter.pdf": 200}),
        ("isles", Role.OFFICER, {"gate.jpg": 200, "meter.pdf": 200}),
        ("auditor", Role.READER, {"gate.jpg": 404, "meter.pdf": 404}),
        ("harbour-board", Role.CONTRIBUTOR, {"gate.jpg": 404, "meter.pdf": 404}),
    ],
)
def test_at_the_desk_those_concerned_open_all_and_others_none(client, sign_in, files, party, role, told):
    sign_in(make.person("isles", party, role, password=PASSWORD))

    assert {name: opened(client, at_desk(each)) for name, each in files.items()} == told


def test_who_is_not_signed_in_is_led_to_the_sign_in(client, files):
    answer = client.get(at_desk(files["gate.jpg"]))

    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/desk/account/login/")
