"""How often one address may ask the API."""

import pytest
from pydantic import ValidationError

from corridor.base import rates
from corridor.project.settings import Environment


@pytest.mark.parametrize("variable", ["CORRIDOR_API_RATE", "CORRIDOR_API_WRITE_RATE", "CORRIDOR_FORECAST_RATE"])
@pytest.mark.parametrize("text", ["120", "0/min", "120/day", "-1/s", "1/min ", "١/s", "1e3/s", "9999999999/s"])
def test_what_is_no_rate_stops_the_start(text, variable, monkeypatch):
    monkeypatch.setenv(variable, text)

    with pytest.raises(ValidationError, match="write 120/min, 5/s or 1000/h"):
        Environment()


def test_the_headers_say_what_is_left_and_when_to_come_again(client, db, settings):
    settings.API_RATE = "2/h"
    rates.limiter_for.cache_clear()
    asked = [client.get("/api/v1/programmes") for _time in range(3)]

    assert [answer.status_code for answer in asked] == [200, 200, 429]
    assert {answer["RateLimit-Policy"] for answer in asked} == {'"default";q=2;w=3600'}
    assert [answer["RateLimit"].partition(";t=")[0] for answer in asked] == [
        '"default";r=1', '"default";r=0', '"default";r=0',
    ]  # fmt: skip
    assert 3590 < int(asked[2]["Retry-After"]) <= 3600
    assert asked[2].json()["code"] == "too-many-requests"
    assert asked[2]["Cache-Control"] == "no-store"
    assert client.get("/api/v1/programmes", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/api/v1/programmes", headers={"x-forwarded-for": "192.0.2.8"}).status_code == 429
    assert client.options("/api/v1/programmes").status_code == 204
    assert client.get("/api/v1/").status_code == 200


def test_answers_that_did_not_change_say_what_is_left_too(client, db, settings):
    settings.API_RATE = "9/h"
    rates.limiter_for.cache_clear()
    first = client.get("/api/v1/programmes")
    again = client.get("/api/v1/programmes", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again["RateLimit"].partition(";t=")[0]) == (304, '"default";r=7')


def test_without_a_rate_nothing_is_counted(client, db):
    answer = client.get("/api/v1/programmes")

    assert "RateLimit" not in answer
