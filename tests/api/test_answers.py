"""Forms of answers: JSON or CSV by Accept, some fields only, what did not change, HEAD, other sites."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

import make

LIST = "/api/v1/programmes/mfano/commitments"


def test_fields_come_in_the_order_in_which_they_are_asked_for(client, ask, table, mfano):
    told = ask("/commitments?fields=title,code&limit=1&order=code")["items"]

    assert [list(row.items()) for row in told] == [
        [("title", {"en": "Exchange drawings"}), ("code", "exchange-of-drawings")]
    ]
    assert table("/commitments?fields=title,code&limit=1&order=code") == [
        {"title": "Exchange drawings", "code": "exchange-of-drawings"}
    ]
    assert list(ask("/board?fields=path,as_of")) == ["path", "as_of"]
    assert list(ask("/commitments/port-power?fields=waits")) == ["waits"]


def test_a_field_that_is_not_there_is_refused_with_the_nearest(refused, mfano):
    told = refused("/programmes/mfano/zones?fields=code,nam")

    assert told["detail"] == "fields: “nam” is not known here. Did you mean “name”?"
    assert refused("/programmes/mfano/zones?fields=")["status"] == 400
    assert refused("/programmes/mfano/zones?fields=code,")["status"] == 400


@pytest.mark.parametrize(
    "noun",
    [
        "parties",
        "zones",
        "agreements",
        "meetings",
        "commitments",
        "ventures",
        "obstacles",
        "sources",
        "figures",
        "evidence",
    ],
)
def test_the_csv_holds_the_same_page(ask, table, mfano, noun):
    told, rows = ask(f"/{noun}?limit=7")["items"], table(f"/{noun}?limit=7")

    assert [row["code"] for row in rows] == [row["code"] for row in told]
    for plain, row in zip(told, rows, strict=True):
        for name, value in plain.items():
            if isinstance(value, str | int) and not isinstance(value, bool):
                assert row[name] == str(value)
            if value is None and name in row:
                assert row[name] == ""


def test_csv_has_a_column_for_each_language_and_words_for_yes_and_no(table, mfano):
    zone, row = table("/zones?limit=1")[0], table("/commitments?fields=blocked,debtor_name,zone_name&limit=1")[0]

    assert [zone["name_en"], zone["name_fr"]] == ["Mfano Hill Zone", "Zone de la colline de Mfano"]
    assert list(row) == [
        "blocked", "debtor_name_en", "debtor_name_fr", "debtor_name_sw",
        "zone_name_en", "zone_name_fr", "zone_name_sw",
    ]  # fmt: skip
    assert row["blocked"] == "no"
    assert table("/agreements?party=bank-of-nowhere")[1]["parties"] == (
        "secretariat-of-models;ministry-of-samples;bank-of-nowhere"
    )
    (seen,) = table("/evidence?commitment=permit-window&says=delivered")
    assert seen["verifications"] == "institute-of-fiction 2025-02-28 mfano-audit-1"


def test_pages_of_csv_are_found_by_the_header(client, mfano):
    answer = client.get(f"{LIST}?limit=20", headers={"accept": "text/csv"})
    address = answer["Link"].partition(">")[0].removeprefix("<")

    assert len(answer.content.decode().splitlines()) == 21
    assert len(client.get(address, headers={"accept": "text/csv"}).content.decode().splitlines()) == 8


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("application/*", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/json;q=0.5, text/csv", "text/csv; charset=utf-8"),
        ("text/html", None),
        ("application/xml", None),
        ("nonsense", None),
        ("", None),
        ("text/html, " * 1000, None),
    ],
)
def test_the_form_is_that_of_the_accept_header(client, mfano, accept, form):
    answer = client.get(f"{LIST}?limit=1", headers={"accept": accept})

    assert answer["Content-Type"] == (form or "application/problem+json")
    assert answer.status_code == (200 if form else 406)
    if not form:
        assert answer.json()["detail"] == "This is handed out as application/json, text/csv only."
    if answer.status_code == 200:
        assert {"Accept", "Accept-Language", "Accept-Encoding"} == set(answer["Vary"].split(", "))


@pytest.mark.parametrize("path", ["", "/mfano", "/mfano/board", "/mfano/zones/mfano-port"])
def test_only_lists_come_as_csv(client, mfano, path):
    answer = client.get(f"/api/v1/programmes{path}", headers={"accept": "text/csv"})

    assert answer.status_code == (406 if path else 200)


@given(accept=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_no_accept_header_breaks_anything(accept):
    assert Client().get("/api/v1/programmes", headers={"accept": accept}).status_code in (200, 406)


@pytest.mark.parametrize("accept", ["application/json", "text/csv"])
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_did_not_change_is_not_sent_again(client, mfano, accept, method, encoding):
    asked = getattr(client, method)
    given = {"accept": accept, "accept-encoding": encoding}
    first = asked(f"{LIST}?as_of=2026", headers=given)
    again = asked(f"{LIST}?as_of=2026", headers={**given, "if-none-match": first["ETag"]})
    other = asked(f"{LIST}?as_of=2025", headers={**given, "if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert first["ETag"].startswith('W/"' if encoding == "gzip" else '"')
    assert (again.content, again["ETag"].removeprefix("W/")) == (b"", first["ETag"].removeprefix("W/"))
    assert again["Access-Control-Allow-Origin"] == "*"
    assert again["Vary"].split(", ")[:2] == ["Accept", "Accept-Language"]
    assert (first["Cache-Control"], again["Cache-Control"]) == ("no-cache", "no-cache")


def test_head_has_the_headers_of_get_and_no_body(client, mfano):
    head, get = client.head(LIST), client.get(LIST)

    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers} == {**get.headers}


def test_a_page_of_another_site_may_ask_with_a_token_and_without_cookies(client, mfano):
    asked = client.options(
        LIST, headers={"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    )

    assert (asked.status_code, asked.content) == (204, b"")
    assert asked["Access-Control-Allow-Methods"] == asked["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert asked["Access-Control-Allow-Headers"] == (
        "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match"
    )
    assert "Access-Control-Allow-Credentials" not in asked
    for path in (LIST, "/api/v1/programmes/nowhere", "/api/nothing", "/api/v1/openapi.json", f"{LIST}?x=1"):
        assert client.get(path)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/mfano/", "/api/v1/", "/mfano/board.json", "/nowhere/"])
def test_pages_know_nothing_of_the_api(client, mfano, path):
    answer = client.get(path)

    assert [name for name in answer.headers if name.startswith(("Access-Control", "RateLimit"))] == []


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize(
    "path", [f"{LIST}/port-power/more", "/api/v1/openapi.json", "/api/nothing", "/api/v1/programmes/mfano"]
)
def test_what_is_only_read_cannot_be_written(client, mfano, method, path):
    answer = client.generic(method, path, data="{}")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (answer["Content-Type"], answer.json()["code"]) == ("application/problem+json", "method-not-allowed")


def test_the_page_of_a_thing_is_in_the_language_that_is_asked_for(client, mfano):
    def page(path, **headers):
        return client.get(f"/api/v1/programmes/mfano/zones/mfano-port{path}", headers=headers).json()["links"][
            "page"
        ]

    assert page("") == "/mfano/zones/mfano-port/"
    assert page("?language=ur") == "/ur/mfano/zones/mfano-port/"
    assert page("", **{"accept-language": "zh-CN,zh;q=0.9"}) == "/zh-hans/mfano/zones/mfano-port/"
    assert page("?language=en", **{"accept-language": "ur"}) == "/mfano/zones/mfano-port/"


def test_the_history_of_a_commitment_names_no_person(ask, tmp_path):
    make.loaded(tmp_path)
    make.loaded(tmp_path, commitments=make.swap("Bring water", "Bring more water"))

    assert ask("/commitments/bring-water?fields=history", "isles") == {
        "history": [
            {"at": "2026-06-30T12:00:00Z", "event": "commitment.changed", "changed": ["title_en"]},
            {"at": "2026-06-30T12:00:00Z", "event": "commitment.added", "changed": []},
        ]
    }


def test_how_a_commitment_ended_is_told_from_that_day_on(ask, mfano):
    def ending(query):
        return ask(f"/commitments/island-ferry-small?fields=ending{query}")["ending"]

    assert ending("&as_of=2024-05-19") is None
    assert ending("&as_of=2024-05-20&known_on=2024-05-19") is None
    assert ending("&as_of=2024-05-20") == {
        "how": "superseded",
        "ended_on": "2024-05-20",
        "authority": "mfano-council",
        "successor": "island-ferry-large",
        "reason": "a larger ferry was promised instead",
        "source": "mfano-gazette-3",
    }
