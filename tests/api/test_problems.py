"""Refusals: problems with a stable code, the parameters that are wrong, and the reason in the reader's language."""

import pytest

import make

ZONES = "/programmes/mfano/zones"


def test_a_problem_says_what_where_and_why(refused, mfano):
    assert refused(f"{ZONES}?as_of=soon&limit=0&colour=red&country=TZ") == {
        "type": "/api/v1/#bad-day",
        "title": "This cannot be shown",
        "status": 400,
        "detail": "“soon” is not a day. A day is written 2022-06-30, 2022-06 or 2022. "
        "“0” is no number of rows from 1 to 100. "
        "Address: “colour” is not known here. Did you mean “country”?",
        "instance": "/api/v1/programmes/mfano/zones",
        "code": "bad-day",
        "errors": [
            {
                "name": "as_of",
                "code": "bad-day",
                "said": "“soon” is not a day. A day is written 2022-06-30, 2022-06 or 2022.",
            },
            {"name": "limit", "code": "bad-limit", "said": "“0” is no number of rows from 1 to 100."},
            {
                "name": "colour",
                "code": "unknown-parameter",
                "said": "Address: “colour” is not known here. Did you mean “country”?",
            },
        ],
    }


def test_the_reason_is_said_in_the_language_of_the_reader(client, mfano):
    def said(query="", **headers):
        answer = client.get(f"/api/v1{ZONES}?as_of=x{query}", headers=headers)
        return answer["Content-Language"], answer.json()["detail"]

    english = said()
    urdu, chinese = said("&language=ur"), said("&language=zh-hans")
    assert [english[0], urdu[0], chinese[0]] == ["en", "ur", "zh-hans"]
    assert len({english[1], urdu[1], chinese[1]}) == 3
    assert said(**{"accept-language": "ur-PK,ur;q=0.9,en;q=0.1"}) == urdu
    assert said(**{"accept-language": "xx,%%%;q=k"}) == english


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("as_of=2021-02-30", "bad-day"),
        ("as_of=", "bad-day"),
        ("as_of=20210101", "bad-day"),
        ("as_of=٢٠٢١", "bad-day"),
        ("known_on=9999", "bad-day"),
        ("known_on=2021-1", "bad-day"),
        ("limit=101", "bad-limit"),
        ("limit=-1", "bad-limit"),
        ("limit=1e1", "bad-limit"),
        ("limit=٥", "bad-limit"),
        ("limit=010", "bad-limit"),
        ("limit=", "bad-limit"),
        ("limit=" + "9" * 4000, "bad-limit"),
        ("country=tz", "unknown-choice"),
        ("country=TZ%00", "unknown-choice"),
        ("country=TZ%0A", "unknown-choice"),
        ("developer=", "unknown-choice"),
        ("developer=" + "a" * 101, "unknown-choice"),
        ("developer=%00", "unknown-choice"),
        ("developer=%ED%A0%80", "unknown-choice"),
        ("developer=' OR 1=1 --", "unknown-choice"),
        ("developer=../../etc/passwd", "unknown-choice"),
        ("language=xx", "unknown-choice"),
        ("fields=" + "code," * 3000 + "code", "unknown-choice"),
        ("fields=code&fields=name", "asked-twice"),
        ("country=TZ&country=TZ", "asked-twice"),
        ("as-of=2021", "unknown-parameter"),
        ("%00=1", "unknown-parameter"),
        ("=1", "unknown-parameter"),
        ("page=2", "unknown-parameter"),
        ("&".join(f"x{number}=1" for number in range(999)), "unknown-parameter"),
        ("&".join(f"x{number}=1" for number in range(5000)), "too-many-parameters"),
    ],
)
def test_what_makes_no_sense_is_refused(refused, mfano, query, code):
    told = refused(f"{ZONES}?{query}")

    assert (told["status"], told["code"]) == (400, code)
    assert len(told["detail"]) < 30_000
    assert len(told["errors"]) <= 100


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/api/", "/api/v1/"),
        ("/ur/api/", "/ur/api/v1/"),
        ("/ur/api/v1/programmes/mfano/zones?as_of=2024", "/api/v1/programmes/mfano/zones?as_of=2024"),
        ("/zh-hans/api/v1/openapi.json", "/api/v1/openapi.json"),
        ("/zh-hans/api/v1/%3Fx/%00", "/api/v1/%3Fx/%00"),
    ],
)
def test_below_a_language_stands_the_address_that_is_the_same_in_all(client, path, leads):
    answer = client.get(path)

    assert (answer.status_code, answer["Location"]) == (302, leads)


