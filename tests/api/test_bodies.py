"""Hostile bodies: whatever is sent is refused in words or taken exactly, never half, never with a crash."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from api.programs import program, refused, wrong
from corridor.api.bodies import BadJson, canonical, parsed
from corridor.api.fields import read_fields
from corridor.api.writing import MAKE
from corridor.base.actors import Role
from corridor.base.refusals import WrongFields
from corridor.ledger.models import Commitment

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=12,
)
SHED = {"title": "A shed", "kind": "quay", "debtor": "mill"}


@pytest.fixture
def officer(db, tmp_path, settings):
    settings.API_WRITE_RATE = ""
    make.loaded(tmp_path)
    return program("isles", Role.OFFICER)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"", (400, "bad-json")),
        (b"{", (400, "bad-json")),
        (b'{"a": 1,}', (400, "bad-json")),
        (b'{"title": "a", "title": "b"}', (400, "bad-json")),
        (b'{"paper": {"title": "a", "title": "b"}}', (400, "bad-json")),
        (b'{"quantity": NaN}', (400, "bad-json")),
        (b'{"quantity": Infinity}', (400, "bad-json")),
        (b'{"quantity": -Infinity}', (400, "bad-json")),
        (b'{"title": "\\ud800"}', (400, "bad-json")),
        (b'{"\\udfff": 1}', (400, "bad-json")),
        (b'{"needs": ["\\ud83d"]}', (400, "bad-json")),
        (b"\xff\xfe{\x00}\x00", (400, "bad-json")),
        (b"\xef\xbb\xbf{}", (400, "bad-json")),
        (b'{"title": "\xff"}', (400, "bad-json")),
        (b'{"title": "\x00"}', (400, "bad-json")),
        (b"[" * 100_000, (400, "bad-json")),
        (b'{"a":' * 33 + b"1" + b"}" * 33, (400, "bad-json")),
        (b'{"quantity": ' + b"9" * 100_000 + b"}", (422, "wrong-fields")),
        (b"[]", (400, "not-an-object")),
        (b"null", (400, "not-an-object")),
        (b'"x"', (400, "not-an-object")),
        (b"1e400", (400, "not-an-object")),
        (b'{"title": "' + b"a" * 262_144 + b'"}', (413, "too-large")),
    ],
)
def test_json_that_is_not_taken(officer, sent, expected):
    assert refused(officer.post("/commitments", sent)) == expected


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
             "application/json; charset=utf-16", "application/merge-patch+json"],
)  # fmt: skip
def test_only_json_is_taken(officer, kind):
    answer = officer.post("/commitments", json.dumps(SHED), **{"content-type": kind})

    assert refused(answer) == (415, "unsupported-media-type")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("title", "a\x00b", "control-character"),
        ("title", "Port\u202eQasim", "control-character"),
        ("title", "a" * 301, "too-long"),
        ("title", "\u0301" * 40_000, "too-long"),
        ("title", "=HYPERLINK(1)", "formula"),
        ("title", "   ", "missing"),
        ("title", 5, "wrong-type"),
        ("title", True, "wrong-type"),
        ("title", ["x"], "wrong-type"),
        ("title", {"en": "x"}, "wrong-type"),
        ("zone", "a\x00b", "bad-code"),
        ("zone", "' OR 1=1 --", "bad-code"),
        ("zone", "../../etc/passwd", "bad-code"),
        ("zone", "a" * 81, "bad-code"),
        ("kind", "quay\x00", "unknown-choice"),
        ("unit", "k" * 5000, "unknown-choice"),
        ("due_on", "2027-1-1", "bad-day"),
        ("due_on", "۲۰۲۷", "bad-day"),
        ("due_on", 2027, "wrong-type"),
        ("due_on", "0000", "bad-day"),
        ("quantity", "1e3", "bad-number"),
        ("quantity", "-1", "bad-number"),
        ("quantity", "NaN", "bad-number"),
        ("quantity", "Infinity", "bad-number"),
        ("quantity", "1" * 100, "bad-number"),
        ("quantity", [], "wrong-type"),
        ("quantity", True, "wrong-type"),
        ("workers", 10**12, "bad-number"),
        ("workers", "1.5", "bad-number"),
        ("needs", "build-quay", "wrong-type"),
        ("needs", ["build-quay"] * 51, "too-many-items"),
        ("paper", [], "wrong-type"),
    ],
)
def test_a_value_that_is_not_taken_is_named(officer, name, value, code):
    before = Commitment.objects.count()

    answer = officer.post("/commitments", {**SHED, "unit": "km", "quantity": 1, name: value})

    assert answer.status_code == 422
    assert wrong(answer)[name] == code
    assert len(answer.content) < 5_000
    assert Commitment.objects.count() == before


@pytest.mark.parametrize(
    "number", ["1e400", "1E+999999999", "1e99999999999999999999999", "0.0000001", "-0.5", "1e15"]
)
def test_a_number_that_cannot_be_kept_is_refused_whatever_it_would_cost_to_write_out(officer, number):
    sent = json.dumps({**SHED, "unit": "km"}).replace("}", f', "quantity": {number}}}')

    assert wrong(officer.post("/commitments", sent)) == {"quantity": "bad-number"}


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("0.1", "0.1"), ('"0.1"', "0.1"), ("9999999999.12345", "9999999999.12345"),
        ("123456789012345", "123456789012345"),
        ("1e3", "1000"), ("1.50", "1.5"), ("-0", "0"), ('"007"', "7"),
    ],
)  # fmt: skip
def test_a_number_is_kept_exactly(officer, number, kept):
    sent = json.dumps({**SHED, "unit": "km"}).replace("}", f', "quantity": {number}}}')

    made = officer.did("/commitments", sent)

    assert Commitment.objects.get(code=made["code"]).quantity == Decimal(kept)


def test_texts_are_kept_composed_in_every_script(officer):
    title = "گوادر 瓜达尔 Cafe\u0301 \u200c"

    made = officer.did("/commitments", {**SHED, "title": title})

    assert made["title"] == {"en": "گوادر 瓜达尔 Café \u200c"}


@given(found=ANYTHING)
def test_what_is_taken_apart_is_the_same_or_refused(found):
    text = json.dumps(found)
    try:
        got = parsed(text.encode())
    except BadJson:
        return
    assert canonical(got) == canonical(parsed(json.dumps(found, indent=3).encode()))
    assert json.loads(json.dumps(got)) == json.loads(text, parse_int=str, parse_float=str)


@given(sent=st.dictionaries(st.sampled_from(["title", "quantity", "needs", "paper", "for", "x"]), ANYTHING))
def test_no_value_breaks_the_reading_of_fields(sent):
    try:
        found = read_fields(parsed(canonical(parsed(json.dumps(sent).encode()))), MAKE.fields)
    except (WrongFields, BadJson):
        return
    assert {"title", "quantity", "paper"} <= set(found)