@pytest.mark.parametrize("path", ["/api/v1/", "/ur/api/v1/"])
def test_the_page_refuses_what_it_does_not_know(client, path):
    assert [client.get(f"{path}{query}").status_code for query in ("?nonsense=1", "")] == [400, 200]


@pytest.mark.parametrize("path", ["/programmes", "/openapi.json", ZONES, f"{ZONES}/mfano-port"])
@pytest.mark.parametrize(
    "condition", [{"if-match": '"x"'}, {"if-unmodified-since": "Mon, 01 Jan 1990 00:00:00 GMT"}]
)
def test_a_condition_that_protects_writing_is_passed_over(client, mfano, path, condition):
    answer = client.get(f"/api/v1{path}", headers=condition)

    assert (answer.status_code, answer.content) == (200, client.get(f"/api/v1{path}").content)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/programmes/nowhere",
        "/programmes/nowhere/board",
        "/programmes/nowhere/commitments",
        "/programmes/MFANO",
        "/programmes/mfano%00",
        "/programmes/mfano%0A/zones",
        "/programmes/-mfano",
        "/programmes/mfano/nothing",
        "/programmes/mfano/zones/",
        "/programmes/mfano/zones/nothing",
        "/programmes/mfano/zones/mfano-port/more",
        "/programmes/mfano/zones/%00",
        "/programmes/mfano/zones/" + "a" * 5000,
        "/programmes/mfano/commitments/nothing",
        "/programmes/mfano/commitments/hill-power-whole?as_of=2023-09-13",
        "/programmes/mfano/commitments/hill-power-whole?known_on=2023-09-13",
        "/programmes/mfano/ventures/testum-kiln?as_of=2025-08-30",
        "/programmes/mfano/evidence/port-power",
        "/programmes/mfano/evidence/port-power.2024-10-05.delivered.mfano-audit-2",
        "/programmes/mfano/evidence/port-power.undated.delivered.mfano-audit-1",
        "/programmes/mfano/figures/1",
        "/programmes/mfano/figures/zone.mfano-port.area.2023.reported.mfano-gazette-2.00000000",
    ],
)
def test_an_address_that_leads_nowhere(client, mfano, path):
    answer = client.get(f"/api/v1{path}")
    if path.endswith("zones/"):
        assert (answer.status_code, answer["Location"]) == (301, "/api/v1/programmes/mfano/zones")
        return

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert (answer.json()["code"], answer.json()["errors"]) == ("not-found", [])


def test_a_merged_code_leads_on_for_ever(client, tmp_path):
    merges = "noun,code,into,merged_on,source\nparties,old-mill,mill,2021,paper\n"
    merges += "parties,older-mill,old-mill,2020,paper\ncommitments,quay,build-quay,,paper\n"
    make.loaded(tmp_path, merges=merges)

    def led(path):
        answer = client.get(f"/api/v1/programmes/isles/{path}")
        return answer.status_code, answer.headers.get("Location")

    assert led("parties/older-mill?as_of=2021&fields=code") == (
        301, "/api/v1/programmes/isles/parties/mill?as_of=2021&fields=code",
    )  # fmt: skip
    assert led("commitments/quay") == (301, "/api/v1/programmes/isles/commitments/build-quay")
    assert led("zones/old-mill") == (404, None)


@pytest.mark.parametrize("path", ["/api/v1", "/api/v2/programmes", "/api/v1//programmes", "/api/v1/x/"])
def test_anything_else_under_api_is_a_problem_too(client, mfano, path):
    answer = client.get(path)
    if path == "/api/v1":
        assert (answer.status_code, answer["Location"]) == (301, "/api/v1/")
        return

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_refusals_of_pages_stay_pages(client, mfano):
    for path in ("/mfano/?as_of=x", "/nowhere/", "/ur/api/v1/nothing"):
        assert client.get(path)["Content-Type"] == "text/html; charset=utf-8"
